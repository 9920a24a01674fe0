"""A scenario from a practice as the product knows it: the same people, hours, rooms, pathways and delegations.

What the product does not know (how long things take, who misses, who walks in) are the priors, unless `figures`
says better. The scenario is put together as its file would say it, so that it always reads back.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from binome.practice.agreements import met_by_protocols
from binome.practice.conditions import AUTOMATIC_DEVICE, Circumstance, met_by_structure
from binome.practice.narrowing import Key
from binome.practice.pathway import pathway
from binome.practice.team import Hours, Member, Practice
from binome.practice.words import Role, Step
from binome.twin.delegations import holders
from binome.twin.forms import WEEKDAYS, Page, Stretch, read_table, stretch
from binome.twin.model import OWN, Scenario
from binome.twin.practice_steps import Words, declared_law, told_steps, urgent_kind, visit_kind
from binome.twin.tables import MOST_SLOTS

NO_FIGURES: Mapping[str, Any] = MappingProxyType({})
HORIZON_DAYS = 21
AHEAD_FROM, MOST_AHEAD = 3, 60
"""Days: who asks for a later day, and how far agendas are opened."""
EARLY_MIN = 15.0
SLOT = "slot"
ENTRUSTED = "entrusted_patient"
"""A visit that the practice books with a nurse is entrusted to her."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An agenda that patients book: whose, on which pathway, how often. Without sessions, at the member's hours.

    `own_min` is the law of the minutes of the step it is booked for, as a scenario writes it. Several offers of
    one member are several kinds of visit; the first says the agenda. `leaves_out` are steps of the pathway that do not
    take place with her. `ahead_share` of those who ask want no day before AHEAD_FROM, nor one after `ahead_days`;
    `later_share` of them take any day between rather than the first.
    """

    member: str
    pathway: str
    slot_min: float = 15.0
    sessions: tuple[Stretch, ...] = ()
    own_min: Any = None
    supervisor: str | None = None
    filled_share: float = 0.97
    walk_ins_per_hour: float = 0.0
    urgent_per_hour: float = 0.0
    leaves_out: frozenset[Step] = frozenset()
    ahead_share: float = 0.0
    ahead_days: int = 0
    later_share: float = 0.0


def scenario_of(
    practice: Practice,
    offers: Sequence[Offer],
    *,
    on: date,
    days: int = 1,
    warm_up_days: int = 0,
    figures: Mapping[str, Any] = NO_FIGURES,
    door: tuple[Stretch, ...] = (),
) -> Scenario:
    """The practice from that day on. `figures` are values as a scenario writes them, by the prior they replace;
    `door`: when people come in without an appointment, within the opening hours.
    """
    told = _Told(practice, tuple(offers), on, days, figures)
    words = {
        "name": practice.code,
        "run": {"days": days, "warm_up_days": warm_up_days},
        "holds": sorted(_held(practice)),
        "narrowed": sorted(f"{role}:{activity}" for role, activity in _narrowed(practice)),
        "calendar": told.calendar(),
        "members": told.members(),
        "rooms": told.rooms(),
        "doors": told.doors(door),
        "pathways": {code: {"steps": steps} for code, steps in told.pathways().items()},
        "visits": dict(told.visits()),
        "agendas": {code: {"sessions": sessions} for code, sessions in told.agendas().items()},
        "attendance": told.attendance(),
        "requests": told.requests(),
        "beginning": told.beginning(),
    }
    page = Page()
    scenario = read_table(page, (), Scenario, words, priors=page.priors)
    if scenario is None:
        raise ValueError(f"The practice makes no scenario: {[(it.place, it.why, it.facts) for it in page.faults]}")
    return _without_steps_of_nobody(scenario)


def _held(practice: Practice) -> Circumstance:
    """A scenario has one word for every device: no step of a visit asks for one by its activity."""
    device = {AUTOMATIC_DEVICE} if practice.devices else set()
    return (practice.holds - {AUTOMATIC_DEVICE}) | device | met_by_structure(practice.structure) | {ENTRUSTED}


def _narrowed(practice: Practice) -> set[Key]:
    """What is kept from a whole role; what is kept from one person, or for one doctor, a scenario cannot say."""
    return {*practice.narrowed, *((it.role, it.activity) for it in practice.narrowings if it.for_the_whole_role)}


def _without_steps_of_nobody(scenario: Scenario) -> Scenario:
    """A step that no text lets anybody here hold does not take place; the professional's own always does."""
    kept = {
        code: replace(way, steps=tuple(it for it in way.steps if OWN in it.by or holders(scenario, it)))
        for code, way in scenario.pathways.items()
    }
    return replace(scenario, pathways=kept)


