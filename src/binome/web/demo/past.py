"""Days that are over, and days to come: lived in memory, then kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from binome.practice.refusal import Refused
from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.web.demo.memory_hall import MemoryHall
from binome.web.demo.player import Act, Player, Stage
from binome.web.demo.retold import DayPlan, asked_by
from binome.web.store.seeding import WrittenDay
from binome.web.store.sheets import Entry

DAWN, EVENING = time(7, 50), time(18, 50)
LAST_ROUND = timedelta(minutes=5)


class InMemory:
    """A stage on which nobody else plays. `refused`: how often the desk said no."""

    def __init__(self, hall: MemoryHall) -> None:
        self.hall = hall
        self.refused = 0

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
            self.refused += 1
            return False
        return True

    def write_down(self, entries: Sequence[Entry]) -> None:
        self.hall.entries += entries

    def is_ours(self, visit: Visit) -> bool:
        return True

    def was_disturbed(self) -> bool:
        return False


def open_and_live(plan: DayPlan, stage: Stage, until: datetime) -> Player:
    """A day from its first booking to that moment; bookings that were made already stay as they are."""
    dawn = datetime.combine(plan.day, DAWN, stage.practice.zone)
    player = Player(plan, stage, dawn)
    player.book_everybody()
    player.open()
    player.live(until)
    return player


def whole_day(practice: Practice, plan: DayPlan) -> WrittenDay:
    """A day from its first booking to its closing."""
    return lived(plan, InMemory(MemoryHall(practice, plan.day)))


def lived(plan: DayPlan, stage: InMemory) -> WrittenDay:
    """The same, on a stage that tells afterwards what was refused."""
    player = open_and_live(plan, stage, datetime.combine(plan.day, EVENING, stage.practice.zone))
    while player.ends > player.at:
        player.live(player.ends)
    player.at += LAST_ROUND
    player.close()
    return stage.hall.written(plan.words)


def day_to_come(practice: Practice, calls: DayPlan, now: datetime) -> WrittenDay:
    """What is booked already for a day that has not begun: the earlier calls only."""
    stage = InMemory(MemoryHall(practice, calls.day))
    Player(asked_by(calls, now), stage, now).book_everybody()
    return stage.hall.written(calls.words)
