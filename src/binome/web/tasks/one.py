"""One task: what it says, what happened to it, what can be done; and the document it came with."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string

from binome.desk.task_ground import UNSAID
from binome.journal.event import Event
from binome.practice.delegation import who_may
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.rights import may_use
from binome.practice.task import CLOCK, Task
from binome.practice.task_kind import routes, task_kind
from binome.practice.words import Moment, Power, Role
from binome.web.asked import Asked
from binome.web.event_words import legal_ground, what_happened
from binome.web.rights import allow, read_about
from binome.web.role_names import ROLE_NAMES
from binome.web.store import clock
from binome.web.store.documents import document_of, written_in
from binome.web.store.journal import DatabaseJournal
from binome.web.store.practice import House, house_of
from binome.web.store.task_lists import TaskLine, line_of, notes_of
from binome.web.store.tasks import task
from binome.web.task_reasons import REASONS
from binome.web.task_words import LEVEL_NAMES, kind_name, outcome_names, route_name
from binome.web.tasks.views import is_carer
from binome.web.thread import whom

CHOSEN = ("done", "not_needed", "done_elsewhere", "duplicate")
"""How somebody may say that a task ended; the other ways have gestures of their own."""


@allow("see_tasks", reads="task")
def task_page(request: Asked, practice: str, story: str) -> HttpResponse:
    """Everything of one task; its words only to those who may read them."""
    house, now = house_of(request.seat), clock.now()
    line, told = _known(house, story), task(house, story)
    read_about(request, story=story, patient=line.patient or "")
    kind = task_kind(line.kind)
    reads = reads_words(request, house, line)
    document, power = document_of(house, story), _power(house, request.seat.member, told)
    context = {
        "p": practice,
        "line": line,
        "task": told,
        "kind": kind,
        "kind_name": kind_name(line.kind),
        "level": LEVEL_NAMES.get(line.level, ""),
        "reads": reads,
        "notes": [(note, house.people.get(note.by, "")) for note in notes_of(house, story)] if reads else [],
        "document": document,
        "document_kind": route_name("documents", document.kind) if document else "",
        "people": house.people,
        "holder": house.people.get(line.holder or "", ""),
        "mine": line.holder == request.seat.member,
        "named": line.person == request.seat.member,
        "power": power,
        "finishes": power is Power.DOES or (kind.preparing and power is Power.PREPARES),
        "role": house.people.get(line.person or "", "") or ROLE_NAMES.get(line.role, ""),
        "whom": whom(house, who_may(kind.activity, on=house.practice.local(now).date())),
        "reasons": REASONS,
        "taking": {code: word for code, word in REASONS["pass-on"].items() if code != UNSAID},
        "moves": kind.may_close(tuple(map(Role, request.seat.roles)), Role(line.asked_role)),
        "kinds": _other_kinds(line.kind)
        if document and reads and may_use(request.seat.roles, "bring_documents")
        else {},
        "outcomes": {code: word for code, word in outcome_names().items() if code in CHOSEN},
        "next_number": line.number + 1,
        "key": get_random_string(16),
        "events": [_event(house, event) for event in DatabaseJournal(house.id).of_story(story)],
        "may_undo": _author(house, told) == request.seat.member,
    }
    return render(request, "tasks/task.html", context)


@allow("read_documents", reads="document")
def written(request: Asked, practice: str, story: str) -> HttpResponse:
    """The document as it came, to be kept or opened by the browser's own reader, never run in our pages."""
    house = house_of(request.seat)
    line, document = _known(house, story), document_of(house, story)
    kind = task_kind(line.kind)
    if not reads_words(request, house, line):
        raise MoveRefused("task.words_reserved", kind=kind.code, who=tuple(sorted(kind.read_by)))
    read_about(request, story=story, patient=document.patient or "" if document else "")
    response = HttpResponse(written_in(house, story), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="document-{story}.pdf"'
    return response


def _other_kinds(kind: str) -> dict[str, str]:
    """What else a document may turn out to be."""
    return {code: route_name("documents", code) for code, way in routes("documents").items() if way.kind != kind}


def reads_words(request: Asked, house: House, line: TaskLine) -> bool:
    """Whoever wrote them reads them; a result's are for doctors, a carer's question for carers."""
    kind = task_kind(line.kind)
    if kind.is_open_to_all(Role(line.asked_role)) or line.asked_by == request.seat.member:
        return kind.may_read(house.practice.member(request.seat.member).roles)
    return is_carer(request) and kind.may_read(house.practice.member(request.seat.member).roles)


def _known(house: House, story: str) -> TaskLine:
    line = line_of(house, story)
    if line is None:
        raise MoveRefused("task.unknown", story=story)
    return line


def _power(house: House, member: str, told: Task) -> Power:
    """What its activity is to this person: to do, to prepare, or neither."""
    try:
        return house.practice.delegation(house.practice.member(member), told.its_kind.activity, clock.now()).power
    except Refused:
        return Power.NO


def _author(house: House, told: Task) -> str:
    """Whose gesture stands last."""
    return DatabaseJournal(house.id).of_story(told.story)[told.standing - 1].by if told.standing else ""


def _event(house: House, event: Event) -> dict[str, object]:
    to = house.people.get(event.to or "", "") or ROLE_NAMES.get(str(event.to_role or ""), "")
    return {
        "at": event.at,
        "who": "" if event.by == CLOCK else house.people.get(event.by, ""),
        "role": "" if event.by == CLOCK else ROLE_NAMES.get(event.role, ""),
        "what": what_happened({"moment": event.moment}, house),
        "to": to if event.moment is not Moment.DECLINED else "",
        "reason": _reason_words(event),
        "ground": legal_ground(event.delegation),
    }


def _reason_words(event: Event) -> str:
    words = {code: word for listed in REASONS.values() for code, word in listed.items()} | outcome_names()
    return str(words.get(event.reason or "", ""))
