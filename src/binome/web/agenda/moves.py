"""One appointment: where it stands, and moving, cancelling or undoing it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from binome.desk.stretches import before_main, outline
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.rights import require_use
from binome.practice.team import Member
from binome.web.agenda.after import back_to, came_from
from binome.web.agenda.booking import wish_from
from binome.web.agenda.clashes import Objection, objection
from binome.web.agenda.words import CANCEL_REASONS, full_name, pathway_label, state_words
from binome.web.asked import Asked, whole_number
from binome.web.days import DayField
from binome.web.rights import allow, read_about
from binome.web.store import agenda, clock
from binome.web.store.agenda import Entry, entry_of
from binome.web.store.booking_rules import holders
from binome.web.store.practice import House, house_of

NOT_MOVABLE = frozenset({"done", "missed", "left", "cancelled", "deferred", "unsigned"})


class Moving(forms.Form):
    """The new place: the doctor's own time, from and to."""

    doctor = forms.ChoiceField(label=gettext_lazy("With"))
    day = DayField(label=gettext_lazy("Day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    since = forms.TimeField(
        label=pgettext_lazy("time", "From"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    until = forms.TimeField(label=pgettext_lazy("time", "To"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))

    def __init__(self, house: House, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self.fields["doctor"].choices = [(code, house.people[code]) for code in holders(house)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("since") and said.get("until") and said["since"] >= said["until"]:
            self.add_error("until", _("The end comes after the beginning."))
        return said


@allow("see_agenda", reads="visit")
def visit(request: Asked, practice: str, story: str) -> HttpResponse:
    """An appointment, with the forms that change it."""
    house = house_of(request.seat)
    entry = entry_of(house, story)
    read_about(request, story=story, patient=entry.patient or "")
    return _page(request, house, entry, Moving(house, initial=_place(house, entry)))


@require_POST
@allow("book")
def move(request: Asked, practice: str, story: str) -> HttpResponse:
    """Give it another place. A script that is refused gets the sentence; a page gets the form back."""
    house = house_of(request.seat)
    entry = entry_of(house, story)
    form = Moving(house, request.POST)
    if not form.is_valid():
        return _page(request, house, entry, form, status=422)
    said = {**form.cleaned_data, "pathway": entry.pathway}
    return _done(request, house, entry, form, lambda who: _move(request, house, entry, said, who))


@require_POST
@allow("book")
def cancel(request: Asked, practice: str, story: str) -> HttpResponse:
    house = house_of(request.seat)
    reason = request.POST.get("reason", "")
    if reason not in CANCEL_REASONS:
        raise MoveRefused("form.unknown_reason", reason=reason[:40])
    entry = entry_of(house, story)
    stamp = {"number": _number(request), "key": _key(request), "at": clock.now(), "reason": reason}
    form = Moving(house, initial=_place(house, entry))
    return _done(request, house, entry, form, lambda who: agenda.cancel(house, story, by=who, **stamp))  # type: ignore[arg-type]


@require_POST
@allow("book")
def undo(request: Asked, practice: str, story: str) -> HttpResponse:
    """Take back the last thing that was done; the place it gives back may have been taken."""
    house = house_of(request.seat)
    entry = entry_of(house, story)
    stamp = {"number": _number(request), "key": _key(request), "at": clock.now(), "seen": _seen(request)}
    form = Moving(house, initial=_place(house, entry))
    answer = _done(request, house, entry, form, lambda who: agenda.undo(house, story, by=who, **stamp))  # type: ignore[arg-type]
    if answer.status_code == HttpResponseRedirect.status_code:
        messages.success(request, _("Undone."))
    return answer


def _done(request: Asked, house: House, entry: Entry, form: Moving, deed: Callable[[Member], None]) -> HttpResponse:
    try:
        deed(house.practice.member(request.seat.member))
    except Refused as refusal:
        return _refused(request, house, entry, form, objection(house, request.seat, refusal))
    named = "" if request.path.endswith("/undo") else entry.story  # what is undone is said once, and not offered again
    there = back_to(request, f"/p/{house.practice.code}/agenda/day/{_day(house, entry)}/", named)
    if request.headers.get("X-In-Place") == "1":
        return HttpResponse(status=204, headers={"X-Then": there})
    return HttpResponseRedirect(there)


def _day(house: House, entry: Entry) -> str:
    """Where it stands now; a booking that was undone stands nowhere any more."""
    try:
        return entry_of(house, entry.story).day.isoformat()
    except Refused:
        return entry.day.isoformat()


def _refused(request: Asked, house: House, entry: Entry, form: Moving, problem: Objection) -> HttpResponse:
    if request.headers.get("X-In-Place") != "1":
        return _page(request, house, entry_of(house, entry.story), form, problem=problem, status=409)
    headers = {"X-Sentence": quote(problem.in_one), "X-May-Go-On": "1" if problem.may_go_on else ""}
    return HttpResponse(status=409, headers=headers)


def _move(request: Asked, house: House, entry: Entry, said: dict[str, Any], who: Member) -> None:
    wish = wish_from(house, said, patient=entry.patient or "")
    agenda.move(
        house, entry, due=wish.due, minutes=wish.minutes, doctor=wish.doctor, number=_number(request),
        key=_key(request), by=who, at=clock.now(), seen=_seen(request),
    )  # fmt: skip


def _page(
    request: Asked,
    house: House,
    entry: Entry,
    form: Moving,
    *,
    problem: Objection | None = None,
    status: int = 200,
) -> HttpResponse:
    told = {
        "p": house.practice.code,
        "entry": entry,
        "name": full_name(entry),
        "doctor": house.people.get(entry.doctor, ""),
        "kind": pathway_label(entry.pathway),
        "state": state_words(entry.state),
        "stretches": _stretches(house, entry),
        "form": form,
        "problem": problem,
        "movable": entry.state not in NOT_MOVABLE,
        "reasons": CANCEL_REASONS.items(),
        "how": agenda.undone_how(house, entry.story),
        "number": entry.number + 1,
        "key": get_random_string(16),
        "back": came_from(request),
        "tried": request.path.rpartition("/")[2],
    }
    return render(request, "agenda/visit.html", told, status=status)


def _stretches(house: House, entry: Entry) -> list[dict[str, Any]]:
    return [
        {"step": part.step, "since": part.since, "until": part.until, "main": part.main}
        for part in outline(house.practice, entry.as_slot())
    ]


def _place(house: House, entry: Entry) -> dict[str, object]:
    main = house.practice.local(entry.due + before_main(house.practice, entry.pathway))
    until = house.practice.local(
        entry.due + before_main(house.practice, entry.pathway) + timedelta(minutes=entry.minutes)
    )
    return {"doctor": entry.doctor, "day": main.date(), "since": main.time(), "until": until.time()}


def _number(request: Asked) -> int:
    said = request.POST.get("number", "")
    number = whole_number(said)
    if number is None:
        raise MoveRefused("story.gap", expected="", found=said[:10])
    return number


def _key(request: Asked) -> str:
    return request.POST.get("key", "")[:64]


def _seen(request: Asked) -> bool:
    """Only those who may override a warning can say that they have seen it."""
    seen = request.POST.get("seen") == "1"
    if seen:
        require_use(request.seat.roles, "override_booking")
    return seen