@dataclass(frozen=True)
class _Told:
    practice: Practice
    offers: tuple[Offer, ...]
    on: date
    days: int
    figures: Mapping[str, Any]

    @property
    def professionals(self) -> tuple[str, ...]:
        """Those who are booked, then those whose room nobody else uses."""
        with_rooms = (room.doctor for room in self.practice.rooms.values() if room.doctor in self.practice.members)
        return tuple(dict.fromkeys((*(it.member for it in self.offers), *(code for code in with_rooms if code))))

    def first_offers(self) -> list[Offer]:
        """By member, the one that says her agenda."""
        first: dict[str, Offer] = {}
        for offer in self.offers:
            first.setdefault(offer.member, offer)
        return list(first.values())

    def value(self, prior: str) -> Any:
        """What is told of it, else what the practice's own checklists add up to, else the prior."""
        return self.figures.get(prior) or declared_law(self.practice, prior, self.on) or {"prior": prior}

    # --- people and places

    def calendar(self) -> Words:
        dates = [self.on + timedelta(days=number) for number in range(self.days + HORIZON_DAYS + 2)]
        at_work = {hours.weekday for m in self.practice.members.values() for post in m.posts for hours in post.hours}
        open_days = at_work or {hours.weekday for hours in self.practice.opening} or set(range(7))
        return {
            "first_day": self.on,
            "open_days": [name for number, name in enumerate(WEEKDAYS) if number in open_days],
            "closed": [day for day in dates if day in self.practice.holidays],
        }

    def members(self) -> Words:
        return {code: words for member in self.practice.members for code, words in self._posts(member)}

    def _posts(self, code: str) -> Iterator[tuple[str, Words]]:
        """A person whose posts have hours of their own is one member for each: she is never in two at once."""
        member = self.practice.member(code)
        by_hours: dict[tuple[Hours, ...], list[Role]] = {}
        for post in member.posts:
            by_hours.setdefault(post.hours, []).append(post.role)
        for number, (hours, roles) in enumerate(by_hours.items()):
            words: Words = {
                "role": str(roles[0]),
                "also": [str(it) for it in roles[1:]],
                "hours": self.week(hours or self._usual()),
            }
            words |= {"holds": sorted(self._given(member)), "away": self._away(code), "home_visits": self._weekly(code)}
            if code in self.professionals and number == 0:
                words |= {"agenda": self._agenda_by_day(code), "move_min": self.value("walk")}
                words |= {"planned": words["hours"], "hours": _until_done(words["hours"])}
            yield post_code(code, roles[0]) if number else code, words

    def _given(self, member: Member) -> frozenset[str]:
        """The conditions that the person meets by themselves on the first day."""
        return member.given(self.on) | met_by_protocols(self.practice.protocols, member.code, self.on)

    def hours_of(self, code: str) -> tuple[Hours, ...]:
        """Those of the first post, or the opening hours for whoever has said none."""
        return self.practice.member(code).posts[0].hours or self._usual()

    def _usual(self) -> tuple[Hours, ...]:
        return self.practice.opening

    def week(self, hours: Iterable[Hours]) -> dict[str, list[str]]:
        """By weekday; what touches or overlaps is one stretch."""
        days: dict[str, list[str]] = {}
        for weekday, name in enumerate(WEEKDAYS):
            listed = sorted((_minute(it.since), _minute(it.until)) for it in hours if it.weekday == weekday)
            if listed:
                days[name] = [stretch(it) for it in _joined(listed)]
        return days

    def _away(self, code: str) -> list[Words]:
        own = (it for it in self.practice.absences if it.member == code and it.weekly is None)
        last = self.on + timedelta(days=self.days + HORIZON_DAYS + 2)
        spans = ((max(it.since, self.on), min(it.until - timedelta(days=1), last)) for it in own)
        return [{"since": since, "until": until} for since, until in spans if since <= until]

    def _weekly(self, code: str) -> dict[str, list[str]]:
        """Absences of every week, for those that hold when the run begins."""
        weekly = (it for it in self.practice.absences if it.member == code and it.since <= self.on < it.until)
        return self.week(it.weekly for it in weekly if it.weekly is not None)

    def rooms(self) -> Words:
        """Only one kind of room may be kept for some: the first that is; the others are everybody's."""
        kinds = [room.kind for room in self.practice.rooms.values() if room.doctor]
        kept = "consultation" if "consultation" in kinds else next(iter(kinds), "")
        return {
            room.code: {
                "kind": room.kind,
                "used_by": [room.doctor] if room.doctor in self.professionals and room.kind == kept else [],
                "turnover_min": self.value("turnover"),
            }
            for room in self.practice.rooms.values()
        }

    def doors(self, door: tuple[Stretch, ...]) -> dict[str, list[str]]:
        """The opening hours, or that part of them in which people do come."""
        hours = self.practice.opening or self.hours_of(self.professionals[0])
        parts = [
            replace(it, since=_time(max(_minute(it.since), since)), until=_time(min(_minute(it.until), until)))
            for it in hours
            for since, until in door
            if _minute(it.since) < until and since < _minute(it.until)
        ]
        return self.week(parts) or self.week(hours)

    # --- visits

    def pathways(self) -> dict[str, list[Words]]:
        return {
            code: told_steps(
                self.practice, offer.member, pathway(offer.pathway), offer.supervisor, self.value, offer.leaves_out
            )
            for offer in self.offers
            for code in (visit_kind(offer.member, offer.pathway),)
        }

    def visits(self) -> Iterator[tuple[str, Words]]:
        """Each kind as booked and as urgent."""
        for offer in self.offers:
            kind = visit_kind(offer.member, offer.pathway)
            own = [it for it in self.pathways()[kind] if OWN in it["by"]]
            minutes = {own[0]["step"]: offer.own_min} if offer.own_min is not None else {}
            yield kind, {"pathway": kind, "priority": 5, "minutes": minutes}
            yield urgent_kind(kind), {"pathway": kind, "priority": 1, "minutes": minutes}

    # --- agendas and requests

    def _agenda_by_day(self, code: str) -> Words:
        days = {name: _agenda_code(code, sessions) for name, sessions in self._sessions(code).items()}
        return days or dict.fromkeys(self.week(self.hours_of(code)) or WEEKDAYS, NEVER_BOOKED)

    def agendas(self) -> Words:
        """A day template for each way of filling a day."""
        told: Words = {NEVER_BOOKED: []}
        for offer in self.first_offers():
            for sessions in self._sessions(offer.member).values():
                told[_agenda_code(offer.member, sessions)] = [
                    {
                        "hours": stretch(it),
                        "doors": _clock(max(0.0, it[0] - EARLY_MIN)),
                        "slot_min": _slot_min(offer, sessions),
                        "kinds": [SLOT],
                    }
                    for it in sessions
                ]
        return told

    def _sessions(self, code: str) -> dict[str, tuple[Stretch, ...]]:
        """By weekday on which she works."""
        offer = next((it for it in self.first_offers() if it.member == code), None)
        if offer is None:
            return {}
        listed = self.hours_of(code)
        by_day = {
            name: tuple(_joined(sorted((_minute(h.since), _minute(h.until)) for h in listed if h.weekday == number)))
            for number, name in enumerate(WEEKDAYS)
        }
        return {name: _within(offer.sessions, hours) or hours for name, hours in by_day.items() if hours}

    def attendance(self) -> Words:
        names = {"no_show": "no_show_france", "punctuality": "punctuality", "accepts": "accepts"}
        return {key: self.value(prior) for key, prior in names.items()}

    def requests(self) -> Words:
        """Booked ones fill the agendas to the share that was said; the others come to the door."""
        first = self.first_offers()
        kinds = {it.member: visit_kind(it.member, it.pathway) for it in first}
        urgent = {member: urgent_kind(kind) for member, kind in kinds.items()}
        search = [{"kinds": [SLOT], "from_day": 0, "to_day": HORIZON_DAYS}]
        soon = {it.member: (1 - it.ahead_share) * self._per_day(it) for it in first}
        told: Words = {"booked": {"visit": kinds, "search": search, "per_day": soon}, **self._ahead(first, kinds)}
        for name, visits, rates in (
            ("walk_in", kinds, {it.member: it.walk_ins_per_hour for it in first}),
            ("urgent", urgent, {it.member: it.urgent_per_hour for it in first}),
        ):
            told[name] = {"visit": visits, "open_per_hour": rates}
        return told

    def _ahead(self, first: list[Offer], kinds: Mapping[str, str]) -> Words:
        """Those who ask for a later day: a follow-up, a renewal."""
        far = {it.member: it.ahead_share * self._per_day(it) for it in first if it.ahead_share}
        if not far:
            return {}
        last = min(MOST_AHEAD, max(it.ahead_days for it in first))
        later = sum(it.later_share * far[it.member] for it in first if it.ahead_share) / sum(far.values())
        return {
            "ahead": {
                "visit": {member: kinds[member] for member in far},
                "per_day": far,
                "accepts": self.value("accepts_follow_up"),
                "later_share": round(later, 3),
                "later_days": last - AHEAD_FROM,
                "search": [{"kinds": [SLOT], "from_day": AHEAD_FROM, "to_day": last}],
            }
        }

    def _per_day(self, offer: Offer) -> float:
        """Over the days on which anybody is asked for anything."""
        slots = [
            sum(int((until - since) / _slot_min(offer, sessions) + 1e-9) for since, until in sessions)
            for sessions in self._sessions(offer.member).values()
        ]
        return offer.filled_share * sum(slots) / max(1, len(self.calendar()["open_days"]))

    def beginning(self) -> Words:
        lines = [[0, 0.97], [2, 0.9], [7, 0.5], [HORIZON_DAYS, 0.05]]
        return {"request": "booked", "kinds": [SLOT], "booked": {"lines": lines}, "until_day": HORIZON_DAYS - 1}


