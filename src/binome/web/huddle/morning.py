"""The morning huddle: one page, read standing, that each role leaves knowing what it does first."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.formats import date_format

from binome.practice.attention import attention_reasons
from binome.practice.reminding import Notice, reminders
from binome.practice.rights import may_use
from binome.web.asked import Asked
from binome.web.forecasts import hours_of, latest
from binome.web.huddle.due import Due, due_of, known_of
from binome.web.huddle.loops import firsts_of, loops_of
from binome.web.huddle.presence import presences, roles_there, rooms_today
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.contract_dues import ContractDue, dues_soon
from binome.web.store.hand_over import notes_for
from binome.web.store.practice import House, house_of, today
from binome.web.store.pulse_plan import closes_soon
from binome.web.task_words import labelled

SOON = 30
"""Days ahead: what falls due later is on the page of trainings."""


@allow("see_huddle", reads="huddle")
def morning_page(request: Asked, practice: str, day: date | None = None) -> HttpResponse:
    """On the day asked for, or today."""
    now = clock.now()
    house = house_of(request.seat)
    day = day or today(house.practice, now)
    told = morning(house, day, now, request.seat.roles)
    beside = {
        "p": practice,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "key": get_random_string(16),
        "reasons": _reasons(request.seat.roles),
        "me": request.seat.member,
        "pulse_closes": closes_soon(house, day),
    }
    return render(request, "huddle/morning.html", told | beside)


def morning(house: House, day: date, now: datetime, roles: tuple[str, ...]) -> dict[str, Any]:
    """Everything the page says, for these roles."""
    clinical = may_use(roles, "read_preparation")
    known = known_of(house, day)
    dues = due_of(house, day, known, now, clinical=clinical)
    here = presences(house, day)
    loops = loops_of(house, day, known, now, carer=clinical)
    return {
        "day": day,
        "here": here,
        "is_holiday": day in house.practice.holidays,
        "rooms": rooms_today(house, here),
        "notes": [{"note": note, "by": house.people.get(note.by, "")} for note in notes_for(house, day)],
        "doctors": _by_doctor(house, day, dues, now),
        "fragile": [it for it in dues if it.fragile],
        "marks": [
            (it, mark, labelled(attention_reasons()[mark.reason].labels))
            for it in dues
            for mark in known.marks.get(it.line.patient or "", [])
            if mark.reason in attention_reasons() and (clinical or not attention_reasons()[mark.reason].clinical)
        ],
        "loops": loops,
        "firsts": firsts_of(house, day, known, dues, loops, now, roles_there(house, day)),
        "notices": [_notice(house, it, day) for it in reminders(house.practice, day, SOON)]
        + [_of_a_contract(it) for it in (dues_soon(house, day, SOON) if may_use(roles, "see_contract") else ())],
    }


def _by_doctor(house: House, day: date, dues: list[Due], now: datetime) -> list[dict[str, Any]]:
    forecast = latest(house.practice.code, day, now)
    ends = {code: hours_of(house, it) for code, it in forecast.ends.items()} if forecast else {}
    return [
        {
            "code": code,
            "name": name,
            "ends": ends.get(code),
            "visits": own,
            "out": [it for it in own if it.stands_out],
            "quiet": sum(not it.stands_out for it in own),
            "to_prepare": sum(any(flag.code == "prepare" for flag in it.flags) for it in own),
        }
        for code, name in house.people.items()
        if (own := [it for it in dues if it.line.doctor == code])
    ]


def _notice(house: House, it: Notice, day: date) -> dict[str, Any]:
    said = labelled(it.labels)
    return {
        "who": house.people.get(it.member, ""),
        "said": said,
        "on": date_format(it.on, "DATE_FORMAT"),
        "past": it.is_past(day),
    }


def _of_a_contract(it: ContractDue) -> dict[str, Any]:
    """A day of an aid contract, without any amount."""
    said, on = labelled(it.due.words), date_format(it.due.on, "DATE_FORMAT")
    return {"who": it.contract, "said": said, "on": on, "past": it.due.late}


def _reasons(roles: tuple[str, ...]) -> list[tuple[str, str]]:
    clinical = may_use(roles, "read_preparation")
    return [(it.code, labelled(it.labels)) for it in attention_reasons().values() if clinical or not it.clinical]
