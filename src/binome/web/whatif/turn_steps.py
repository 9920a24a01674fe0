"""Preparation, closing and paperwork: held by the assistant, or by the doctor within the consultation."""

from collections.abc import Callable, Iterator
from typing import Any

from binome.twin.model import Scenario
from binome.twin.priors import priors
from binome.web.whatif.dials import ASSISTANT, CONSULTATION, PAPERWORK, consulted

Words = dict[str, Any]
PREPARED = {
    "consultation_acute": "consultation_acute_prepared",
    "consultation_follow_up": "consultation_follow_up_prepared",
    "consultation_observed": "consultation_follow_up_prepared",
}
ALONE = {
    "consultation_acute_prepared": "consultation_acute",
    "consultation_follow_up_prepared": "consultation_follow_up",
}
SPARED_MIN = 4.0
"""Of a consultation whose minutes are the practice's own: the mean of a preparation times the share of it that falls
back to the doctor, within half a minute."""


def turn_preparation(words: Words, scenario: Scenario, by: str) -> None:
    for code in consulted(scenario):
        steps = words["pathways"][code]["steps"]
        if by == ASSISTANT and not _has(steps, "preparation"):
            steps.insert(_place(steps), _preparation(steps[_place(steps)]))
            _change_minutes(words, code, lambda law: _swapped(law, PREPARED, -SPARED_MIN))
        elif by != ASSISTANT and _has(steps, "preparation"):
            steps[:] = [it for it in steps if it["step"] != "preparation"]
            _change_minutes(words, code, lambda law: _swapped(law, ALONE, SPARED_MIN))


def turn_closing(words: Words, scenario: Scenario, by: str) -> None:
    """By the doctor: within the consultation, whose minutes do not change."""
    for code in consulted(scenario):
        steps = words["pathways"][code]["steps"]
        if by == ASSISTANT and not _has(steps, "closing"):
            steps.insert(_after(steps), _closing(steps[_place(steps)]))
        elif by != ASSISTANT:
            steps[:] = [it for it in steps if it["step"] != "closing"]


def turn_paperwork(words: Words, by: str) -> None:
    for code in PAPERWORK:
        if code in words.get("tasks", {}):
            words["tasks"][code]["by"] = ["assistant" if by == ASSISTANT else "physician"]


def _has(steps: list[Words], word: str) -> bool:
    return any(it["step"] == word for it in steps)


def _place(steps: list[Words]) -> int:
    return next(n for n, it in enumerate(steps) if it["step"] == CONSULTATION and "own" in it["by"])


def _after(steps: list[Words]) -> int:
    """Behind the consultation and whoever joins it."""
    place = _place(steps) + 1
    while place < len(steps) and steps[place].get("joint"):
        place += 1
    return place


def _preparation(consultation: Words) -> Words:
    return {
        "step": "preparation",
        "by": ["assistant"],
        "activity": "settle_patient",
        "minutes": {"prior": "preparation"},
        "otherwise": "skipped",
        "adds_share": {"prior": "preparation_adds"},
        **_same_room(consultation),
    }


def _closing(consultation: Words) -> Words:
    return {
        "step": "closing",
        "by": ["assistant"],
        "activity": "guide_after_visit",
        "minutes": {"prior": "closing"},
        "otherwise": "skipped",
        "priority": 0,
        **_same_room(consultation),
    }


def _same_room(consultation: Words) -> Words:
    return {"room": consultation["room"]} if consultation.get("room") else {}


def _change_minutes(words: Words, pathway: str, change: Callable[[Any], Any]) -> None:
    """Of the consultation, in the pathway and in the kinds of visit that say otherwise."""
    steps = words["pathways"][pathway]["steps"]
    consultation = steps[_place(steps)]
    consultation["minutes"] = change(consultation["minutes"])
    name = consultation.get("name") or consultation["step"]
    for visit in words["visits"].values():
        if visit["pathway"] == pathway and name in visit.get("minutes", {}):
            visit["minutes"][name] = change(visit["minutes"][name])


def _swapped(law: Any, names: dict[str, str], apart_min: float) -> Any:
    """A prior becomes the other prior; a law of one's own is stretched so that its mean moves by so much."""
    if isinstance(law, dict) and "prior" in law:
        other = names.get(law["prior"])
        if other:
            return {"prior": other}
        law = priors()[law["prior"]].value
    mean = _mean(law)
    return _stretched(law, max(0.3, (mean + apart_min) / mean)) if mean > 0 else law


def _mean(law: Any) -> float:
    if isinstance(law, (int, float)):
        return float(law)
    if "parts" in law:
        return sum(it["share"] * _mean(it) for it in law["parts"])
    told = list(_minutes(law))
    return float(law["mean_min"]) if "mean_min" in law else sum(told) / len(told) if told else 0.0


def _minutes(law: Words) -> Iterator[float]:
    for name, value in law.items():
        if name.endswith("_min") and name != "shift_min":
            yield from map(float, value) if isinstance(value, list) else (float(value),)


def _stretched(law: Any, factor: float) -> Any:
    if isinstance(law, list):
        return [_stretched(it, factor) for it in law]
    if isinstance(law, (int, float)):
        return law * factor
    touched = (name for name in law if name.endswith("_min") or name == "parts")
    return {**law, **{name: _stretched(law[name], factor) for name in touched}}
