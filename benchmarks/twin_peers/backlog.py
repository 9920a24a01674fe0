"""R2: the agenda of two doctors, filled day after day; each day is then lived as in R1."""

from collections import Counter
from random import Random

from benchmarks.twin_peers.given import Visit, drawn

DOCTORS = range(2)
SAME_DAY = tuple(slot for slot in range(36) if slot % 6 == 5)
ADVANCE = tuple(slot for slot in range(36) if slot % 6 != 5)
REQUESTS_PER_DAY = 30.0
SAME_DAY_SHARE = 0.15
LONGEST_LEAD = 42
CANCELS, CANCELS_FROM = 0.05, 2
BEGINS_WITH_DAYS, BEGINS_FULL, BEGINS_ASKED_ON = 15, 0.95, -5


def present(day: int) -> tuple[int, ...]:
    """Each doctor is away one week in nine."""
    return tuple(j for j in DOCTORS if not 20 <= (day + 22 * j) % 44 <= 24)


class Agenda:
    """Who has which slot, and since when. `told` counts what the mornings made happen."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.booked: dict[int, dict[tuple[int, int], int]] = {}
        self.told: Counter[str] = Counter()
        for day in range(BEGINS_WITH_DAYS):
            full = BEGINS_FULL * (1 - day / BEGINS_WITH_DAYS)
            slots = [(slot, j) for j in present(day) for slot in ADVANCE]
            self.booked[day] = {it: BEGINS_ASKED_ON for it in slots if chance.random() < full}

    def morning(self, day: int) -> list[Visit]:
        """What happens before the doors open; then the visits of the day."""
        self._cancel(day + 1)
        for j in DOCTORS:
            for _ in range(self._requests()):
                self._ask(j, day)
        for j in DOCTORS:
            self.told["third next"] += self._third_next(j, day)
        return drawn(self.chance, frozenset(self.booked.pop(day, {})), present(day))

    def _cancel(self, day: int) -> None:
        booked = self.booked.get(day, {})
        for it in [it for it, since in booked.items() if day - since >= CANCELS_FROM]:
            if self.chance.random() < CANCELS:
                del booked[it]

    def _requests(self) -> int:
        number, clock = 0, self.chance.expovariate(REQUESTS_PER_DAY)
        while clock < 1:
            number, clock = number + 1, clock + self.chance.expovariate(REQUESTS_PER_DAY)
        return number

    def _ask(self, doctor: int, day: int) -> None:
        if self.chance.random() < SAME_DAY_SHARE and self._take(SAME_DAY, doctor, day, day):
            self.told["same day"] += 1
            return
        for lead in range(1, LONGEST_LEAD + 1):
            if self._take(ADVANCE, doctor, day + lead, day):
                self.told["advance"] += 1
                self.told["lead"] += lead
                return
        self.told["lost"] += 1

    def _take(self, slots: tuple[int, ...], doctor: int, day: int, today: int) -> bool:
        if doctor not in present(day):
            return False
        booked = self.booked.setdefault(day, {})
        for slot in slots:
            if (slot, doctor) not in booked:
                booked[slot, doctor] = today
                return True
        return False

    def _third_next(self, doctor: int, day: int) -> int:
        free = 0
        for lead in range(1, LONGEST_LEAD + 1):
            if doctor in present(day + lead):
                booked = self.booked.get(day + lead, {})
                free += sum((slot, doctor) not in booked for slot in ADVANCE)
            if free >= 3:
                return lead
        return LONGEST_LEAD + 1
