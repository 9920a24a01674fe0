"""A contract as the practice has it on a day: what was signed and noted, projected; what the projection leans on."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from binome.contract.agreement import REGISTERED, AidContract
from binome.contract.counted import counts
from binome.contract.projected import Assumptions, Outlook, Projection
from binome.contract.projection import project
from binome.contract.rules import topics
from binome.web.contract.foretold import Foretold, foretold, handed
from binome.web.store.contracts import Kept, agreed
from binome.web.store.contracts_noted import Notes, notes_of
from binome.web.store.practice import House

STEPS = 8
"""Days between the last reading and the check at which a drawing asks where the list will be."""


@dataclass(frozen=True, slots=True)
class Stood:
    """Everything the pages and the papers tell of one contract on one day."""

    house: House
    kept: Kept
    notes: Notes
    contract: AidContract
    projection: Projection
    told_by: Foretold | None

    @property
    def on(self) -> date:
        return self.projection.on

    def way(self, quantity: str) -> list[Outlook]:
        """From the last reading to the next check, for a drawing."""
        standing, check = self.projection.standings[quantity], self.projection.next_check
        since = standing.read_on or self.contract.starts_on
        if check is None or check.on <= since:
            return []
        days = [since + (check.on - since) * n / STEPS for n in range(1, STEPS + 1)]
        given = _handed(self.told_by, self.read_last(REGISTERED), days)
        found = counts(self.contract, quantity, self.notes.counts, self.on, given)
        return [found.on(day) for day in days]

    def read_last(self, quantity: str) -> tuple[date, int] | None:
        it = self.projection.standings[quantity]
        return (it.read_on, it.today) if it.read_on and it.today is not None else None

    def readings(self, quantity: str) -> list[tuple[date, int]]:
        """Where it started, then what was read for the whole contract, up to this day."""
        found = counts(self.contract, quantity, self.notes.counts, self.on)
        return list(found.points)


def stood(house: House, kept: Kept, on: date, notes: Notes | None = None) -> Stood:
    """Projected from the trend, or from the what-if that the practice chose."""
    noted = notes or notes_of(house, kept.code)
    contract = agreed(house, kept, noted)
    given = assumed(kept)
    projection = project(contract, noted.counts, on, given)
    told_by = foretold(house, str(kept.choices.get("outlook", "")))
    if told_by:
        projection = project(contract, noted.counts, on, _leaning_on(told_by, projection, given))
    return Stood(house, kept, noted, contract, projection, told_by)


def assumed(kept: Kept) -> Assumptions:
    """What was chosen on the page; the first way of each topic where nothing was."""
    said = kept.choices
    ways = {code: said[code] for code in topics() if said.get(code) in topics()[code].ways}
    return Assumptions(
        **ways,
        fee=_euros(said.get("fee")),
        cost_per_year=_euros(said.get("cost_per_year")),
        days_worked=said.get("days_worked"),
    )


def _leaning_on(told_by: Foretold, so_far: Projection, given: Assumptions) -> Assumptions:
    it = so_far.standings[REGISTERED]
    read = (it.read_on, it.today) if it.read_on and it.today is not None else None
    days = [year.check.on for year in so_far.years]
    weeks = (so_far.next_check.on - so_far.on).days / 7 if so_far.next_check else 0.0
    return replace(given, handed=_handed(told_by, read, days), half_day=told_by.half_day(weeks))


def _handed(told_by: Foretold | None, read: tuple[date, int] | None, days: list[date]) -> tuple[Any, ...]:
    return handed(told_by, read, days) if told_by else ()


def _euros(said: Any) -> Decimal | None:
    return Decimal(said) if said else None
