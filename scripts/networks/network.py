"""What a network of the study is."""

from dataclasses import dataclass
from typing import Any, Callable

SCRIPT = ("script",)
"""The TorchScript-based exporter."""

FLOAT = ("script", "dynamo")
"""That, and the one by torch.export."""

ALL_FORMS = ("script", "dynamo", "qdq", "dynamic-int8", "float16")


@dataclass(frozen=True)
class Network:
    """A network of random weights that maps images [N,C,...] to logits [N,K,...].

    name: its row in the table
    build: makes it; imports its library only then
    size: the extents of the image
    channels: of the image
    forms: as which files it is written
    dynamic: whether the file leaves batch and size open
    lively: whether weights are made as large as He's, where those of a library (deviation 0.02) leave the output of a
        small network nearly independent of the image
    """

    name: str
    build: Callable[[], Any]
    size: tuple[int, ...] = (64, 64)
    channels: int = 3
    forms: tuple[str, ...] = SCRIPT
    dynamic: bool = False
    lively: bool = False

    @property
    def key(self) -> str:
        """The name as a file's name."""
        return "".join(c if c.isalnum() or c in ".-_" else "-" for c in self.name)


def logits_of(model, pick):
    """The network with what `pick` makes of its answer as its only output."""
    import torch

    class Logits(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, image):
            return pick(self.model(image))

    return Logits()
