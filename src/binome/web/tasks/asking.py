"""Asking for a task, from anywhere, in one line."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from binome.desk import tasks
from binome.desk.hall import Deed
from binome.desk.task_asking import Wanted
from binome.desk.task_hall import Words
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.task_kind import task_kind
from binome.web.asked import Asked
from binome.web.rights import allow, read_found
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.practice import House, house_of
from binome.web.store.tasks import new_task, perform_task
from binome.web.tasks.acts import to_whom
from binome.web.tasks.forms import Ask
from binome.web.tasks.short import Short, read_short


@allow("ask_task")
def new(request: Asked, practice: str) -> HttpResponse:
    """The form, in a page or in a dialog of any page; once asked, back to where one was."""
    house = house_of(request.seat)
    first = {"key": get_random_string(16), "patient": request.GET.get("patient", "")[:40]}
    form = Ask(house, request.POST or None, initial=first)
    if form.initial["about"] and request.method != "POST":
        read_found(request, [first["patient"]])
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            _ask(request, house, form)
            return asked_answer(request, f"/p/{practice}/tasks/?whose=asked")
        except Refused as refusal:
            refused = sentence_of(refusal, house)
    return form_page(request, "tasks/new.html", {"p": practice, "form": form, "refused": refused})


def asked_answer(request: Asked, address: str) -> HttpResponse:
    """A dialog closes and says so; a page goes to the list."""
    if request.headers.get("X-In-Place") == "1":
        return HttpResponse('<p id="asked" data-gone></p>')
    messages.success(request, _("It is asked."))
    return HttpResponseRedirect(address)


def form_page(request: Asked, template: str, told: dict[str, object]) -> HttpResponse:
    """A form that was refused is shown again, with the sentence and what was typed."""
    form = told["form"]
    status = 422 if form.is_bound else 200  # type: ignore[attr-defined]
    inside = request.headers.get("X-In-Place") == "1" or "dialog" in request.GET
    told = {**told, "frame": "tasks/bare.html" if inside else "base.html", "meant": form.meant}  # type: ignore[attr-defined]
    return render(request, template, told, status=status)


def _ask(request: Asked, house: House, form: Ask) -> None:
    now, said = clock.now(), form.cleaned_data
    by = house.practice.member(request.seat.member)
    short = read_short(said["said"], house, now)
    if not short.title:
        raise MoveRefused("task.no_words")
    wanted = _wanted(said, short, form.somebody(request))
    story = new_task(house, by, said["key"])
    deed = Deed(by, now, story, 1)
    words = Words(short.title, said["body"])
    perform_task(house, deed, lambda hall: tasks.ask(hall, deed, wanted, words), key=said["key"])


def _wanted(said: dict[str, str], short: Short, patient: str | None) -> Wanted:
    """The fields win over the line: they were chosen."""
    kind = task_kind(said["kind"] or short.kind or "other")
    level = said["level"] if said["level"] in kind.levels else ""
    pressed = kind.levels[-1] if short.pressing else ""
    due: datetime | None = said["due"] or short.due  # type: ignore[assignment]
    to = to_whom(said["to"] or short.to)
    return Wanted(
        kind=kind.code,
        role=to["role"],  # type: ignore[arg-type]
        person=to["person"],  # type: ignore[arg-type]
        patient=patient,
        level=level or pressed or None,
        due=due,
        repeats=said["repeats"] or None,
    )
