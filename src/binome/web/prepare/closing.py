"""The closing step: what was decided, who does it, by when; what the patient takes home."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.dateparse import parse_date
from django.utils.translation import get_language

from binome.practice.decision import decision_kinds, long_sentences
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.task_kind import task_kind
from binome.practice.words import Role
from binome.web.asked import Asked
from binome.web.prepare.deeds import Deed, View, writes
from binome.web.rights import allow, read_about
from binome.web.role_names import role_names
from binome.web.store import clock
from binome.web.store import closing as store
from binome.web.store.closing import PATIENT, Deciding, Decision
from binome.web.store.practice import House, house_of
from binome.web.store.preparing import LATER, topics_of
from binome.web.store.sheets import Prepared, prepared


@allow("read_preparation", reads="preparation")
def closing(request: Asked, practice: str, story: str) -> HttpResponse:
    """What was decided, and the form for one thing more."""
    house = house_of(request.seat)
    found = prepared(house, story)
    read_about(request, story=story, patient=found.line.patient or "")
    return render(request, "prepare/closing.html", told(house, found, practice))


def _page_again(request: Asked, house: House, story: str, refusal: Refused, shown: dict[str, Any]) -> HttpResponse:
    more = {**shown, "again": refusal.code == "decision.already"}
    page = told(house, prepared(house, story), house.practice.code, **more)
    return render(request, "prepare/closing.html", page, status=409)


def _writes(deed: Deed) -> View:
    return writes(deed, _page_again, "closing/")


def told(house: House, found: Prepared, practice: str, **more: Any) -> dict[str, Any]:
    """What the page shows; `left` are the patient's topics that were not dealt with."""
    language = (get_language() or "fr")[:2]
    said = store.said_to(found.entries)
    return {
        "p": practice,
        "line": found.line,
        "doctor": house.people.get(found.line.doctor, ""),
        "decisions": [shown(house, it, language) for it in store.decisions_of(found.entries)],
        "kinds": [(kind.code, kind.labels[language]) for kind in decision_kinds().values()],
        "whom": [*_roles(house), *house.people.items()],
        "left": [topic for topic in topics_of(found.entries) if topic.state in ("", LATER)],
        "to_come": [(it.due, house.people.get(it.doctor, "")) for it in store.to_come(house, found, clock.now())],
        "said": said,
        "long": long_sentences(said),
        "booking": f"/p/{practice}/agenda/book/?patient={found.line.patient or ''}",
        "tray": f"/p/{practice}/tray/new?visit={found.line.story}&patient={found.line.patient or ''}",
        "key": get_random_string(16),
        **more,
    }


def shown(house: House, it: Decision, language: str) -> dict[str, Any]:
    """One decision, as a line of the page and of the paper."""
    by_patient = it.to == PATIENT
    return {
        "it": it,
        "label": it.kind.labels[language],
        "who": _who(house, it.to or f"role:{task_kind(it.kind.task).roles[0]}"),
        "plain": it.kind.plainly(it.words, language, by_patient=by_patient),
        "page": "" if by_patient else it.kind.page,
        "by": house.people.get(it.by, ""),
    }


def _decide(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    typed = form.get("due", "")
    try:
        due = parse_date(typed) if typed else None
    except ValueError:
        due = None
    if typed and due is None:
        raise MoveRefused("task.due_has_passed", due=None)
    said = Deciding(
        form.get("kind", ""), form.get("words", "")[:300], form.get("to", "")[:40], due, form.get("again") == "1"
    )
    store.decide(house, story, said, **author)


def _drop(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    store.drop(house, story, form.get("decision", "")[:40], **author)


def _say(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    store.say(house, story, form.get("words", ""), **author)


def _roles(house: House) -> list[tuple[str, str]]:
    held = {role for member in house.practice.members.values() for role in member.roles}
    return [(f"role:{role}", role_names([role])[0]) for role in Role if role in held]


def _who(house: House, to: str) -> str:
    if to.startswith("role:"):
        return role_names([Role(to.removeprefix("role:"))])[0]
    return house.people.get(to, "")


decide, drop, say = _writes(_decide), _writes(_drop), _writes(_say)
