"""The catalogue's sums as a good engineer writes them in Polars: keys are numbers, one sort, one group_by a table."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

c = pl.col
ZONE = "Europe/Paris"
MINUTE = 60_000_000
READ = (
    "practice", "story", "number", "moment", "at", "by", "role", "step", "room", "activity", "delegation", "reason",
    "to", "to_role", "withdraws", "due",
)  # fmt: skip
VISIT = ("booked", "cancelled", "missed", "arrived", "deferred", "finished", "skipped", "left")
MARKS = ("started", "paused", "finished", "left", "deferred", "handed_over")
COUNTED = ("booked", "moved", "cancelled", "arrived", "started", "signed", "noted", "ended", "drafted")
ROLES = ("physician", "trainee", "assistant", "secretary", "health_nurse", "advanced_nurse", "nurse")
WEEK = ("practice", "week")


def wide(files: Sequence[Path]) -> pl.DataFrame:
    """practice, week, and a column for each quantity."""
    written = _read(files)
    lines = _standing(written)
    opened = _opened(lines)
    visits = _visits(lines, opened)
    held = opened.filter(c("until").is_not_null()).join(visits.select("key", "arrived_at"), on="key", how="left")
    parts = [
        _on_visits(visits),
        _on_bookings(visits),
        *_on_work(held),
        _on_lines(lines),
        _by_week(written.lazy().filter(c("moment") == "withdrawn"), "at", undone=pl.len()),
    ]
    told, *others = pl.collect_all(parts)
    for it in others:
        told = told.join(it, on=WEEK, how="full", coalesce=True)
    names = told.select("practice").unique().select(c("practice").cast(pl.String).alias("name"), "practice")
    return told.join(names, on="practice").drop("practice").rename({"name": "practice"})


def _read(files: Sequence[Path]) -> pl.DataFrame:
    texts = pl.Categorical(pl.Categories.random())
    read = pl.scan_parquet(list(files)).select(READ).with_columns(c("practice", "story").cast(texts))
    key = c("practice").to_physical().cast(pl.UInt64) * 2**32 + c("story").to_physical()
    return read.with_columns(key=key).drop("story").collect()


def _standing(written: pl.DataFrame) -> pl.DataFrame:
    gone = written.filter(c("moment") == "withdrawn").select("key", number="withdraws")
    if gone.is_empty():
        return written
    return written.filter(c("moment") != "withdrawn").join(gone, on=["key", "number"], how="anti")


def _opened(lines: pl.DataFrame) -> pl.DataFrame:
    """A row for each step that somebody took up, until the next line that lets it go or hands it over."""
    marks = lines.lazy().filter(c("moment").is_in(MARKS)).sort("key", "number")
    marks = marks.with_columns(
        until=pl.when(c("key") == c("key").shift(-1)).then(c("at").shift(-1)),
        free_since=pl.when(c("key") == c("key").shift(1)).then(c("at").shift(1)),
    )
    taken = c("moment") == "handed_over"
    opened = marks.filter(c("moment").is_in(["started", "handed_over"])).select(
        "key",
        "practice",
        "step",
        "room",
        "until",
        "free_since",
        since="at",
        by=pl.when(taken).then(c("to")).otherwise(c("by")),
        role=pl.when(taken).then(c("to_role")).otherwise(c("role")),
        taken=taken,
    )
    opened = opened.with_columns(spent=(c("until") - c("since")).dt.total_microseconds())
    return opened.with_columns(minutes=c("spent") / MINUTE).collect()


def _visits(lines: pl.DataFrame, opened: pl.DataFrame) -> pl.DataFrame:
    told = lines.lazy().filter(c("moment").is_in(VISIT)).group_by("key").agg(
        c("practice").first(),
        reason=_said("booked", "reason"),
        booked_at=_said("booked", "at"),
        booked_for=_said("booked", "due"),
        last_at=pl.when(c("moment").is_in(["finished", "skipped", "left"])).then(c("at")).max(),
        **{f"{it}_at": _said(it, "at") for it in ("cancelled", "missed", "arrived", "left", "deferred")},
    )  # fmt: skip
    moved = lines.lazy().filter(c("moment") == "moved", c("due").is_not_null()).sort("number")
    moved = moved.group_by("key", maintain_order=True).agg(moved_to=c("due").last())
    told = told.join(moved, on="key", how="left").join(_held(opened), on="key", how="left")
    came, left = c("arrived_at").is_not_null(), c("left_at").is_not_null()
    told = told.with_columns(
        due=pl.coalesce("moved_to", "booked_for"),
        day=_day(pl.coalesce("arrived_at", "moved_to", "booked_for", "booked_at", "last_at")),
        came=came,
        left=left,
        seen=came & ~left & c("own_at").is_not_null() & ~c("held_still"),
        missed=c("missed_at").is_not_null(),
        cancelled=c("cancelled_at").is_not_null(),
        ahead=~c("reason").is_in(["walk_in", "urgent"]).fill_null(False) & c("booked_for").is_not_null(),
        ready_at=pl.coalesce("in_room_at", "first_at"),
        own_free_at=pl.when(c("own_at") == c("first_at")).then(c("arrived_at")).otherwise(c("own_free_at")),
        in_practice=_minutes("arrived_at", "last_at"),
    )
    return told.with_columns(
        wait=(((c("last_at") - c("arrived_at")).dt.total_microseconds() - c("worked")) / MINUTE).clip(lower_bound=0.0),
        began_late=(c("own_at") - pl.max_horizontal("arrived_at", "due")).dt.total_microseconds() / MINUTE,
        came_late=_minutes("due", "arrived_at"),
        lead=(_day(c("booked_for")) - _day(c("booked_at"))).dt.total_days(),
    ).collect()


def _held(opened: pl.DataFrame) -> pl.LazyFrame:
    own, consulting = c("step").is_in(["consultation", "education"]), c("step") == "consultation"
    return opened.lazy().group_by("key").agg(
        first_at=c("since").min(),
        in_room_at=pl.when(c("room").is_not_null()).then(c("since")).min(),
        own_at=pl.when(own).then(c("since")).min(),
        own_free_at=pl.when(own).then(c("free_since")).min(),
        consulted=pl.when(consulting).then(c("until").is_not_null()).all(),
        consulting=consulting.any(),
        consultation=pl.when(consulting).then(c("minutes")).sum(),
        acted=(consulting & (c("role") == "physician") & (c("minutes") > 0)).any(),
        prepared=(c("step") == "preparation").any(),
        worked=c("spent").sum(),
        held_still=c("until").is_null().any(),
        **{it: pl.when(c("role") == it).then(c("minutes")).sum() for it in ROLES},
    )  # fmt: skip


def _on_visits(visits: pl.DataFrame) -> pl.LazyFrame:
    seen, came, ahead = c("seen"), c("came"), c("ahead")
    kept = seen & ahead
    return _by_week(
        visits.lazy(),
        None,
        came=came.sum(),
        seen=seen.sum(),
        left=c("left").sum(),
        left_unseen=(c("left") & c("own_at").is_null()).sum(),
        never_ended=(came & ~c("left") & ~seen.fill_null(False) & c("deferred_at").is_null()).sum(),
        kept_or_missed=(ahead & ~c("cancelled") & (came | c("missed"))).sum(),
        missed=c("missed").sum(),
        stood=(ahead & (came | c("missed") | c("cancelled"))).sum(),
        cancelled=(ahead & c("cancelled")).sum(),
        wait_min=_of("wait", seen),
        waited_15=(seen & (c("wait") >= 15)).sum(),
        waited_30=(seen & (c("wait") >= 30)).sum(),
        to_room_min=pl.when(seen).then(_minutes("arrived_at", "ready_at")).sum(),
        for_own_min=pl.when(seen).then(_minutes("own_free_at", "own_at")).sum(),
        in_practice_min=_of("in_practice", seen),
        kept=kept.sum(),
        started_late_min=_of("began_late", kept & (c("began_late") > 0)),
        started_late=(kept & (c("began_late") >= 10)).sum(),
        kept_came=(ahead & came).sum(),
        arrived_late=(ahead & came & (c("came_late") >= 10)).sum(),
        consultations=(c("consulting") & c("consulted")).sum(),
        consultation_min=_of("consultation", c("consulting") & c("consulted")),
        prepared=(seen & c("prepared")).sum(),
        acts=(seen & c("acted")).sum(),
        **{f"seen_{it}_min": _of(it, seen) for it in ROLES},
    )


def _on_bookings(visits: pl.DataFrame) -> pl.LazyFrame:
    return _by_week(
        visits.lazy().filter(c("booked_at").is_not_null()),
        "booked_at",
        booked=c("ahead").sum(),
        booked_same_day=(c("ahead") & (c("lead") == 0)).sum(),
        lead_days=_of("lead", c("ahead")),
    )


def _on_work(held: pl.DataFrame) -> list[pl.LazyFrame]:
    told = held.lazy().with_columns(day=_day(c("since")))
    doctor, own = c("role") == "physician", c("step").is_in(["consultation", "education"])
    waited = (c("since") - pl.coalesce("free_since", "arrived_at")).dt.total_microseconds() / MINUTE
    work = _by_week(
        told,
        None,
        stretches=pl.len(),
        hurried=(c("minutes") < 0.5).sum(),
        held_min=c("minutes").sum(),
        physician_min=_of("minutes", doctor),
        physician_hours=_of("minutes", doctor) / 60,
        own_hours=_of("minutes", own) / 60,
        begun=(~c("taken")).sum(),
        step_wait_min=pl.when(~c("taken")).then(waited).sum(),
    )
    days = told.group_by("practice", "day", "by").agg(doctor=_of("minutes", doctor))
    return [work, _by_week(days, None, physician_days=(c("doctor") > 0).sum())]


def _on_lines(lines: pl.DataFrame) -> pl.LazyFrame:
    """The gestures that stand for an activity, and the steps passed over since nobody was there."""
    gesture = (
        c("moment").is_in(COUNTED)
        & ((c("moment") != "ended") | (c("reason") == "done"))
        & (c("activity").is_not_null() | c("delegation").is_not_null())
    )
    skip = (c("moment") == "skipped") & (c("reason") == "assistant_away")
    told = lines.lazy().select("practice", "at", "role", gesture=gesture.fill_null(False), skip=skip.fill_null(False))
    return _by_week(
        told.filter(c("gesture") | c("skip")),
        "at",
        gestures=(c("gesture") & c("role").is_not_null()).sum(),
        delegated=(c("gesture") & ~c("role").is_in(["physician", "trainee"])).sum(),
        steps_missed=c("skip").sum(),
    )


def _by_week(rows: pl.LazyFrame, at: str | None, **quantities: pl.Expr) -> pl.LazyFrame:
    """By the Monday of the day that the moment lies in, or of the row's own day; what lies on no day is left out."""
    day = c("day") if at is None else _day(c(at))
    told = rows.with_columns(week=day.dt.truncate("1w")).filter(c("week").is_not_null())
    return told.group_by(*WEEK).agg(**{name: it.cast(pl.Float64) for name, it in quantities.items()})


def _day(at: pl.Expr) -> pl.Expr:
    return at.dt.convert_time_zone(ZONE).dt.date()


def _minutes(since: str, until: str) -> pl.Expr:
    return (c(until) - c(since)).dt.total_microseconds() / MINUTE


def _said(moment: str, column: str) -> pl.Expr:
    return pl.when(c("moment") == moment).then(c(column)).max()


def _of(column: str, where: pl.Expr) -> pl.Expr:
    return pl.when(where).then(c(column)).sum()
