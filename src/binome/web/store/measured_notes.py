"""What the team writes beside its figures: what happened on a day, which months are its baseline, what it tries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from binome.practice.refusal import MoveRefused
from binome.web.store.ground import save_settings
from binome.web.store.practice import House
from binome.web.store.tables.measures import AnnotationRow, ImprovementRow
from binome.web.store.writing import writing

BASELINE = "baseline"
"""In the practice's settings: {"since": day, "until": day (not included), "by": member, "on": day}."""
LONGEST_ANNOTATION, LONGEST_ACTION = 120, 300


@dataclass(frozen=True, slots=True)
class Annotation:
    """What happened that day, in the team's own words."""

    id: int
    day: date
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The days that later ones are compared with; `until` is not included."""

    since: date
    until: date
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Improvement:
    """A loop: a figure, from where to where, by which action, who from when; looked at again at a meeting."""

    id: int
    code: str
    since: date
    until: date
    start: float | None
    target: float
    action: str
    who: str
    begins: date
    meeting: date
    at: datetime
    by: str
    closed_at: datetime | None = None
    closed_by: str = ""
    result: Any = None
    lesson: str = ""


def annotations(house: House) -> list[Annotation]:
    """Those that stand, by day."""
    rows = AnnotationRow.objects.filter(practice_id=house.id, removed_at=None)
    return [Annotation(*found) for found in rows.values_list("id", "day", "words", "by")]


def annotate(house: House, day: date, words: str, *, by: str, at: datetime) -> None:
    """What happened that day, said by whoever knows it."""
    said = " ".join(words.split())
    if not said:
        raise MoveRefused("annotation.empty")
    if len(said) > LONGEST_ANNOTATION:
        raise MoveRefused("annotation.too_long", most=LONGEST_ANNOTATION)
    with writing():
        AnnotationRow.objects.create(practice_id=house.id, day=day, words=said, by=by, at=at)


def take_away(house: House, annotation: int, *, by: str, at: datetime) -> None:
    """It is shown no more; that it stood there, and who took it away, is kept."""
    with writing():
        found = AnnotationRow.objects.filter(practice_id=house.id, id=annotation, removed_at=None)
        if not found.update(removed_at=at, removed_by=by):
            raise MoveRefused("annotation.gone")


def baseline(house: House) -> Baseline | None:
    """What the practice has declared; None when it has not."""
    said = house.settings.get(BASELINE)
    if not said:
        return None
    since, until, on = (date.fromisoformat(said[name]) for name in ("since", "until", "on"))
    return Baseline(since, until, said["by"], on)


def declare_baseline(house: House, since: date, until: date, *, by: str, on: date) -> None:
    """In the place of the one before."""
    if not since < until <= on:
        raise MoveRefused("baseline.nonsense", since=since, until=until)
    said = {"since": since.isoformat(), "until": until.isoformat(), "by": by, "on": on.isoformat()}
    save_settings(house, {BASELINE: said})


_LOOP = tuple(Improvement.__dataclass_fields__)


def improvements(house: House) -> list[Improvement]:
    """Every loop, the open ones first, then the latest."""
    rows = ImprovementRow.objects.filter(practice_id=house.id)
    found = [Improvement(*told) for told in rows.values_list(*_LOOP)]
    return sorted(found, key=lambda it: it.closed_at is not None)


def improvement(house: House, number: int) -> Improvement:
    found = ImprovementRow.objects.filter(practice_id=house.id, id=number).values_list(*_LOOP).first()
    if found is None:
        raise MoveRefused("loop.unknown")
    return Improvement(*found)


def begin_loop(house: House, facts: dict[str, Any], *, by: str, at: datetime) -> int:
    """`facts`: code, since, until, start, target, action, who, begins, meeting."""
    action = " ".join(facts["action"].split())
    if not action or len(action) > LONGEST_ACTION:
        raise MoveRefused("loop.no_action", most=LONGEST_ACTION)
    if facts["who"] not in house.practice.members:
        raise MoveRefused("member.unknown", member=facts["who"])
    if facts["meeting"] <= facts["begins"]:
        raise MoveRefused("loop.meeting_before", begins=facts["begins"], meeting=facts["meeting"])
    with writing():
        row = ImprovementRow.objects.create(practice_id=house.id, by=by, at=at, **{**facts, "action": action})
    return int(row.id)


def close_loop(house: House, number: int, *, result: Any, lesson: str, by: str, at: datetime) -> None:
    """With what was found, as it was found that day."""
    facts = {"closed_at": at, "closed_by": by, "result": result, "lesson": lesson.strip()[:LONGEST_ACTION]}
    with writing():
        if not ImprovementRow.objects.filter(practice_id=house.id, id=number, closed_at=None).update(**facts):
            raise MoveRefused("loop.closed_already")
