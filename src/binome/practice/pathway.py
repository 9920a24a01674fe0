"""The ways a visit may take, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from binome.practice.activities import read_data
from binome.practice.refusal import MoveRefused
from binome.practice.words import Step


@dataclass(frozen=True, slots=True)
class PathwayStep:
    """One step of a pathway. `activity` leads it; `room_kind` is "" when it needs no room.

    `overlaps`: it may run while the same doctor is with another patient in another room.
    """

    step: Step
    activity: str
    room_kind: str
    may_skip: bool = False
    overlaps: bool = False


@dataclass(frozen=True, slots=True)
class Pathway:
    """The steps a kind of visit takes, in order. `alone`: what it becomes when the patient wants the doctor alone."""

    code: str
    steps: tuple[PathwayStep, ...]
    labels: Mapping[str, str]
    alone: str = ""

    def plan(self, step: Step) -> PathwayStep:
        for planned in self.steps:
            if planned.step is step:
                return planned
        raise MoveRefused("visit.not_on_pathway", step=step, pathway=self.code)


@cache
def pathways() -> Mapping[str, Pathway]:
    """Every pathway the product ships, by code."""
    return MappingProxyType({code: _pathway(code, words) for code, words in read_data("pathways.toml").items()})


def pathway(code: str) -> Pathway:
    """The pathway of that code; refused when there is none."""
    if code not in pathways():
        raise MoveRefused("pathway.unknown", pathway=code)
    return pathways()[code]


def _pathway(code: str, words: Mapping[str, object]) -> Pathway:
    listed = words["steps"]
    assert isinstance(listed, list)
    steps = tuple(
        PathwayStep(
            Step(s["step"]),
            s["activity"],
            s["in"],
            may_skip=s.get("may_skip", False),
            overlaps=s.get("overlaps", False),
        )
        for s in listed
    )
    labels = MappingProxyType({"fr": str(words["fr"]), "en": str(words["en"])})
    return Pathway(code, steps, labels, str(words.get("alone", "")))
