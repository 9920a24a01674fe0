"""Is a frozen month what its journal says? Told, never mended: a frozen month stays until somebody opens it again."""

from collections.abc import Iterator
from importlib.metadata import version

import polars as pl

from binome.measures.catalogue import CATALOGUE
from binome.web.store.checking import Difference
from binome.web.store.measured_months import WHOLE, counted, unpacked
from binome.web.store.practice import House
from binome.web.store.tables.measures import MeasuredMonthRow

CLOSE = 1e-6
"""Sums of minutes are added in whatever order an engine likes."""


def frozen_differences(house: House) -> Iterator[Difference]:
    """A line for each figure of each frozen month that its journal would give otherwise today.

    Of what the journal alone tells: hours and rooms are those of the day it was counted. A month that another version
    of the product counted is not compared: its figures may be defined otherwise.
    """
    rows = MeasuredMonthRow.objects.filter(practice_id=house.id, version=version("binome")).exclude(frozen_at=None)
    for row in rows.order_by("month").iterator():
        told, kept = _by_code(counted(house, row.month).sums), _by_code(unpacked(bytes(row.sums)))
        for code in sorted(kept.keys() | told.keys()):
            if not _alike(kept.get(code), told.get(code)):
                yield Difference(house.practice.code, f"month {row.month:%Y-%m}", code, kept.get(code), told.get(code))


def _by_code(sums: pl.DataFrame) -> dict[str, tuple[float, float]]:
    whole = sums.filter(pl.col("doctor") == WHOLE).group_by("code").agg(pl.col("above").sum(), pl.col("below").sum())
    of_the_journal = {code for code, it in CATALOGUE.items() if set(it.needs) == {"journal"}}
    return {code: (above, below) for code, above, below in whole.iter_rows() if code in of_the_journal}


def _alike(kept: tuple[float, float] | None, told: tuple[float, float] | None) -> bool:
    if kept is None or told is None:
        return kept is told
    return all(abs(one - two) <= CLOSE * max(1.0, abs(one)) for one, two in zip(kept, told, strict=True))
