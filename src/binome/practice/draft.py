"""A document prepared for a signature, and where it may go next: `draft.after(event)` is another draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from binome.practice.refusal import MoveRefused
from binome.practice.story import Told as AnyTold
from binome.practice.story import refuse_unless_next
from binome.practice.words import Moment, Role


class DraftState(StrEnum):
    """Where a draft stands."""

    UNBORN = "unborn"
    PREPARED = "prepared"
    SENT_BACK = "sent_back"
    SIGNED = "signed"
    ISSUED = "issued"
    DISCARDED = "discarded"


OPEN_DRAFTS = frozenset({DraftState.PREPARED, DraftState.SENT_BACK, DraftState.SIGNED})
"""Somebody still has something to do with it."""


class Told(AnyTold, Protocol):
    """What a draft needs to know of an event."""

    @property
    def delegation(self) -> str | None: ...
    @property
    def kind(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when, and the text that lets them."""

    by: str
    role: Role
    at: datetime
    delegation: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One document as its story tells it. `number` is its last event's; `at` that event's moment, in UTC.

    `wording` is the number of the line that wrote the words it now bears: what is read is what is signed. `doctor`:
    whose signature it was prepared for, None when any will do. `corrections` and `returned` count what was put right
    and sent back. `before` is the draft as it stood before its last standing event: what an undo gives back.
    """

    story: str
    number: int = 0
    state: DraftState = DraftState.UNBORN
    at: datetime | None = None
    kind: str = ""
    patient: str | None = None
    doctor: str | None = None
    drafted_by: str = ""
    drafted_role: Role | None = None
    drafted_at: datetime | None = None
    wording: int = 0
    corrections: int = 0
    returned: int = 0
    reason: str | None = None
    signature: Signature | None = None
    issued_by: str | None = None
    issued_at: datetime | None = None
    since: datetime | None = None
    standing: int = 0
    before: "Draft | None" = field(default=None, compare=False, repr=False)

    def after(self, event: Told) -> "Draft":
        """The same draft once this has happened; raises MoveRefused when it could not."""
        refuse_unless_next(self, event)
        if self.state not in MAY_HAPPEN.get(event.moment, frozenset()):
            raise MoveRefused(f"draft.{event.moment}_not_now", state=self.state, since=self.since)
        then = _AFTER[event.moment](self, event)
        if event.moment is Moment.WITHDRAWN:
            return replace(then, number=event.number, at=event.at)
        return replace(then, number=event.number, at=event.at, since=event.at, standing=event.number, before=self)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_DRAFTS


def _in(*states: DraftState) -> frozenset[DraftState]:
    return frozenset(states)


MAY_HAPPEN: Mapping[Moment, frozenset[DraftState]] = MappingProxyType(
    {
        Moment.DRAFTED: _in(DraftState.UNBORN, DraftState.SENT_BACK),
        Moment.CORRECTED: _in(DraftState.PREPARED),
        Moment.SENT_BACK: _in(DraftState.PREPARED),
        Moment.SIGNED: _in(DraftState.PREPARED),
        Moment.ISSUED: _in(DraftState.SIGNED),
        Moment.DISCARDED: OPEN_DRAFTS,
        Moment.WITHDRAWN: frozenset(DraftState) - {DraftState.UNBORN, DraftState.ISSUED},
    }
)
"""What may happen in which state: the table the diagram of a draft is drawn from. What went out stays out."""


def _drafted(draft: Draft, event: Told) -> Draft:
    """Anew, or again after it came back: then it stays the same document, of the same patient."""
    if not event.kind or (draft.kind and event.kind != draft.kind):
        raise MoveRefused("draft.unknown_template", template=event.kind)
    if draft.kind and event.patient != draft.patient:
        raise MoveRefused("draft.another_patient")
    if not event.to_sign:
        raise MoveRefused("draft.waits_for_a_signature")
    return replace(
        draft,
        state=DraftState.PREPARED,
        kind=event.kind,
        patient=event.patient,
        doctor=event.to or draft.doctor,
        drafted_by=event.by,
        drafted_role=event.role,
        drafted_at=event.at,
        wording=event.number,
        reason=None,
    )


def _corrected(draft: Draft, event: Told) -> Draft:
    return replace(draft, wording=event.number, corrections=draft.corrections + 1)


def _sent_back(draft: Draft, event: Told) -> Draft:
    return replace(draft, state=DraftState.SENT_BACK, returned=draft.returned + 1, reason=_reason_of(event))


def _signed(draft: Draft, event: Told) -> Draft:
    """A signature always says under which text, and signs the words as they stand."""
    if event.delegation is None or event.to_sign:
        raise MoveRefused("draft.signed_under_no_text")
    signature = Signature(event.by, event.role, event.at, event.delegation)
    return replace(draft, state=DraftState.SIGNED, signature=signature)


def _issued(draft: Draft, event: Told) -> Draft:
    if draft.signature is None:
        raise MoveRefused("draft.not_signed")
    return replace(draft, state=DraftState.ISSUED, issued_by=event.by, issued_at=event.at)


def _discarded(draft: Draft, event: Told) -> Draft:
    return replace(draft, state=DraftState.DISCARDED, reason=_reason_of(event), signature=None)


def _withdrawn(draft: Draft, event: Told) -> Draft:
    _reason_of(event)
    if draft.before is None or event.withdraws != draft.standing:
        raise MoveRefused("draft.only_the_last_can_be_withdrawn", last=draft.standing)
    return draft.before


def _reason_of(event: Told) -> str:
    if event.reason is None:
        raise MoveRefused("draft.needs_reason", moment=event.moment)
    return event.reason


_AFTER: Mapping[Moment, Callable[[Draft, Told], Draft]] = MappingProxyType(
    {
        Moment.DRAFTED: _drafted,
        Moment.CORRECTED: _corrected,
        Moment.SENT_BACK: _sent_back,
        Moment.SIGNED: _signed,
        Moment.ISSUED: _issued,
        Moment.DISCARDED: _discarded,
        Moment.WITHDRAWN: _withdrawn,
    }
)
