"""Who stands at the desk, and under which text everybody acts: what a journal wants stamped on its lines."""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Any

from binome.practice.delegation import Delegation, delegation_for
from binome.practice.pathway import PathwayStep, pathways
from binome.practice.refusal import NotDelegated
from binome.practice.words import Moment, Power, Role
from binome.twin.chance import uniform
from binome.twin.deed import Deed
from binome.twin.delegations import REACH, law_day, narrowed
from binome.twin.from_practice import member_of
from binome.twin.model import Member, Scenario
from binome.twin.traced import Booking, TracedDay

TELLING = 63
"""A purpose of chance of its own: nothing that the twin decides depends on it."""
OPENS, CLOSES = 540.0, 1_020.0
"""Of a desk whose hours nobody has said."""
AT_THE_DESK = (Role.SECRETARY, Role.ASSISTANT)

ACTIVITIES = {
    Moment.BOOKED: "book_appointment",
    Moment.CANCELLED: "book_appointment",
    Moment.ARRIVED: "welcome_patient",
    Moment.MISSED: "welcome_patient",
    Moment.LEFT: "welcome_patient",
    Moment.SKIPPED: "enter_information",
    Moment.DEFERRED: "enter_information",
    Moment.SIGNED: "sign_care",
}


class Desk:
    """The people of a scenario on one weekday."""

    def __init__(self, scenario: Scenario, weekday: int, zone: tzinfo = UTC) -> None:
        self.scenario, self.weekday, self.zone = scenario, weekday, zone
        self._ways: dict[str, str] = {}
        self._known: dict[tuple[tuple[str, ...], str], tuple[Role, Delegation | None]] = {}

    def person(self, code: str) -> str:
        return member_of(code)

    def doctor(self, code: str | None) -> str:
        """The physician who takes over what is left open: the visit's own, or the first."""
        members = self.scenario.members
        if code and Role.PHYSICIAN in members[code].roles:
            return member_of(code)
        return next(
            (member_of(it.code) for it in members.values() if Role.PHYSICIAN in it.roles), member_of(code or "")
        )

    def at(self, weekday: int, minute: float) -> str:
        """A secretary on duty, else an assistant, else whoever answers the telephone."""
        on_duty = (it for it in self._answering if any(a <= minute < b for a, b in it.hours[weekday]))
        return member_of(next(on_duty, self._answering[0]).code)

    def opens(self, weekday: int) -> tuple[float, str]:
        """When somebody is first there, and who."""
        told = [(it.hours[weekday][0][0], member_of(it.code)) for it in self._answering if it.hours[weekday]]
        return min(told, default=(OPENS, member_of(self._answering[0].code)))

    def closes(self, weekday: int) -> float:
        listed = [until for it in self._answering for _, until in it.hours[weekday] if until < 2 * 1_440.0]
        return max(listed, default=CLOSES)

    def asked_at(self, day: TracedDay, booking: Booking, weekday: int, before: float | None) -> float:
        """A minute while the desk is held, all equally likely; before the visit when it is asked for on its day."""
        entity = day.scenario.professionals.index(day.scenario.members[booking.professional]) * 64 + booking.slot
        held = [(since, until) for since, until in self._held(weekday) if before is None or since < before]
        if not held:
            return before if before is not None else OPENS
        if before is not None:
            held[-1] = (held[-1][0], min(held[-1][1], before))
        left = uniform(day.key, day.number, TELLING, entity) * sum(until - since for since, until in held)
        for since, until in held:
            if left < until - since:
                break
            left -= until - since
        return since + min(left, until - since)

    def _held(self, weekday: int) -> list[tuple[float, float]]:
        """When somebody whose trade it is answers, without counting twice; the usual hours when nobody's is."""
        trade = [it for it in self._answering if _rank(it) < len(AT_THE_DESK)]
        told: list[tuple[float, float]] = []
        for since, until in sorted(stretch for it in trade for stretch in it.hours[weekday]):
            later = max(since, told[-1][1]) if told else since
            if later < until:
                told.append((later, until))
        return told or [(OPENS, CLOSES)]

    def prepares(self, member: str, planned: PathwayStep) -> bool:
        """Is it only prepared by this member, for a doctor's signature?"""
        delegation = self._best(self._posts(member_of(member)), planned.activity)[1]
        return delegation is not None and delegation.power is Power.PREPARES

    @cached_property
    def _answering(self) -> list[Member]:
        """Those who may book, the desk's own trades first; in a stranger's model, everybody."""
        everybody = list(self.scenario.members.values())
        may = [it for it in everybody if self._may(it, "book_appointment")] or everybody
        return sorted(may, key=lambda it: _rank(it))

    def _may(self, member: Member, activity: str) -> bool:
        return self._under(member, activity)[1] is not None

    # --- the lines of a journal

    def lines(self, deed: Deed) -> Iterator[dict[str, Any]]:
        """The words of each line that the deed writes; those of a step are under the text of its activity."""
        if deed.kind is Moment.BOOKED and deed.pathway:
            self._ways[deed.story] = deed.pathway
        yield self._words(deed, deed.kind)
        if deed.kind is Moment.BOOKED and deed.reason in ("walk_in", "urgent"):
            yield self._stamped(deed, Moment.ARRIVED)

    def _words(self, deed: Deed, kind: Moment) -> dict[str, Any]:
        words = self._stamped(deed, kind)
        names = ("step", "room", "reason", "to", "due", "minutes", "pathway")
        return words | {name: getattr(deed, name) for name in names}

    def _stamped(self, deed: Deed, kind: Moment) -> dict[str, Any]:
        activity = self._activity(deed, kind)
        role, delegation = self._best(self._posts(deed.by, deed.at.astimezone(self.zone)), activity)
        words: dict[str, Any] = {"moment": kind, "by": deed.by, "role": role}
        if kind is Moment.STARTED and delegation is not None:
            words["to_sign"] = delegation.power is Power.PREPARES
        if kind is not Moment.FINISHED:
            words["delegation"] = delegation.code if delegation else None
        return words

    def _activity(self, deed: Deed, kind: Moment) -> str:
        if kind in (Moment.STARTED, Moment.FINISHED) and deed.step is not None:
            return pathways()[self._ways[deed.story]].plan(deed.step).activity
        return ACTIVITIES.get(kind, "")

    def _posts(self, person: str, local: datetime | None = None) -> tuple[str, ...]:
        """In the order to try: those on duty then come first."""
        posts = self._posts_of[person]
        if local is None or len(posts) == 1:
            return tuple(it.code for it in posts)
        minute = local.hour * 60.0 + local.minute + local.second / 60.0
        away = {it.code: not any(a <= minute < b for a, b in it.hours[local.weekday()]) for it in posts}
        return tuple(sorted(away, key=lambda code: away[code]))

    @cached_property
    def _posts_of(self) -> dict[str, list[Member]]:
        told: dict[str, list[Member]] = {}
        for it in self.scenario.members.values():
            told.setdefault(member_of(it.code), []).append(it)
        return told

    def _best(self, posts: tuple[str, ...], activity: str) -> tuple[Role, Delegation | None]:
        """Under whichever of the person's posts a text lets them; else under the first, and no text."""
        if (posts, activity) not in self._known:
            found = [self._under(self.scenario.members[it], activity) for it in posts]
            self._known[posts, activity] = next((it for it in found if it[1]), found[0])
        return self._known[posts, activity]

    def _under(self, member: Member, activity: str) -> tuple[Role, Delegation | None]:
        on = law_day(self.scenario)
        near = {REACH} if any(Role.PHYSICIAN in it.roles for it in self._others(member)) else set()
        given = frozenset((*self.scenario.holds, *member.holds, *near))
        for role in member.roles if activity and on else ():
            try:
                found = delegation_for(Role(role), activity, on=on, given=given, narrowed=narrowed(self.scenario))  # type: ignore[arg-type]
                return found.role, found
            except NotDelegated:
                continue
        return Role(member.role), None

    def _others(self, member: Member) -> list[Member]:
        return [it for it in self.scenario.members.values() if it.code != member.code]


def _rank(member: Member) -> int:
    return next((n for n, role in enumerate(AT_THE_DESK) if role in member.roles), len(AT_THE_DESK))
