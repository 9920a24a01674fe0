"""Giving an appointment: to somebody who is found, or made known on the spot."""

import re
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from binome.desk.bookings import Wish
from binome.desk.free import first_free, instant
from binome.desk.stretches import before_main
from binome.practice.pathway import pathways
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.rights import require_use
from binome.web.agenda.after import back_to, came_from
from binome.web.agenda.clashes import Objection, objection
from binome.web.agenda.found import Found, as_found, codes_of, found_with_visits
from binome.web.agenda.words import pathway_label
from binome.web.asked import Asked, whole_number
from binome.web.days import DayField
from binome.web.rights import allow, read_found
from binome.web.store import agenda, clock, waiting
from binome.web.store.arrivals import Somebody
from binome.web.store.booking_rules import booking_rules, holders, usual_pathway
from binome.web.store.patients import person
from binome.web.store.practice import House, house_of, today
from binome.web.store.pseudonyms import new_story

NEW = "new"
A_STORY = re.compile(r"^v[0-9a-f]{16}$")
NEARBY = 4

SEXES = [("", ""), ("female", pgettext_lazy("civility", "Mrs")), ("male", pgettext_lazy("civility", "Mr"))]


def _clock(**more: str) -> forms.TimeInput:
    return forms.TimeInput({"type": "time", "step": "300", **more}, format="%H:%M")


