"""How many observations each value to start from is worth: declared, never tuned to a journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from binome.twin.priors import read_data


@dataclass(frozen=True, slots=True)
class Weight:
    """`of`: what is counted."""

    weight: float
    of: str
    why: str


@cache
def weights() -> Mapping[str, Weight]:
    """By what is learned, in the order of the file."""
    return MappingProxyType({code: Weight(**words) for code, words in read_data("calibration.toml").items()})
