"""The contracts of a practice, and the page of one: where it stands, what is noted of it, what is chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from binome.practice.refusal import MoveRefused, Refused
from binome.practice.rights import who_may
from binome.web.asked import Asked, whole_number
from binome.web.charts import on_screen
from binome.web.contract import cockpit
from binome.web.contract.amended import amendments
from binome.web.contract.away import absences
from binome.web.contract.drawn import fans, flow_of
from binome.web.contract.noted import Away, Choices, Read, Received
from binome.web.contract.standing import Stood, stood
from binome.web.contract.together import beside
from binome.web.contract.trained import trainings
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock, contracts, contracts_noted
from binome.web.store.agreed import Author
from binome.web.store.lets import let, let_in, shut
from binome.web.store.practice import House, house_of, today

HALF_WIDTH = 540
"""Of a drawing that stands beside another."""
SEE, KEEP = "see_contract", "keep_contract"
NOTHING: Mapping[str, Any] = MappingProxyType({})
FORMS: Mapping[str, Any] = {"read": Read, "paid": Received, "away": Away, "choices": Choices}


@allow(SEE)
@require_GET
def overview(request: Asked, practice: str) -> HttpResponseBase:
    """All of them; straight to the page of the only one, unless all were asked for."""
    house, on = _here(request)
    found = contracts.contracts(house)
    if len(found) == 1 and "all" not in request.GET:
        return HttpResponseRedirect(f"/p/{practice}/contract/{found[0].code}/")
    noted = contracts_noted.by_contract(house)
    listed = [stood(house, it, on, noted.get(it.code, contracts_noted.Notes())) for it in found]
    told = {
        "p": practice,
        "contracts": [_line(it) for it in listed],
        "together": beside(house, listed),
        **_let_in(request, house),
    }
    return render(request, "contract/overview.html", told)


@allow(SEE)
@require_GET
def one(request: Asked, practice: str, code: str) -> HttpResponse:
    return page(request, standing(request, code))


def page(
    request: Asked, it: Stood, *, status: int = 200, fault: str = "", bound: Mapping[str, Any] = NOTHING
) -> HttpResponse:
    """With the form that was refused, as it was typed."""
    drawn = {code: on_screen(svg) for code, svg in fans(it, HALF_WIDTH).items()}
    told = cockpit.told(it)
    for quantity in told["quantities"]:
        quantity["drawn"] = drawn[quantity["code"]]
    svg = flow_of(it)
    told["cash"][0]["drawn"] = on_screen(svg) if svg else ""
    forms = {name: bound.get(name) or form(it) for name, form in FORMS.items()}
    more = {"p": it.house.practice.code, "on": it.on, "fault": fault, "forms": forms, "opened": next(iter(bound), "")}
    return render(
        request,
        "contract/contract.html",
        told
        | more
        | {
            "absences": absences(it),
            "amendments": amendments(it),
            "trainings": trainings(it),
            "according_to": cockpit.according_to(it),
            **_versions(it),
        },
        status=status,
    )


def standing(request: Asked, code: str) -> Stood:
    house, on = _here(request)
    return stood(house, contracts.contract(house, code), on)


def author(request: Asked) -> Author:
    return Author(request.seat.member, clock.now())


# --- what is noted ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Small:
    """A small form of the page: its name, what it keeps, what is said then; where a refusal of the store is shown."""

    name: str
    keep: Callable[[Asked, Stood, Any], Any]
    done: Callable[[], str]
    beside: str


def _noting(small: Small) -> Callable[..., HttpResponseBase]:
    @require_POST
    @allow(KEEP)
    def view(request: Asked, practice: str, code: str) -> HttpResponseBase:
        it = standing(request, code)
        form = FORMS[small.name](it, request.POST)
        if not form.is_valid():
            return page(request, it, status=422, bound={small.name: form})
        try:
            small.keep(request, it, form)
        except MoveRefused as refusal:
            form.add_error(small.beside, sentence_of(refusal, it.house))
            return page(request, it, status=409, bound={small.name: form})
        messages.success(request, small.done())
        return HttpResponseRedirect(f"/p/{practice}/contract/{code}/#{small.name}")

    return view


def _read(request: Asked, it: Stood, form: Read) -> None:
    contracts_noted.note_reading(it.house, author(request), it.kept.code, form.reading())


def _received(request: Asked, it: Stood, form: Received) -> None:
    contracts_noted.note_paid(it.house, author(request), it.kept.code, form.paid())


def _away(request: Asked, it: Stood, form: Away) -> None:
    contracts_noted.note_absence(it.house, author(request), it.kept.code, form.absence())


def _chosen(request: Asked, it: Stood, form: Choices) -> None:
    contracts.change(it.house, author(request), it.kept.code, it.kept.version, {"choices": form.choices()})


read = _noting(Small("read", _read, lambda: _("Reading noted."), "on"))
paid = _noting(Small("paid", _received, lambda: _("Payment noted."), "on"))
away = _noting(Small("away", _away, lambda: _("Absence noted."), "since"))
choose = _noting(Small("choices", _chosen, lambda: _("Kept: the page is counted that way."), "method"))


@require_POST
@allow(KEEP)
def remove(request: Asked, practice: str, code: str) -> HttpResponseBase:
    it = standing(request, code)
    number = whole_number(request.POST.get("number", "")) or 0
    try:
        contracts_noted.remove(it.house, author(request), code, number)
    except Refused as refusal:
        return page(request, it, status=409, fault=sentence_of(refusal, it.house))
    messages.success(request, _("Removed: it no longer counts."))
    return HttpResponseRedirect(f"/p/{practice}/contract/{code}/#read")


# --- who may see ------------------------------------------------------------------------------------


def _opening(deed: Callable[[Asked, House], object], done: Callable[[], str]) -> Callable[..., HttpResponseBase]:
    @require_POST
    @allow(KEEP)
    def view(request: Asked, practice: str) -> HttpResponseBase:
        house = house_of(request.seat)
        try:
            deed(request, house)
        except Refused as refusal:
            messages.error(request, sentence_of(refusal, house))
        else:
            messages.success(request, done())
        return HttpResponseRedirect(f"/p/{practice}/contract/?all=1#who")

    return view


def _open(request: Asked, house: House) -> None:
    let(house, author(request), house.practice.member(request.POST.get("member", "")).code, SEE)


def _shut(request: Asked, house: House) -> None:
    shut(house, author(request), whole_number(request.POST.get("number", "")) or 0)


let_somebody_in = _opening(_open, lambda: _("This person sees the contracts from now on."))
no_longer = _opening(_shut, lambda: _("This person no longer sees the contracts."))


def _let_in(request: Asked, house: House) -> dict[str, Any]:
    if not request.seat.may(KEEP):
        return {}
    inside = let_in(house, SEE)
    gone = {it.member for it in house.practice.absences if it.until == date.max}
    by_role = {it.code for it in house.practice.members.values() if who_may(SEE) & set(it.roles)}
    others = [(code, name) for code, name in house.people.items() if code not in {*inside, *gone, *by_role}]
    return {
        "by_role": [house.people[code] for code in house.people if code in by_role - gone],
        "inside": [(house.people.get(code, code), noted.number) for code, noted in inside.items()],
        "others": others,
    }


# --- shared -----------------------------------------------------------------------------------------


def _here(request: Asked) -> tuple[House, date]:
    house = house_of(request.seat)
    return house, today(house.practice, clock.now())


def _line(it: Stood) -> dict[str, Any]:
    return {
        "code": it.kept.code,
        "name": it.kept.name,
        "simulated": it.kept.simulated,
        "head": cockpit.head(it),
        "check": cockpit.check(it),
        "quantities": [cockpit.quantity(it, code) for code in it.projection.standings],
    }


def _versions(it: Stood) -> dict[str, Any]:
    people = it.house.people
    return {"kept_by": people.get(it.kept.by, ""), "kept_at": it.kept.at}
