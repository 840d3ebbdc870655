"""A quantised file computed by PyTorch, with gradients that pass the rounding where it does not cut off."""

import onnx
import torch
from onnx import numpy_helper
from torch.nn import functional

from preparation import image, target

RANGES = {onnx.TensorProto.UINT8: (0, 255), onnx.TensorProto.INT8: (-128, 127)}


class Rounded(torch.autograd.Function):
    """Bengio et al. 2013: as if nothing were rounded, within the range of the whole numbers."""

    @staticmethod
    def forward(context, x, low, high):
        context.save_for_backward((x >= low) & (x <= high))
        return torch.clamp(torch.round(x), low, high)

    @staticmethod
    def backward(context, gradient):
        (inside,) = context.saved_tensors
        return gradient * inside, None, None


def _along(tensor, axis, rank):
    return tensor.reshape([-1 if i == axis else 1 for i in range(rank)]) if tensor.dim() == 1 else tensor


def _attributes(node):
    return {a.name: onnx.helper.get_attribute_value(a) for a in node.attribute}


def _pads(x, options, rank, value=0.0):
    pads = options.get("pads", [0] * 2 * rank)
    around = [p for axis in reversed(range(rank)) for p in (pads[axis], pads[axis + rank])]
    return functional.pad(x, around, value=value)


class File:
    """Runs the nodes of a file, one by one, in double."""

    def __init__(self, path):
        self.graph = onnx.load(path).graph
        self.constants = {t.name: self._tensor(t) for t in self.graph.initializer}
        self.types = {t.name: t.data_type for t in self.graph.initializer}

    @staticmethod
    def _tensor(proto):
        tensor = torch.from_numpy(numpy_helper.to_array(proto).copy())
        return tensor.double() if tensor.dtype in (torch.float32, torch.uint8, torch.int8, torch.int32) else tensor

    def __call__(self, x):
        values = dict(self.constants) | {self.graph.input[0].name: x}
        for node in self.graph.node:
            operands = [values[name] if name else None for name in node.input]
            options = _attributes(node)
            if node.op_type == "QuantizeLinear":
                axis = options.get("axis", 1)
                scale, zero = (_along(t, axis, operands[0].dim()) for t in operands[1:3])
                low, high = RANGES[self.types[node.input[2]]]
                answer = Rounded.apply(operands[0] / scale + zero, low, high)
            elif node.op_type == "DequantizeLinear":
                axis = options.get("axis", 1)
                scale = _along(operands[1], axis, operands[0].dim())
                zero = _along(operands[2], axis, operands[0].dim()) if len(operands) > 2 else 0
                answer = (operands[0] - zero) * scale
            elif node.op_type == "Constant":
                answer = self._tensor(options["value"])
            else:
                answer = getattr(self, node.op_type.lower())(options, *operands)
            values[node.output[0]] = answer
        return values[self.graph.output[0].name]

    def conv(self, o, x, weight, bias=None):
        padded = _pads(x, o, weight.dim() - 2)
        return functional.conv2d(padded, weight, bias, o.get("strides", 1), 0, o.get("dilations", 1), o.get("group", 1))

    def convtranspose(self, o, x, weight, bias=None):
        whole = functional.conv_transpose2d(x, weight, bias, o.get("strides", 1), 0, 0, o.get("group", 1))
        top, left, bottom, right = o.get("pads", [0] * 4)
        more = o.get("output_padding", [0, 0])
        return functional.pad(whole, [-left, more[1] - right, -top, more[0] - bottom])

    def instancenormalization(self, o, x, scale, shift):
        return functional.instance_norm(x, None, None, scale, shift, True, 0, o.get("epsilon", 1e-5))

    def prelu(self, o, x, slope):
        # As PyTorch has it: at 0, where whole numbers often are, the slope of the negative side.
        return torch.where(x > 0, x, x * slope)

    def shape(self, o, x):
        return torch.tensor(x.shape)

    def slice(self, o, x, starts, ends, axes, steps=None):
        for start, end, axis in zip(starts.tolist(), ends.tolist(), axes.tolist()):
            x = x.narrow(axis, start, min(end, x.shape[axis]) - start)
        return x

    def relu(self, o, x):
        return torch.relu(x)

    def clip(self, o, x, low=None, high=None):
        return torch.clamp(x, low, high)

    def sigmoid(self, o, x):
        return torch.sigmoid(x)

    def hardsigmoid(self, o, x):
        return torch.clamp(o.get("alpha", 0.2) * x + o.get("beta", 0.5), 0, 1)

    def hardswish(self, o, x):
        return functional.hardswish(x)

    def add(self, o, a, b):
        return a + b

    def mul(self, o, a, b):
        return a * b

    def concat(self, o, *parts):
        return torch.cat(parts, o["axis"])

    def maxpool(self, o, x):
        padded = _pads(x, o, 2, float("-inf"))
        return functional.max_pool2d(padded, o["kernel_shape"], o.get("strides", 1))

    def globalaveragepool(self, o, x):
        return x.mean((2, 3), keepdim=True)

    def resize(self, o, x, roi=None, scales=None, sizes=None):
        size = [int(s) for s in sizes[2:]] if sizes is not None else [
            int(e * s) for e, s in zip(x.shape[2:], scales[2:])]
        if o["mode"] == b"nearest":
            return functional.interpolate(x, size=size, mode="nearest")
        return functional.interpolate(
            x, size=size, mode="bilinear", align_corners=o["coordinate_transformation_mode"] == b"align_corners")


def reference(path, network):
    """Like reference.reference; None where the file has an operator that is not known here, or rounds otherwise in double."""
    try:
        file = File(path)
        x = image(network).double().requires_grad_()
        value = target(file(x), network)
        (gradient,) = torch.autograd.grad(value, x)
        with torch.no_grad():
            zero = target(file(torch.zeros_like(x)), network)
            if not _agrees(path, file(x.detach()), x):
                return None
    except (AttributeError, KeyError, TypeError):
        return None
    return {"value": value.item(), "gradient": gradient.numpy(), "change": value.item() - zero.item(),
            "precision": "float64", "own": None}


def _agrees(path, output, x):
    """Whether ONNX Runtime gets the same: a value rounded otherwise goes through all layers behind it."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    (own,) = onnxruntime.InferenceSession(path, options).run(None, {"image": x.detach().float().numpy()})
    return abs(output.numpy() - own).max() < 1e-3 * abs(own).max()
