"""The dated counts of a contract, and where each quantity stood or will stand on any day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from binome.contract.agreement import COLLECTIVE, AidContract, Reading
from binome.contract.projected import HANDED, READ, Handed, Outlook
from binome.contract.trend import Line, Point, line_through, outlook


@dataclass(frozen=True, slots=True)
class Counts:
    """One quantity: its points in order, the contract's own start among them; the last that was read since; what was
    handed."""

    quantity: str
    points: tuple[Point, ...]
    latest: Point | None
    line: Line | None
    handed: tuple[Outlook, ...]

    def on(self, day: date) -> Outlook:
        """As counted, between two counts, as handed, or where the pace leads."""
        handed = next((it for it in self.handed if it.on == day), None)
        return handed or self._counted(day) or self._led_to(day)

    def _counted(self, day: date) -> Outlook | None:
        """On the day itself, or on the straight way between the counts before and after it."""
        if not self.points[0][0] <= day <= self.points[-1][0]:
            return None
        before = max((it for it in self.points if it[0] <= day), key=lambda it: it[0])
        after = min((it for it in self.points if it[0] >= day), key=lambda it: it[0])
        part = (day - before[0]).days / max(1, (after[0] - before[0]).days)
        middle = before[1] + part * (after[1] - before[1])
        told_by = f"{before[0]}" if before == after else f"{before[0]}, {after[0]}"
        return Outlook(day, middle, middle, middle, middle, middle, READ, told_by)

    def _led_to(self, day: date) -> Outlook:
        if self.line is None:
            return Outlook(day, float(self.points[-1][1]), method=READ, told_by=f"{self.points[-1][0]}", points=1)
        return outlook(self.line, day)


def counts(
    contract: AidContract, quantity: str, readings: Iterable[Reading], on: date, handed: Sequence[Handed] = ()
) -> Counts:
    """What was counted up to that day. Of two counts of one day the later said wins."""
    whole = of_the_contract(contract, (it for it in readings if it.on <= on))
    read = {it.on: count for it in whole if (count := it.of(quantity)) is not None}
    points = tuple(sorted(({contract.starts_on: contract.goal(quantity).start} | read).items()))
    latest = max((it for it in read.items() if it[0] >= contract.starts_on), default=None)
    given = tuple(_as_handed(it.outlook) for it in handed if it.quantity == quantity)
    return Counts(quantity, points, latest, line_through(points), given)


def of_the_contract(contract: AidContract, readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The whole contract's counts: as read, or, in a collective one, the sum of a day when each member has one."""
    read = tuple(readings)
    whole = tuple(it for it in read if not it.doctor)
    if contract.kind != COLLECTIVE:
        return whole or read
    days = {it.on for it in read if it.doctor} - {it.on for it in whole}
    return tuple(sorted([*whole, *filter(None, (_sum(contract, read, day) for day in days))], key=lambda it: it.on))


def _sum(contract: AidContract, read: tuple[Reading, ...], day: date) -> Reading | None:
    own = {it.doctor: it for it in read if it.on == day and it.doctor}
    there = [it.code for it in contract.signatories if it.is_in(day)]
    if not there or any(code not in own for code in there):
        return None
    told = [own[code] for code in there]
    return Reading(day, _added(it.registered for it in told), _added(it.active for it in told), told[0].source)


def _added(said: Iterable[int | None]) -> int | None:
    found = list(said)
    return None if None in found else sum(it or 0 for it in found)


def _as_handed(it: Outlook) -> Outlook:
    return replace(it, method=HANDED)
