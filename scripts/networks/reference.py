"""What PyTorch says of a network: value, gradient and change of the target."""

import copy

import torch

from preparation import image, relative, target


def by_autograd(model, network, dtype=torch.float64):
    """Value at the image, gradient there, and value at zeros, in the given precision."""
    model = copy.deepcopy(model).to(dtype)
    x = image(network).to(dtype).requires_grad_()
    with torch.enable_grad():
        value = target(model(x), network)
        (gradient,) = torch.autograd.grad(value, x)
    with torch.no_grad():
        zero = target(model(torch.zeros_like(x)), network)
    return {"value": value.item(), "gradient": gradient.double().numpy(), "change": value.item() - zero.item()}


def reference(model, network):
    """In float64, with the error of float32 beside it; in float32 where a network knows no other."""
    single = by_autograd(model, network, torch.float32)
    try:
        double = by_autograd(model, network)
    except RuntimeError:
        return single | {"precision": "float32", "own": None}
    return double | {"precision": "float64", "own": relative(single["gradient"], double["gradient"])}


def in_half(model, network):
    """For a network with weights of float16: computed in float64, with the error of float16 beside it."""
    rounded = copy.deepcopy(model).half().float()
    answer = reference(rounded, network)
    try:
        half = by_autograd(model, network, torch.float16)
        answer["own"] = relative(half["gradient"], answer["gradient"])
    except RuntimeError:
        answer["own"] = None
    return answer
