"""One learned value: where it stands in the scenario, what it was, what it is, and from how much."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from binome.twin.calibrate.shrink import Estimate
from binome.twin.priors import priors

PRIOR = "prior"
Place = tuple[str, ...]
"""A way down into the scenario as it is written: names of tables and keys, numbers of rows."""


@dataclass(frozen=True, slots=True)
class Learned:
    """`value` as a scenario writes it; `before` and `estimate` in one figure of it, in `unit`.

    `count` observations `of` (visits, appointments, days…); none: the value to start from stays.
    `own` is that figure by the practice's observations alone, where they have one.
    `with_` are the places that the journal does not tell apart from this one: they were learned together.
    """

    place: Place
    what: str
    unit: str
    value: Any
    before: float
    estimate: Estimate
    count: int
    of: str
    with_: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    own: float | None = None

    @property
    def dotted(self) -> str:
        return ".".join(self.place)

    @property
    def is_learned(self) -> bool:
        return self.count > 0

    def as_json(self) -> dict[str, Any]:
        return {
            "place": self.dotted,
            "what": self.what,
            "unit": self.unit,
            "before": self.before,
            "own": self.own,
            "value": self.estimate.value,
            "low": self.estimate.low,
            "high": self.estimate.high,
            "count": self.count,
            "of": self.of,
            "standing": "learned" if self.is_learned else "prior",
            "together_with": list(self.with_),
            "notes": list(self.notes),
        }


def standing(it: Learned, until: date) -> dict[str, Any]:
    """What the scenario keeps of it."""
    return {
        "count": it.count,
        "of": it.of,
        "value": _short(it.estimate.value),
        "low": _short(it.estimate.low),
        "high": _short(it.estimate.high),
        "until": until,
    }


def with_learned(written: Mapping[str, Any], learned: Iterable[Learned], until: date) -> dict[str, Any]:
    """The scenario as it is written, with the learned values in their places and what they come from."""
    told: dict[str, Any] = _copy(written)
    for it in learned:
        if it.is_learned:
            _set(told, it.place, it.value)
            told.setdefault("learned", {})[it.dotted] = standing(it, until)
    return told


def _set(table: Any, place: Place, value: Any) -> None:
    """One value for all makes room for one by name, a value to start from for its parts."""
    for name, after in pairwise(place):
        if isinstance(table, list):
            table = table[int(name)]
        else:
            table[name] = table = _opened(table.get(name, {}), after)
    table[place[-1]] = value


def _opened(inside: Any, name: str) -> Any:
    if isinstance(inside, list) or (isinstance(inside, dict) and set(inside) != {PRIOR}):
        return inside
    value = priors()[inside[PRIOR]].value if isinstance(inside, dict) else inside
    return {**value} if isinstance(value, Mapping) and name in value else {"": inside}


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _copy(it) for name, it in value.items()}
    return [_copy(it) for it in value] if isinstance(value, list) else value


def _short(value: float) -> float:
    return float(f"{value:.4g}")
