"""Yes, no, and taking it back."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from binome.interop.reading import Unreadable
from binome.practice.refusal import Refused
from binome.practice.rights import require_use
from binome.web.asked import Asked
from binome.web.imports.shown import agenda_choices, columns_in, corrections_in, decisions_in
from binome.web.imports.views import RIGHTS, checked, not_read
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock, imports
from binome.web.store.imports_patients import accept_patients, undo_patients
from binome.web.store.imports_turn import turn
from binome.web.store.imports_waiting import Pending, decide, refuse, waiting
from binome.web.store.practice import House, house_of

ANSWERABLE = ("import.closed_days", "import.who_sees_them", "import.decide_doubles", "booking.not_theirs")
"""What an answer may lack: the page is shown again with the sentence, and the file goes on waiting."""


@require_POST
@allow("import_agenda")
def accept_import(request: Asked, practice: str, code: str) -> HttpResponse:
    """Do what was shown, whole or not at all."""
    house = house_of(request.seat)
    pending = waiting(house, code, at=clock.now())
    require_use(request.seat.roles, RIGHTS[pending.kind])
    try:
        with turn(house):
            told = _accept(request, house, pending)
    except Unreadable as refusal:  # by other columns than those that were shown
        return not_read(request, house, refusal)
    except Refused as refusal:
        if refusal.code not in ANSWERABLE:
            raise
        return checked(request, house, pending, request.POST, fault=sentence_of(refusal, house), status=409)
    messages.success(request, _done(told))
    return HttpResponseRedirect(f"/p/{practice}/import/")


def _done(told: Mapping[str, int]) -> str:
    counts = _("%(created)s created, %(changed)s changed, %(cancelled)s cancelled, %(unchanged)s unchanged.") % told
    left = told.get("left_alone", 0)
    alone = ngettext("%(n)s left alone, on a closed day.", "%(n)s left alone, on closed days.", left) % {"n": left}
    return f"{counts} {alone}" if left else counts


@require_POST
@allow("import_agenda")
def keep_answers(request: Asked, practice: str, code: str) -> HttpResponse:
    """Some of the answers of a long list; the next ones are asked."""
    house = house_of(request.seat)
    require_use(request.seat.roles, RIGHTS[waiting(house, code, at=clock.now()).kind])
    decide(house, code, decisions_in(request.POST), at=clock.now())
    return HttpResponseRedirect(f"/p/{practice}/import/{code}/?{corrections_in(request.POST).urlencode()}")


def _accept(request: Asked, house: House, pending: Pending) -> Mapping[str, int]:
    now = clock.now()
    if pending.kind == "agenda":
        by = house.practice.member(request.seat.member)
        return imports.accept(house, pending.code, agenda_choices(request.POST), by=by, at=now)
    return accept_patients(house, pending.code, columns_in(request.POST), decisions_in(request.POST), at=now)


@require_POST
@allow("import_agenda")
def refuse_import(request: Asked, practice: str, code: str) -> HttpResponse:
    """The file goes; nothing was done."""
    refuse(house_of(request.seat), code, at=clock.now())
    messages.info(request, _("The file was put away: nothing was written."))
    return HttpResponseRedirect(f"/p/{practice}/import/")


@require_POST
@allow("undo_import")
def undo_import(request: Asked, practice: str, code: str) -> HttpResponse:
    """Take a whole import back, where nothing happened since."""
    house = house_of(request.seat)
    by = house.practice.member(request.seat.member)
    now = clock.now()
    if imports.kind_of(house, code) == "agenda":
        told = imports.undo(house, code, by=by, at=now)
    else:
        told = undo_patients(house, code, at=now)
    messages.success(request, _("%(undone)s taken back; %(kept)s kept, because something happened since.") % told)
    return HttpResponseRedirect(f"/p/{practice}/import/")
