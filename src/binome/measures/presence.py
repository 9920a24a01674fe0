"""Who was at work on which day: by what they did, and, when planned hours are known, beside what was planned."""

import narwhals as nw

from binome.measures.clock import Frame, days, minutes
from binome.practice.words import Role, Step

PROFESSIONALS = (Role.PHYSICIAN, Role.TRAINEE, Role.HEALTH_NURSE, Role.ADVANCED_NURSE, Role.NURSE)
"""Whom patients come to see; the others are the team around them."""
BY_PERSON = ("practice", "day", "by")


def workdays(held: Frame) -> Frame:
    """practice, day, doctor, physician_min, own_min: a row for each day on which somebody held a step."""
    physician, own = nw.col("role") == Role.PHYSICIAN.value, nw.col("step") == Step.CONSULTATION.value
    told = held.select(
        *BY_PERSON,
        physician_min=nw.when(physician).then(nw.col("minutes")).otherwise(0.0),
        own_min=nw.when(own).then(nw.col("minutes")).otherwise(0.0),
    )
    added = told.group_by(*BY_PERSON).agg(nw.col("physician_min").sum(), nw.col("own_min").sum())
    return added.rename({"by": "doctor"})


def presences(hours: Frame, held: Frame, zone: str) -> Frame:
    """practice, day, doctor, professional, planned_min, within_min, overtime_min: a row for each planned day of
    somebody. Overtime is from its planned end to their last being with a patient.
    """
    planned = days(minutes(hours, planned_min=("since", "until")), zone, day="since")
    listed = nw.col("role").is_in([role.value for role in PROFESSIONALS])
    told = planned.select(
        *BY_PERSON, "planned_min", ends_at="until", professional=nw.when(listed).then(1.0).otherwise(0.0)
    )
    told = told.group_by(*BY_PERSON).agg(
        nw.col("planned_min").sum(), nw.col("ends_at").max(), nw.col("professional").max()
    )
    last = held.group_by(*BY_PERSON).agg(nw.col("until").max().alias("free_at"))
    within = overlaps(held, planned, BY_PERSON).rename({"overlap_min": "within_min"})
    for known in (last, within):
        told = told.join(known, on=list(BY_PERSON), how="left")
    told = minutes(told, overtime_min=("ends_at", "free_at"))
    return told.with_columns(
        overtime_min=nw.when(nw.col("overtime_min") > 0).then(nw.col("overtime_min")).otherwise(0.0),
        within_min=nw.col("within_min").fill_null(0.0),
        professional=nw.col("professional") > 0,
        doctor=nw.col("by"),
    )


def rooms_open(rooms: Frame, held: Frame, zone: str) -> Frame:
    """practice, day, room, open_min, used_min: of each room open that day, and of the steps held in it meanwhile."""
    by_room = ("practice", "day", "room")
    opened = days(minutes(rooms, open_min=("since", "until")), zone, day="since")
    told = opened.group_by(*by_room).agg(nw.col("open_min").sum())
    used = overlaps(held, opened, by_room).rename({"overlap_min": "used_min"})
    told = told.join(used, on=list(by_room), how="left")
    return told.with_columns(used_min=nw.col("used_min").fill_null(0.0))


def overlaps(held: Frame, spans: Frame, by: tuple[str, ...]) -> Frame:
    """[*by, overlap_min]: how much of what was held lies in those spans."""
    both = held.select(*by, "since", "until").join(
        spans.select(*by, open_since="since", open_until="until"), on=list(by), how="inner"
    )
    both = both.filter(nw.col("since") < nw.col("open_until"), nw.col("open_since") < nw.col("until"))
    both = both.with_columns(
        first=nw.when(nw.col("since") < nw.col("open_since")).then(nw.col("open_since")).otherwise(nw.col("since")),
        last=nw.when(nw.col("until") > nw.col("open_until")).then(nw.col("open_until")).otherwise(nw.col("until")),
    )
    return minutes(both, overlap_min=("first", "last")).group_by(*by).agg(nw.col("overlap_min").sum())
