"""The patients' pages: finding somebody, their appointments, forgetting them."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from binome.practice.refusal import MoveRefused
from binome.practice.rights import may_use
from binome.web.agenda.found import as_found, codes_of, found_with_visits
from binome.web.agenda.words import full_name, state_words
from binome.web.asked import Asked
from binome.web.rights import allow, read_about, read_found
from binome.web.store import clock
from binome.web.store.naming import tasks_naming
from binome.web.store.patients import Appointment, appointments_of, forget, person
from binome.web.store.practice import House, house_of
from binome.web.store.task_lists import line_of
from binome.web.task_words import kind_name


@allow("see_agenda", reads="search")
def patients(request: Asked, practice: str) -> HttpResponse:
    """What is typed is posted: a name never stands in an address."""
    said = request.POST.get("who", "")
    people = found_with_visits(house_of(request.seat), said)
    read_found(request, codes_of(people))
    told = {"p": practice, "said": said, "people": people, "sought": request.method == "POST"}
    return render(request, "agenda/patients.html", told)


@require_POST
@allow("book", reads="search")
def found(request: Asked, practice: str) -> HttpResponse:
    """The same answer as choices for a form, while somebody types."""
    people = found_with_visits(house_of(request.seat), request.POST.get("who", ""))
    read_found(request, codes_of(people))
    told = {"p": practice, "people": people, "chosen": request.POST.get("patient", ""), "sought": True}
    return render(request, "agenda/found.html", told)


@allow("see_agenda", reads="patient")
def patient(request: Asked, practice: str, patient: str) -> HttpResponse:
    """Who they are, and their appointments, past and to come."""
    house = house_of(request.seat)
    known = person(house, patient)
    if known is None:
        raise MoveRefused("patient.unknown", patient=patient)
    read_about(request, patient=patient)
    named = tasks_naming(house, patient) if may_use(request.seat.roles, "forget_patient") else []
    listed = [_line(house, one) for one in reversed(appointments_of(house, [patient]))]
    return render(
        request,
        "agenda/patient.html",
        {
            "p": practice,
            "known": known,
            "naming": [_task(house, story) for story in named],
            "name": full_name(as_found(house, known)),
            "lines": listed,
        },
    )


@require_POST
@allow("forget_patient")
def forget_patient(request: Asked, practice: str, patient: str) -> HttpResponse:
    """Their names and words are deleted; the visits stay, about nobody."""
    forgotten = forget(house_of(request.seat), patient, at=clock.now())
    said = [_("This person is forgotten: no name, no word of theirs is left here."), _stays(forgotten.remains.lines)]
    if forgotten.files:
        said.append(_("The files that waited to be imported were thrown away: bring them again, without this person."))
    if forgotten.still_named:
        said[0] = _("This person is forgotten.")
        said.append(_open_ones(forgotten.still_named))
    messages.success(request, " ".join(said))
    return HttpResponseRedirect(f"/p/{practice}/patients/")


def _open_ones(tasks: int) -> str:
    told = ngettext(
        "%(n)s open task linked to nobody may still name them.",
        "%(n)s open tasks linked to nobody may still name them.",
        tasks,
    )
    return told % {"n": tasks}


def _task(house: House, story: str) -> dict[str, object]:
    """Its kind and its time: who may not read its words is not told them here."""
    line = line_of(house, story)
    return {"story": story, "kind": kind_name(line.kind), "due": line.due} if line else {}


def _stays(lines: int) -> str:
    told = ngettext(
        "%(n)s line of the journal stays, about nobody.", "%(n)s lines of the journal stay, about nobody.", lines
    )
    return told % {"n": lines}


def _line(house: House, one: Appointment) -> dict[str, object]:
    return {"one": one, "doctor": house.people.get(one.doctor, ""), "state": state_words(one.state)}
