#!/usr/bin/env python3
"""Makes core/src/test/resources/golden/training: training steps as PyTorch does them.

Each file is an ONNX file without nodes: its initializers are a batch's images and truth, the
weights of a small U-Net before and after two steps, its running averages, and the losses.
The biases of convolutions before a batch normalisation have a gradient of zero, of which rounding
leaves noise that Adam would blow up to whole steps; its epsilon is 1e-4 here to keep it small, and they are not compared.
Needs torch, numpy and onnx:  python3 scripts/golden-training-steps.py OUT_FOLDER
"""

import pathlib
import sys

import numpy
import onnx
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper


def weights(depth, channels, inputs, outputs, upsampling, norm):
    """Random weights, under the names that the U-Net builder gives them."""
    state, running = {}, {}

    def conv(name, to, frm, kernel):
        deviation = (2 / (frm * kernel * kernel)) ** 0.5
        state[name + ".weight"] = torch.randn(to, frm, kernel, kernel) * deviation
        state[name + ".bias"] = 0.1 * torch.randn(to)

    def unit(name, frm, to):
        conv(name + ".conv", to, frm, 3)
        if norm:
            state[name + ".norm.scale"] = 1 + 0.1 * torch.randn(to)
            state[name + ".norm.bias"] = 0.1 * torch.randn(to)
            running[name + ".norm.mean"] = torch.randn(to)
            running[name + ".norm.variance"] = 0.5 + torch.rand(to)

    def block(name, frm, to):
        unit(name + ".1", frm, to)
        unit(name + ".2", to, to)

    width = lambda level: channels << level
    block("enc1", inputs, width(0))
    for level in range(1, depth):
        block("mid" if level == depth - 1 else f"enc{level + 1}", width(level - 1), width(level))
    for level in range(depth - 1, 0, -1):
        if upsampling == "transposed":
            name = f"up{level}"
            state[name + ".weight"] = torch.randn(width(level), width(level - 1), 2, 2) * 0.3
            state[name + ".bias"] = 0.1 * torch.randn(width(level - 1))
        else:
            unit(f"up{level}", width(level), width(level - 1))
        block(f"dec{level}", 2 * width(level - 1), width(level - 1))
    conv("logits", outputs, width(0), 1)
    return state, running


def forward(x, state, running, depth, upsampling, norm, training=True):
    def unit(name, x):
        x = F.conv2d(x, state[name + ".conv.weight"], state[name + ".conv.bias"], padding=1)
        if norm:
            n = name + ".norm"
            x = F.batch_norm(x, running[n + ".mean"], running[n + ".variance"],
                             state[n + ".scale"], state[n + ".bias"], training=training)
        return F.relu(x)

    def block(name, x):
        return unit(name + ".2", unit(name + ".1", x))

    skips = []
    x = block("enc1", x)
    for level in range(1, depth):
        skips.append(x)
        x = block("mid" if level == depth - 1 else f"enc{level + 1}", F.max_pool2d(x, 2))
    for level in range(depth - 1, 0, -1):
        name = f"up{level}"
        if upsampling == "transposed":
            x = F.conv_transpose2d(x, state[name + ".weight"], state[name + ".bias"], stride=2)
        elif upsampling == "nearest":
            x = unit(name, F.interpolate(x, scale_factor=2, mode="nearest"))
        else:
            x = unit(name, F.interpolate(x, scale_factor=2, mode="bilinear"))
        x = block(f"dec{level}", torch.cat([skips[level - 1], x], 1))
    return F.conv2d(x, state["logits.weight"], state["logits.bias"])


def probabilities(x):
    return torch.sigmoid(x) if x.shape[1] == 1 else torch.softmax(x, 1)


def foreground(x):
    return x if x.shape[1] == 1 else x[:, 1:]


def cross_entropy(x, t):
    if x.shape[1] == 1:
        return F.binary_cross_entropy_with_logits(x, t)
    return F.cross_entropy(x, t.argmax(1))


def dice(x, t):
    p, t = foreground(probabilities(x)), foreground(t)
    return 1 - ((2 * (p * t).sum((2, 3)) + 1) / ((p + t).sum((2, 3)) + 1)).mean()


