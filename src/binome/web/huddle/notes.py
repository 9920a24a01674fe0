"""Two small gestures: a note for the next morning, a mark on somebody."""

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from binome.practice.rights import may_use
from binome.web.asked import Asked
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.attention import drop_mark, set_mark
from binome.web.store.hand_over import leave_note, take_note_back
from binome.web.store.practice import house_of, today


@require_POST
@allow("leave_hand_over")
def leave(request: Asked, practice: str, day: date) -> HttpResponse:
    """What the evening tells the next morning."""
    form = request.POST
    leave_note(
        house_of(request.seat),
        day,
        form.get("words", ""),
        by=request.seat.member,
        at=clock.now(),
        patient=form.get("patient") or None,
        key=form.get("key", ""),
    )
    return HttpResponseRedirect(f"/p/{practice}/board/{day}/round#notes")


@require_POST
@allow("leave_hand_over")
def take_back(request: Asked, practice: str, day: date, note: int) -> HttpResponse:
    take_note_back(house_of(request.seat), note, by=request.seat.member)
    return HttpResponseRedirect(f"/p/{practice}/board/{day}/round#notes")


@require_POST
@allow("mark_attention")
def mark(request: Asked, practice: str) -> HttpResponse:
    """Set a mark, or take it away; then back to the morning."""
    house, form = house_of(request.seat), request.POST
    clinical = may_use(request.seat.roles, "read_preparation")
    patient, reason = form.get("patient", ""), form.get("reason", "")
    if form.get("gesture") == "drop":
        drop_mark(house, patient, reason, clinical=clinical)
    else:
        set_mark(house, patient, reason, by=request.seat.member, at=clock.now(), clinical=clinical)
    return HttpResponseRedirect(f"/p/{practice}/huddle/{today(house.practice, clock.now())}/#attention")
