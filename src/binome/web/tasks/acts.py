"""The gestures on a task: one address each, one call into the desk each."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TypedDict
from urllib.parse import quote

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.dateparse import parse_date, parse_time
from django.views.decorators.http import require_POST

from binome.desk import tasks
from binome.desk.hall import Deed
from binome.desk.task_hall import TaskHall
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.task import Task
from binome.practice.team import Practice
from binome.practice.words import Role
from binome.web.asked import Asked, whole_number
from binome.web.delegation_words import who_may_address
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.practice import House, house_of
from binome.web.store.task_lists import line_of
from binome.web.store.tasks import perform_task
from binome.web.task_reasons import reason_for
from binome.web.tasks.views import is_carer
from binome.web.thread import question_piece, task_pieces

YEARS = range(2000, 2200)
"""Beyond the last, no delay can be counted; before the first, the hand slipped."""

Gesture = Callable[[TaskHall, Deed, QueryDict], Task]


def _reason(form: QueryDict, gesture: str) -> str:
    return reason_for(form.get("reason", ""), gesture)


def _note(form: QueryDict) -> str:
    return form.get("note", "")[:4000]


GESTURES: Mapping[str, Gesture] = MappingProxyType(
    {
        "claim": lambda hall, deed, form: tasks.claim(hall, deed),
        "decline": lambda hall, deed, form: tasks.decline(hall, deed, reason=_reason(form, "decline")),
        "hand-back": lambda hall, deed, form: tasks.hand_back(hall, deed),
        "pass-on": lambda hall, deed, form: tasks.pass_on(
            hall, deed, **to_whom(form.get("to", "")), reason=_reason(form, "pass-on")
        ),
        "prepared": lambda hall, deed, form: tasks.prepared(hall, deed, note=_note(form)),
        "postpone": lambda hall, deed, form: tasks.postpone(
            hall, deed, due=time_in(form, hall.practice), reason=_reason(form, "postpone")
        ),
        "not-reached": lambda hall, deed, form: tasks.not_reached(hall, deed),
        "end": lambda hall, deed, form: tasks.end(hall, deed, outcome=form.get("outcome", "done"), note=_note(form)),
        "end-for": lambda hall, deed, form: tasks.end_for_colleague(
            hall, deed, outcome=form.get("outcome", "done"), note=_note(form)
        ),
        "resume": lambda hall, deed, form: tasks.resume(hall, deed, reason=_reason(form, "resume")),
        "withdraw": lambda hall, deed, form: tasks.withdraw(hall, deed, reason=_reason(form, "withdraw")),
    }
)
"""Each gesture on a task, by the last word of its address."""


@require_POST
@allow("move_tasks")
def act(request: Asked, practice: str, story: str, deed: str) -> HttpResponse:
    """Do one gesture. A script gets the task's fresh line, with the sentence when it is refused; a page goes back."""
    house = house_of(request.seat)
    if deed not in GESTURES:
        raise MoveRefused("form.unknown_gesture", gesture=deed)
    try:
        _do(request, house, story, deed)
    except Refused as refusal:
        if request.headers.get("X-In-Place") != "1":
            raise
        return _fresh(request, house, story, status=409, refusal=refusal)
    if request.headers.get("X-In-Place") == "1":
        return _fresh(request, house, story)
    return HttpResponseRedirect(f"/p/{practice}/tasks/")


class ToWhom(TypedDict):
    role: Role | None
    person: str | None


def to_whom(said: str) -> ToWhom:
    """A role ("role:assistant") or a person, as a form writes them; neither is refused by the desk."""
    if not said.startswith("role:"):
        return {"role": None, "person": said or None}
    try:
        return {"role": Role(said.removeprefix("role:")), "person": None}
    except ValueError:
        raise MoveRefused("task.to_whom_else") from None


def time_in(form: QueryDict, practice: Practice) -> datetime:
    """A day, and perhaps an hour, on the practice's clock: without an hour, in the middle of the day."""
    try:
        day, hour = parse_date(form.get("day", "")), parse_time(form.get("time", "") or "12:00")
    except ValueError:
        day = hour = None
    if day is None or hour is None or day.year not in YEARS:
        raise MoveRefused("task.due_has_passed", due=None)
    return datetime.combine(day, hour, practice.zone)


def _do(request: Asked, house: House, story: str, name: str) -> None:
    form = request.POST
    who = house.practice.member(request.seat.member)
    done = Deed(who, clock.now(), story, whole_number(form.get("number", "")))
    key = f"{name}-{form['key']}"[:64] if form.get("key") else ""
    perform_task(house, done, lambda hall: GESTURES[name](hall, done, form), key=key)


def _fresh(
    request: Asked, house: House, story: str, *, status: int = 200, refusal: Refused | None = None
) -> HttpResponse:
    line = line_of(house, story)
    gone = f'<li id="{story}" data-gone></li><li id="ask-{story}" data-gone></li>'
    spoken = request.LANGUAGE_CODE
    carer = is_carer(request)
    html = gone
    if line:
        html = task_pieces(house, [line], spoken, carer=carer) + question_piece(house, line, spoken, carer=carer)
    response = HttpResponse(html, status=status)
    if refusal:
        response["X-Sentence"] = quote(sentence_of(refusal, house))
        response["X-Who-May"] = who_may_address(refusal, house.practice.code)
    return response
