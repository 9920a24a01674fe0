"""The practice's own checklists: put in another order, shortened, added to; and whom the patient may call."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from binome.practice.activities import activities
from binome.practice.checklist import Checklist, Edited, Item, Part, checklist, checklist_items, checklists, own_item
from binome.practice.entrusting import minutes_by_role
from binome.practice.refusal import MoveRefused, Refused
from binome.web.asked import Asked, whole_number
from binome.web.prepare.items import PARTS
from binome.web.rights import allow
from binome.web.role_names import role_names
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store import ground as store
from binome.web.store.checklist_settings import as_told, edits_from
from binome.web.store.practice import House, house_of, today

PHONE = "phone"


@allow("manage_practice")
def lists(request: Asked, practice: str) -> HttpResponse:
    return _page(request, house_of(request.seat), practice)


@require_POST
@allow("manage_practice")
def saved(request: Asked, practice: str, code: str) -> HttpResponse:
    """One list as it was put, or the telephone of the patient's page; refused whole when one line makes no sense."""
    house, form = house_of(request.seat), request.POST
    try:
        if code == PHONE:
            store.save_settings(house, {PHONE: form.get(PHONE, "").strip()[:40]})
        else:
            edits = edits_from(house.settings.get("checklists", {}))
            one = checklist(checklists(), code)
            edits[code] = edited(_standing(house, one), edits.get(code, Edited()), form)
            store.save_settings(house, {"checklists": as_told(edits)})
    except Refused as refusal:
        return _page(request, house, practice, fault=sentence_of(refusal, house), status=409)
    messages.success(request, _("Kept."))
    return HttpResponseRedirect(f"/p/{practice}/prepare/lists/")


def edited(one: Checklist, before: Edited, form: Mapping[str, Any]) -> Edited:
    """The items by the place that was typed for each; without one an item is left out."""
    own = {it.code: it for it in before.own}
    if form.get("words", "").strip():
        added = _added(form)
        own[added.code] = added
    places = {code: whole_number(form.get(f"place-{code}", "")) for code in [it.code for it in one.items]}
    kept = [code for code, place in sorted(places.items(), key=lambda it: it[1] or 0) if place is not None]
    kept += [code for code in own if code not in places]
    if (more := form.get("item", "")) in checklist_items():
        kept.append(more)
    return Edited(tuple(dict.fromkeys(kept)), tuple(own.values()), form.get("off") == "yes")


def _added(form: Mapping[str, Any]) -> Item:
    minutes = whole_number(form.get("minutes", "") or "1")
    if minutes is None:
        raise MoveRefused("checklist.minutes", most=60)
    code, part, activity = get_random_string(6).lower(), form.get("part", ""), form.get("activity", "")
    return own_item(code, part, activity, form["words"][:200], minutes)


def _standing(house: House, one: Checklist) -> Checklist:
    return house.practice.checklists.get(one.code, one)


def _page(request: Asked, house: House, practice: str, *, fault: str = "", status: int = 200) -> HttpResponse:
    language, on = (get_language() or "fr")[:2], today(house.practice, clock.now())
    edits = edits_from(house.settings.get("checklists", {}))
    told = {
        "p": practice,
        "fault": fault,
        "phone": house.settings.get(PHONE, ""),
        "lists": [
            {
                "code": code,
                "label": one.labels[language],
                "off": code in edits and edits[code].off,
                "changed": code in edits,
                "items": [_line(it, number, language) for number, it in enumerate(_standing(house, one).items, 1)],
                "minutes": [
                    (role_names([role])[0], round(minutes))
                    for role, minutes in _by_role(_standing(house, one), on).items()
                    if round(minutes)
                ],
            }
            for code, one in checklists().items()
        ],
        "all_items": [(it.code, it.labels[language]) for it in checklist_items().values()],
        "parts": list(PARTS.items()),
        "activities": [(it.code, it.labels[language]) for it in activities().values()],
    }
    return render(request, "prepare/lists.html", told, status=status)


def _line(it: Item, number: int, language: str) -> dict[str, Any]:
    words = {"code": it.code, "label": it.labels[language], "number": number, "minutes": it.minutes}
    return {**words, "part": PARTS[Part(it.part)], "activity": activities()[it.activity].labels[language]}


def _by_role(one: Checklist, on: Any) -> dict[str, float]:
    told: dict[str, float] = {}
    for (role, _step), minutes in minutes_by_role(one.items, on).items():
        told[role] = told.get(role, 0.0) + minutes
    return told
