"""Networks of torchvision."""

from network import ALL_FORMS, FLOAT, SCRIPT, Network, logits_of

CLASSES = 3


def _segmentation(name):
    def build():
        import torchvision.models.segmentation as library

        make = getattr(library, name)
        model = make(weights=None, weights_backbone=None, num_classes=CLASSES)
        return logits_of(model, lambda answer: answer["out"])

    return build


def _features(name, layers, channels, **options):
    """A classifier's features with a head of one convolution, brought to the image's size."""

    def build():
        import torch
        import torchvision.models as library

        model = getattr(library, name)(weights=None, **options)
        return torch.nn.Sequential(
            layers(model),
            torch.nn.Conv2d(channels, CLASSES, 1),
            torch.nn.Upsample(scale_factor=4, mode="bilinear"),
        )

    return build


NETWORKS = [
    Network("fcn_resnet50", _segmentation("fcn_resnet50"), forms=FLOAT + ("qdq", "float16")),
    Network("deeplabv3_resnet50", _segmentation("deeplabv3_resnet50"), dynamic=True),
    Network(
        "deeplabv3_mobilenet_v3_large",
        _segmentation("deeplabv3_mobilenet_v3_large"),
        (96, 96),
        forms=SCRIPT + ("qdq",),
    ),
    Network("lraspp_mobilenet_v3_large", _segmentation("lraspp_mobilenet_v3_large"), (96, 96), forms=ALL_FORMS),
    Network("squeezenet1_1 features", _features("squeezenet1_1", lambda m: m.features, 512), (96, 96)),
    Network("shufflenet_v2_x0_5 features", _features(
        "shufflenet_v2_x0_5",
        lambda m: __import__("torch").nn.Sequential(m.conv1, m.maxpool, m.stage2, m.stage3, m.stage4, m.conv5),
        1024,
    ), (96, 96)),
    Network("mnasnet0_5 features", _features("mnasnet0_5", lambda m: m.layers, 1280)),
    Network("regnet_y_400mf features", _features(
        "regnet_y_400mf", lambda m: __import__("torch").nn.Sequential(m.stem, m.trunk_output), 440)),
]
