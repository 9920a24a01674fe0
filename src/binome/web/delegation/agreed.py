"""Trainings, posts, protocols, the kind of practice: what is noted with its day and its author, and what falls due."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binome.practice.agreements import SignedProtocol
from binome.practice.conditions import structures
from binome.practice.qualification import KINDS_OF_TRAINING, Qualification
from binome.practice.reminding import deadlines_of, reminders
from binome.practice.team import Member
from binome.practice.words import Role
from binome.web.asked import Asked
from binome.web.delegation.forms import author, day_asked, day_in, day_wanted, number_in, saves
from binome.web.delegation_words import TRAINING_NAMES, role_name
from binome.web.rights import allow
from binome.web.store import trainings as store
from binome.web.store.agreed import RECORD, Noted, trace
from binome.web.store.practice import House, Settings, house_of, protocol_from, qualification_from
from binome.web.task_words import labelled

FIELD_NAMES = {
    "diabetes": gettext_lazy("type 2 diabetes"),
    "cardiovascular": gettext_lazy("cardiovascular risk"),
    "copd": gettext_lazy("COPD and tobacco"),
    "cognitive": gettext_lazy("cognitive disorders"),
    "organisation": gettext_lazy("organisation (until 20 January 2025)"),
}

LAST_DAYS = {"organisation": date(2025, 1, 20)}
"""Signed until that day: offered only to whoever looks at the page as it was then."""

TRACED = {
    "training": gettext_lazy("training"),
    "post": gettext_lazy("post taken"),
    "protocol": gettext_lazy("protocol signed"),
    "narrowing": gettext_lazy("narrowing"),
    "mode": gettext_lazy("mode of consultation"),
    "structure": gettext_lazy("kind of practice"),
    "let": gettext_lazy("opened to somebody by name"),
}
SHOWN = 30


@allow("see_delegations")
def trainings(request: Asked, practice: str) -> HttpResponse:
    """Everybody's trainings, with the deadlines, and what the practice signed."""
    return _page(request, house_of(request.seat))


def _page(
    request: Asked, house: House, *, fault: str = "", typed: Any = None, status: int = 200, **named: str
) -> HttpResponse:
    on = day_asked(request, house)
    told = {
        "p": house.practice.code,
        "tab": "trainings",
        "on": on,
        "fault": fault,
        "typed": typed or {},
        "notices": notices(house, on),
        "people": [_person(house, it, on) for it in house.practice.members.values() if _is_here(house, it.code, on)],
        "kinds": [(code, TRAINING_NAMES[code]) for code in KINDS_OF_TRAINING],
        "protocols": [_protocol(house, words, on) for words in house.settings.get("protocols", ())],
        "fields": [(code, name) for code, name in FIELD_NAMES.items() if on <= LAST_DAYS.get(code, on)],
        "nurses": _holding(house, store.NURSES),
        "physicians": _holding(house, (Role.PHYSICIAN,)),
        "structure": _structure(house),
        "structures": [(it.code, labelled(it.labels), it.counts) for it in structures().values()],
        "shown": SHOWN,
        "trace": [_line(house, it) for it in trace(house)[:SHOWN]],
    }
    return render(request, "delegation/trainings.html", told, status=status)


def notices(house: House, on: date) -> list[dict[str, Any]]:
    """What falls due within three months, with names, for this page and for whoever shows it elsewhere."""
    return [
        {
            "who": house.people.get(it.member, ""),
            "on": it.on,
            "words": labelled(it.labels),
            "past": it.is_past(on),
            "refuses": it.effect == "refuses",
        }
        for it in reminders(house.practice, on)
    ]


def _training(request: Asked, house: House, form: Any) -> str:
    store.note_training(
        house,
        author(request),
        form.get("member", ""),
        form.get("kind", ""),
        started=day_in(form, "started"),
        obtained=day_in(form, "obtained"),
        valid_until=day_in(form, "valid_until"),
    )
    return _("Training noted.")


def _obtained(request: Asked, house: House, form: Any) -> str:
    obtained, until = day_wanted(form, "obtained"), day_in(form, "valid_until")
    store.obtain_training(house, author(request), number_in(form, "record"), obtained=obtained, valid_until=until)
    return _("Training noted as obtained.")


def _removed(request: Asked, house: House, form: Any) -> str:
    store.remove_training(house, author(request), number_in(form, "record"))
    return _("Removed: it no longer counts.")


