"""What lies in the inbox each evening: how many tasks are open, since how long, and how many are late."""

from datetime import date

import narwhals as nw

from binome.measures.clock import Frame, days, days_between

BY_DAY = ("practice", "day")
SOME_DAY = date(2000, 1, 1)
"""Days are counted from it, so that ages can be added up."""


def evenings(tasks: Frame, visits: Frame, zone: str) -> Frame:
    """practice, day, open, age_days (of all that are open, added), late: each evening of a day that had something."""
    known = days(tasks, zone, late_day="due")
    known = days_between(known.with_columns(some=nw.lit(SOME_DAY)), asked_number=("some", "day"))
    late = ~nw.col("late_day").is_null() & (nw.col("ended_day").is_null() | (nw.col("ended_day") > nw.col("late_day")))
    ended = known.filter(~nw.col("ended_day").is_null())
    changes = [
        _change(known, "day", 1.0),
        _change(ended, "ended_day", -1.0),
        _late(known.filter(late), "late_day", 1.0),
        _late(ended.filter(late), "ended_day", -1.0),
    ]
    added = nw.concat(changes).group_by(*BY_DAY).agg(*(nw.col(it).sum() for it in ("open", "asked_number", "late")))
    worked = nw.concat([visits.filter(nw.col("came")).select(*BY_DAY), added.select(*BY_DAY)])
    spine = worked.filter(~nw.col("day").is_null()).group_by(*BY_DAY).agg(nw.len().alias("rows")).drop("rows")
    told = spine.join(added, on=list(BY_DAY), how="left").with_columns(
        *(nw.col(it).fill_null(0.0) for it in ("open", "asked_number", "late"))
    )
    told = told.with_columns(
        *(nw.col(it).cum_sum().over("practice", order_by="day") for it in ("open", "asked_number", "late"))
    )
    told = days_between(told.with_columns(some=nw.lit(SOME_DAY)), number=("some", "day"))
    return told.with_columns(age_days=nw.col("open") * nw.col("number") - nw.col("asked_number")).drop("some")


def _change(tasks: Frame, day: str, by: float) -> Frame:
    return tasks.select(
        "practice", day=nw.col(day), open=nw.lit(by), asked_number=nw.col("asked_number") * by, late=nw.lit(0.0)
    )


def _late(tasks: Frame, day: str, by: float) -> Frame:
    return tasks.select("practice", day=nw.col(day), open=nw.lit(0.0), asked_number=nw.lit(0.0), late=nw.lit(by))
