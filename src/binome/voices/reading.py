"""The data files of this package, and whom somebody who is not well may turn to."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

_DATA = resources.files("binome.voices").joinpath("data")


def read_data(*path: str) -> dict[str, Any]:
    """One file, as written."""
    return tomllib.loads(_DATA.joinpath(*path).read_text("utf-8"))


def data_files(folder: str) -> dict[str, dict[str, Any]]:
    """Every file of a folder, by its name without the ending."""
    names = sorted(it.name for it in _DATA.joinpath(folder).iterdir() if it.name.endswith(".toml"))
    return {name.removesuffix(".toml"): read_data(folder, name) for name in names}


def in_both_tongues(told: Mapping[str, Any], before: str = "") -> Mapping[str, str]:
    """The French and the English of a table."""
    return MappingProxyType({tongue: told.get(f"{before}{tongue}", "") for tongue in ("fr", "en")})


@dataclass(frozen=True, slots=True)
class Resource:
    """Somebody to turn to. `call`: digits to dial, when there are any."""

    words: Mapping[str, str]
    call: str = ""


@cache
def resources_of_help() -> tuple[Resource, ...]:
    """In the order they are shown."""
    return tuple(Resource(in_both_tongues(it), it.get("call", "")) for it in read_data("help.toml").values())
