"""All networks of the study, by library."""

import by_monai
import by_smp
import by_torchvision
import by_transformers

LIBRARIES = {
    "MONAI": by_monai.NETWORKS,
    "transformers": by_transformers.NETWORKS,
    "torchvision": by_torchvision.NETWORKS,
    "segmentation_models_pytorch": by_smp.NETWORKS,
}


def find(library, name):
    """The network of that name."""
    return next(network for network in LIBRARIES[library] if network.name == name)
