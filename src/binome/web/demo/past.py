"""Days that are over, and days to come: lived in memory, then kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from binome.practice.refusal import Refused
from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.web.demo.day_plan import DayPlan
from binome.web.demo.day_writer import Act, DayWriter, Stage
from binome.web.demo.memory_hall import MemoryHall
from binome.web.store.seeding import WrittenDay
from binome.web.store.sheets import Entry

DAWN, EVENING = time(7, 50), time(18, 45)
LATE_AT_MOST = timedelta(hours=2)


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

    def write_down(self, entries: Sequence[Entry]) -> None:
        self.hall.entries += entries

    def is_ours(self, visit: Visit) -> bool:
        return True


def open_and_live(plan: DayPlan, stage: Stage, until: datetime) -> DayWriter:
    """A day from its first booking to that moment; bookings that were made already stay as they are."""
    dawn = datetime.combine(plan.day, DAWN, stage.practice.zone)
    writer = DayWriter(plan, stage, dawn)
    writer.book_everybody()
    writer.open()
    writer.live(until)
    return writer


def whole_day(practice: Practice, plan: DayPlan) -> WrittenDay:
    """A day from its first booking to its closing."""
    stage = InMemory(MemoryHall(practice, plan.day))
    writer = open_and_live(plan, stage, datetime.combine(plan.day, EVENING, practice.zone))
    night = writer.at + LATE_AT_MOST
    while not writer.over and writer.at < night:
        writer.live(writer.at + timedelta(minutes=10))
    writer.close()
    return stage.hall.written(plan.words)


def day_to_come(practice: Practice, plan: DayPlan, now: datetime) -> WrittenDay:
    """What is booked already for a day that has not begun: the earlier calls only."""
    asked = tuple(intent for intent in plan.intents if intent.kind == "booked" and intent.booked_at <= now)
    stage = InMemory(MemoryHall(practice, plan.day))
    DayWriter(replace(plan, intents=asked), stage, now).book_everybody()
    return stage.hall.written(plan.words)
