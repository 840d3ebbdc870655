"""Makes networks of random weights that are no special case, and images for them."""

import math
import zlib

import numpy
import torch

BATCH_NORMS = (torch.nn.BatchNorm1d, torch.nn.BatchNorm2d, torch.nn.BatchNorm3d)


def prepared(network):
    """The network, ready to be exported, with weights that its name alone decides."""
    torch.manual_seed(zlib.crc32(network.name.encode()))
    model = network.build().eval()
    _vary_constants(model)
    if network.lively:
        _enlarge(model)
    _estimate_statistics(model, network)
    return model.eval()


def _vary_constants(model):
    """Norms and layer scales begin as ones, zeros or 1e-6, where mistakes would not show."""
    with torch.no_grad():
        for parameter in model.parameters():
            if not parameter.is_floating_point() or parameter.numel() == 0:
                continue
            first = parameter.flatten()[0].item()
            if not torch.all(parameter == first):
                continue
            if first == 0:
                parameter.normal_(0, 0.05)
            elif abs(first) < 0.01:
                parameter.uniform_(0.05, 0.3)
            else:
                parameter.mul_(torch.empty_like(parameter).uniform_(0.8, 1.2))


def _enlarge(model):
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() >= 2:
                wanted = math.sqrt(parameter.shape[0] / parameter.numel())
                deviation = parameter.std().item()
                if 0 < deviation < wanted / 2:
                    parameter.mul_(wanted / deviation)


def _estimate_statistics(model, network):
    norms = [m for m in model.modules() if isinstance(m, BATCH_NORMS)]
    if not norms:
        return
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None
        norm.train()
    with torch.no_grad():
        for seed in range(3):
            model(torch.cat([image(network, 10 * seed + i) for i in range(4)]))


def image(network, seed=0):
    """A smooth picture with some noise, [1,C,...], of mean about 0 and deviation about 1."""
    random = torch.Generator().manual_seed(1000 + seed)
    rank = len(network.size)
    coarse = torch.randn((1, network.channels) + (6,) * rank, generator=random)
    mode = "bicubic" if rank == 2 else "trilinear"
    smooth = torch.nn.functional.interpolate(coarse, size=network.size, mode=mode)
    return smooth + 0.1 * torch.randn(smooth.shape, generator=random)


def target_mask(network, output_shape):
    """Which pixels of the output the target asks about: see product.target."""
    if len(network.size) != 2:
        return numpy.ones(output_shape[2:])
    axes = []
    for extent, out in zip(network.size, output_shape[2:]):
        centres = (numpy.arange(out) + 0.5) * extent / out
        quarter = extent // 4
        axes.append((centres >= quarter) & (centres < quarter + extent // 2))
    return numpy.outer(*axes).astype(float)


def class_of(output_shape):
    """The class that is asked about."""
    return min(1, output_shape[1] - 1)


def target(logits, network):
    """The scalar that is explained: the mean of a class's logits over the target's pixels."""
    mask = torch.as_tensor(target_mask(network, tuple(logits.shape)), dtype=logits.dtype)
    chosen = logits[:, class_of(logits.shape)]
    return (chosen * mask).sum() / mask.sum()


def relative(value, expected):
    """Euclidean distance over the length of what is expected."""
    value, expected = (numpy.asarray(v, dtype=numpy.float64) for v in (value, expected))
    length = math.sqrt(float((expected**2).sum()))
    distance = math.sqrt(float(((value - expected) ** 2).sum()))
    return distance / length if length else (0.0 if distance == 0 else math.inf)
