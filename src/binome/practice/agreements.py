"""What two people agreed on, with dates: a protocol signed, an order for one patient, a concertation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from binome.practice.conditions import Circumstance

FIELDS = ("diabetes", "cardiovascular", "copd", "cognitive")
"""The four chronic fields of the education nurse's protocol, and no other."""

ORGANISATION = "organisation"
"""The field of the protocol that an advanced nurse and a doctor signed until 2025."""

ENTRUSTS = "conduct_nurse_follow_up"
"""An order for this activity entrusts the patient."""


@dataclass(frozen=True, slots=True)
class SignedProtocol:
    """A protocol that nurses and doctors signed, for some fields. It holds from its day to the eve of `until`."""

    code: str
    signed_on: date
    fields: frozenset[str]
    nurses: frozenset[str]
    physicians: frozenset[str]
    until: date | None = None

    def holds_for(self, member: str, on: date, physician: str | None = None) -> bool:
        """For this nurse's acts that day; for the patients of its doctors only, when the doctor is said."""
        in_force = self.signed_on <= on and (self.until is None or on < self.until)
        theirs = bool(self.physicians) if physician is None else physician in self.physicians
        return in_force and theirs and member in self.nurses


@dataclass(frozen=True, slots=True)
class PatientOrder:
    """A doctor's order for one patient and one act; the doctor may revoke it, from `revoked` on it is void."""

    activity: str
    patient: str
    physician: str
    since: date
    until: date | None = None
    revoked: date | None = None

    def holds_for(self, patient: str, on: date) -> bool:
        ends = min((it for it in (self.until, self.revoked) if it), default=None)
        return patient == self.patient and self.since <= on and (ends is None or on < ends)


@dataclass(frozen=True, slots=True)
class Concertation:
    """A doctor and an advanced nurse spoke of one patient, on that day."""

    patient: str
    physician: str
    on: date


def met_by_protocols(
    protocols: Iterable[SignedProtocol], member: str, on: date, physician: str | None = None
) -> Circumstance:
    """What the protocols this member signed give that day, one condition per field."""
    fields = {field for it in protocols if it.holds_for(member, on, physician) for field in it.fields}
    given = {f"protocol_{field}" for field in fields & set(FIELDS)}
    given |= {"signed_protocol"} if given else set()
    return frozenset(given | ({"organisation_protocol"} if ORGANISATION in fields else set()))


def met_by_orders(orders: Iterable[PatientOrder], patient: str, activity: str, on: date) -> Circumstance:
    """Is this act ordered for this patient that day, and is the patient entrusted?"""
    ordered = {it.activity for it in orders if it.holds_for(patient, on)}
    given = {"patient_order"} if activity in ordered else set()
    return frozenset(given | ({"entrusted_patient"} if ENTRUSTS in ordered else set()))


def met_by_concertations(spoken: Iterable[Concertation], patient: str, on: date) -> Circumstance:
    """A concertation counts from its day on."""
    held = any(it.patient == patient and it.on <= on for it in spoken)
    return frozenset({"dated_concertation"}) if held else frozenset()
