"""The tray as pieces: the list, the document in hand, how far one is. A page and an answer in place show the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.crypto import get_random_string

from binome.practice.draft import DraftState
from binome.practice.refusal import Refused
from binome.practice.team import Member
from binome.practice.template import Template
from binome.practice.words import Power
from binome.web.asked import Asked
from binome.web.draft_words import LIST_NAMES, REASONS, STATE_NAMES, labelled, reason_name, template_name
from binome.web.event_words import legal_ground, what_happened
from binome.web.rights import read_about
from binome.web.role_names import ROLE_NAMES
from binome.web.store import clock
from binome.web.store.journal import DatabaseJournal
from binome.web.store.practice import House, house_of, today
from binome.web.store.templates import templates_of
from binome.web.store.tray import (
    LISTS,
    Chosen,
    DraftLine,
    Tray,
    how_many_wait,
    line_of,
    readable_kinds,
    signed_since,
    tray,
    words_of,
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Somebody before the tray: what they chose, what they may read, what is there."""

    house: House
    member: Member
    now: datetime
    chosen: Chosen
    templates: dict[str, Template]
    kinds: frozenset[str]
    tray: Tray


def desk_of(request: Asked, asked: QueryDict) -> Desk:
    """What the tray holds for whoever asks: of the kinds of document that some text puts in their hands."""
    house, now = house_of(request.seat), clock.now()
    member = house.practice.member(request.seat.member)
    found = dict(templates_of(house, retired=True))
    kinds = readable_kinds(found.values(), member.roles, today(house.practice, now))
    chosen = chosen_in(asked, signs=any(power_to(house, member, it.signs, now) is Power.DOES for it in _kinds(found)))
    return Desk(house, member, now, chosen, found, kinds, tray(house, member.code, chosen, kinds))


def chosen_in(asked: QueryDict, *, signs: bool) -> Chosen:
    """What the address asks for; a preparer sees first what came back, whoever signs what waits."""
    whose = asked.get("whose", "")
    return Chosen(
        whose=whose if whose in LISTS else "sign" if signs else "back",
        kind=asked.get("kind", "")[:40],
        mine=asked.get("mine") == "1",
    )


def power_to(house: House, member: Member, activity: str, now: datetime, physician: str | None = None) -> Power:
    try:
        return house.practice.delegation(member, activity, now, physician=physician).power
    except Refused:
        return Power.NO


def told(request: Asked, desk: Desk, story: str, **more: Any) -> dict[str, Any]:
    """Everything the pieces show. The reading of the document in hand is noted with its patient."""
    line = _in_hand(desk, story)
    if line is not None:
        read_about(request, story=line.story, patient=line.patient or "")
    since = desk.house.practice.local(desk.now).replace(hour=0, minute=0, second=0, microsecond=0)
    done = signed_since(desk.house, desk.member.code, since)
    left = len(desk.tray.lines) if desk.chosen.whose == "sign" else 0
    return {
        "p": desk.house.practice.code,
        "desk": desk,
        "chosen": desk.chosen,
        "lists": [(code, word, desk.tray.counts[code]) for code, word in LIST_NAMES.items()],
        "kinds": [(code, template_name(code, desk.templates), n) for code, n in sorted(desk.tray.by_kind.items())],
        "lines": [(one, template_name(one.kind, desk.templates)) for one in desk.tray.lines],
        "doc": document(desk, line) if line else None,
        "done": done,
        "all": done + left,
        "waiting": how_many_wait(desk.house),
        "around": desk.tray.around(line.story) if line else ("", ""),
        "reasons": {gesture.replace("-", "_"): list(words.items()) for gesture, words in REASONS.items()},
        "key": get_random_string(16),
        **more,
    }


def document(desk: Desk, line: DraftLine) -> dict[str, Any]:
    """One document, its words, and what this person may do with it."""
    house, template = desk.house, desk.templates.get(line.kind)
    words = words_of(house, [line]).get(line.story)
    signs = template and power_to(house, desk.member, template.signs, desk.now, line.doctor) is Power.DOES
    prepares = template and power_to(house, desk.member, template.activity, desk.now, line.doctor) is not Power.NO
    events = DatabaseJournal(house.id).of_story(line.story)
    author = events[line.standing - 1].by if line.standing else ""
    return {
        "line": line,
        "name": template_name(line.kind, desk.templates),
        "check": labelled(template.check) if template and any(template.check.values()) else "",
        "official": bool(template and template.official),
        "words": words,
        "fields": _fields(template, words.values) if template and words and not words.rewritten else [],
        "signs": bool(signs),
        "prepares": bool(prepares),
        "next_number": line.number + 1,
        "state": STATE_NAMES.get(line.state, ""),
        "is_open": line.state in (DraftState.PREPARED, DraftState.SENT_BACK, DraftState.SIGNED),
        "may_undo": author == desk.member.code and line.state != DraftState.ISSUED,
        "reason": reason_name(line.reason),
        "preparer": house.people.get(line.drafted_by, ""),
        "role": ROLE_NAMES.get(line.drafted_role, ""),
        "doctor": house.people.get(line.doctor or "", ""),
        "signer": house.people.get(line.signed_by or "", ""),
        "events": [_event(house, event) for event in events],
    }


def drawn(told: dict[str, Any], request: Asked) -> str:
    """The pieces an answer in place carries."""
    return "".join(render_to_string(f"tray/{piece}.html", told, request) for piece in ("list", "document", "progress"))


def _in_hand(desk: Desk, story: str) -> DraftLine | None:
    """The document asked for, if this person reads its kind; else the first of the list."""
    if story:
        line = line_of(desk.house, story)
        if line.kind in desk.kinds:
            return line
    return desk.tray.lines[0] if desk.tray.lines else None


def _fields(template: Template, values: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"field": field, "label": labelled(field.labels), "value": values.get(field.code, "")}
        for field in template.fields
    ]


def _event(house: House, event: Any) -> dict[str, Any]:
    return {
        "at": event.at,
        "who": house.people.get(event.by, ""),
        "role": ROLE_NAMES.get(event.role, ""),
        "what": what_happened({"moment": event.moment}, house),
        "reason": reason_name(event.reason),
        "ground": legal_ground(event.delegation),
    }


def _kinds(found: dict[str, Template]) -> list[Template]:
    """One template of each signature is enough to know who signs."""
    return list({it.signs: it for it in found.values()}.values())
