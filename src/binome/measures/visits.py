"""The visits: a row for each, with its moments, its minutes and how it ended."""

from collections.abc import Mapping

import narwhals as nw

from binome.measures.clock import MICROSECONDS_A_MINUTE, Frame, days, days_between, lasting, minutes
from binome.measures.lines import STORY, of, when
from binome.practice.words import Moment, Role, Step

DOCTORS = (Role.PHYSICIAN, Role.TRAINEE)
OWN = (Step.CONSULTATION, Step.EDUCATION)
"""The steps that are why a visit takes place: of them, the first a visit comes to is the professional's."""
ENDS = (Moment.FINISHED, Moment.SKIPPED, Moment.LEFT)
SAID = (Moment.BOOKED, Moment.CANCELLED, Moment.MISSED, Moment.ARRIVED, Moment.DEFERRED, *ENDS)
AT_THE_DOOR = ("walk_in", "urgent")
"""Why a visit that nobody had booked is written down: it is then booked and due at its arrival."""

SPENT = ("worked", "consultation", "acted", *(role.value for role in Role))
"""What is nothing when nobody was with the patient."""

_BOOKED: Mapping[str, nw.Expr] = {
    "patient": nw.col("patient"),
    "asked_for": nw.col("to"),
    "pathway": nw.col("pathway"),
    "reason": nw.col("reason"),
    "booked_at": nw.col("at"),
    "booked_for": nw.col("due"),
    "booked_min": nw.col("minutes"),
}
_FIRST: Mapping[str, nw.Expr] = {
    "cancelled_at": when(Moment.CANCELLED, "at"),
    "missed_at": when(Moment.MISSED, "at"),
    "arrived_at": when(Moment.ARRIVED, "at"),
    "left_at": when(Moment.LEFT, "at"),
    "deferred_at": when(Moment.DEFERRED, "at"),
}
"""Said once in a story that stands: whichever line says it."""


MOVED: Mapping[str, str] = {
    "moved_to": "due",
    "moved_doctor": "to",
    "moved_pathway": "pathway",
    "moved_min": "minutes",
}


def visits(lines: Frame, work: Frame, zone: str) -> Frame:
    """A row a visit; `day` is that of the arrival, else of the appointment, else of the booking.

    practice, story, patient, doctor, pathway, reason. Moments: booked_at, booked_for (first), due (last), cancelled_at,
    missed_at, arrived_at, in_room_at, prepared_at, first_at (somebody is with the patient), own_at (whom
    one comes for is), left_at, deferred_at, last_at. Minutes: in_practice_min, wait_min (with nobody), to_room_min,
    for_own_min, started_late_min and arrived_late_min (early: below nothing), worked_min, consultation_min,
    acted_min (of it, a physician's), those of each role (physician_min…). True or not: came, seen, left, missed,
    cancelled, deferred, ahead (not at the door), consulted (to its end). lead_days. Pathway and booked_min are those
    of the last move.
    """
    told = _moments(lines).join(_moved(lines), on=list(STORY), how="left")
    told = told.join(_held(work), on=list(STORY), how="left")
    told = told.with_columns(
        due=nw.coalesce("moved_to", "booked_for"),
        doctor=nw.coalesce("moved_doctor", "asked_for", nw.lit("")),
        booked_pathway=nw.col("pathway"),
        pathway=nw.coalesce("moved_pathway", "pathway"),
        booked_min=nw.coalesce("moved_min", "booked_min"),
        on=nw.coalesce("arrived_at", "moved_to", "booked_for", "booked_at", "last_at"),
    )
    named = {"day": "on", "booked_day": "booked_at", "wanted_day": "booked_for", "cancelled_day": "cancelled_at"}
    told = days(_ended(_timed(told)), zone, **named)
    told = days_between(told, lead_days=("booked_day", "wanted_day"))
    return told.drop("on", *MOVED, "asked_for", "wanted_day")


def _moments(lines: Frame) -> Frame:
    """What each line of a visit says, brought together."""
    ends = nw.when(of(*ENDS)).then(nw.col("at"))
    said = lines.filter(of(*SAID)).select(*STORY, **_FIRST, last_at=ends)
    told = said.group_by(*STORY).agg(*(nw.col(name).max() for name in (*_FIRST, "last_at")))
    booked = lines.filter(of(Moment.BOOKED)).select(*STORY, **_BOOKED)
    return told.join(booked.group_by(*STORY).agg(*(nw.col(name).max() for name in _BOOKED)), on=list(STORY), how="left")


