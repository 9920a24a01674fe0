"""The first free times, with one person or with anybody."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext_lazy

from binome.desk.bookings import Wish
from binome.desk.free import first_free
from binome.desk.hall import Slot
from binome.practice.pathway import pathways
from binome.web.agenda.words import pathway_label
from binome.web.asked import Asked
from binome.web.days import DayField
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.agenda import booked_slots
from binome.web.store.booking_rules import booking_rules, holders, usual_pathway
from binome.web.store.practice import House, house_of, today

LOOK_AHEAD = 90
SHOWN = 24


@dataclass(frozen=True, order=True)
class Place:
    """A free time in the practice's own zone."""

    since: datetime
    until: datetime
    doctor: str
    name: str
    book: str

    @property
    def day(self) -> date:
        return self.since.date()


class Seeking(forms.Form):
    """With whom, for how long, of which kind, from when on. Nobody named means anybody."""

    doctor = forms.ChoiceField(required=False, label=gettext_lazy("With"))
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=5, max_value=240)
    pathway = forms.ChoiceField(required=False, label=gettext_lazy("Kind of visit"))
    day = DayField(
        required=False,
        label=pgettext_lazy("day", "From"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, house: House, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        doctors = [("", gettext_lazy("Anybody")), *((code, house.people[code]) for code in holders(house))]
        ways = [("", gettext_lazy("As usual with them")), *((code, pathway_label(code)) for code in pathways())]
        self.fields["doctor"].choices = doctors  # type: ignore[attr-defined]
        self.fields["pathway"].choices = ways  # type: ignore[attr-defined]


@allow("see_agenda")
def free(request: Asked, practice: str) -> HttpResponse:
    """The soonest times first; each leads to the booking form."""
    house = house_of(request.seat)
    first = {"minutes": booking_rules(house).slot_min, "day": today(house.practice, clock.now()).isoformat()}
    form = Seeking(house, {**first, **{name: said for name, said in request.GET.items() if said}})
    found = list(islice(_places(house, form.cleaned_data), SHOWN)) if form.is_valid() else []
    return render(request, "agenda/free.html", {"p": practice, "form": form, "places": found})


def _places(house: House, said: dict[str, Any]) -> Any:
    now = clock.now()
    begins = max(said["day"] or date.min, today(house.practice, now))
    days = [begins + timedelta(days=n) for n in range(LOOK_AHEAD)]
    booked = booked_slots(house, days[0], days[-1])
    asked = [said["doctor"]] if said["doctor"] else holders(house)
    return merge(*(_with(house, doctor, said, days, booked, now) for doctor in asked))


def _with(
    house: House,
    doctor: str,
    said: dict[str, Any],
    days: list[date],
    booked: dict[date, tuple[Slot, ...]],
    now: datetime,
) -> Any:
    way = said["pathway"] or usual_pathway(house, doctor)
    wish = Wish("", doctor, now, said["minutes"], way)
    local = house.practice.local
    for span in first_free(house.practice, wish, booked, days=days):
        yield _place(house, doctor, local(span.since), local(span.until))


def _place(house: House, doctor: str, since: datetime, until: datetime) -> Place:
    asked = {"doctor": doctor, "day": since.date(), "since": f"{since:%H:%M}", "until": f"{until:%H:%M}"}
    book = f"/p/{house.practice.code}/agenda/book/?{urlencode(asked)}"
    return Place(since, until, doctor, house.people[doctor], book)
