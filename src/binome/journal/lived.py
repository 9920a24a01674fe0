"""What people's time went into, read from the lines of the journal: who held which step, from when to when."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from binome.practice.words import Moment

STARTS = frozenset({Moment.STARTED})
LETS_GO = frozenset({Moment.PAUSED, Moment.FINISHED, Moment.LEFT, Moment.DEFERRED})
STRETCHES = STARTS | LETS_GO | {Moment.HANDED_OVER, Moment.WITHDRAWN}
"""The moments that say when a step is held; what else happened is not needed."""


class Mark(NamedTuple):
    """What counting minutes needs of an event."""

    story: str
    number: int
    moment: str
    at: datetime
    role: str
    to_role: str | None
    withdraws: int | None


class Held(NamedTuple):
    """One stretch: a role was with a patient. A step that nobody let go has none: how long is not known."""

    role: str
    since: datetime
    until: datetime


def held(marks: Iterable[Mark]) -> Iterator[Held]:
    """The stretches of stories whose lines come in order, one story after the other."""
    for _, told in groupby(marks, key=lambda mark: mark.story):
        yield from _of_story(list(told))


def _of_story(told: list[Mark]) -> Iterator[Held]:
    undone = {mark.withdraws for mark in told if mark.withdraws is not None}
    role, since = "", None
    for mark in (it for it in told if it.number not in undone):
        if mark.moment in STARTS:
            role, since = mark.role, mark.at
        elif since is not None and (mark.moment in LETS_GO or mark.moment == Moment.HANDED_OVER):
            yield Held(role, since, mark.at)
            role, since = (mark.to_role or "", mark.at) if mark.moment == Moment.HANDED_OVER else ("", None)
