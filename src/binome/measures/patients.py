"""Who came, month by month: what patients add up to. These figures do not add up over days: a patient counts once."""

from collections.abc import Sequence
from datetime import date

import narwhals as nw

from binome.measures.clock import Frame
from binome.measures.told import Told

A_YEAR_MONTHS, NEW_AFTER_MONTHS = 12, 24
FEWEST_VISITS = 2
"""Of one visit, continuity says nothing."""


def attendance(told: Told, by: Sequence[str] = ("practice", "month")) -> Frame:
    """[*by, patient, doctor, visits]: the visits seen whose patient is known, by whom each is with."""
    seen = told.visits.filter(nw.col("seen"), ~nw.col("patient").is_null())
    months = seen.with_columns(month=nw.col("day").dt.truncate("1mo").cast(nw.Date))
    return months.group_by(*by, "patient", "doctor").agg(nw.len().cast(nw.Int64).alias("visits"))


def continuity(kept: Frame, by: Sequence[str] = ("practice",)) -> Frame:
    """[*by, patient, upc, bice_boxerman]: of each patient with at least two visits in an attendance."""
    of_each = kept.group_by(*by, "patient", "doctor").agg(nw.col("visits").sum())
    squares = of_each.with_columns(square=nw.col("visits") * nw.col("visits"))
    told = squares.group_by(*by, "patient").agg(
        nw.col("visits").sum(), nw.col("square").sum(), nw.col("visits").max().alias("most")
    )
    told = told.filter(nw.col("visits") >= FEWEST_VISITS)
    n, most, square = (nw.col(it).cast(nw.Float64) for it in ("visits", "most", "square"))
    return told.select(*by, "patient", upc=most / n, bice_boxerman=(square - n) / (n * (n - 1)))


def months_back(day: date, months: int) -> date:
    """The first of the month so many months before that day's own."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
