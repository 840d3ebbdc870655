"""Networks of MONAI, of images and of volumes."""

from network import ALL_FORMS, FLOAT, SCRIPT, Network, logits_of


def _network(name, pick=None, **options):
    def build():
        import monai.networks.nets as library

        model = getattr(library, name)(**options)
        return model if pick is None else logits_of(model, pick)

    return build


def _unet(activation, normalisation, **more):
    options = dict(
        spatial_dims=2, in_channels=1, out_channels=2, channels=(8, 16, 32), strides=(2, 2), num_res_units=1
    )
    return _network("UNet", act=activation, norm=normalisation, **(options | more))


def _grey(name, build, size=(64, 64), forms=SCRIPT, dynamic=False):
    return Network(name, build, size, 1, forms, dynamic)


FLAT = dict(spatial_dims=2, in_channels=1, out_channels=2)
SOLID = dict(spatial_dims=3, in_channels=1, out_channels=2)
CUBE = (32, 32, 32)
GROUPS = ("group", {"num_groups": 2})

NETWORKS = [
    _grey("UNet, PReLU, instance norm", _unet("prelu", "instance"), forms=ALL_FORMS, dynamic=True),
    _grey("UNet, ReLU6, batch norm", _unet("relu6", "batch")),
    _grey("UNet, SiLU, group norm", _unet("swish", GROUPS), forms=FLOAT),
    _grey("UNet, GELU, group norm", _unet("gelu", GROUPS), forms=FLOAT),
    _grey("UNet, Mish, local response norm", _unet("mish", ("localresponse", {"size": 3}))),
    _grey("UNet, ELU, instance norm with scale", _unet("elu", ("instance", {"affine": True}))),
    _grey("UNet, PReLU, batch norm", _unet("prelu", "batch")),
    _grey("UNet, ReLU6, instance norm", _unet("relu6", "instance")),
    _grey("UNet, SiLU, instance norm", _unet("swish", "instance")),
    _grey("UNet, GELU, instance norm", _unet("gelu", "instance")),
    _grey("UNet, LeakyReLU, group norm", _unet("leakyrelu", GROUPS)),
    _grey("UNet, SELU, batch norm", _unet("selu", "batch")),
    _grey("UNet, Mish, group norm", _unet("mish", GROUPS)),
    _grey("UNet 3D, SiLU, group norm", _unet("swish", GROUPS, spatial_dims=3), CUBE),
    _grey("UNet 3D, PReLU, instance norm",
          _unet("prelu", "instance", spatial_dims=3), CUBE),
    _grey("BasicUNet", _network("BasicUNet", features=(8, 8, 16, 32, 64, 8), **FLAT), dynamic=True),
    _grey("BasicUNetPlusPlus",
          _network("BasicUNetPlusPlus", lambda answer: answer[0], features=(8, 8, 16, 32, 64, 8), **FLAT)),
    _grey("AttentionUnet", _network("AttentionUnet", channels=(8, 16, 32), strides=(2, 2), **FLAT), forms=FLOAT),
    _grey("DynUNet", _network(
        "DynUNet", kernel_size=[3, 3, 3, 3], strides=[1, 2, 2, 2], upsample_kernel_size=[2, 2, 2],
        filters=[8, 16, 32, 64], res_block=True, **FLAT), forms=FLOAT),
    _grey("DynUNet 3D", _network(
        "DynUNet", kernel_size=[3, 3, 3], strides=[1, 2, 2], upsample_kernel_size=[2, 2],
        filters=[8, 16, 32], **SOLID), CUBE),
    _grey("SegResNet", _network("SegResNet", init_filters=8, **FLAT), forms=FLOAT + ("float16",)),
    _grey("SegResNet 3D", _network("SegResNet", init_filters=8, **SOLID), CUBE),
    _grey("SegResNetDS", _network("SegResNetDS", init_filters=8, **FLAT)),
    _grey("VNet", _network("VNet", **FLAT), forms=FLOAT),
    _grey("HighResNet", _network("HighResNet", **FLAT)),
    _grey("FlexibleUNet, efficientnet-b0",
          _network("FlexibleUNet", backbone="efficientnet-b0", pretrained=False, **FLAT)),
    _grey("UNETR", _network(
        "UNETR", img_size=(64, 64), feature_size=8, hidden_size=48, mlp_dim=96, num_heads=4, **FLAT), forms=FLOAT),
    _grey("SwinUNETR", _network("SwinUNETR", feature_size=12, **FLAT), forms=FLOAT),
    _grey("MedNeXt", _network("MedNeXt", init_filters=8, **FLAT)),
]
