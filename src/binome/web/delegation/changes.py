"""What is missing for whom, and what would change if it were there: asked again with other facts, nothing kept."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from binome.practice.agreements import FIELDS, ORGANISATION, SignedProtocol
from binome.practice.conditions import AUTOMATIC_DEVICE, conditions
from binome.practice.powers import Stance, all_stances, changed_stances, with_a_device
from binome.practice.qualification import Qualification, path_of
from binome.practice.team import Practice
from binome.practice.words import Role
from binome.web.asked import Asked
from binome.web.delegation.forms import day_asked
from binome.web.delegation.words import VERDICT_NAMES, VERDICT_TONES, activity_name, way_out
from binome.web.delegation_words import device_name
from binome.web.rights import allow
from binome.web.sentences import condition_name
from binome.web.store.practice import House, house_of

PRACTICE = "practice"
DEVICE = "device"
MOST = 40

_TRAININGS = {"first_aid_training": "AFGSU", "vaccination_training": "VACCINATION"}
_FIELDS = {**{f"protocol_{field}": field for field in FIELDS}, "organisation_protocol": ORGANISATION}


@allow("see_delegations")
def missing(request: Asked, practice: str) -> HttpResponse:
    """?if=practice:coordinated_structure&if=m5:first_aid_training&if=without:device:measure_blood_pressure…"""
    house, ticked = house_of(request.seat), request.GET.getlist("if")[:MOST]
    on = day_asked(request, house)
    after = house.practice
    for one in ticked:
        after = _with(after, one, on)
    here = [code for code in house.people if not _gone(house, code, on)]
    page = {
        "p": practice,
        "tab": "missing",
        "on": on,
        "ticks": _ticks(house, here, on, ticked),
        "asked": bool(ticked),
        "changes": _told(house, changed_stances(house.practice, after, on, here)) if ticked else [],
    }
    return render(request, "delegation/missing.html", page)


def _gone(house: House, code: str, on: date) -> bool:
    return any(it.member == code and it.until == date.max and it.since <= on for it in house.practice.absences)


def _ticks(house: House, people: Iterable[str], on: date, ticked: list[str]) -> list[dict[str, Any]]:
    """What could be there and is not, with what it would open; then what is there and could end."""
    lacking: dict[str, Counter[str]] = {}
    for code in people:
        for it in all_stances(house.practice, house.practice.member(code), on).values():
            for one in {*it.answer.missing} if it.lacking else ():
                if _possible(one):
                    own = PRACTICE if conditions()[one].kind == "practice" else code
                    lacking.setdefault(own, Counter())[_value(own, one, it.activity)] += 1
    groups = [
        {
            "name": house.people.get(own, _("The practice")),
            "lines": [_tick(value, opens, ticked) for value, opens in counted.most_common()],
        }
        for own, counted in sorted(lacking.items(), key=lambda it: it[0] != PRACTICE)
    ]
    return [*groups, _endings(house, ticked)]


def _possible(code: str) -> bool:
    return conditions()[code].kind in ("practice", "person")


def _value(own: str, condition: str, activity: str) -> str:
    """What a tick says: a device is there for one activity, the rest for the practice or the person."""
    return f"{DEVICE}:{activity}" if condition == AUTOMATIC_DEVICE else f"{own}:{condition}"


def _tick(value: str, opens: int, ticked: list[str]) -> dict[str, Any]:
    own, _colon, code = value.partition(":")
    return {
        "value": value,
        "name": device_name(code) if own == DEVICE else condition_name(code),
        "opens": opens,
        "way": way_out(AUTOMATIC_DEVICE if own == DEVICE else code),
        "ticked": value in ticked,
    }


def _endings(house: House, ticked: list[str]) -> dict[str, Any]:
    """What holds today, and might not: a device breaks, a narrowing is lifted."""
    values = [(f"without:{DEVICE}:{code}", device_name(code)) for code in sorted(house.practice.devices)]
    values += [(f"without:{PRACTICE}:{code}", condition_name(code)) for code in sorted(house.practice.holds)]
    values += [
        (f"lift:{number}", _("%(what)s: given back") % {"what": activity_name(it.activity)})
        for number, it in enumerate(house.practice.narrowings)
    ]
    lines = [{"value": value, "name": name, "ticked": value in ticked} for value, name in values]
    return {"name": _("If this ended"), "lines": lines, "ends": True}


def _with(practice: Practice, said: str, on: date) -> Practice:
    """The practice with one more fact, or one less; what makes no sense changes nothing."""
    own, _colon, code = said.partition(":")
    if own == "without":
        kind, _colon, what = code.partition(":")
        if kind == DEVICE:
            return replace(practice, devices=practice.devices - {what})
        return replace(practice, holds=practice.holds - {what})
    if own == "lift":
        return replace(practice, narrowings=tuple(it for n, it in enumerate(practice.narrowings) if str(n) != code))
    if own == DEVICE:
        return replace(practice, devices=practice.devices | ({code} & set(with_a_device())))
    if own == PRACTICE:
        return replace(practice, holds=practice.holds | ({code} & set(conditions())))
    return _learned(practice, own, code, on) if own in practice.members else practice


def _learned(practice: Practice, who: str, code: str, on: date) -> Practice:
    """A real fact each time, so that the law is asked what it would be asked: a training held, a protocol signed."""
    if code in _FIELDS:
        doctors = frozenset(it.code for it in practice.members.values() if Role.PHYSICIAN in it.roles)
        signed = SignedProtocol("if", on, frozenset({_FIELDS[code]}), frozenset({who}), doctors)
        return replace(practice, protocols=(*practice.protocols, signed))
    member = practice.member(who)
    kind = path_of(member.qualifications, on) if code == "training_in_order" else _TRAININGS.get(code)
    if kind is None:
        return replace(practice, members=_but(practice.members, who, replace(member, holds=member.holds | {code})))
    held = (*member.qualifications, Qualification(kind, obtained=on))
    return replace(practice, members=_but(practice.members, who, replace(member, qualifications=held)))


def _but(members: Mapping[str, Any], who: str, changed: Any) -> dict[str, Any]:
    return {**members, who: changed}


def _told(house: House, changes: list[tuple[str, Stance, Stance]]) -> list[dict[str, Any]]:
    by_person: dict[str, list[dict[str, Any]]] = {}
    for who, was, now in changes:
        by_person.setdefault(who, []).append(
            {
                "code": was.activity,
                "name": activity_name(was.activity),
                "was": VERDICT_NAMES[was.verdict],
                "was_tone": VERDICT_TONES[was.verdict],
                "now": VERDICT_NAMES[now.verdict],
                "now_tone": VERDICT_TONES[now.verdict],
            }
        )
    return [{"who": house.people[who], "lines": lines} for who, lines in by_person.items()]