NEVER_BOOKED = "never_booked"


def post_code(member: str, role: Role) -> str:
    """A person's second post, as a member of the scenario."""
    return f"{member}_as_{role}"


def member_of(code: str) -> str:
    """The person behind a member of such a scenario."""
    return code.partition("_as_")[0]


def _until_done(week: dict[str, list[str]]) -> dict[str, list[str]]:
    """Whoever is booked sees all who came: what she does beyond her planned hours is told as such."""
    return {day: [f"{listed[0].partition('-')[0]}-"] for day, listed in week.items()}


def _agenda_code(member: str, sessions: tuple[Stretch, ...]) -> str:
    return f"{member}_" + "_".join(f"{int(since)}to{int(until)}" for since, until in sessions)


def _slot_min(offer: Offer, sessions: tuple[Stretch, ...]) -> float:
    """As it is, unless a day of it would have more slots than the twin deals."""
    return max(offer.slot_min, math.ceil(sum(until - since for since, until in sessions) / MOST_SLOTS))


def _within(sessions: tuple[Stretch, ...], hours: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The sessions of which she works some part."""
    return tuple(it for it in sessions if any(it[0] < until and since < it[1] for since, until in hours))


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    told = stretches[:1]
    for _, (since, until) in pairwise(stretches):
        if since <= told[-1][1]:
            told[-1] = (told[-1][0], max(told[-1][1], until))
        else:
            told.append((since, until))
    return told


def _minute(at: time) -> float:
    return at.hour * 60.0 + at.minute


def _time(minute: float) -> time:
    return time(int(minute) // 60, int(minute) % 60)


def _clock(minute: float) -> str:
    return f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"
