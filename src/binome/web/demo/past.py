"""Days that are over, and days to come: lived in memory, then kept."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from binome.desk import days
from binome.desk.hall import Hall
from binome.practice.refusal import Refused
from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.web.demo.day_plan import DayPlan
from binome.web.demo.day_writer import Act, DayWriter
from binome.web.demo.memory_hall import MemoryHall
from binome.web.store.seeding import WrittenDay

DAWN, NIGHT = time(7, 50), time(20, 30)


class InMemory:
    """A stage on which nobody else plays."""

    def __init__(self, hall: MemoryHall) -> None:
        self.hall = hall

    @property
    def practice(self) -> Practice:
        return self.hall.practice

    @property
    def visits(self) -> Mapping[str, Visit]:
        return self.hall.visits

    def do(self, act: Act) -> bool:
        try:
            act(self.hall)
        except Refused:
            return False
        return True

    def is_ours(self, visit: Visit) -> bool:
        return True


def whole_day(practice: Practice, plan: DayPlan) -> WrittenDay:
    """A day from its first booking to its closing."""
    writer = _opened(practice, plan)
    night = datetime.combine(plan.day, NIGHT, practice.zone)
    while not writer.over and writer.at < night:
        writer.live(min(writer.at + timedelta(minutes=30), night))
    writer.close()
    return _written(writer, plan)


def day_until(practice: Practice, plan: DayPlan, until: datetime) -> WrittenDay:
    """A day up to a moment of it."""
    writer = _opened(practice, plan)
    writer.live(until)
    return _written(writer, plan)


def day_to_come(practice: Practice, plan: DayPlan, now: datetime) -> WrittenDay:
    """What is booked already for a day that has not begun: the earlier calls only."""
    asked = tuple(intent for intent in plan.intents if intent.kind == "booked" and intent.booked_at <= now)
    known = DayPlan(plan.day, plan.seed, asked)
    writer = DayWriter(known, InMemory(MemoryHall(practice, plan.day)), now)
    writer.book_everybody()
    return _written(writer, known)


def _opened(practice: Practice, plan: DayPlan) -> DayWriter:
    dawn = datetime.combine(plan.day, DAWN, practice.zone)
    stage = InMemory(MemoryHall(practice, plan.day))
    writer = DayWriter(plan, stage, dawn)
    writer.book_everybody()
    stage.do(lambda hall: _open(hall, plan.day, dawn))
    return writer


def _open(hall: Hall, day: date, at: datetime) -> object:
    by = next(m for m in hall.practice.members.values() if "secretary" in m.roles)
    return days.open_day(hall, day, by=by, at=at)


def _written(writer: DayWriter, plan: DayPlan) -> WrittenDay:
    stage = writer.stage
    assert isinstance(stage, InMemory)
    return stage.hall.written({intent.story: intent.words for intent in plan.intents})
