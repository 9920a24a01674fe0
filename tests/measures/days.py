"""Days small enough to be counted by eye."""

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from binome.journal.columns import columns
from binome.journal.event import Event
from binome.practice.words import Moment, Role, Step

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
"""In Paris, one hour later."""
ANA, DOC, EVE = ("ana", Role.ASSISTANT), ("doc", Role.PHYSICIAN), ("eve", Role.SECRETARY)


def at(hour: int, minute: int = 0, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


class Telling:
    """A story line by line: each numbers itself."""

    def __init__(self, story: str) -> None:
        self.story, self.lines = story, list[Event]()

    def say(self, moment: Moment, when: datetime, who: tuple[str, Role] = EVE, **words: Any) -> "Telling":
        number = len(self.lines) + 1
        self.lines.append(
            Event(story=self.story, number=number, moment=moment, at=when, by=who[0], role=who[1], **words)
        )
        return self

    def booked(self, when: datetime, due: datetime, to: str = "doc", **words: Any) -> "Telling":
        told = {"to": to, "due": due, "minutes": 15, "pathway": "twin_rooms", "patient": f"of-{self.story}", **words}
        return self.say(Moment.BOOKED, when, **told)

    def step(self, step: Step, since: datetime, until: datetime, who: tuple[str, Role], room: str = "r1") -> "Telling":
        return self.say(Moment.STARTED, since, who, step=step, room=room or None).say(
            Moment.FINISHED, until, who, step=step
        )


def journal(*stories: Telling) -> pl.DataFrame:
    return columns(line for it in stories for line in it.lines)


def a_monday() -> pl.DataFrame:
    """Two visits seen, one missed, one gone after waiting; one of them had been booked that very morning."""
    early = Telling("v1").booked(at(7, day=-3), at(9)).say(Moment.ARRIVED, at(8, 50))
    early.step(Step.PREPARATION, at(9), at(9, 10), ANA).step(Step.CONSULTATION, at(9, 15), at(9, 25), DOC)
    early.say(Moment.SKIPPED, at(9, 25), DOC, step=Step.CLOSING, reason="not_needed")
    same_day = Telling("v2").booked(at(7), at(9, 30)).say(Moment.ARRIVED, at(9, 20))
    same_day.step(Step.PREPARATION, at(9, 30), at(9, 36), ANA).step(Step.CONSULTATION, at(10), at(10, 14), DOC)
    same_day.step(Step.CLOSING, at(10, 14), at(10, 20), ANA)
    missed = Telling("v3").booked(at(8, day=-1), at(10)).say(Moment.MISSED, at(10, 30))
    gone = Telling("v4").booked(at(8, day=-7), at(10, 30)).say(Moment.ARRIVED, at(10, 20))
    gone.say(Moment.LEFT, at(11), reason="left_waiting")
    return journal(early, same_day, missed, gone)


def a_fortnight() -> pl.DataFrame:
    """Two weeks of seven days, two visits seen on each and a third that nobody came to every other day. In the second
    week the doctor takes two minutes less with each.
    """
    stories = []
    for day in range(14):
        spent = 12 if day < 7 else 10
        for number, wait in enumerate((2, 4 + day % 3)):
            visit = Telling(f"v{day}-{number}").booked(
                at(8, day=day - 1), at(9 + number, day=day), patient=f"p{day % 5}"
            )
            begins = at(9 + number, wait, day)
            visit.say(Moment.ARRIVED, at(9 + number, day=day))
            stories.append(visit.step(Step.CONSULTATION, begins, begins + timedelta(minutes=spent), DOC))
        if day % 2:
            nobody = Telling(f"n{day}").booked(at(8, day=day - 2), at(12, day=day))
            stories.append(nobody.say(Moment.MISSED, at(12, 20, day)))
    return journal(*stories)
