"""Everything about one visit: where it stands, what happened, under which text, and every gesture."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.safestring import mark_safe

from binome.journal.event import Event
from binome.practice.team import Member
from binome.practice.words import Role, Step
from binome.web.asked import Asked
from binome.web.board.actions import next_actions
from binome.web.board.allowed import may_hold, may_press
from binome.web.board.moves import may_be_moved
from binome.web.board.patterns import who
from binome.web.board.tickets import ticket_for
from binome.web.event_words import legal_ground, step_name, what_happened
from binome.web.places import place_of
from binome.web.rights import allow, read_about
from binome.web.role_names import role_names
from binome.web.store import clock
from binome.web.store.practice import House, house_of, today
from binome.web.store.stories import Told, story_of
from binome.web.visit_reasons import REASONS


@allow("see_board", reads="visit")
def visit_page(request: Asked, practice: str, story: str) -> HttpResponse:
    """One visit, with its story in sentences."""
    house, now = house_of(request.seat), clock.now()
    told = story_of(house, story)
    by, actions = house.practice.member(request.seat.member), next_actions(told.line, told.day)
    read_about(request, story=story, patient=told.line.patient or "")
    page = {
        "p": practice,
        "line": told.line,
        "story": told.line.story,
        "next_number": told.line.number + 1,
        "who": mark_safe(who(told.line)),  # noqa: S308 - a template's own
        "ticket": ticket_for(told.line),
        "told": told,
        "place": place_of(told.line),
        "clinical": "read_preparation",
        "doctor": house.people.get(told.line.doctor, ""),
        "room": house.places.get(told.line.room or "", ""),
        "holder": house.people.get(told.line.holder or "", ""),
        "over": not actions,
        "actions": [action for action in actions if may_press(house, told.visit, action, by, now)],
        "events": [_sentence(event, house) for event in told.events],
        "token": get_token(request),
        "key": get_random_string(16),
        "now": now,
        "is_to_come": told.day > today(house.practice, now),
        "movable": may_be_moved(house, told, now),
        **_choices(told, house, by, now),
    }
    return render(request, "board/visit.html", page)


def _sentence(event: Event, house: House) -> dict[str, Any]:
    words = {"moment": event.moment, "step": event.step, "room": event.room, "to": event.to, "pathway": event.pathway}
    return {
        "at": event.at,
        "who": house.people.get(event.by, ""),
        "role": role_names([event.role])[0],
        "what": what_happened(words, house),
        "reason": next((r[event.reason] for r in REASONS.values() if event.reason in r), ""),
        "ground": legal_ground(event.delegation),
        "number": event.number,
    }


def _choices(told: Told, house: House, by: Member, now: datetime) -> dict[str, Any]:
    """What the forms of the page offer: steps that this person may hold, rooms, colleagues, reasons."""
    awaited = told.visit.awaits()
    under_way = told.visit.under_way()
    return {
        "awaited": awaited,
        "awaited_name": step_name(awaited.step) if awaited else "",
        "under_way": under_way,
        "under_way_name": step_name(under_way) if under_way else "",
        "may_start": bool(awaited and may_hold(house, told.visit, awaited.step, by, now)),
        "takers": _takers(told, house, under_way, now) if under_way else [],
        "may_skip": any(p.may_skip for p in told.visit.plan() if awaited and p.step is awaited.step),
        "rooms": [(r.code, house.places[r.code]) for r in house.practice.rooms.values()],
        "colleagues": [(code, name) for code, name in house.people.items() if code != told.line.holder],
        "doctors": [
            (m.code, house.people[m.code]) for m in house.practice.members.values() if Role.PHYSICIAN in m.roles
        ],
        "reasons": {name: list(words.items()) for name, words in REASONS.items()},
    }


def _takers(told: Told, house: House, step: Step, now: datetime) -> list[tuple[str, str]]:
    """To whom the step may be handed over: colleagues who may hold it."""
    members = (m for m in house.practice.members.values() if m.code != told.line.holder)
    return [(m.code, house.people[m.code]) for m in members if may_hold(house, told.visit, step, m, now)]
