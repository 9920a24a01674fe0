"""The catalogue's sums as an analyst writes them in pandas: a sample is enough to know what that costs."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl

from benchmarks.measures_polars import COUNTED, MARKS, READ, ROLES, VISIT, ZONE

STORY, WEEK = ["practice", "story"], ["practice", "week"]


def wide(files: Sequence[Path]) -> pl.DataFrame:
    """practice, week, and a column for each quantity."""
    written = pd.concat([pd.read_parquet(it, columns=list(READ)) for it in files], ignore_index=True)
    undone = written[written.moment == "withdrawn"]
    gone = pd.MultiIndex.from_frame(undone[[*STORY, "withdraws"]])
    stands = ~pd.MultiIndex.from_frame(written[[*STORY, "number"]]).isin(gone) & (written.moment != "withdrawn")
    lines = written[stands]
    opened = _opened(lines)
    visits = _visits(lines, opened)
    parts = [_on_visits(visits), _on_bookings(visits), *_on_work(opened, visits), *_on_lines(lines)]
    parts.append(_by_week(_day(undone["at"]), undone.practice, {"undone": undone.moment == "withdrawn"}))
    told = pd.concat(parts, axis=1).astype(float).reset_index()
    return pl.from_pandas(told).with_columns(pl.col("week").cast(pl.Date))


def _opened(lines: pd.DataFrame) -> pd.DataFrame:
    marks = lines[lines.moment.isin(MARKS)].sort_values([*STORY, "number"])
    stories = marks.groupby(STORY, sort=False)["at"]
    marks = marks.assign(until=stories.shift(-1), free_since=stories.shift(1), taken=marks.moment == "handed_over")
    opened = marks[marks.moment.isin(["started", "handed_over"])]
    return opened.assign(
        since=opened["at"],
        person=opened["by"].where(~opened.taken, opened["to"]),
        role=opened["role"].where(~opened.taken, opened["to_role"]),
        spent=_micros(opened["at"], opened["until"]),
        minutes=_micros(opened["at"], opened["until"]) / 60e6,
    )


def _visits(lines: pd.DataFrame, opened: pd.DataFrame) -> pd.DataFrame:
    said = lines[lines.moment.isin(VISIT)]
    told = pd.DataFrame(index=said.groupby(STORY).size().index)
    booked = lines[lines.moment == "booked"].groupby(STORY).agg(
        reason=("reason", "max"), booked_at=("at", "max"), booked_for=("due", "max")
    )  # fmt: skip
    moves = lines[(lines.moment == "moved") & lines.due.notna()].sort_values("number")
    parts = {it: lines[lines.moment == it].groupby(STORY)["at"].max() for it in VISIT if it != "booked"}
    told = told.join(booked).join(pd.DataFrame({f"{name}_at": it for name, it in parts.items()}))
    told = told.join(
        lines[lines.moment.isin(["finished", "skipped", "left"])].groupby(STORY)["at"].max().rename("last_at")
    )
    told = told.join(moves.groupby(STORY)["due"].last().rename("moved_to")).join(_held(opened))
    came, left = told.arrived_at.notna(), told.left_at.notna()
    on = told.arrived_at.fillna(told.moved_to).fillna(told.booked_for).fillna(told.booked_at).fillna(told.last_at)
    due = told.moved_to.fillna(told.booked_for)
    return told.assign(
        day=_day(on),
        came=came,
        left=left,
        due=due,
        ready_at=told.arrived_at.where(~(told.arrived_at < due), due),
        seen=came & ~left & told.own_at.notna() & (told.held_still == 0),
        ahead=~told.reason.isin(["walk_in", "urgent"]) & told.booked_for.notna(),
        wait=((_micros(told.arrived_at, told.last_at) - told.worked) / 60e6).clip(lower=0),
        own_free_at=told.own_free_at.where(told.own_at != told.first_at, told.arrived_at),
        lead=(_day(told.booked_for) - _day(told.booked_at)).dt.days,
    ).reset_index()


def _held(opened: pd.DataFrame) -> pd.DataFrame:
    own, since = opened.step.isin(["consultation", "education"]), opened["since"]
    columns = opened.assign(
        in_room_at=since.where(opened.room.notna()),
        own_at=since.where(own),
        own_free_at=opened.free_since.where(own),
        consulted=opened.until.notna().where(opened.step == "consultation"),
        consultation=opened.minutes.where(opened.step == "consultation"),
        acted=(opened.step == "consultation") & (opened.role == "physician") & (opened.minutes > 0),
        prepared=opened.step == "preparation",
        held_still=opened.until.isna().astype(float),
        **{it: opened.minutes.where(opened.role == it, 0.0) for it in ROLES},
    )
    named = {it: (it, "min") for it in ("in_room_at", "own_at", "own_free_at")}
    named |= {it: (it, "max") for it in ("acted", "prepared", "held_still")}
    named |= {"consulted": ("consulted", "min"), "consultation": ("consultation", "sum")}
    return columns.groupby(STORY).agg(
        first_at=("since", "min"), worked=("spent", "sum"), **named, **{it: (it, "sum") for it in ROLES}
    )


def _on_visits(it: pd.DataFrame) -> pd.DataFrame:
    seen, came, ahead = it.seen, it.came, it.ahead
    missed, cancelled = it.missed_at.notna(), it.cancelled_at.notna()
    consulted, kept = it.consulted.fillna(False).astype(bool), seen & ahead
    late, came_late = _minutes(it.ready_at, it.own_at), _minutes(it.due, it.arrived_at)
    quantities = {
        "came": came,
        "seen": seen,
        "left": it.left,
        "left_unseen": it.left & it.own_at.isna(),
        "never_ended": came & ~it.left & ~seen & it.deferred_at.isna(),
        "kept_or_missed": ahead & ~cancelled & (came | missed),
        "missed": missed,
        "stood": ahead & (came | missed | cancelled),
        "cancelled": ahead & cancelled,
        "wait_min": it.wait.where(seen),
        "waited_15": seen & (it.wait >= 15),
        "waited_30": seen & (it.wait >= 30),
        "to_room_min": _minutes(it.arrived_at, it.in_room_at.fillna(it.first_at)).where(seen),
        "for_own_min": _minutes(it.own_free_at, it.own_at).where(seen),
        "in_practice_min": _minutes(it.arrived_at, it.last_at).where(seen),
        "kept": kept,
        "started_late_min": late.where(kept & (late > 0)),
        "started_late": kept & (late >= 10),
        "kept_came": ahead & came,
        "arrived_late": ahead & came & (came_late >= 10),
        "consultations": consulted,
        "consultation_min": it.consultation.where(consulted),
        "prepared": seen & it.prepared.fillna(False).astype(bool),
        "acts": seen & it.acted.fillna(False).astype(bool),
        **{f"seen_{role}_min": it[role].where(seen) for role in ROLES},
    }
    return _by_week(it.day, it.practice, quantities)


def _on_bookings(visits: pd.DataFrame) -> pd.DataFrame:
    it = visits[visits.booked_at.notna()]
    quantities = {
        "booked": it.ahead,
        "booked_same_day": it.ahead & (it.lead == 0),
        "lead_days": it.lead.where(it.ahead),
    }
    return _by_week(_day(it.booked_at), it.practice, quantities)


def _on_work(opened: pd.DataFrame, visits: pd.DataFrame) -> list[pd.DataFrame]:
    it = opened[opened.until.notna()].merge(visits[[*STORY, "arrived_at"]], on=STORY, how="left")
    it = it.assign(day=_day(it.since), doctor=it.minutes.where(it.role == "physician", 0.0))
    own = it.step.isin(["consultation", "education"])
    quantities = {
        "stretches": it.minutes.notna(),
        "hurried": it.minutes < 0.5,
        "held_min": it.minutes,
        "physician_min": it.doctor,
        "physician_hours": it.doctor / 60,
        "own_hours": it.minutes.where(own) / 60,
        "begun": ~it.taken,
        "step_wait_min": _minutes(it.free_since.fillna(it.arrived_at), it.since).where(~it.taken),
    }
    days = it.groupby(["practice", "day", "person"])["doctor"].sum().reset_index()
    work = _by_week(it.day, it.practice, quantities)
    return [work, _by_week(days.day, days.practice, {"physician_days": days.doctor > 0})]


def _on_lines(lines: pd.DataFrame) -> list[pd.DataFrame]:
    said = lines.moment.isin(COUNTED) & ((lines.moment != "ended") | (lines.reason == "done"))
    it = lines[said & (lines.activity.notna() | lines.delegation.notna())]
    skipped = lines[(lines.moment == "skipped") & (lines.reason == "assistant_away")]
    gestures = {"gestures": it.role.notna(), "delegated": ~it.role.isin(["physician", "trainee"])}
    skips = {"steps_missed": skipped.moment == "skipped"}
    return [_by_week(_day(it["at"]), it.practice, gestures), _by_week(_day(skipped["at"]), skipped.practice, skips)]


def _by_week(day: pd.Series, practice: pd.Series, quantities: dict[str, pd.Series]) -> pd.DataFrame:
    week = day - pd.to_timedelta(day.dt.day_of_week, unit="D")
    told = pd.DataFrame(
        {"practice": practice, "week": week} | {name: it.astype(float) for name, it in quantities.items()}
    )
    return told[told.week.notna()].groupby(WEEK).sum()


def _day(at: pd.Series) -> pd.Series:
    return at.dt.tz_convert(ZONE).dt.tz_localize(None).dt.normalize()


def _micros(since: pd.Series, until: pd.Series) -> pd.Series:
    return (until - since) / np.timedelta64(1, "us")


def _minutes(since: pd.Series, until: pd.Series) -> pd.Series:
    return _micros(since, until) / 60e6
