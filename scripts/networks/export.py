"""Writes networks as ONNX files, in each form that people bring."""

import copy

import torch

from preparation import image


def write(model, network, form, path, source):
    """Writes the file; `source` is what the TorchScript-based exporter wrote, of which others are made."""
    if form in ("script", "dynamo"):
        _export(model, network, image(network), path, form == "dynamo")
    elif form == "float16":
        half = copy.deepcopy(model).half()
        _export(half, network, image(network).half(), path, False, training=torch.onnx.TrainingMode.PRESERVE)
    elif form == "qdq":
        _quantise(network, source, path)
    elif form == "dynamic-int8":
        from onnxruntime.quantization import quantize_dynamic

        quantize_dynamic(source, path)
    else:
        raise ValueError(form)


def _export(model, network, example, path, dynamo, **options):
    options |= dict(input_names=["image"], output_names=["logits"], dynamo=dynamo)
    if dynamo:
        options["external_data"] = False
        if network.dynamic:
            axes = {0: torch.export.Dim.DYNAMIC}
            axes |= {2 + i: torch.export.Dim.DYNAMIC for i in range(len(network.size))}
            options["dynamic_shapes"] = (axes,)
            example = torch.cat([example, example])
    else:
        options["opset_version"] = 17
        if network.dynamic:
            axes = {0: "batch"} | {2 + i: "xyz"[i] for i in range(len(network.size))}
            options["dynamic_axes"] = {"image": axes, "logits": axes}
    with torch.no_grad():
        torch.onnx.export(model, (example,), path, **options)


def _quantise(network, source, path):
    from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

    class Images(CalibrationDataReader):
        def __init__(self):
            self.left = iter([{"image": image(network, seed).numpy()} for seed in range(4)])

        def get_next(self):
            return next(self.left, None)

    quantize_static(
        source, path, Images(), quant_format=QuantFormat.QDQ, per_channel=True, weight_type=QuantType.QInt8
    )
