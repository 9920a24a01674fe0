"""One page, one form per thing to change; what was typed is kept when it is refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from binome.practice.activities import activities
from binome.practice.conditions import AUTOMATIC_DEVICE, conditions
from binome.practice.powers import with_a_device
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.rooms import ROOM_KINDS
from binome.practice.words import Role
from binome.web.asked import Asked, whole_number
from binome.web.ground.week import as_fields, week_in
from binome.web.rights import allow
from binome.web.role_names import role_names
from binome.web.sentences import condition_name, sentence_of
from binome.web.store import ground as store
from binome.web.store.practice import House, house_of
from binome.web.task_words import labelled

CONDITIONS = tuple(it.code for it in conditions().values() if it.kind == "practice" and it.code != AUTOMATIC_DEVICE)
LONGEST_WAIT_MIN = 600


@allow("manage_practice")
def ground(request: Asked, practice: str) -> HttpResponse:
    return _page(request, house_of(request.seat), practice)


def _saves(deed: Callable[..., None]) -> Callable[..., HttpResponseBase]:
    @require_POST
    @allow("manage_practice")
    def view(request: Asked, practice: str, **named: str) -> HttpResponse:
        house = house_of(request.seat)
        try:
            deed(house, request.POST, **named)
        except Refused as refusal:
            return _page(request, house, practice, fault=sentence_of(refusal, house), status=409)
        messages.success(request, _("Kept."))
        return HttpResponseRedirect(f"/p/{practice}/ground/")

    return view


def _settings(house: House, form: Any) -> None:
    amber, red = _minutes(form, "amber_min"), _minutes(form, "red_min")
    if red < amber:
        raise MoveRefused("ground.red_before_amber")
    said = {
        "amber_min": amber,
        "red_min": red,
        "holds": [c for c in CONDITIONS if form.get(c) == "yes"],
        "devices": [code for code in with_a_device() if form.get(f"device-{code}") == "yes"],
        "opening": store.as_listed(week_in(form, "opening")),
    }
    store.save_settings(house, said)


def _room(house: House, form: Any) -> None:
    name = form.get("name", "").strip()[:80]
    if not name:
        raise MoveRefused("room.no_name")
    store.save_room(house, form.get("code", ""), name=name, kind=form.get("kind", ""), doctor=form.get("doctor", ""))


def _close(house: House, form: Any) -> None:
    store.close_room(house, house.practice.room(form.get("code", "")).code)


def _hours(house: House, form: Any, *, member: str) -> None:
    store.save_hours(house, member, {role: week_in(form, role) for role in Role if f"{role}-0" in form})


def _minutes(form: Any, name: str) -> int:
    said = form.get(name, "").strip()
    minutes = whole_number(said)
    if minutes is None or not 0 < minutes <= LONGEST_WAIT_MIN:
        raise MoveRefused("ground.minutes", text=said[:20], most=LONGEST_WAIT_MIN)
    return minutes


def _page(request: Asked, house: House, practice: str, *, fault: str = "", status: int = 200) -> HttpResponse:
    told = {
        "p": practice,
        "fault": fault,
        "thresholds": house.practice.thresholds,
        "conditions": [(c, _a_sentence(condition_name(c)), c in house.practice.holds) for c in CONDITIONS],
        "devices": [
            (code, labelled(activities()[code].labels), code in house.practice.devices) for code in with_a_device()
        ],
        "opening": as_fields(house.practice.opening),
        "rooms": [(room, house.places[room.code]) for room in house.practice.rooms.values()],
        "kinds": ROOM_KINDS,
        "people": list(house.people.items()),
        "members": [
            (m.code, house.people[m.code], [(p.role, role_names([p.role])[0], as_fields(p.hours)) for p in m.posts])
            for m in house.practice.members.values()
        ],
    }
    return render(request, "ground/ground.html", told, status=status)


def _a_sentence(words: str) -> str:
    """A capital to begin with, the rest as it is written."""
    return words[:1].upper() + words[1:]


settings_saved = _saves(_settings)
room_saved = _saves(_room)
room_closed = _saves(_close)
hours_saved = _saves(_hours)
