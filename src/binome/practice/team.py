"""The people, their hours, and the practice they form. Names are not here: only pseudonyms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from binome.practice.agreements import (
    Concertation,
    PatientOrder,
    SignedProtocol,
    met_by_concertations,
    met_by_orders,
    met_by_protocols,
)
from binome.practice.checklist import Checklist
from binome.practice.conditions import AUTOMATIC_DEVICE, NOTHING_GIVEN, Circumstance, met_by_structure
from binome.practice.delegation import Answer, Delegation, decide, delegation_for
from binome.practice.narrowing import Key, Narrowed, Narrowing, binding
from binome.practice.qualification import Qualification, trained
from binome.practice.refusal import MoveRefused, NotDelegated
from binome.practice.rooms import Room
from binome.practice.words import Role, Step


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of the week, in the practice's zone. `weekday` 0 is Monday; `until` is not included."""

    weekday: int
    since: time
    until: time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6 or self.since >= self.until:
            raise MoveRefused("hours.nonsense", weekday=self.weekday, since=self.since, until=self.until)

    def cover(self, local: datetime) -> bool:
        return local.weekday() == self.weekday and self.since <= local.time() < self.until


@dataclass(frozen=True, slots=True)
class Post:
    """One role a member holds, with its own hours. `taken`: since when, None when nobody noted it."""

    role: Role
    hours: tuple[Hours, ...] = ()
    taken: date | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the team, by pseudonym. `holds`: conditions declared without their paper ("signed_protocol"…)."""

    code: str
    posts: tuple[Post, ...]
    holds: frozenset[str] = frozenset()
    qualifications: tuple[Qualification, ...] = ()

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(post.role for post in self.posts)

    def roles_at(self, local: datetime) -> tuple[Role, ...]:
        """The roles in the order to try: those on duty now first."""
        on_duty = [p.role for p in self.posts if any(h.cover(local) for h in p.hours)]
        return tuple(on_duty + [role for role in self.roles if role not in on_duty])

    def given(self, on: date) -> Circumstance:
        """The conditions that the person meets that day: what is declared, and what their trainings give."""
        return self.holds | trained(self.qualifications, self.taken(Role.ASSISTANT), on)

    def taken(self, role: Role) -> date | None:
        """Since when the person holds that post."""
        return next((post.taken for post in self.posts if post.role is role), None)


@dataclass(frozen=True, slots=True)
class Absence:
    """A member is away from `since` (included) to `until` (not included), or every week at those hours."""

    member: str
    since: date
    until: date
    weekly: Hours | None = None

    def covers(self, local: datetime) -> bool:
        if not self.since <= local.date() < self.until:
            return False
        return self.weekly is None or self.weekly.cover(local)


@dataclass(frozen=True, slots=True)
class Mode:
    """How a doctor, or a trainee, consults in those hours: with an assistant, alone… `label` is the practice's word."""

    member: str
    pathway: str
    hours: tuple[Hours, ...] = ()
    label: str = ""

    def covers(self, local: datetime) -> bool:
        """Without hours, always."""
        return not self.hours or any(it.cover(local) for it in self.hours)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a wait turns amber, then red, in minutes."""

    amber_min: int = 10
    red_min: int = 20


@dataclass(frozen=True)
class Practice:
    """A practice: people, rooms, hours, and the law as it has narrowed it.

    `holds`: conditions the practice declares; `devices`: the activities for which it has a fully automatic device.
    `structure`: which kind it is (MSP, CDS…). `narrowed`: pairs taken back without more words; `narrowings`: with their
    reason. `modes`: the first that covers an hour says how one consults.
    `step_minutes`: by pathway, how long the steps around the doctor's own take in the agenda.
    `checklists`: the lists as the practice made them its own; empty: those that are shipped.
    `routing`: by activity, the roles that take it here, the first before the second; without a line, as is usual.
    """

    code: str
    zone: ZoneInfo
    members: Mapping[str, Member]
    rooms: Mapping[str, Room]
    opening: tuple[Hours, ...] = ()
    holidays: frozenset[date] = frozenset()
    absences: tuple[Absence, ...] = ()
    holds: Circumstance = frozenset()
    devices: frozenset[str] = frozenset()
    structure: str = ""
    narrowed: frozenset[Key] = frozenset()
    narrowings: tuple[Narrowing, ...] = ()
    protocols: tuple[SignedProtocol, ...] = ()
    orders: tuple[PatientOrder, ...] = ()
    concertations: tuple[Concertation, ...] = ()
    modes: tuple[Mode, ...] = ()
    thresholds: Thresholds = field(default_factory=Thresholds)
    step_minutes: Mapping[str, Mapping[Step, int]] = field(default_factory=dict)
    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    routing: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def is_open(self, at: datetime) -> bool:
        local = self.local(at)
        return local.date() not in self.holidays and any(h.cover(local) for h in self.opening)

    def away(self, member: str, at: datetime) -> bool:
        local = self.local(at)
        return any(a.member == member and a.covers(local) for a in self.absences)

    def works(self, member: str, at: datetime) -> bool:
        """Is this person on duty then, in any of their roles?"""
        local = self.local(at)
        hours = [h for post in self.member(member).posts for h in post.hours]
        return any(h.cover(local) for h in hours) and not self.away(member, at)

    def member(self, code: str) -> Member:
        if code not in self.members:
            raise MoveRefused("member.unknown", member=code)
        return self.members[code]

    def room(self, code: str) -> Room:
        if code not in self.rooms:
            raise MoveRefused("room.unknown", room=code)
        return self.rooms[code]

    def mode_at(self, member: str, at: datetime) -> Mode | None:
        """How this doctor or trainee consults then; None when the practice has said nothing."""
        local = self.local(at)
        return next((it for it in self.modes if it.member == member and it.covers(local)), None)

    def given(
        self,
        member: Member,
        at: datetime,
        also: Circumstance = NOTHING_GIVEN,
        physician: str | None = None,
        activity: str = "",
    ) -> Circumstance:
        """The conditions that hold when this member does that activity at that moment, for a patient of `physician`.

        A device declared without its activity opens nothing.
        """
        on = self.local(at).date()
        doctors = (m for m in self.members.values() if Role.PHYSICIAN in m.roles and m.code != member.code)
        near = {"physician_within_reach"} if any(self.within_reach(d, at) for d in doctors) else set()
        signed = met_by_protocols(self.protocols, member.code, on, self._doctor(physician))
        standing = self.holds | met_by_structure(self.structure) | member.given(on) | signed | also | near
        device = {AUTOMATIC_DEVICE}
        return standing | device if activity in self.devices else standing - device

    def known_of(self, patient: str | None, activity: str, at: datetime) -> Circumstance:
        """What doctors have written for this patient: ordered, entrusted, spoken of."""
        on = self.local(at).date()
        ordered = met_by_orders(self.orders, patient or "", activity, on)
        return ordered | met_by_concertations(self.concertations, patient or "", on)

    def within_reach(self, member: Member, at: datetime) -> bool:
        """Is this one of the member's days, no holiday, and are they not away? Who stays late is still within reach."""
        if self.local(at).date() in self.holidays:
            return False
        weekdays = {hours.weekday for post in member.posts for hours in post.hours}
        their_day = not weekdays or self.local(at).weekday() in weekdays
        return their_day and not self.away(member.code, at)

    def taken_back(self, member: Member, on: date, physician: str | None = None) -> Narrowed:
        """What the practice keeps from this member, acting for this doctor that day."""
        if not self.narrowings:
            return self.narrowed
        plain = {key: Narrowing(*key) for key in self.narrowed}
        return plain | binding(self.narrowings, member.code, self._doctor(physician), on)

    def _doctor(self, code: str | None) -> str | None:
        """A visit may be booked with a nurse or a trainee: then no doctor is said."""
        found = self.members.get(code or "")
        return code if found and Role.PHYSICIAN in found.roles else None

    def delegation(
        self,
        member: Member,
        activity: str,
        at: datetime,
        also: Circumstance = NOTHING_GIVEN,
        physician: str | None = None,
    ) -> Delegation:
        """Under which role and text this member may do or prepare this now; raises the best refusal otherwise.

        `also`: what is true of this patient or this visit. `physician`: whose patient it is, when that is known.
        """
        refused: NotDelegated | None = None
        local = self.local(at)
        given = self.given(member, at, also, physician, activity)
        narrowed = self.taken_back(member, local.date(), physician)
        for role in member.roles_at(local):
            try:
                return delegation_for(role, activity, on=local.date(), given=given, narrowed=narrowed)
            except NotDelegated as refusal:
                refused = refused or refusal
        raise refused or NotDelegated("delegation.no_role", member=member.code, activity=activity)

    def answers(
        self,
        member: Member,
        activity: str,
        at: datetime,
        also: Circumstance = NOTHING_GIVEN,
        physician: str | None = None,
    ) -> tuple[Answer, ...]:
        """The same question, answered for each of the member's roles, those on duty first."""
        local = self.local(at)
        given = self.given(member, at, also, physician, activity)
        narrowed = self.taken_back(member, local.date(), physician)
        roles = member.roles_at(local)
        return tuple(decide(it, activity, on=local.date(), given=given, narrowed=narrowed) for it in roles)
