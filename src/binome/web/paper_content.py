"""What the two papers say, as data and in French: printed, kept when signed, and compared later."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from binome.practice.activities import activities
from binome.practice.conditions import conditions, duties, structures
from binome.practice.delegation import Delegation
from binome.practice.narrowing import Narrowing
from binome.practice.powers import Stance, Verdict, all_stances
from binome.practice.qualification import Qualification
from binome.practice.reminding import deadlines_of
from binome.practice.team import Hours, Member, Post, Practice
from binome.practice.words import Role
from binome.web.delegation_words import DOMAIN_NAMES, TRAINING_NAMES, device_name, role_name, standing_name
from binome.web.store.practice import House

Content = dict[str, Any]
A_MONDAY = date(2026, 1, 5)
PAPER_TONGUE = "fr"

PRINTED = (Verdict.DOES, Verdict.PREPARES, Verdict.NOT_YET, Verdict.OPEN)
"""What has no line at all is not printed one by one: whatever the paper does not name is not done."""


def job_of(house: House, code: str, on: date) -> Content:
    """The job description of a member: post, hours, powers with their ground, trainings, whom to turn to."""
    with translation.override(PAPER_TONGUE):
        member = house.practice.member(code)
        return {
            "who": house.people[code],
            "practice": house.name,
            "structure": _structure(house),
            "on": on.isoformat(),
            "posts": [_post(it) for it in member.posts],
            "lines": _lines(house, member, on),
            "kept": [_kept(house, it) for it in house.practice.narrowings if _concerns(it, member)],
            "trainings": [_training(it) for it in member.qualifications],
            "deadlines": [
                {"words": it.labels["fr"], "on": _day(day), "met": met} for it, day, met in deadlines_of(member, on)
            ],
            "refers_to": [name for who, name in house.people.items() if who != code and _is_doctor(house, who)],
        }


def protocol_of(house: House, on: date) -> Content:
    """The practice's own delegation protocol: who is given what, under which conditions, by whom."""
    with translation.override(PAPER_TONGUE):
        helped = [
            it for it in house.practice.members.values() if Role.PHYSICIAN not in it.roles and _is_here(house, it, on)
        ]
        return {
            "practice": house.name,
            "structure": _structure(house),
            "on": on.isoformat(),
            "physicians": [name for who, name in house.people.items() if _is_doctor(house, who)],
            "members": [
                {
                    "code": it.code,
                    "who": house.people[it.code],
                    "role": ", ".join(role_name(role) for role in it.roles),
                    "lines": [line for line in _lines(house, it, on) if line["verdict"] in ("does", "prepares")],
                }
                for it in helped
            ],
            "holds": _declared(house.practice),
            "kept": [_kept(house, it) for it in house.practice.narrowings],
        }


def _declared(practice: Practice) -> list[str]:
    devices = [device_name(code) for code in activities() if code in practice.devices]
    held = [conditions()[code].labels["fr"] for code in sorted(practice.holds) if code in conditions()]
    return [*devices, *held]


def by_domain(lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The lines under the names of their domains, in the order of the list."""
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for line in lines:
        groups.setdefault(line["domain"], []).append(line)
    with translation.override(PAPER_TONGUE):
        return [{"name": str(DOMAIN_NAMES[it]), "lines": groups[it]} for it in DOMAIN_NAMES if it in groups]


def _lines(house: House, member: Member, on: date) -> list[dict[str, Any]]:
    listed = all_stances(house.practice, member, on).values()
    return [_line(it) for it in listed if it.verdict in PRINTED or it.answer.narrowing or it.answer.delegation]


def _line(it: Stance) -> dict[str, Any]:
    found = it.answer.delegation
    given = found if found and not found.unsettled else None
    return {
        "code": it.activity,
        "activity": activities()[it.activity].labels["fr"],
        "domain": activities()[it.activity].domain,
        "role": role_name(it.role),
        "verdict": "kept" if it.answer.because == "delegation.narrowed" else it.verdict.value,
        "if": [conditions()[code].labels["fr"] for code in it.each_time],
        "while": _while(it),
        "lacking": [conditions()[code].labels["fr"] for code in it.lacking],
        "duties": [duties()[code].labels["fr"] for code in given.duties] if given else [],
        "ground": _ground(given),
        "why": it.answer.narrowing.reason if it.answer.narrowing else "",
    }


def _while(it: Stance) -> list[str]:
    """What the text asks for and that is met today: when it ends, so does what it gives."""
    found = it.answer.delegation if it.given else None
    met = (code for code in conditions() if found and code in found.conditions and code not in it.each_time)
    return [conditions()[code].labels["fr"] for code in met]


def _ground(found: Delegation | None) -> dict[str, str]:
    if found is None:
        return {}
    basis = found.basis
    return {"title": basis.title, "address": basis.address or "", "standing": standing_name(found)}


def _post(post: Post) -> dict[str, Any]:
    minutes = sum(_minutes(it) for it in post.hours)
    return {
        "role": role_name(post.role),
        "taken": _day(post.taken) if post.taken else "",
        "week": [_weekday(day, [it for it in post.hours if it.weekday == day]) for day in _days(post.hours)],
        "total": f"{minutes // 60} h {minutes % 60:02}" if minutes % 60 else f"{minutes // 60} h",
    }


def _days(hours: Iterable[Hours]) -> list[int]:
    return sorted({it.weekday for it in hours})


def _weekday(day: int, hours: Iterable[Hours]) -> dict[str, str]:
    name = date_format(A_MONDAY + timedelta(days=day), "l")
    stretches = sorted(hours, key=lambda it: it.since)
    return {"day": name, "hours": ", ".join(f"{it.since:%H:%M} – {it.until:%H:%M}" for it in stretches)}


def _minutes(hours: Hours) -> int:
    since, until = (datetime.combine(A_MONDAY, it) for it in (hours.since, hours.until))
    return (until - since) // timedelta(minutes=1)


def _training(it: Qualification) -> dict[str, str]:
    days = {name: _day(day) for name in ("started", "obtained", "valid_until") if (day := getattr(it, name))}
    return {"name": str(TRAINING_NAMES.get(it.kind, it.kind)), **days}


def _kept(house: House, it: Narrowing) -> dict[str, str]:
    return {
        "activity": activities()[it.activity].labels["fr"] if it.activity in activities() else it.activity,
        "who": house.people.get(it.member or "", "") or role_name(it.role),
        "physician": house.people.get(it.physician or "", ""),
        "reason": it.reason,
    }


def _concerns(it: Narrowing, member: Member) -> bool:
    return it.role in member.roles and it.member in (None, member.code)


def _structure(house: House) -> str:
    found = structures().get(house.practice.structure)
    return found.labels["fr"] if found else ""


def _is_doctor(house: House, code: str) -> bool:
    return Role.PHYSICIAN in house.practice.member(code).roles


def _is_here(house: House, member: Member, on: date) -> bool:
    gone = (it for it in house.practice.absences if it.member == member.code and it.until == date.max)
    return not any(it.since <= on for it in gone)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