def _moved(lines: Frame) -> Frame:
    """Where, with whom, by which way and for how long the last move put it, each being the last that was said of it."""
    moves = lines.filter(of(Moment.MOVED)).select("practice", "story", "number", *MOVED.values())
    told = moves.select(*STORY).unique()
    for name, column in MOVED.items():
        last = _last(moves, column).select(*STORY, nw.col(column).alias(name))
        told = told.join(last, on=list(STORY), how="left")
    return told


def _last(moves: Frame, column: str) -> Frame:
    said = moves.filter(~nw.col(column).is_null()).select(*STORY, "number", column)
    last = said.group_by(*STORY).agg(nw.col("number").max())
    return said.join(last, on=[*STORY, "number"], how="inner")


def _held(work: Frame) -> Frame:
    """What was worked for each visit: from when, how long, and how long by each role."""
    spent = lasting(work, spent=("since", "until"))
    in_room = ~nw.col("room").is_null()
    own = nw.col("step").is_in([it.value for it in OWN])
    by_role = {role.value: _spent(nw.col("role") == role.value) for role in Role}
    consulted, still = nw.col("step") == Step.CONSULTATION.value, nw.col("spent").is_null()
    columns = {
        "first_at": nw.col("since"),
        "in_room_at": nw.when(in_room).then(nw.col("since")),
        "own_at": nw.when(own).then(nw.col("since")),
        "own_free_at": nw.when(own).then(nw.col("free_since")),
        "prepared_at": nw.when(nw.col("step") == Step.PREPARATION.value).then(nw.col("since")),
        "let_go": nw.when(consulted).then(nw.when(still).then(0).otherwise(1)),
    }
    sums = {
        "worked": _spent(~still),
        "consultation": _spent(consulted),
        "acted": _spent(consulted & (nw.col("role") == Role.PHYSICIAN.value)),
        "held_still": nw.when(still).then(1).otherwise(0),
        **by_role,
    }
    told = spent.select(*STORY, **columns, **sums)
    return told.group_by(*STORY).agg(*(nw.col(it).min() for it in columns), *(nw.col(it).sum() for it in sums))


def _spent(where: nw.Expr) -> nw.Expr:
    return nw.when(where & ~nw.col("spent").is_null()).then(nw.col("spent")).otherwise(0)


def _timed(told: Frame) -> Frame:
    began, late = nw.col("own_at") == nw.col("first_at"), nw.col("arrived_at") > nw.col("due")
    told = told.with_columns(
        *(nw.col(it).fill_null(0) for it in (*SPENT, "held_still")),
        in_room_at=nw.coalesce("in_room_at", "first_at"),
        own_free_at=nw.when(began).then(nw.col("arrived_at")).otherwise(nw.col("own_free_at")),
        ready_at=nw.when(late).then(nw.col("arrived_at")).otherwise(nw.col("due")),
    )
    told = minutes(
        told,
        in_practice_min=("arrived_at", "last_at"),
        to_room_min=("arrived_at", "in_room_at"),
        for_own_min=("own_free_at", "own_at"),
        started_late_min=("ready_at", "own_at"),
        arrived_late_min=("due", "arrived_at"),
    )
    told = lasting(told, stayed=("arrived_at", "last_at"))
    waited = (nw.col("stayed") - nw.col("worked")) / MICROSECONDS_A_MINUTE
    told = told.with_columns(
        **{f"{it}_min": nw.col(it) / MICROSECONDS_A_MINUTE for it in SPENT},
        wait_min=nw.when(waited < 0).then(0.0).otherwise(waited),
    )
    return told.drop("ready_at", "stayed", *SPENT)


def _ended(told: Frame) -> Frame:
    """How it ended. Seen: the step it is for was held and let go, and the patient did not leave before the end."""
    came, left = ~nw.col("arrived_at").is_null(), ~nw.col("left_at").is_null()
    at_the_door = nw.col("reason").is_in(list(AT_THE_DOOR)).fill_null(False)
    return told.with_columns(
        came=came,
        left=left,
        deferred=~nw.col("deferred_at").is_null(),
        missed=~nw.col("missed_at").is_null(),
        cancelled=~nw.col("cancelled_at").is_null(),
        seen=came & ~left & ~nw.col("own_at").is_null() & (nw.col("held_still") == 0),
        ahead=~at_the_door & ~nw.col("booked_for").is_null(),
        consulted=(nw.col("let_go") == 1).fill_null(False),
    )


def by_booking(told: Frame) -> Frame:
    """The same visits, each on the day it was asked for and as it was then."""
    asked = told.filter(~nw.col("booked_at").is_null())
    return asked.with_columns(day=nw.col("booked_day"), pathway=nw.col("booked_pathway"))
