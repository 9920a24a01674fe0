"""What is still free: each morning, of each doctor, the third free slot from tomorrow on."""

import narwhals as nw

from binome.measures.clock import Frame, days, days_between, minutes

WANTED_FREE = 3
HORIZON_DAYS = 60
"""Further away, a slot is no answer to who calls this morning."""
REST_DAYS = 35
"""So many days after one with slots still count as mornings: rest and holidays are waited through too."""
AHEAD = "ahead"
BY_DOCTOR = ("practice", "doctor")


def mornings(slots: Frame, visits: Frame, zone: str) -> Frame:
    """practice, doctor, day, third_next_days: each morning on which a third free slot is known."""
    offered = days(slots.filter(nw.col("kind") == AHEAD), zone, slot_day="at")
    pairs = _mornings(offered).join(offered.select(*BY_DOCTOR, "at", "slot_day"), on=list(BY_DOCTOR), how="inner")
    pairs = days_between(pairs, lead=("day", "slot_day"))
    pairs = pairs.filter(nw.col("lead") >= 1, nw.col("lead") <= HORIZON_DAYS)
    free = pairs.join(_taken(offered, visits, zone), on=[*BY_DOCTOR, "at"], how="left")
    taken = (nw.col("booked_day") < nw.col("day")) & (
        nw.col("cancelled_day").is_null() | (nw.col("cancelled_day") >= nw.col("day"))
    )
    free = free.with_columns(taken=nw.when(taken.fill_null(False)).then(1).otherwise(0))
    free = free.group_by(*BY_DOCTOR, "day", "at", "lead").agg(nw.col("taken").max()).filter(nw.col("taken") == 0)
    place = nw.col("at").rank("ordinal").over(*BY_DOCTOR, "day")
    third = free.with_columns(place=place).filter(nw.col("place") == WANTED_FREE)
    return third.select(*BY_DOCTOR, "day", third_next_days=nw.col("lead"))


def _mornings(offered: Frame) -> Frame:
    """Every day of the calendar that slots are known of, whether that doctor is there or not."""
    known = offered.group_by(*BY_DOCTOR, "slot_day").agg(nw.len().alias("rows"))
    shifted = [
        known.select(*BY_DOCTOR, day=nw.col("slot_day").dt.offset_by(f"{n}d").cast(nw.Date)) for n in range(REST_DAYS)
    ]
    return nw.concat(shifted).unique()


def _taken(offered: Frame, visits: Frame, zone: str) -> Frame:
    """Which appointments lie over which slots; one that was moved counts where it ended."""
    booked = visits.filter(nw.col("ahead"), ~nw.col("due").is_null())
    booked = booked.select(*BY_DOCTOR, "due", "booked_min", "booked_day", "cancelled_day")
    booked = days(booked, zone, slot_day="due")
    both = offered.join(booked, on=[*BY_DOCTOR, "slot_day"], how="inner")
    both = minutes(both, after=("at", "due"), before=("due", "at"))
    over = both.filter(nw.col("after") < nw.col("minutes"), nw.col("before") < nw.col("booked_min"))
    return over.select(*BY_DOCTOR, "at", "booked_day", "cancelled_day")
