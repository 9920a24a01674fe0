"""Absences: a few days, or the same hours of every week."""

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from binome.practice.team import Absence, Hours
from binome.web.agenda.words import full_name
from binome.web.asked import Asked
from binome.web.days import DayField
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.absences import absences_of, add_absence, drop_absence
from binome.web.store.agenda import Entry, entries
from binome.web.store.practice import House, house_of, today

FOR_GOOD = date(2100, 1, 1)
LOOK_AHEAD = timedelta(days=120)
WHOLE_DAY = (time(0), time(23, 59))


def _date() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class Away(forms.Form):
    """Whole days; or, with hours, a part of them: of one day, or of that weekday of every week."""

    member = forms.ChoiceField(label=gettext_lazy("Who"))
    since = DayField(label=pgettext_lazy("day", "From"), widget=_date())
    last = DayField(
        required=False,
        label=gettext_lazy("Last day"),
        widget=forms.DateInput({"type": "date", "aria-describedby": "last-hint"}, format="%Y-%m-%d"),
    )
    begins = forms.TimeField(
        required=False, label=gettext_lazy("From what time"), widget=forms.TimeInput({"type": "time"})
    )
    ends = forms.TimeField(required=False, label=gettext_lazy("To what time"), widget=forms.TimeInput({"type": "time"}))
    weekly = forms.BooleanField(required=False, label=gettext_lazy("Every week, on the same day"))

    def __init__(self, house: House, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self.fields["member"].choices = [(m, house.people[m]) for m in house.practice.members]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("since") and said.get("last") and said["last"] < said["since"]:
            self.add_error("last", _("The last day comes after the first."))
        begins, ends = said.get("begins"), said.get("ends")
        if bool(begins) != bool(ends) or (begins and ends and begins >= ends):
            self.add_error("ends", _("The end comes after the beginning."))
        if begins and not said.get("weekly") and said.get("last") not in (None, said.get("since")):
            self.add_error("ends", _("Hours are for one day, or for every week: for several days, leave them empty."))
        return said

    def absence(self) -> Absence:
        """In the core's terms: the last day is not included."""
        said = self.cleaned_data
        since, weekly = said["since"], bool(said["weekly"])
        last = said["last"] or (FOR_GOOD if weekly else since)
        begins, ends = said["begins"], said["ends"]
        if weekly and not begins:
            begins, ends = WHOLE_DAY
        hours = Hours(since.weekday(), begins, ends) if begins else None
        return Absence(said["member"], since, last + timedelta(days=1), hours)


@allow("plan_absences", reads="agenda")
def absences(request: Asked, practice: str) -> HttpResponse:
    """Who is away, and the visits that stand in an absence."""
    house = house_of(request.seat)
    here = today(house.practice, clock.now())
    form = Away(house, request.POST or None, initial={"since": here})
    if request.method == "POST" and form.is_valid():
        add_absence(house, form.absence())
        return HttpResponseRedirect(f"/p/{practice}/agenda/absences/")
    listed = absences_of(house, since=here)
    told = {
        "p": practice,
        "form": form,
        "lines": [
            {"id": w.id, "who": house.people.get(w.absence.member, ""), "said": _said(w.absence)} for w in listed
        ],
        "to_move": [
            _standing(house, entry) for entry in entries(house, here, here + LOOK_AHEAD) if _in_absence(house, entry)
        ],
    }
    return render(request, "agenda/absences.html", told, status=422 if form.errors else 200)


@require_POST
@allow("plan_absences")
def drop(request: Asked, practice: str, absence: int) -> HttpResponse:
    drop_absence(house_of(request.seat), absence)
    return HttpResponseRedirect(f"/p/{practice}/agenda/absences/")


def _in_absence(house: House, entry: Entry) -> bool:
    return entry.state == "expected" and house.practice.away(entry.doctor, entry.due)


def _standing(house: House, entry: Entry) -> dict[str, Any]:
    return {"entry": entry, "name": full_name(entry), "doctor": house.people.get(entry.doctor, "")}


def _said(absence: Absence) -> str:
    last = absence.until - timedelta(days=1)
    facts = {"since": date_format(absence.since, "SHORT_DATE_FORMAT"), "until": date_format(last, "SHORT_DATE_FORMAT")}
    if absence.weekly is None:
        return facts["since"] if last == absence.since else _("From %(since)s to %(until)s") % facts
    hours = {"begins": f"{absence.weekly.since:%H:%M}", "ends": f"{absence.weekly.until:%H:%M}"}
    if last == absence.since:
        return _("%(since)s, %(begins)s to %(ends)s") % {**facts, **hours}
    weekday = date_format(date(2024, 1, 1 + absence.weekly.weekday), "l")
    said = _("Every %(weekday)s, %(begins)s to %(ends)s") % {"weekday": weekday, **hours}
    return said if last.year >= FOR_GOOD.year - 1 else said + " " + _("until %(until)s") % facts
