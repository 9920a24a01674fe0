"""Yes, no, and taking it back."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from binome.web.asked import Asked
from binome.web.imports.shown import agenda_choices, columns_in
from binome.web.rights import allow
from binome.web.store import clock, imports
from binome.web.store.imports_patients import accept_patients, undo_patients
from binome.web.store.practice import house_of


@require_POST
@allow("import_agenda")
def accept_import(request: Asked, practice: str, code: str) -> HttpResponse:
    """Do what was shown, whole or not at all."""
    house = house_of(request.seat)
    pending = imports.waiting(house, code)
    now = clock.now()
    if pending.kind == "agenda":
        by = house.practice.member(request.seat.member)
        told = imports.accept(house, code, agenda_choices(request.POST), by=by, at=now)
    else:
        decided = {k.removeprefix("same-"): str(v) for k, v in request.POST.items() if k.startswith("same-")}
        told = accept_patients(house, code, columns_in(request.POST), decided, at=now)
    counts = _("%(created)s created, %(changed)s changed, %(cancelled)s cancelled, %(unchanged)s unchanged.")
    messages.success(request, counts % told)
    return HttpResponseRedirect(f"/p/{practice}/import/")


@require_POST
@allow("import_agenda")
def refuse_import(request: Asked, practice: str, code: str) -> HttpResponse:
    """The file goes; nothing was done."""
    imports.refuse(house_of(request.seat), code, at=clock.now())
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
