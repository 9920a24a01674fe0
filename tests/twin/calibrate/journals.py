"""Journals whose truth is known: a doctor, an assistant, and days drawn as one says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
import polars as pl

from binome.journal.columns import columns
from binome.journal.event import LIVED, Event
from binome.practice.words import Moment, Role, Step
from binome.twin.model import Scenario
from binome.twin.scenario import read

MONDAY = date(2027, 1, 4)
SLOT_MIN = 30

SCENARIO = """
name = "One doctor and an assistant"
doors = ["08:00-12:00"]

[run]
days = 20

[calendar]
first_day = 2028-01-03

[members.d1]
role = "physician"
hours = ["08:00-"]
agenda = "day"

[members.a1]
role = "assistant"
hours = ["07:30-18:30"]

[members.a2]
role = "assistant"
hours = ["07:30-18:30"]

[rooms]
r1 = { kind = "consultation", turnover_min = 2 }
r2 = { kind = "consultation", turnover_min = 2 }

[[pathways.twin_rooms.steps]]
step = "preparation"
by = ["assistant"]
room = "consultation"
minutes = { prior = "preparation" }

[[pathways.twin_rooms.steps]]
step = "consultation"
by = ["own"]
room = "consultation"
minutes = { prior = "consultation_observed" }

[visits.visit]
pathway = "twin_rooms"

[agendas.day]
sessions = [{ hours = "08:00-18:00", doors = "07:00", slot_min = 30, kinds = ["slot"] }]

[attendance]
no_show = { prior = "no_show_france" }
cancels_share = { prior = "cancels" }
punctuality = { prior = "punctuality" }

[requests.booked]
visit = "visit"
per_day = 20
search = [{ kinds = ["slot"], from_day = 0, to_day = 20 }]

[requests.walk_in]
visit = "visit"
open_per_hour = 0.3
"""


def scenario(**changes: str) -> Scenario:
    """With some words of its text replaced by others."""
    text = SCENARIO
    for words in changes.values():
        before, _, after = words.partition(" -> ")
        assert before in text
        text = text.replace(before, after)
    return read(text)


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What the days are drawn from. `extra`: how much slower the assistant a2 begins; `paces` by assistant."""

    days: int = 20
    a_day: int = 20
    mean: float = 12.0
    cv: float = 0.4
    gamma: bool = False
    no_show: float = 0.1
    cancels: float = 0.08
    late: float = -2.0
    walk_ins: float = 1.0
    pace_of_a2: float = 1.0
    extra: float = 0.0
    learning_days: float = 20.0
    paused_min: float = 0.0
    origin: str = LIVED


def journal(truth: Truth, seed: int = 1) -> pl.DataFrame:
    return columns(list(events(truth, seed)))


def events(truth: Truth, seed: int = 1) -> Iterator[Event]:
    """Day by day, each visit on its own: nobody waits for anybody."""
    luck = np.random.default_rng(seed)
    day = MONDAY
    for number in range(truth.days):
        while day.weekday() > 4:
            day += timedelta(days=1)
        yield from _day(truth, luck, day, number)
        day += timedelta(days=1)


def _day(truth: Truth, luck: np.random.Generator, day: date, number: int) -> Iterator[Event]:
    story = f"day-x-{day}"
    yield _event(truth, story, 1, Moment.OPENED, _at(day, 400))
    for slot in range(truth.a_day):
        yield from _booked(truth, luck, day, number, slot)
    for walk in range(int(luck.poisson(truth.walk_ins * 4))):
        at = _at(day, 480 + float(luck.uniform(0, 240)))
        told = _event(truth, f"w{number}-{walk}", 1, Moment.BOOKED, at, reason="walk_in", **_booking(at))
        yield from (told, replace(told, number=2, moment=Moment.ARRIVED, reason=None, **dict.fromkeys(_booking(at))))
        yield from _steps(truth, luck, told.story, 3, at + timedelta(minutes=5), number)
    yield _event(truth, story, 2, Moment.CLOSED, _at(day, 1_380))


def _booked(truth: Truth, luck: np.random.Generator, day: date, number: int, slot: int) -> Iterator[Event]:
    due, story = _at(day, 480 + SLOT_MIN * slot), f"v{number}-{slot}"
    lead = int(luck.integers(0, 4))
    yield _event(truth, story, 1, Moment.BOOKED, due - timedelta(days=lead, hours=1), reason="booked", **_booking(due))
    if luck.random() < truth.cancels:
        yield _event(truth, story, 2, Moment.CANCELLED, due - timedelta(minutes=59), reason="by_patient")
    elif luck.random() < truth.no_show:
        yield _event(truth, story, 2, Moment.MISSED, due + timedelta(minutes=30))
    else:
        arrived = due + timedelta(minutes=float(luck.normal(truth.late, 5)))
        yield _event(truth, story, 2, Moment.ARRIVED, arrived)
        yield from _steps(truth, luck, story, 3, due + timedelta(minutes=30), number)


def _steps(truth: Truth, luck: np.random.Generator, story: str, number: int, at: datetime, day: int) -> Iterator[Event]:
    who = "a2" if luck.random() < 0.5 else "a1"
    slow = truth.pace_of_a2 * (1 + truth.extra * np.exp(-day * 7 / 5 / truth.learning_days)) if who == "a2" else 1.0
    preparation = timedelta(minutes=float(luck.lognormal(np.log(6), 0.3) * slow))
    consultation = timedelta(minutes=_minutes(truth, luck))
    pause = timedelta(minutes=truth.paused_min)
    held: dict[str, Any] = {"by": who, "role": Role.ASSISTANT, "step": Step.PREPARATION}
    yield _event(truth, story, number, Moment.STARTED, at, room="r1", **held)
    yield _event(truth, story, number + 1, Moment.FINISHED, at + preparation, **held)
    held, at = {"by": "d1", "role": Role.PHYSICIAN, "step": Step.CONSULTATION}, at + preparation
    yield _event(truth, story, number + 2, Moment.STARTED, at, room="r1", **held)
    if truth.paused_min:
        yield _event(truth, story, number + 3, Moment.PAUSED, at, **held)
        yield _event(truth, story, number + 4, Moment.STARTED, at + pause, room="r1", **held)
        number, at = number + 2, at + pause
    yield _event(truth, story, number + 3, Moment.FINISHED, at + consultation, **held)
    held = {"by": "d1", "role": Role.PHYSICIAN, "step": Step.CLOSING, "reason": "not_needed"}
    yield _event(truth, story, number + 4, Moment.SKIPPED, at + consultation, **held)


def _minutes(truth: Truth, luck: np.random.Generator) -> float:
    if truth.gamma:
        shape = 1 / truth.cv**2
        return float(luck.gamma(shape, truth.mean / shape))
    spread = float(np.log1p(truth.cv**2))
    return float(luck.lognormal(np.log(truth.mean) - spread / 2, np.sqrt(spread)))


def _booking(due: datetime) -> dict[str, Any]:
    return {"to": "d1", "due": due, "minutes": SLOT_MIN, "pathway": "twin_rooms"}


def _event(truth: Truth, story: str, number: int, moment: Moment, at: datetime, **words: Any) -> Event:
    told = {"by": "d1", "role": Role.PHYSICIAN, "origin": truth.origin, **words}
    return Event(story=story, number=number, moment=moment, at=at, **told)


def _at(day: date, minute: float) -> datetime:
    return datetime.combine(day, time(), UTC) + timedelta(minutes=minute)
