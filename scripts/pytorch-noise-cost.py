#!/usr/bin/env python3
"""What a step of U-Noise costs in PyTorch: the twin of
`benchmarks/run noise-cost DEPTH UTILITY_DEPTH UTILITY_CHANNELS BATCH WIDTH HEIGHT`, with the same networks, loss and
optimiser. Needs torch:  python3 scripts/pytorch-noise-cost.py DEPTH UTILITY_DEPTH UTILITY_CHANNELS BATCH WIDTH HEIGHT
"""

import pathlib
import runpy
import statistics
import sys
import time

import torch
import torch.nn.functional as F

UNet = runpy.run_path(str(pathlib.Path(__file__).with_name("pytorch-training-cost.py")))["UNet"]

depth, utility_depth, utility_channels, batch, width, height = map(int, sys.argv[1:7])
torch.set_num_threads(2)
torch.manual_seed(1)
explainer = UNet(depth, 16)
utility = UNet(utility_depth, utility_channels).eval()
for parameter in utility.parameters():
    parameter.requires_grad_(False)
adam = torch.optim.Adam(explainer.parameters(), lr=1e-3)
images = torch.randint(0, 2, (batch, 3, height, width)).float()
truth = torch.randint(0, 2, (batch, 1, height, width)).float()
noise = torch.randn(batch, 1, height, width)


def step():
    adam.zero_grad()
    z = explainer(images)
    seen = images + noise * (torch.sigmoid(z) * 4 + 1)
    loss = F.binary_cross_entropy_with_logits(utility(seen), truth) - 0.001 * F.logsigmoid(z).mean()
    loss.backward()
    adam.step()


def forward():
    with torch.inference_mode():
        utility(images)


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


turns = [(timed(forward), timed(step)) for _ in range(12)][2:]
print(f"PyTorch {torch.__version__}: forward pass of the utility {statistics.median(a for a, _ in turns):.3f} s, "
      f"step {statistics.median(b for _, b in turns):.3f} s")
