"""Those who would come sooner."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from binome.web import asked
from binome.web.agenda.found import Found, as_found, codes_of, found_with_visits
from binome.web.agenda.words import WAITING_NOTES, full_name
from binome.web.days import DayField
from binome.web.rights import allow, read_found
from binome.web.store import clock, waiting
from binome.web.store.booking_rules import booking_rules, holders
from binome.web.store.patients import person
from binome.web.store.practice import House, house_of, today

WEEKS_AHEAD = 3


def _date() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class Wanting(forms.Form):
    """A wish for a freed place."""

    who = forms.CharField(required=False, label=gettext_lazy("Name, given name or date of birth"), max_length=120)
    patient = forms.CharField(required=False, max_length=40)
    doctor = forms.ChoiceField(required=False, label=gettext_lazy("With"))
    earliest = DayField(label=pgettext_lazy("day", "From"), widget=_date())
    latest = DayField(label=pgettext_lazy("day", "To"), widget=_date())
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=5, max_value=240)
    note = forms.ChoiceField(required=False, label=gettext_lazy("When"), choices=WAITING_NOTES.items())

    def __init__(self, house: House, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self.house = house
        doctors = [("", gettext_lazy("Anybody")), *((code, house.people[code]) for code in holders(house))]
        self.fields["doctor"].choices = doctors  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not said.get("patient") or person(self.house, said["patient"]) is None:
            self.add_error("who", _("Choose somebody in the list."))
        if said.get("earliest") and said.get("latest") and said["earliest"] > said["latest"]:
            self.add_error("latest", _("The last day comes after the first."))
        return said


@allow("book", reads="agenda")
def waiting_list(request: asked.Asked, practice: str) -> HttpResponse:
    """The list, and the form that adds somebody to it."""
    house = house_of(request.seat)
    form = Wanting(house, request.POST or None, initial=_first(request, house))
    asked = request.method == "POST" and "seek" not in request.POST
    if asked and form.is_valid():
        _ask(request, house, form.cleaned_data)
        return HttpResponseRedirect(f"/p/{practice}/agenda/waiting/")
    listed = waiting.everybody(house, today=today(house.practice, clock.now()))
    chosen = str(form["patient"].value() or "")
    people = _people(house, str(form["who"].value() or ""), chosen)
    read_found(request, codes_of(people))
    told = {
        "p": practice,
        "form": form,
        "chosen": chosen,
        "people": people,
        "sought": "seek" in request.POST,
        "lines": [_line(house, line) for line in listed],
    }
    return render(request, "agenda/waiting.html", told, status=422 if asked else 200)


@require_POST
@allow("book")
def drop(request: asked.Asked, practice: str, waiting_id: int) -> HttpResponse:
    waiting.forget_wish(house_of(request.seat), waiting_id)
    return HttpResponseRedirect(f"/p/{practice}/agenda/waiting/")


def _ask(request: asked.Asked, house: House, said: dict[str, Any]) -> None:
    wish = waiting.Asked(said["doctor"], said["earliest"], said["latest"], said["minutes"], said["note"])
    waiting.ask(house, said["patient"], wish, by=request.seat.member, at=clock.now())


def _people(house: House, said: str, chosen: str) -> list[Found]:
    known = person(house, chosen) if chosen else None
    people = found_with_visits(house, said)
    return people if known is None or any(f.person == known for f in people) else [as_found(house, known), *people]


def _line(house: House, line: waiting.Waiting) -> dict[str, Any]:
    with_whom = house.people.get(line.asked.doctor, "") or _("Anybody")
    return {"line": line, "name": full_name(line), "with": with_whom, "note": WAITING_NOTES.get(line.asked.note, "")}


def _first(request: asked.Asked, house: House) -> dict[str, Any]:
    here = today(house.practice, clock.now())
    return {
        "patient": request.GET.get("patient", ""),
        "doctor": request.GET.get("doctor", ""),
        "earliest": here,
        "latest": here + timedelta(weeks=WEEKS_AHEAD),
        "minutes": booking_rules(house).slot_min,
    }