def _post(request: Asked, house: House, form: Any) -> str:
    store.note_post(house, author(request), form.get("member", ""), form.get("role", ""), day_wanted(form, "taken"))
    return _("Noted.")


def _protocol_signed(request: Asked, house: House, form: Any) -> str:
    store.note_protocol(
        house,
        author(request),
        fields=form.getlist("fields"),
        nurses=form.getlist("nurses"),
        physicians=form.getlist("physicians"),
        signed_on=day_wanted(form, "signed_on"),
        until=day_in(form, "until"),
    )
    return _("Protocol noted.")


def _protocol_ended(request: Asked, house: House, form: Any) -> str:
    store.end_protocol(house, author(request), number_in(form, "record"), until=day_wanted(form, "until"))
    return _("The protocol ends on that day.")


def _structure_said(request: Asked, house: House, form: Any) -> str:
    store.declare_structure(house, author(request), form.get("structure", ""), day_wanted(form, "since"))
    return _("Kept.")


training_noted = saves("record_training", _page, "trainings")(_training)
training_obtained = saves("record_training", _page, "trainings")(_obtained)
training_removed = saves("record_training", _page, "trainings")(_removed)
post_noted = saves("record_training", _page, "trainings")(_post)
protocol_noted = saves("sign_protocol", _page, "trainings")(_protocol_signed)
protocol_ended = saves("sign_protocol", _page, "trainings")(_protocol_ended)
structure_declared = saves("sign_protocol", _page, "trainings")(_structure_said)


def _person(house: House, member: Member, on: date) -> dict[str, Any]:
    held = house.settings.get("qualifications", {}).get(member.code, ())
    return {
        "code": member.code,
        "who": house.people[member.code],
        "posts": [(post.role, role_name(post.role), post.taken) for post in member.posts],
        "is_assistant": Role.ASSISTANT in member.roles,
        "in_order": "training_in_order" in member.given(on),
        "held": [_held(words, on) for words in held],
        "deadlines": [
            {"it": deadline, "words": labelled(deadline.labels), "on": day, "met": met, "past": day <= on and not met}
            for deadline, day, met in deadlines_of(member, on)
        ],
    }


def _held(words: Settings, on: date) -> dict[str, Any]:
    it: Qualification = qualification_from(words)
    state = (
        "held" if it.held_on(on) else "under_way" if it.obtained is None else "over" if it.valid_until else "to_come"
    )
    return {"it": it, "name": TRAINING_NAMES.get(it.kind, it.kind), "record": words.get(RECORD), "state": state}


def _protocol(house: House, words: Settings, on: date) -> dict[str, Any]:
    it: SignedProtocol = protocol_from(words)
    return {
        "it": it,
        "record": words.get(RECORD),
        "fields": [FIELD_NAMES.get(field, field) for field in FIELD_NAMES if field in it.fields],
        "nurses": [house.people.get(code, code) for code in sorted(it.nurses)],
        "physicians": [house.people.get(code, code) for code in sorted(it.physicians)],
        "stands": it.signed_on <= on and (it.until is None or on < it.until),
    }


def _structure(house: House) -> dict[str, Any]:
    found = structures().get(house.practice.structure)
    if found is None:
        return {"code": "", "name": "", "counts": False, "note": ""}
    return {"code": found.code, "name": labelled(found.labels), "counts": found.counts, "note": labelled(found.notes)}


def _holding(house: House, roles: tuple[Role, ...]) -> list[tuple[str, str]]:
    members = house.practice.members.values()
    return [(it.code, house.people[it.code]) for it in members if set(it.roles) & set(roles)]


def _line(house: House, it: Noted) -> dict[str, Any]:
    return {
        "what": TRACED.get(it.kind, it.kind),
        "about": house.people.get(it.about, ""),
        "said": " · ".join(
            str(value) for name, value in it.words.items() if name in ("kind", "role", "reason", "code")
        ),
        "since": it.since,
        "by": house.people.get(it.by, ""),
        "at": it.at,
        "ended_by": house.people.get(it.ended_by, ""),
        "ended_at": it.ended_at,
    }


def _is_here(house: House, code: str, on: date) -> bool:
    return not any(it.member == code and it.until == date.max and it.since <= on for it in house.practice.absences)
