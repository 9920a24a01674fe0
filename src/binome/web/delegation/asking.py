"""Who may do this, and what may I do: on a day, under which text, and how to get what is missing."""

from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from binome.practice.activities import activities
from binome.practice.narrowing import Narrowing
from binome.practice.powers import Stance, Verdict, all_stances, lines_in_force, stance, stance_of_role
from binome.practice.team import Member, Practice
from binome.practice.words import Role
from binome.web.asked import Asked
from binome.web.delegation.forms import day_asked
from binome.web.delegation.words import (
    VERDICT_NAMES,
    VERDICT_TONES,
    activity_name,
    found_activities,
    sentence_for,
    sentence_for_role,
    told,
)
from binome.web.delegation_words import DOMAIN_NAMES
from binome.web.rights import allow
from binome.web.sentences import condition_name
from binome.web.store import clock
from binome.web.store.narrowings import practice_on
from binome.web.store.practice import House, house_of, today


@allow("see_delegations")
def who_may(request: Asked, practice: str) -> HttpResponse:
    """One activity: an answer per role, and one per person of this practice."""
    house = house_of(request.seat)
    on, then = _the_day(request, house)
    said = request.GET.get("q", "").strip()[:80]
    found = found_activities(said)
    code = request.GET.get("activity", "") or (found[0] if len(found) == 1 else "")
    page: dict[str, Any] = {
        "p": practice,
        "tab": "who",
        "on": on,
        "said": said,
        "domains": _by_domain(found or ([] if said else list(activities()))),
        "nothing_found": bool(said) and not found,
        "activity": code if code in activities() else "",
    }
    if page["activity"]:
        page |= _answers(house, then, code, on)
    return render(request, "delegation/who.html", page)


@allow("see_delegations")
def mine(request: Asked, practice: str) -> HttpResponse:
    """Everything one person does, prepares, does not do yet, does not do."""
    house = house_of(request.seat)
    on, then = _the_day(request, house)
    code = request.GET.get("member", "") or request.seat.member
    member = then.member(code)
    listed = all_stances(then, member, on).values()
    page = {
        "p": practice,
        "tab": "mine",
        "on": on,
        "member": code,
        "who": house.people[code],
        "people": _there(house, on),
        "groups": [
            _group(verdict, [it for it in listed if it.verdict is verdict], house, member) for verdict in Verdict
        ],
    }
    return render(request, "delegation/mine.html", page)


def exceptions(practice: Practice, member: Member, activity: str, on: date) -> list[Narrowing]:
    """For which doctors' patients it is taken back from this member."""
    return [
        it
        for it in practice.narrowings
        if it.activity == activity and it.physician and it.role in member.roles
        if it.binds(member.code, it.physician, on)
    ]


def _answers(house: House, then: Practice, code: str, on: date) -> dict[str, Any]:
    roles = [stance_of_role(then, role, code, on) for role in Role]
    members = [then.member(who) for who, _ in _there(house, on)]
    people = [(member, stance(then, member, code, on)) for member in members]
    return {
        "name": activity_name(code),
        "roles": [_role(house, it, on) for it in roles],
        "members": [_member(house, then, member, it, on) for member, it in sorted(people, key=_widest)],
        "nobody": not any(it.given for _, it in people),
    }


def _role(house: House, it: Stance, on: date) -> dict[str, Any]:
    """The conditions of each text that gives it: any one text is enough."""
    lines = lines_in_force(it.role, it.activity, on) if it.given else ()
    under = [[condition_name(code) for code in sorted(line.conditions)] for line in lines if line.conditions]
    free = len(under) < len(lines)
    return {**told(it, house, sentence_for_role(it)), "for_role": True, "under": [] if free else under}


def _widest(pair: tuple[Member, Stance]) -> int:
    return list(Verdict).index(pair[1].verdict)


def _member(house: House, then: Practice, member: Member, it: Stance, on: date) -> dict[str, Any]:
    who = house.people[member.code]
    apart = exceptions(then, member, it.activity, on) if it.given else []
    return {
        **told(it, house, sentence_for(it, who)),
        "who": who,
        "code": member.code,
        "apart": [(house.people.get(one.physician or "", ""), one.reason) for one in apart],
    }


def _group(verdict: Verdict, listed: list[Stance], house: House, member: Member) -> dict[str, Any]:
    who = house.people[member.code]
    return {
        "code": verdict.value,
        "name": VERDICT_NAMES[verdict],
        "tone": VERDICT_TONES[verdict],
        "lines": [told(it, house, sentence_for(it, who)) for it in listed],
    }


def _by_domain(codes: list[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The activities as a list of links, in the order of the file."""
    wanted = [activities()[code] for code in codes]
    wanted.sort(key=lambda it: list(DOMAIN_NAMES).index(it.domain))
    return [
        (str(DOMAIN_NAMES[domain]), [(it.code, activity_name(it.code)) for it in those])
        for domain, those in groupby(wanted, key=lambda it: it.domain)
    ]


def _the_day(request: Asked, house: House) -> tuple[date, Practice]:
    on = day_asked(request, house)
    return on, practice_on(house, on, today(house.practice, clock.now()))


def _there(house: House, on: date) -> list[tuple[str, str]]:
    """The people who had not left by that day."""
    gone = {it.member for it in house.practice.absences if it.until == date.max and it.since <= on}
    return [(code, name) for code, name in house.people.items() if code not in gone]
