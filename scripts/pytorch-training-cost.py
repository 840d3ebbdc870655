#!/usr/bin/env python3
"""What a training step costs in PyTorch, in its own forward passes: the twin of
`benchmarks/run training-cost DEPTH CHANNELS BATCH SIDE`, with the same network, loss and optimiser.
Needs torch:  python3 scripts/pytorch-training-cost.py DEPTH CHANNELS BATCH SIDE [THREADS]
"""

import statistics
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


def unit(frm, to):
    return nn.Sequential(nn.Conv2d(frm, to, 3, padding=1), nn.BatchNorm2d(to), nn.ReLU(inplace=True))


def block(frm, to):
    return nn.Sequential(unit(frm, to), unit(to, to))


class UNet(nn.Module):
    def __init__(self, depth, channels):
        super().__init__()
        widths = [channels << level for level in range(depth)]
        self.down = nn.ModuleList(block(f, t) for f, t in zip([3, *widths], widths))
        pairs = list(zip(widths[1:], widths))[::-1]
        self.up = nn.ModuleList(unit(f, t) for f, t in pairs)
        self.join = nn.ModuleList(block(2 * t, t) for _, t in pairs)
        self.logits = nn.Conv2d(channels, 1, 1)

    def forward(self, x):
        skips = []
        for level, stage in enumerate(self.down):
            x = stage(F.max_pool2d(x, 2) if level else x)
            skips.append(x)
        skips.pop()
        for up, join in zip(self.up, self.join):
            x = up(F.interpolate(x, scale_factor=2, mode="nearest"))
            x = join(torch.cat([skips.pop(), x], 1))
        return self.logits(x)


def loss(x, t):
    p = torch.sigmoid(x)
    both, sums = (p * t).sum((2, 3)), (p + t).sum((2, 3))
    dice = 1 - ((2 * both + 1) / (sums + 1)).mean()
    iou = 1 - ((both + 1) / (sums - both + 1)).mean()
    return F.binary_cross_entropy_with_logits(x, t) + dice + iou


def measure(network, batch, side):
    adam = torch.optim.Adam(network.parameters(), lr=1e-3)
    images = torch.randint(0, 2, (batch, 3, side, side)).float()
    truth = torch.randint(0, 2, (batch, 1, side, side)).float()
    if next(network.parameters()).is_contiguous(memory_format=torch.channels_last):
        images = images.to(memory_format=torch.channels_last)

    def forward():
        network.eval()
        with torch.inference_mode():
            network(images)

    def step():
        network.train()
        adam.zero_grad()
        loss(network(images), truth).backward()
        adam.step()

    def timed(work):
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    turns = [(timed(forward), timed(step)) for _ in range(6)][1:]
    ratio = statistics.median(b / a for a, b in turns)
    print(f"forward {statistics.median(a for a, _ in turns):.3f} s, "
          f"step {statistics.median(b for _, b in turns):.3f} s, ratio {ratio:.2f}", flush=True)


if __name__ == "__main__":
    depth, channels, batch, side = map(int, sys.argv[1:5])
    torch.set_num_threads(int(sys.argv[5]) if len(sys.argv) > 5 else 2)
    torch.manual_seed(1)
    unet = UNet(depth, channels)
    print(f"PyTorch {torch.__version__}, {sum(p.numel() for p in unet.parameters()):,} parameters")
    measure(unet, batch, side)
    print("channels last:")
    measure(unet.to(memory_format=torch.channels_last), batch, side)
