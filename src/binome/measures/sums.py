"""The sums every additive figure is made of, by whatever one asks: one pass over each table for all of its figures."""

from collections.abc import Mapping, Sequence

import narwhals as nw

from binome.measures.clock import Frame, weeks
from binome.measures.figures import FIGURES, WEEKS
from binome.measures.quantities import QUANTITIES
from binome.measures.told import Told

BY_DAY = ("practice", "day")
ABOVE, BELOW = "a:", "b:"
_CALENDAR = {"month": "1mo", "year": "1y"}
PERIODS = frozenset({"week", *_CALENDAR})

Quantities = Mapping[str, nw.Expr]


def sums(told: Told, by: Sequence[str] = BY_DAY) -> Frame:
    """[*by, code, above, below]: both sums of each figure, where either is not nothing; not computed yet.

    `by`: practice, day, week (its Monday), month (its first), year, doctor, step, pathway, activity… A figure is told
    when the tables of both its sides know what is asked for: a task has no doctor, a booking no step.
    """
    known, codes = _known(told, by), codes_by(told, by)
    asked = {name: QUANTITIES[name] for name in known if _sides(QUANTITIES[name], codes)}
    apart = nw.concat([_long(known[name], quantities, codes, by) for name, quantities in asked.items()])
    apart = apart.with_columns(
        code=nw.col("part").str.slice(len(ABOVE)),
        above=nw.when(nw.col("part").str.starts_with(ABOVE)).then(nw.col("value")).otherwise(0.0),
        below=nw.when(nw.col("part").str.starts_with(BELOW)).then(nw.col("value")).otherwise(0.0),
    )
    both = apart.group_by(*by, "code").agg(nw.col("above").sum(), nw.col("below").sum())
    return both.filter((nw.col("above") != 0.0) | (nw.col("below") != 0.0))


def tables(told: Told) -> dict[str, Frame]:
    """Those there are, by name; what has no day is on none."""
    found = {name: getattr(told, name) for name in QUANTITIES}
    return {name: it.filter(~nw.col("day").is_null()) for name, it in found.items() if it is not None}


def codes_by(told: Told, by: Sequence[str]) -> list[str]:
    """The figures that can be told so; sums() wants at least one."""
    there = {WEEKS, *(it for name in _known(told, by) for it in QUANTITIES[name])}
    return [code for code, it in FIGURES.items() if {it.above, it.below} <= there]


def _known(told: Told, by: Sequence[str]) -> dict[str, Frame]:
    return {name: it for name, it in tables(told).items() if _knows(it, by)}


def _long(frame: Frame, quantities: Quantities, codes: Sequence[str], by: Sequence[str]) -> Frame:
    """The table's quantities added up, then a row for each side of each figure they are one of."""
    wanted = _sides(quantities, codes)
    asked = {name: quantities[name] for name in sorted(set(wanted.values()))}
    added = _periods(frame, by).select(*by, **asked).group_by(*by).agg(*(nw.col(it).sum() for it in asked))
    wide = added.select(*by, **{side: nw.col(name) for side, name in wanted.items()})
    return wide.unpivot(on=list(wanted), index=list(by), variable_name="part", value_name="value")


def _knows(frame: Frame, by: Sequence[str]) -> bool:
    return set(by) - PERIODS <= set(frame.collect_schema().names())


def _sides(quantities: Quantities, codes: Sequence[str]) -> dict[str, str]:
    above = {f"{ABOVE}{it}": FIGURES[it].above for it in codes if FIGURES[it].above in quantities}
    below = {f"{BELOW}{it}": FIGURES[it].below for it in codes if FIGURES[it].below in quantities}
    return above | below


def _periods(frame: Frame, by: Sequence[str]) -> Frame:
    told = weeks(frame, week="day") if "week" in by else frame
    for name in (it for it in by if it in _CALENDAR):
        told = told.with_columns(nw.col("day").dt.truncate(_CALENDAR[name]).cast(nw.Date).alias(name))
    return told
