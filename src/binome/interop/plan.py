"""What an import would do: compared with what is known, before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from binome.interop.known import KnownVisit
from binome.interop.matching import (
    Match,
    at_another_doctor,
    elsewhere_that_day,
    identifier,
    place_in_the_day,
    with_that_doctor,
)
from binome.interop.names import digits, fold
from binome.interop.reading import ForeignVisit, NotUnderstood, Reading, Standing

COMPARED = (
    "starts",
    "minutes",
    "family",
    "given",
    "birth_name",
    "birth_date",
    "phone",
    "email",
    "practitioner",
    "place",
    "reason",
    "standing",
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Changed:
    known: KnownVisit
    visit: ForeignVisit
    fields: tuple[FieldChange, ...]

    @property
    def moved(self) -> bool:
        return any(change.name == "starts" for change in self.fields)


@dataclass(frozen=True, slots=True)
class Unchanged:
    known: KnownVisit
    visit: ForeignVisit


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A visit that is not to take place: the file says so (`visit`), or it no longer speaks of it (None). Without
    `known`, the file cancels a visit nobody here had heard of: recording it is what keeps the next import quiet."""

    known: KnownVisit | None
    visit: ForeignVisit | None


@dataclass(frozen=True, slots=True)
class Plan:
    created: tuple[ForeignVisit, ...] = ()
    changed: tuple[Changed, ...] = ()
    unchanged: tuple[Unchanged, ...] = ()
    cancelled: tuple[Cancelled, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "created": len(self.created),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
            "cancelled": len(self.cancelled),
            "not_understood": [one.as_json() for one in self.not_understood],
        }


def plan_of(existing: Iterable[KnownVisit], incoming: Reading) -> Plan:
    """What would be created, changed, left alone and cancelled.

    A visit is recognised by its identifier, then by when it is, with whom and for whom, then, if it was moved, by
    its patient. Two visits are never taken for one: whatever is left over on both sides stays apart.
    """
    match = Match(list(existing), list(incoming.visits))
    match.by(identifier, among=lambda known: known.source == incoming.source)
    match.by(place_in_the_day)
    for moved in (at_another_doctor, elsewhere_that_day, with_that_doctor):
        match.by(moved, among=partial(speaks_of, incoming), only_one=True)
    outcomes = [outcome(known, visit) for known, visit in match.pairs]
    results = [result for result, _ in outcomes]
    unheard = [Cancelled(None, visit) for visit in match.visits if visit.standing is Standing.CANCELLED]
    vanished = [Cancelled(known, None) for known in match.known if speaks_of(incoming, known)]
    return Plan(
        tuple(visit for visit in match.visits if visit.standing is not Standing.CANCELLED),
        tuple(one for one in results if isinstance(one, Changed)),
        tuple(one for one in results if isinstance(one, Unchanged)),
        (*(one for one in results if isinstance(one, Cancelled)), *unheard, *vanished),
        (*incoming.not_understood, *(doubt for _, doubt in outcomes if doubt is not None)),
    )


def speaks_of(incoming: Reading, known: KnownVisit) -> bool:
    """Would this file name this visit if it still stood? Same source, a day and a practitioner it speaks of, and
    a visit that has not begun."""
    if incoming.covers is None or known.source != incoming.source or known.standing is not Standing.BOOKED:
        return False
    practitioners = {fold(visit.practitioner) for visit in incoming.visits}
    return incoming.covers[0] <= known.starts < incoming.covers[1] and fold(known.practitioner) in practitioners


def outcome(known: KnownVisit, visit: ForeignVisit) -> tuple[Changed | Unchanged | Cancelled, NotUnderstood | None]:
    """What becomes of a known visit the file speaks of, and what of the file is not followed."""
    same = Unchanged(known, visit)
    changes = differences(known, visit)
    if not changes:
        return same, None
    if (why := _not_followed(known, visit, changes)) is not None:
        return same, NotUnderstood(visit.line, why) if _worth_saying(changes) else None
    return (Cancelled(known, visit) if visit.standing is Standing.CANCELLED else Changed(known, visit, changes)), None


def differences(known: KnownVisit, visit: ForeignVisit) -> tuple[FieldChange, ...]:
    """What the file says otherwise. What it leaves empty it does not say; spelling with other capitals is the same."""
    pairs = [(name, getattr(known, name), getattr(visit, name)) for name in COMPARED]
    return tuple(FieldChange(*pair) for pair in pairs if pair[2] not in (None, "") and not _alike(*pair))


def _alike(name: str, before: object, after: object) -> bool:
    if name == "phone":
        return digits(str(before)) == digits(str(after))
    return fold(before) == fold(after) if isinstance(before, str) and isinstance(after, str) else before == after


def _not_followed(known: KnownVisit, visit: ForeignVisit, changes: Sequence[FieldChange]) -> str | None:
    """Why the practice's own knowledge is worth more than the file's."""
    if known.standing in (Standing.ARRIVED, Standing.DONE, Standing.MISSED):
        return "visit.under_way"
    if known.decided_here and any(change.name == "standing" for change in changes):
        return "visit.decided_here"
    return "visit.older_than_known" if visit.sequence < known.sequence else None


def _worth_saying(changes: Sequence[FieldChange]) -> bool:
    """A file that calls "booked" a visit that has begun here only knows less than we do."""
    return any(change.name != "standing" or change.after is not Standing.BOOKED for change in changes)


def known_from(visit: ForeignVisit, code: str, source: str) -> KnownVisit:
    """The visit as it is known once it has been imported."""
    same = {name: getattr(visit, name) for name in (*COMPARED, "uid", "recurrence_id", "sequence")}
    return KnownVisit(code=code, source=source, **same)
