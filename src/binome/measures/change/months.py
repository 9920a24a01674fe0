"""What explains this month: a figure of two periods, taken apart by doctor, by pathway, by whatever it is summed by."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from binome.measures.catalogue import CATALOGUE
from binome.measures.change.explain import Explained, gathered, ratio_explained, total_explained
from binome.measures.figures import FIGURES, WEEKS

OTHERS = "others"
"""The groups that are too small in one of the periods to be told alone."""
Period = tuple[date, date]


def explained(
    sums: pl.DataFrame,
    code: str,
    before: Period,
    after: Period,
    by: Sequence[str] = ("doctor",),
    *,
    total: bool = False,
) -> Explained:
    """`sums`: day, code, above, below, and the columns of `by`; both days of a period included. With `total`, what
    stands above the figure's line in all (minutes, visits) in place of the figure itself. Raises Unusable when one of
    the periods counts nothing.
    """
    assert FIGURES[code].below != WEEKS, "a figure by the week has no group of its own below the line"
    scale = 1.0 if total else FIGURES[code].scale
    one, two = (_by_group(sums, code, period, by, scale) for period in (before, after))
    kept = gathered(one, two, CATALOGUE[code].minimum, OTHERS)
    return (total_explained if total else ratio_explained)(*kept)


def _by_group(
    sums: pl.DataFrame, code: str, period: Period, by: Sequence[str], scale: float
) -> dict[str, tuple[float, float]]:
    rows = sums.filter((pl.col("code") == code) & pl.col("day").is_between(*period))
    told = rows.group_by(by).agg(pl.col("above").sum() * scale, pl.col("below").sum()).filter(pl.col("below") > 0)
    names = [" · ".join("" if it is None else str(it) for it in row) for row in told.select(by).iter_rows()]
    return dict(zip(names, zip(told["above"], told["below"], strict=True), strict=True))
