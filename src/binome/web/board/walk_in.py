"""Somebody at the door without an appointment."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from binome.desk.bookings import Wish
from binome.practice.pathway import pathways
from binome.practice.words import Role
from binome.web.asked import Asked
from binome.web.board.tickets import ticket_for
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.arrivals import Somebody, insert
from binome.web.store.board import Line, day_of_story, line
from binome.web.store.booking_rules import usual_pathway
from binome.web.store.practice import House, house_of

WITH = frozenset({Role.PHYSICIAN, Role.TRAINEE, Role.HEALTH_NURSE, Role.ADVANCED_NURSE, Role.NURSE})
MINUTES = 15


class WalkIn(forms.Form):
    """The least that opens a visit: a name, with whom, and why in the patient's words."""

    family = forms.CharField(label=_("Family name"), max_length=120)
    given = forms.CharField(label=_("Given name"), max_length=120)
    birth_date = forms.DateField(label=_("Date of birth"), required=False, widget=forms.DateInput({"type": "date"}))
    words = forms.CharField(label=_("Reason, in the patient's words"), max_length=500, required=False)
    doctor = forms.ChoiceField(label=_("With"))
    pathway = forms.ChoiceField(required=False, label=_("Kind of visit"))
    urgent = forms.BooleanField(label=_("Urgent: to be seen first"), required=False)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, house: House, language: str, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self.fields["doctor"].choices = [  # type: ignore[attr-defined]
            (m.code, house.people[m.code]) for m in house.practice.members.values() if WITH & set(m.roles)
        ]
        self.fields["pathway"].choices = [  # type: ignore[attr-defined]
            ("", _("As usual with them")),
            *((p.code, p.labels.get(language, p.labels["fr"])) for p in pathways().values()),
        ]


@allow("move_visits")
def walk_in(request: Asked, practice: str, day: date) -> HttpResponse:
    """The form, and the visit it opens; back to the board, where the person now waits."""
    house = house_of(request.seat)
    first = {"key": get_random_string(16)}
    form = WalkIn(house, request.LANGUAGE_CODE, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        story = _insert(request, house, form.cleaned_data)
        _give(request, line(house, day_of_story(house, story), story))
        return HttpResponseRedirect(f"/p/{practice}/board/")
    status = 422 if form.is_bound else 200
    return render(request, "board/walk_in.html", {"p": practice, "form": form, "day": day}, status=status)


def _give(request: Asked, line: Line | None) -> None:
    """Say what to tell the patient: the wall screen calls them by nothing else."""
    if line and (ticket := ticket_for(line)):
        messages.success(request, gettext("Arrival noted. Word and number: %(ticket)s") % {"ticket": ticket})


def _insert(request: Asked, house: House, said: dict[str, object]) -> str:
    now = clock.now()
    somebody = Somebody(said["family"], said["given"], said["birth_date"], words=said["words"])  # type: ignore[arg-type]
    doctor = str(said["doctor"])
    wish = Wish("", doctor, now, MINUTES, str(said["pathway"] or usual_pathway(house, doctor, now)))
    by = house.practice.member(request.seat.member)
    return insert(house, somebody, wish, by=by, at=now, urgent=bool(said["urgent"]), key=str(said["key"]))
