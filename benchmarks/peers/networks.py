"""The networks of the comparison: each as PyTorch builds it, and as the ONNX file that both sides explain.

Weights are random: none is fetched, and time does not depend on them.
"""

import pathlib
import runpy

import torch
import torch.nn as nn
import torch.nn.functional as F

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "scripts"


class NucleiUNet(nn.Module):
    """The published nuclei network: 449 thousand parameters, linear up-sampling."""

    def __init__(self):
        super().__init__()

        def block(frm, to):
            return nn.Sequential(nn.Conv2d(frm, to, 3, padding=1), nn.Conv2d(to, to, 3, padding=1), nn.ReLU())

        widths = [16, 32, 64, 128]
        self.encoders = nn.ModuleList(block(f, t) for f, t in zip([1, *widths], widths))
        pairs = list(zip(widths[1:], widths))[::-1]
        self.narrow = nn.ModuleList(nn.Conv2d(f, t, 1) for f, t in pairs)
        self.decoders = nn.ModuleList(block(f, t) for f, t in pairs)
        self.logits = nn.Conv2d(widths[0], 1, 1)

    def forward(self, x):
        skips = []
        for level, encoder in enumerate(self.encoders):
            x = encoder(F.max_pool2d(x, 2) if level else x)
            skips.append(x)
        skips.pop()
        for narrow, decoder in zip(self.narrow, self.decoders):
            x = narrow(F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False))
            x = decoder(torch.cat([x, skips.pop()], 1))
        return torch.sigmoid(self.logits(x))


class MaskOnly(nn.Module):
    """A network of torchvision's, which returns its mask in a dictionary."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        return self.network(x)["out"]


def unet():
    network = runpy.run_path(str(SCRIPTS / "pytorch-training-cost.py"))["UNet"](5, 64)
    return network, (3, 256, 256), lambda n: n.down[-1]


def nuclei():
    return NucleiUNet(), (1, 512, 512), lambda n: n.encoders[-1]


def resnet18():
    import segmentation_models_pytorch as smp

    return smp.Unet("resnet18", encoder_weights=None), (3, 256, 256), lambda n: n.encoder.layer4[-1]


def deeplab():
    from torchvision.models.segmentation import deeplabv3_resnet50

    network = deeplabv3_resnet50(weights=None, weights_backbone=None, num_classes=21, aux_loss=False)
    return MaskOnly(network), (3, 256, 256), lambda n: n.network.backbone.layer4[-1]


def segformer():
    import segmentation_models_pytorch as smp

    return smp.Segformer("mit_b0", encoder_weights=None), (3, 256, 256), lambda n: n.decoder.fuse_stage


def swinunetr():
    from monai.networks.nets import SwinUNETR

    network = SwinUNETR(in_channels=1, out_channels=2, feature_size=24, spatial_dims=2)
    return network, (1, 256, 256), lambda n: n.encoder10


def segresnet():
    from monai.networks.nets import SegResNet

    network = SegResNet(spatial_dims=2, in_channels=1, out_channels=2, init_filters=16)
    return network, (1, 256, 256), lambda n: n.down_layers[-1]


NETWORKS = {f.__name__: f for f in (unet, nuclei, resnet18, deeplab, segformer, swinunetr, segresnet)}


def build(name):
    """The network in evaluation mode, its image, and where Grad-CAM looks."""
    torch.manual_seed(1)
    network, shape, layer = NETWORKS[name]()
    # Hooks of the methods need ReLUs that leave their input as it is.
    for module in network.modules():
        if isinstance(module, nn.ReLU):
            module.inplace = False
    image = torch.rand(1, *shape)
    return network.eval(), image, layer


def export(name, folder):
    network, image, _ = build(name)
    path = folder / f"{name}.onnx"
    torch.onnx.export(network, (image,), str(path), input_names=["image"], output_names=["mask"], opset_version=17, dynamo=False)
    return path
