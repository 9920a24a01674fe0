"""What is about to end or fall due in a practice: trainings, protocols, orders."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from binome.practice.qualification import Deadline, deadlines, path_of
from binome.practice.qualification import reminders as reminders_of
from binome.practice.team import Member, Practice
from binome.practice.words import Role

WITHIN_DAYS = 90

_PROTOCOL_ENDS = MappingProxyType({"fr": "Fin du protocole signé", "en": "The signed protocol ends"})
_ORDER_ENDS = MappingProxyType({"fr": "Fin d'un ordre pour un patient", "en": "An order for a patient ends"})


@dataclass(frozen=True, slots=True)
class Notice:
    """A date that comes near, or has passed unmet. `effect`: "refuses" or "reminds". No patient is named."""

    member: str
    on: date
    code: str
    effect: str
    labels: Mapping[str, str]

    def is_past(self, day: date) -> bool:
        return self.on <= day


def reminders(practice: Practice, on: date, within_days: int = WITHIN_DAYS) -> tuple[Notice, ...]:
    """For the whole practice, the nearest first."""
    found = [notice for member in practice.members.values() for notice in _of_member(practice, member, on, within_days)]
    found += _of_papers(practice, on, on + timedelta(days=within_days))
    return tuple(sorted(found, key=lambda it: (it.on, it.member, it.code)))


def deadlines_of(member: Member, on: date) -> tuple[tuple[Deadline, date, bool], ...]:
    """The deadlines of an assistant's training, those that disagree side by side: (deadline, its day, met already)."""
    taken = member.taken(Role.ASSISTANT)
    if taken is None:
        return ()
    path, held = path_of(member.qualifications, on), member.qualifications
    own = (it for it in deadlines() if it.path == path and it.is_for_a_post_of(taken))
    return tuple((it, it.falls_on(taken), it.met_on(on, held)) for it in own)


def _of_member(practice: Practice, member: Member, on: date, within_days: int) -> Iterator[Notice]:
    if _has_left(practice, member.code, on):
        return
    held, taken = member.qualifications, member.taken(Role.ASSISTANT)
    for it in reminders_of(held, taken, on, within_days=within_days):
        yield Notice(member.code, it.on, it.code, it.effect, it.labels)


def _of_papers(practice: Practice, on: date, last: date) -> Iterator[Notice]:
    for it in practice.protocols:
        if it.until and on < it.until <= last:
            here = (nurse for nurse in it.nurses if not _has_left(practice, nurse, on))
            yield from (Notice(nurse, it.until, "protocol_ends", "refuses", _PROTOCOL_ENDS) for nurse in here)
    for order in practice.orders:
        if order.until and on < order.until <= last and not order.revoked:
            yield Notice(order.physician, order.until, "order_ends", "refuses", _ORDER_ENDS)


def _has_left(practice: Practice, member: str, on: date) -> bool:
    return any(it.member == member and it.until == date.max and it.since <= on for it in practice.absences)