def _date() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class Booking(forms.Form):
    """Who, with whom, from when to when, and why. `patient` is a pseudonym, or "new" with the traits beside it."""

    who = forms.CharField(required=False, label=gettext_lazy("Name, given name or date of birth"), max_length=120)
    patient = forms.CharField(required=False, max_length=40)
    family = forms.CharField(required=False, label=gettext_lazy("Family name"), max_length=120)
    given = forms.CharField(required=False, label=gettext_lazy("Given name"), max_length=120)
    birth_date = forms.DateField(required=False, label=gettext_lazy("Date of birth"), widget=_date())
    sex = forms.ChoiceField(required=False, label=gettext_lazy("Civility"), choices=SEXES)
    phone = forms.CharField(required=False, label=gettext_lazy("Telephone"), max_length=40)
    doctor = forms.ChoiceField(label=gettext_lazy("With"))
    pathway = forms.ChoiceField(label=gettext_lazy("Kind of visit"))
    day = DayField(label=gettext_lazy("Day"), widget=_date())
    since = forms.TimeField(label=pgettext_lazy("time", "From"), widget=_clock())
    until = forms.TimeField(label=pgettext_lazy("time", "To"), widget=_clock())
    words = forms.CharField(
        required=False,
        label=gettext_lazy("Reason, in the patient's words"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
    story = forms.RegexField(A_STORY, widget=forms.HiddenInput)
    waiting = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, house: House, data: QueryDict | None = None, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.house = house
        self.fields["doctor"].choices = [(code, house.people[code]) for code in holders(house)]  # type: ignore[attr-defined]
        self.fields["pathway"].choices = [(code, pathway_label(code)) for code in pathways()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("since") and said.get("until") and said["since"] >= said["until"]:
            self.add_error("until", _("The end comes after the beginning."))
        if said.get("patient") == NEW:
            for name in ("family", "given"):
                if not said.get(name):
                    self.add_error(name, _("A new patient needs a name and a given name."))
        elif not said.get("patient"):
            self.add_error("who", _("Choose somebody in the list, or make a new patient known."))
        elif person(self.house, said["patient"]) is None:
            self.add_error("who", _("This person is not known here any more."))
        return said


@allow("book", reads="search")
def book(request: Asked, practice: str) -> HttpResponse:
    """The form; then the booking, or what stands in its way, with the times that are free nearby."""
    house = house_of(request.seat)
    form = Booking(house, request.POST or None, initial=_first(request, house))
    if request.method != "POST" or "seek" in request.POST:
        return _page(request, house, form)
    if not form.is_valid():
        return _page(request, house, form, status=422)
    try:
        _book(request, house, form.cleaned_data)
    except Refused as refusal:
        form.problem = objection(house, request.seat, refusal)  # type: ignore[attr-defined]
        return _page(request, house, form, status=409)
    day = form.cleaned_data["day"]
    return HttpResponseRedirect(back_to(request, f"/p/{practice}/agenda/day/{day}/", form.cleaned_data["story"]))


def _book(request: Asked, house: House, said: dict[str, Any]) -> None:
    seen = request.POST.get("seen") == "1"
    if seen:
        require_use(request.seat.roles, "override_booking")
    agenda.book(
        house,
        wish_from(house, said, patient=said["patient"] if said["patient"] != NEW else ""),
        story=said["story"],
        by=house.practice.member(request.seat.member),
        at=clock.now(),
        words=said["words"],
        somebody=_somebody(said) if said["patient"] == NEW else None,
        seen=seen,
        waiting=said["waiting"],
    )


def wish_from(house: House, said: dict[str, Any], *, patient: str) -> Wish:
    """From what was typed, in the practice's own time. The times are the doctor's; the patient may come before."""
    since, until = (instant(house.practice, said["day"], said[end]) for end in ("since", "until"))
    due = since - before_main(house.practice, said["pathway"])
    return Wish(patient, said["doctor"], due, (until - since) // timedelta(minutes=1), said["pathway"])


def _somebody(said: dict[str, Any]) -> Somebody:
    names = ("family", "given", "birth_date", "sex", "phone")
    return Somebody(**{name: said[name] for name in names})


def _first(request: Asked, house: House) -> dict[str, Any]:
    """What the form starts from: the place that was chosen in the grid, or the person on the waiting list."""
    asked = request.GET
    wanted = whole_number(asked.get("waiting", ""))
    line = waiting.one(house, wanted) if wanted is not None else None
    doctor = asked.get("doctor") if asked.get("doctor") in holders(house) else next(iter(holders(house)), "")
    first = {
        "story": new_story(),
        "doctor": doctor,
        "pathway": usual_pathway(house, doctor, _when(house, asked)) if doctor else booking_rules(house).pathway,
        "day": asked.get("day") or today(house.practice, clock.now()).isoformat(),
        "since": asked.get("since", ""),
        "patient": line.patient if line else asked.get("patient", ""),
        "waiting": line.id if line else "",
    }
    return {**first, "until": asked.get("until") or _ends(house, first)}


def _when(house: House, asked: QueryDict) -> datetime | None:
    """The place that was chosen in the grid, in the practice's own time; None when none was."""
    try:
        return instant(
            house.practice, date.fromisoformat(asked.get("day", "")), time.fromisoformat(str(asked["since"]))
        )
    except (KeyError, ValueError, MoveRefused):
        return None


def _ends(house: House, first: dict[str, Any]) -> str:
    try:
        begins = datetime.combine(date(2000, 1, 1), time.fromisoformat(first["since"]))
    except ValueError:
        return ""
    return f"{begins + timedelta(minutes=booking_rules(house).minutes_with(first['doctor'])):%H:%M}"


def _page(request: Asked, house: House, form: Booking, *, status: int = 200) -> HttpResponse:
    problem: Objection | None = getattr(form, "problem", None)
    chosen = form["patient"].value() or ""
    people = _people(house, str(form["who"].value() or ""), chosen)
    read_found(request, codes_of(people))
    told = {
        "p": house.practice.code,
        "form": form,
        "problem": problem,
        "chosen": chosen,
        "people": people,
        "sought": "seek" in request.POST,
        "lead": {way: before_main(house.practice, way) // timedelta(minutes=1) for way in pathways()},
        "usual": {code: usual_pathway(house, code, _when(house, request.GET)) for code in holders(house)},
        "near": _near(house, form) if problem else [],
        "back": came_from(request),
    }
    return render(request, "agenda/book.html", told, status=status)


def _people(house: House, said: str, chosen: str) -> list[Found]:
    """Those who were sought, and the one who was chosen, who stays in sight."""
    known = person(house, chosen) if chosen and chosen != NEW else None
    people = found_with_visits(house, said)
    return people if known is None or any(f.person == known for f in people) else [as_found(house, known), *people]


def _near(house: House, form: Booking) -> list[tuple[str, str]]:
    """The next free times of the same doctor that day, where the one asked for is taken."""
    try:
        wish = wish_from(house, form.cleaned_data, patient=form.cleaned_data["patient"])
    except MoveRefused:
        return []
    day = form.cleaned_data["day"]
    places = first_free(house.practice, wish, agenda.booked_slots(house, day, day), days=[day])
    local = house.practice.local
    return [(f"{local(place.since):%H:%M}", f"{local(place.until):%H:%M}") for place in islice(places, NEARBY)]
