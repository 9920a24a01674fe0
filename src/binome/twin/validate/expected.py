"""The published or recomputed values, each with its source, its mark, its tolerance and the reason of it."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Expected:
    """One table of a file of expected values; `mark`: seen, memory, recomputed or judgement."""

    level: str
    table: str
    source: str
    address: str
    mark: str
    tolerance: float
    reason: str
    rows: tuple[dict[str, Any], ...]
    given: dict[str, Any]


def expected(file: str, table: str) -> Expected:
    said = tomllib.loads((files(__package__) / "expected" / f"{file}.toml").read_text("utf-8"))[table]
    return Expected(
        level=said["level"],
        table=said["table"],
        source=said["source"],
        address=said.get("address", ""),
        mark=said["mark"],
        tolerance=float(said.get("tolerance", 0.0)),
        reason=said["reason"],
        rows=tuple(said.get("rows", ())),
        given=said.get("given", {}),
    )
