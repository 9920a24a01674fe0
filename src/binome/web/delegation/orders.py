"""Orders for one patient, patients entrusted, concertations: found by a search that leaves no name in an address."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from binome.practice.agreements import ENTRUSTS
from binome.practice.refusal import MoveRefused
from binome.practice.words import Role
from binome.web.asked import Asked
from binome.web.delegation.forms import author, day_in, day_wanted, saves
from binome.web.delegation.words import activity_name
from binome.web.rights import allow, read_about, read_found
from binome.web.store import clock
from binome.web.store import orders as store
from binome.web.store.patients import found, person
from binome.web.store.practice import House, house_of, today


@allow("see_orders")
def orders(request: Asked, practice: str) -> HttpResponse:
    """What stands in the whole practice, and a search for the patient of a new one."""
    return _page(request, house_of(request.seat))


def _page(
    request: Asked, house: House, *, fault: str = "", typed: Any = None, status: int = 200, **named: str
) -> HttpResponse:
    on = today(house.practice, clock.now())
    said = request.POST.get("who", "").strip()[:120]
    standing = store.standing_orders(house, on)
    people = found(house, said) if said else []
    read_found(request, {it.patient for it in standing} | {it.code for it in people})
    told = {
        "p": house.practice.code,
        "tab": "orders",
        "on": on,
        "fault": fault,
        "said": said,
        "people": people,
        "orders": [_order(house, it) for it in standing],
        "most": store.SHOWN if len(standing) >= store.SHOWN else 0,
    }
    return render(request, "delegation/orders.html", told, status=status)


@allow("see_orders", reads="patient")
def orders_for(request: Asked, practice: str, patient: str) -> HttpResponse:
    """One patient's: what is ordered, entrusted, spoken of."""
    return _one(request, house_of(request.seat), patient=patient)


def _one(
    request: Asked, house: House, *, patient: str, fault: str = "", typed: Any = None, status: int = 200
) -> HttpResponse:
    known = person(house, patient)
    if known is None:
        raise MoveRefused("patient.unknown", patient=patient)
    read_about(request, patient=patient)
    on = today(house.practice, clock.now())
    listed = store.orders_of(house, patient)
    told = {
        "p": house.practice.code,
        "tab": "orders",
        "on": on,
        "fault": fault,
        "typed": typed or {},
        "known": known,
        "standing": [_order(house, it) for it in listed if it.stands_on(on)],
        "past": [_order(house, it) for it in listed if it.activity and not it.stands_on(on)],
        "spoken": [_order(house, it) for it in listed if not it.activity],
        "activities": [(code, _what(code)) for code in store.what_is_ordered()],
        "physicians": [(c, n) for c, n in house.people.items() if Role.PHYSICIAN in house.practice.member(c).roles],
    }
    return render(request, "delegation/orders_for.html", told, status=status)


def _given(request: Asked, house: House, form: Any, *, patient: str) -> str:
    """In the name of the doctor who is signed in."""
    store.give_order(
        house,
        author(request),
        patient,
        form.get("activity", ""),
        request.seat.member,
        since=day_in(form, "since") or author(request).day(house),
        until=day_in(form, "until"),
    )
    return _("Order given.")


def _spoken(request: Asked, house: House, form: Any, *, patient: str) -> str:
    own = request.seat.member if "physician" in request.seat.roles else form.get("physician", "")
    store.note_concertation(house, author(request), patient, own, day_wanted(form, "on"))
    return _("Concertation noted.")


def _revoked(request: Asked, house: House, form: Any) -> str:
    store.revoke(house, author(request), form.get("code", ""))
    return _("Revoked: it no longer holds.")


order_given = saves("order_for_patient", _one, "orders/{patient}/")(_given)
concertation_noted = saves("note_concertation", _one, "orders/{patient}/")(_spoken)
order_revoked = saves("order_for_patient", _page, "orders")(_revoked)


def _order(house: House, it: store.Order) -> dict[str, Any]:
    return {
        "it": it,
        "what": _what(it.activity) if it.activity else "",
        "physician": house.people.get(it.physician, ""),
        "by": house.people.get(it.by, ""),
    }


def _what(activity: str) -> str:
    if activity == ENTRUSTS:
        return _("Patient entrusted to the nurses' follow-up")
    return activity_name(activity)
