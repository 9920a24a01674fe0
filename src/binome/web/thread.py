"""The thread of the practice on the day's channel: its tasks as pieces, for every face that shows some.

A piece is drawn once for an audience: what is for one role or one person bears it, and the page hides the rest. What
only some may read is on the task's own page alone, never in a piece.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.template.loader import get_template
from django.utils import timezone, translation

from binome.practice.delegation import who_may
from binome.practice.task_kind import task_kinds
from binome.practice.words import Role
from binome.web.role_names import ROLE_NAMES
from binome.web.store import clock
from binome.web.store.practice import House
from binome.web.store.task_lists import TaskLine, changed_since, how_many_open, open_questions, sights, unread_answers
from binome.web.task_reasons import REASONS
from binome.web.task_words import LEVEL_NAMES, kind_name, outcome_names
from binome.web.tray_count import tray_since

TOKEN, KEY = "%TOKEN%", "%KEY%"
PRESSING = ("now", "high")
_ORDER = {"now": 0, "between": 1, "can_wait": 2}


def thread_since(house: House, day: date, version: int, language: str, *, carer: bool) -> str:
    """What changed of the practice's tasks and documents that day after that version; empty when nothing did."""
    tray = tray_since(house, day, version)
    changed = changed_since(house, day, version)
    if not changed:
        return tray
    asked = "".join(question_piece(house, line, language, carer=carer) for line in changed)
    drawn = task_pieces(house, changed, language, carer=carer)
    return drawn + asked + f'<b id="count-tasks">{how_many_open(house)}</b>' + tray


def task_pieces(house: House, lines: Iterable[TaskLine], language: str, *, carer: bool) -> str:
    """Tasks as lines of a list, each with what may be done with it; for a carer, with what carers wrote."""
    now = clock.now()
    sight = sights(house, now)
    with translation.override(language), timezone.override(house.practice.zone):
        seen = [(line, sight(line.address).everybody) for line in lines]
        return "".join(_task(house, line, (language, carer), now, shown_to) for line, shown_to in seen)


def _task(house: House, line: TaskLine, audience: tuple[str, bool], now: datetime, seen: frozenset[str]) -> str:
    """Drawn once for as long as nothing of it changes: all that it shows is in the key."""
    late, today = line.due < now, house.practice.local(now).date()
    key = (house.id, house.revision, audience, repr(line), late, today, seen)
    drawn = _drawn.get(key)
    if drawn is None:
        drawn = get_template("thread/task.html").render(_told(house, line, now, audience[1]) | {"seen": sorted(seen)})
        if len(_drawn) >= KEPT:
            _drawn.clear()
        _drawn[key] = drawn
    return drawn


KEPT = 8_000
_drawn: dict[object, str] = {}


def questions(house: House, language: str, *, carer: bool) -> str:
    """The questions that wait for the doctors, the most pressing first."""
    lines = sorted(open_questions(house), key=lambda line: (_ORDER.get(line.level, 9), line.due))
    return "".join(question_piece(house, line, language, carer=carer) for line in lines)


def answers(house: House, member: str, language: str, *, carer: bool) -> str:
    """Those given today to this person's questions, until they open them."""
    return "".join(_answer(house, line, language, carer) for line in unread_answers(house, member, clock.now()))


def question_piece(house: House, line: TaskLine, language: str, *, carer: bool) -> str:
    """A question in its discreet place; once it is answered, a line for whoever asked it. Other tasks are nowhere."""
    if line.kind != "question":
        return ""
    if not line.is_open:
        return f'<li id="ask-{line.story}" data-gone></li>' + _answer(house, line, language, carer)
    with translation.override(language), timezone.override(house.practice.zone):
        told = _told(house, line, clock.now(), carer) | {"order": f"{_ORDER.get(line.level, 9)}{line.due.isoformat()}"}
        return f'<li id="told-{line.story}" data-gone></li>' + get_template("thread/question.html").render(told)


def _answer(house: House, line: TaskLine, language: str, carer: bool) -> str:
    """Who answered, and where to read it: the answer itself is on the task's own page."""
    if line.ended_by in ("", None, line.asked_by):
        return ""
    with translation.override(language), timezone.override(house.practice.zone):
        return get_template("thread/answer.html").render(_told(house, line, clock.now(), carer))


def _told(house: House, line: TaskLine, now: datetime, carer: bool) -> dict[str, object]:
    kind, people = task_kinds()[line.kind], house.people
    reads = kind.is_open_to_all(Role(line.asked_role)) or (carer and not kind.read_by)
    may = who_may(kind.activity, on=house.practice.local(now).date())
    return {
        "p": house.practice.code,
        "line": line,
        "token": TOKEN,
        "key": KEY,
        "next_number": line.number + 1,
        "kind": kind,
        "kind_name": kind_name(line.kind),
        "title": line.title if reads else "",
        "caller": line.caller if reads else "",
        "phone": line.caller_phone if reads else "",
        "level": LEVEL_NAMES.get(line.level, ""),
        "pressing": line.level in PRESSING,
        "may": " ".join(may),
        "whom": whom(house, may),
        "reasons": REASONS,
        "role": ROLE_NAMES.get(line.role, line.role),
        "person": people.get(line.person or "", ""),
        "holder": people.get(line.holder or "", ""),
        "asker": people.get(line.asked_by, ""),
        "ender": people.get(line.ended_by or "", ""),
        "outcome": outcome_names().get(line.ended_as or "", ""),
        "declined": [(people.get(by, ""), reason) for by, reason, _ in line.declined],
        "late": line.is_open and line.due < now,
        "author": line.ended_by or line.holder or (line.asked_by if line.number == 1 else ""),
    }


def whom(house: House, roles: Iterable[Role]) -> list[tuple[str, str]]:
    """Whom a task may be put before: the roles somebody here holds, then their people, as a form writes them."""
    held = {role: [m.code for m in house.practice.members.values() if role in m.roles] for role in roles}
    people = dict.fromkeys(code for codes in held.values() for code in codes)
    of_roles = [(f"role:{role}", str(ROLE_NAMES[role])) for role, codes in held.items() if codes]
    return of_roles + [(code, house.people[code]) for code in people]


def fill(pieces: str, token: str, key: str) -> str:
    """The pieces with this page's own form token and key."""
    return pieces.replace(TOKEN, token).replace(KEY, key)
