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
    """practice, doctor, day, third_next_days: each morning. Without a third free slot it is HORIZON_DAYS, provided
    that slots are known as far ahead; else the morning is not told.
    """
    offered = days(slots.filter(nw.col("kind") == AHEAD), zone, slot_day="at")
    every = _mornings(offered)
    free = _free(every, offered, visits, zone)
    place = nw.col("at").rank("ordinal").over(*BY_DOCTOR, "day")
    third = free.with_columns(place=place).filter(nw.col("place") == WANTED_FREE)
    third = third.select(*BY_DOCTOR, "day", found=nw.col("lead"))
    known = offered.group_by(*BY_DOCTOR).agg(nw.col("slot_day").max().alias("known_until"))
    told = every.join(third, on=[*BY_DOCTOR, "day"], how="left").join(known, on=list(BY_DOCTOR), how="left")
    told = days_between(told, known_for=("day", "known_until"))
    full = nw.when(nw.col("known_for") >= HORIZON_DAYS).then(float(HORIZON_DAYS))
    told = told.with_columns(third_next_days=nw.coalesce(nw.col("found").cast(nw.Float64), full))
    return told.filter(~nw.col("third_next_days").is_null()).select(*BY_DOCTOR, "day", "third_next_days")


def _free(every: Frame, offered: Frame, visits: Frame, zone: str) -> Frame:
    """[practice, doctor, day, at, lead]: the slots still free on each morning, from tomorrow on."""
    pairs = every.join(offered.select(*BY_DOCTOR, "at", "slot_day"), on=list(BY_DOCTOR), how="inner")
    pairs = days_between(pairs, lead=("day", "slot_day"))
    pairs = pairs.filter(nw.col("lead") >= 1, nw.col("lead") <= HORIZON_DAYS)
    over = pairs.join(_taken(offered, visits, zone), on=[*BY_DOCTOR, "at"], how="left")
    taken = (nw.col("booked_day") < nw.col("day")) & (
        nw.col("cancelled_day").is_null() | (nw.col("cancelled_day") >= nw.col("day"))
    )
    told = over.with_columns(taken=nw.when(taken).then(1).otherwise(0))
    told = told.group_by(*BY_DOCTOR, "day", "at", "lead").agg(nw.col("taken").max())
    return told.filter(nw.col("taken") == 0)


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