def iou(x, t):
    p, t = foreground(probabilities(x)), foreground(t)
    return 1 - (((p * t).sum((2, 3)) + 1) / ((p + t - p * t).sum((2, 3)) + 1)).mean()


def focal(x, t):
    entropy = F.binary_cross_entropy_with_logits(x, t, reduction="none")
    balance = 0.25 * t + 0.75 * (1 - t)
    return (balance * (1 - torch.exp(-entropy)) ** 2 * entropy).mean()


def under_noise(state, running, images, z, noise, truth):
    """The loss of U-Noise: what a frozen utility makes of noised images, and the reward for noise."""
    scale = 2 * (torch.sigmoid(z) * (0.6 - 0.1) + 0.1)
    x = forward(images + noise * scale, state, running, 2, "nearest", True, training=False)
    return cross_entropy(x, truth) - 0.05 * F.logsigmoid(z).mean()


def case(name, out, *, classes, upsampling, norm, loss, optimizer, clip=0, depth=3, channels=2, noised=False):
    torch.manual_seed(len(name))
    state, running = weights(depth, channels, 3, classes, upsampling, norm)
    stored = {}

    def store(key, value):
        stored[key] = value.detach().numpy().astype(numpy.float32).copy()

    for key, value in {**state, **running}.items():
        store("before/" + key, value)
        value.requires_grad_(key in state)
    utility, remembered = weights(2, 2, 3, 1, "nearest", True) if noised else ({}, {})
    for key, value in {**utility, **remembered}.items():
        store("utility/" + key, value)
    step = optimizer(list(state.values()))
    for i in range(2):
        images = torch.randn(3, 3, 16, 8)
        labels = torch.randint(0, max(2, classes), (3, 16, 8))
        truth = labels[:, None].float()
        if classes > 1:
            truth = F.one_hot(labels, classes).permute(0, 3, 1, 2).float()
        found = forward(images, state, running, depth, upsampling, norm)
        if noised:
            noise = torch.randn(3, 1, 16, 8)
            store(f"noise{i}", noise)
            value = under_noise(utility, remembered, images, found, noise, truth)
        else:
            value = loss(found, truth)
        step.zero_grad()
        value.backward()
        if clip:
            torch.nn.utils.clip_grad_norm_(list(state.values()), clip)
        step.step()
        store(f"images{i}", images)
        store(f"truth{i}", truth)
        store(f"loss{i}", value)
    for key, value in {**state, **running}.items():
        store("after/" + key, value)
    tensors = [numpy_helper.from_array(value, key) for key, value in stored.items()]
    outputs = [helper.make_tensor_value_info(key, onnx.TensorProto.FLOAT, value.shape)
               for key, value in stored.items()]
    graph = helper.make_graph([], name, [], outputs, tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    onnx.save(model, out / f"{name}.onnx")


out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)
case("binary-nearest-adam", out, classes=1, upsampling="nearest", norm=True, clip=0.5,
     loss=lambda x, t: cross_entropy(x, t) + dice(x, t) + 0.5 * iou(x, t),
     optimizer=lambda p: torch.optim.Adam(p, lr=1e-2, eps=1e-4))
case("classes-bilinear-adamw", out, classes=3, upsampling="bilinear", norm=True,
     loss=lambda x, t: cross_entropy(x, t) + dice(x, t),
     optimizer=lambda p: torch.optim.AdamW(p, lr=1e-2, eps=1e-4, weight_decay=0.1))
case("binary-transposed-sgd", out, classes=1, upsampling="transposed", norm=False,
     loss=focal, optimizer=lambda p: torch.optim.SGD(p, lr=1e-1, momentum=0.9, weight_decay=0.01))
# As many channels as the blocked layout of convolutions holds side by side.
case("blocks-nearest-adam", out, classes=1, upsampling="nearest", norm=True, depth=2, channels=16,
     loss=lambda x, t: cross_entropy(x, t) + dice(x, t) + iou(x, t),
     optimizer=lambda p: torch.optim.Adam(p, lr=1e-3, eps=1e-4))
# U-Noise: noise of 0.1 to 0.6 units of 2, lambda 0.05.
case("noise-adam", out, classes=1, upsampling="nearest", norm=True, loss=None, noised=True,
     optimizer=lambda p: torch.optim.Adam(p, lr=1e-2, eps=1e-4))
