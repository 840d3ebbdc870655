"""Networks of segmentation_models_pytorch, among them encoders of timm (`tu-`)."""

from network import FLOAT, SCRIPT, Network


def _network(architecture, encoder, classes=3, **options):
    def build():
        import segmentation_models_pytorch as library

        make = getattr(library, architecture)
        return make(encoder_name=encoder, encoder_weights=None, in_channels=3, classes=classes, **options)

    return build


def _row(architecture, encoder, size=64, forms=SCRIPT, dynamic=False, **options):
    return Network(
        f"{architecture}, {encoder}",
        _network(architecture, encoder, **options),
        (size, size),
        forms=forms,
        dynamic=dynamic,
    )


NETWORKS = [
    _row("Unet", "resnet18", forms=FLOAT + ("qdq", "float16"), dynamic=True),
    _row("Unet", "tu-convnext_atto", forms=FLOAT),
    _row("Unet", "tu-mobilenetv4_conv_small"),
    _row("Unet", "tu-regnetx_002"),
    _row("Unet", "tu-ghostnet_050"),
    _row("Unet", "tu-edgenext_xx_small"),
    _row("Unet", "tu-fastvit_t8"),
    _row("Unet", "tu-mambaout_femto"),
    _row("Unet", "tu-poolformer_s12"),
    _row("Unet", "tu-nf_regnet_b0"),
    _row("Unet", "tu-efficientvit_b0"),
    _row("Unet", "mobilenet_v2", forms=SCRIPT + ("dynamic-int8",)),
    _row("Unet", "efficientnet-b0"),
    _row("Segformer", "mit_b0"),
    _row("FPN", "resnet18"),
    _row("DeepLabV3Plus", "resnet18", dynamic=True),
    _row("PSPNet", "resnet18", 96, forms=("dynamo",)),
    _row("UnetPlusPlus", "resnet18"),
    _row("MAnet", "resnet18"),
    _row("Linknet", "resnet18"),
    _row("PAN", "resnet18", 128),
    _row("DeepLabV3", "resnet18"),
    _row("UPerNet", "resnet18"),
]
