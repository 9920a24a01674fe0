"""A day that the twin drew, as what is asked of the desk: who does what at which moment, to which story."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from binome.practice.words import Moment
from binome.twin.deed import Deed
from binome.twin.retell import deeds
from binome.twin.traced import Booking, TracedDay
from binome.web.demo.incidents import Incidents
from binome.web.demo.parts import Casting, Part, casting
from binome.web.store.seeding import NewPatient

AT_THE_DESK = (Moment.BOOKED, Moment.CANCELLED)


@dataclass(frozen=True)
class DayPlan:
    """A day: its parts by story, and all its deeds in order, from the first call for it to the last step."""

    day: date
    drawn: TracedDay
    casting: Casting
    parts: dict[str, Part]
    deeds: tuple[Deed, ...]
    zone: ZoneInfo

    @property
    def words(self) -> dict[str, str]:
        """Why each of them comes, in their words, by story."""
        return {story: part.words for story, part in self.parts.items()}

    @property
    def booked(self) -> tuple[str, ...]:
        """The stories of those who have a place in the agenda, in its order."""
        due = {it.story: it.due for it in self.deeds if it.kind is Moment.BOOKED and it.reason == "booked" and it.due}
        return tuple(sorted(due, key=lambda story: (due[story], story)))

    def patient(self, story: str) -> str:
        return self.parts[story].patient

    def incidents(self) -> Incidents:
        return Incidents(self.drawn.scenario, self.casting.dice, self.zone)


def day_plan(drawn: TracedDay, practice: str, zone: ZoneInfo, panel: Sequence[NewPatient]) -> DayPlan:
    """The whole day."""
    assert drawn.on is not None, "the demonstration's run has a calendar"
    cast = casting(drawn, practice, panel)
    parts = [cast.of_visit(it) for it in drawn.visits]
    parts += [cast.of_booking(it) for it in (*drawn.missed, *drawn.cancelled)]
    plan = DayPlan(drawn.on, drawn, cast, {it.story: it for it in parts}, (), zone)
    told = renamed(deeds(drawn, "twin", zone=zone), [it.story for it in parts], drawn)
    return replace(plan, deeds=tuple(plan.incidents().among(told, plan.parts)))


def calls_ahead(drawn: TracedDay, practice: str, zone: ZoneInfo, panel: Sequence[NewPatient]) -> Iterator[DayPlan]:
    """For each later day, who has a place on it already, and who gives one up."""
    known = sorted((*drawn.ahead, *drawn.freed), key=lambda it: it.day)
    for number, listed in groupby(known, key=lambda it: it.day):
        yield _calls(drawn, number, list(listed), practice, zone, panel)


def _calls(
    drawn: TracedDay,
    number: int,
    listed: list[Booking],
    practice: str,
    zone: ZoneInfo,
    panel: Sequence[NewPatient],
) -> DayPlan:
    """Told as of people who are not there: nobody knows yet who will come."""
    assert drawn.on is not None, "the demonstration's run has a calendar"
    on = date.fromordinal(drawn.on.toordinal() + number - drawn.number)
    freed = tuple(it for it in listed if it in drawn.freed)
    held = tuple(it for it in listed if it not in freed)
    day = replace(drawn, number=number, on=on, weekday=on.weekday(), visits=(), missed=held, cancelled=freed)
    plan = day_plan(day, practice, zone, panel)
    return replace(plan, deeds=tuple(it for it in plan.deeds if it.kind in AT_THE_DESK))


def renamed(told: Iterable[Deed], stories: Sequence[str], drawn: TracedDay) -> list[Deed]:
    """With the stories of the demonstration in the place of the twin's, in the order visits, missed, cancelled."""
    by = f"twin-{drawn.number}-"
    names = [*(f"{by}{it.entity}" for it in drawn.visits), *(f"{by}m{n}" for n, _ in enumerate(drawn.missed))]
    names += [f"{by}c{n}" for n, _ in enumerate(drawn.cancelled)]
    known = dict(zip(names, stories, strict=True))
    return [replace(it, story=known[it.story]) for it in told]


def asked_by(plan: DayPlan, now: datetime) -> DayPlan:
    """What was asked of the desk up to that moment."""
    return replace(plan, deeds=tuple(it for it in plan.deeds if it.at <= now))


def as_many(plan: DayPlan, visits: int) -> DayPlan:
    """As many booked visits as a load test asks: some are left out, or the same slots are taken again."""
    booked = plan.booked
    kept = set(booked[:visits])
    told = [it for it in plan.deeds if it.story in kept]
    parts = {story: plan.parts[story] for story in kept}
    again = {it.story: it for it in told if it.kind is Moment.BOOKED}
    for number in range(visits - len(booked)):
        first = booked[number % len(booked)]
        story = f"{first}-{number}"
        parts[story] = replace(plan.parts[first], story=story, visit=None)
        told.append(replace(again[first], story=story))
    return replace(plan, parts=parts, deeds=tuple(sorted(told, key=lambda it: it.at)))
