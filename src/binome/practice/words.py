"""Roles, steps and moments: the nouns everything else is said with."""

from enum import StrEnum


class Role(StrEnum):
    """A trade, not an employer: a member may hold two, with hours of their own."""

    PHYSICIAN = "physician"
    TRAINEE = "trainee"
    ASSISTANT = "assistant"
    SECRETARY = "secretary"
    HEALTH_NURSE = "health_nurse"
    ADVANCED_NURSE = "advanced_nurse"
    NURSE = "nurse"


class Step(StrEnum):
    """A stretch of a visit that one person holds."""

    WELCOME = "welcome"
    PREPARATION = "preparation"
    CONSULTATION = "consultation"
    EDUCATION = "education"
    CLOSING = "closing"


class Moment(StrEnum):
    """What can happen: to a visit, to a day, to a preparation sheet, to a task, to a draft, in that order.

    SIGNED and WITHDRAWN are said of a draft too.
    """

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    ARRIVED = "arrived"
    MISSED = "missed"
    STARTED = "started"
    PAUSED = "paused"
    FINISHED = "finished"
    HANDED_OVER = "handed_over"
    SKIPPED = "skipped"
    SIGNED = "signed"
    LEFT = "left"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"

    OPENED = "opened"
    CLOSED = "closed"
    REOPENED = "reopened"

    NOTED = "noted"
    OMITTED = "omitted"

    ASKED = "asked"
    CLAIMED = "claimed"
    DECLINED = "declined"
    HANDED_BACK = "handed_back"
    PASSED_ON = "passed_on"
    POSTPONED = "postponed"
    ESCALATED = "escalated"
    ENDED = "ended"
    RESUMED = "resumed"

    DRAFTED = "drafted"
    CORRECTED = "corrected"
    SENT_BACK = "sent_back"
    ISSUED = "issued"
    DISCARDED = "discarded"


class State(StrEnum):
    """Where a visit stands as a whole."""

    UNBORN = "unborn"
    EXPECTED = "expected"
    PRESENT = "present"
    UNSIGNED = "unsigned"
    DONE = "done"
    MISSED = "missed"
    LEFT = "left"
    CANCELLED = "cancelled"
    DEFERRED = "deferred"


class Status(StrEnum):
    """Where one step of a visit stands, once somebody has touched it."""

    UNDER_WAY = "under_way"
    PAUSED = "paused"
    FINISHED = "finished"
    SKIPPED = "skipped"


class Power(StrEnum):
    """What a delegation gives: to do, to prepare for a doctor's signature, or nothing."""

    DOES = "does"
    PREPARES = "prepares"
    NO = "no"


OPEN_STATES = frozenset({State.EXPECTED, State.PRESENT, State.UNSIGNED})
"""A day cannot close while one of its visits is in one of these."""
