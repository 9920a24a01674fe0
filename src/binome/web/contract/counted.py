"""The practice's own count of the active list: from its journal, beside the fund's and never instead of it."""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from binome.contract.calendar import months_after
from binome.web.store.contracts import Kept
from binome.web.store.measured import attendance, first_told, fresh_as_of
from binome.web.store.measured_months import first_of
from binome.web.store.practice import House

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Own:
    """Different patients seen over whole months by the doctors who signed. `months` under 12: a part of a year."""

    patients: int
    since: date
    until: date
    months: int
    fresh: datetime | None

    @property
    def whole(self) -> bool:
        return self.months >= MONTHS


def own_active(house: House, kept: Kept, on: date) -> Own | None:
    """Over the twelve months that are over; None before the journal was ever counted."""
    until, first, fresh = first_of(on), first_told(house), fresh_as_of(house)
    if first is None or fresh is None or first >= until:
        return None
    since = max(months_after(until, -MONTHS), first_of(first))
    came = attendance(house, since, until).filter(pl.col("month") < until)
    theirs = came.filter(pl.col("doctor").is_in(kept.doctors)) if kept.doctors else came
    months = (until.year - since.year) * 12 + until.month - since.month
    return Own(theirs["patient"].n_unique(), since, until, months, fresh)
