"""Forgetting a person: what the journal keeps once the names are gone.

Names live in the store alone; the journal holds pseudonyms. To forget a person is to delete the rows that tie the
pseudonym to a name: no line of the journal changes, and every figure stays what it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from binome.journal.event import Event


@dataclass(frozen=True, slots=True)
class Remains:
    """What stays of a forgotten person: how many stories and lines still carry the pseudonym."""

    pseudonym: str
    stories: int
    lines: int


def remains_of(pseudonym: str, events: Iterable[Event]) -> Remains:
    """What these events hold of a pseudonym, as patient, author or addressee."""
    told = list(events)
    stories = {e.story for e in told if e.patient == pseudonym}
    lines = [e for e in told if e.story in stories or pseudonym in (e.by, e.to)]
    return Remains(pseudonym, len({e.story for e in lines}), len(lines))
