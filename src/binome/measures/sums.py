"""The sums every additive figure is made of, by whatever one asks: one pass over each table for all of its figures."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from binome.measures.clock import Frame, weeks
from binome.measures.figures import FIGURES
from binome.measures.quantities import QUANTITIES
from binome.measures.told import Told

BY_DAY = ("practice", "day")
ABOVE, BELOW = "a:", "b:"
_CALENDAR = {"month": "1mo", "year": "1y"}


def sums(told: Told, by: Sequence[str] = BY_DAY) -> Frame:
    """[*by, code, above, below]: both sums of each figure, where either is not nothing; not computed yet.

    `by`: practice, day, week (its Monday), month (its first), year, doctor, and whatever all tables have.
    """
    parts = [_long(_table(told, table), quantities, by) for table, quantities in QUANTITIES.items()]
    told_apart = nw.concat([it for it in parts if it is not None]).with_columns(
        code=nw.col("part").str.slice(len(ABOVE)),
        above=nw.when(nw.col("part").str.starts_with(ABOVE)).then(nw.col("value")).otherwise(0.0),
        below=nw.when(nw.col("part").str.starts_with(BELOW)).then(nw.col("value")).otherwise(0.0),
    )
    both = told_apart.group_by(*by, "code").agg(nw.col("above").sum(), nw.col("below").sum())
    return both.filter((nw.col("above") != 0.0) | (nw.col("below") != 0.0))


def _table(told: Told, table: str) -> Frame:
    frame: Frame = getattr(told, table)
    return frame.filter(~nw.col("day").is_null())


def _long(frame: Frame, quantities: Any, by: Sequence[str]) -> Frame | None:
    """The table's quantities added up, then a row for each side of each figure they are one of."""
    wanted = _sides(quantities)
    if not wanted:
        return None
    asked = {name: quantities[name] for name in sorted(set(wanted.values()))}
    counted = _periods(frame, by).select(*by, **asked)
    added = counted.group_by(*by).agg(*(nw.col(it).sum() for it in asked))
    wide = added.select(*by, **{side: nw.col(name) for side, name in wanted.items()})
    return wide.unpivot(on=list(wanted), index=list(by), variable_name="part", value_name="value")


def _sides(quantities: Any) -> dict[str, str]:
    above = {f"{ABOVE}{code}": it.above for code, it in FIGURES.items() if it.above in quantities}
    below = {f"{BELOW}{code}": it.below for code, it in FIGURES.items() if it.below in quantities}
    return above | below


def _periods(frame: Frame, by: Sequence[str]) -> Frame:
    told = weeks(frame, week="day") if "week" in by else frame
    for name in (it for it in by if it in _CALENDAR):
        told = told.with_columns(nw.col("day").dt.truncate(_CALENDAR[name]).cast(nw.Date).alias(name))
    return told
