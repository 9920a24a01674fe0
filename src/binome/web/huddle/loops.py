"""What is open from before: tasks late, calls to make, visits to sign, visits put off; and who does what first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binome.practice.task_kind import task_kinds
from binome.practice.words import Role
from binome.web.huddle.due import Due, Known
from binome.web.role_names import ROLE_NAMES
from binome.web.store.huddle import LeftOver, end_of, left_over
from binome.web.store.practice import House
from binome.web.store.task_lists import Brief, TaskLine, lines_of
from binome.web.task_words import kind_name

MOST = 12
"""So many lines of each kind are told one by one; the rest is counted, with the way to them."""
FIRST = 4


@dataclass(frozen=True, slots=True)
class Loop:
    """One thing left open: what, about whom, whose it is, since when or by when."""

    what: str
    about: str
    whose: str
    when: str
    address: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Loops:
    """The open ends a morning begins with; `more` tasks are not told one by one."""

    tasks: tuple[Loop, ...]
    visits: tuple[Loop, ...]
    more: int


def loops_of(house: House, day: date, known: Known, now: datetime, *, carer: bool) -> Loops:
    """Two queries: the names behind the tasks told, and the visits of earlier days."""
    chosen = [task for task in known.tasks if task.due < now or _is_call_today(house, task, day)]
    told = sorted(lines_of(house, [task.story for task in chosen[:MOST]]), key=lambda line: (line.due, line.story))
    tasks = tuple(_task(house, line, now, carer=carer) for line in told)
    return Loops(tasks, tuple(_visit(house, it) for it in left_over(house, day)[-MOST:]), max(0, len(chosen) - MOST))


def _is_call_today(house: House, task: Brief, day: date) -> bool:
    kind = task_kinds().get(task.kind)
    return bool(kind and kind.tries and task.due < end_of(house, day))


def said_of(line: TaskLine, *, carer: bool) -> str:
    """Its kind, and its words for those who may read them: the pages of the day are open to the whole team."""
    kind = task_kinds()[line.kind]
    reads = kind.is_open_to_all(Role(line.asked_role)) or (carer and not kind.read_by)
    kind_told = kind_name(line.kind)
    if not (reads and line.title):
        return kind_told
    return _("%(kind)s: %(words)s") % {"kind": kind_told, "words": line.title}


def _task(house: House, line: TaskLine, now: datetime, *, carer: bool) -> Loop:
    whose = house.people.get(line.holder or line.person or "", str(ROLE_NAMES.get(line.role, line.role)))
    about = f"{line.family} {line.given}".strip()
    return Loop(
        said_of(line, carer=carer),
        about,
        whose,
        _when(house, line.due, now),
        f"tasks/{line.story}/",
        late=line.due < now,
    )


def _when(house: House, due: datetime, now: datetime) -> str:
    local = house.practice.local(due)
    same = local.date() == house.practice.local(now).date()
    return local.strftime("%H:%M") if same else date_format(local, "j F")


def _visit(house: House, it: LeftOver) -> Loop:
    doctor = house.people.get(it.doctor, "")
    owner = house.people.get(it.owner or "", "") or doctor
    what = _("visit to sign") if it.state == "unsigned" else _("visit put off")
    return Loop(what, it.name or _("Forgotten person"), owner, date_format(it.day, "j F"), f"visits/{it.story}/")


@dataclass(frozen=True, slots=True)
class First:
    """What one role does first that day, in plain lines."""

    role: str
    name: str
    lines: tuple[str, ...]


def firsts_of(
    house: House, day: date, known: Known, dues: list[Due], loops: Loops, now: datetime, roles: tuple[str, ...]
) -> list[First]:
    """A column per trade that is there; a trade with nothing waiting is told so."""
    return [First(role, str(ROLE_NAMES[role]), _first_lines(house, day, role, known, dues, now)) for role in roles]


def _first_lines(house: House, day: date, role: str, known: Known, dues: list[Due], now: datetime) -> tuple[str, ...]:
    own = [task for task in known.tasks if task.role == role]
    late = [task for task in own if task.due < now]
    today = Counter(task.kind for task in own if now <= task.due < end_of(house, day))
    told = [*_of_trade(house, role, known, dues)]
    if late:
        told.insert(0, ngettext("%(n)s task is late", "%(n)s tasks are late", len(late)) % {"n": len(late)})
    told += [f"{n} × {kind_name(kind)}" for kind, n in today.most_common(FIRST)]
    return tuple(told[: FIRST + 1])


def _of_trade(house: House, role: str, known: Known, dues: list[Due]) -> list[str]:
    """What the day itself asks of a trade: the first patient to prepare, the drafts to sign."""
    told: list[str] = []
    if role == Role.ASSISTANT:
        to_prepare = [it for it in dues if any(flag.code == "prepare" for flag in it.flags)]
        if to_prepare:
            facts = {"n": len(to_prepare), "hour": to_prepare[0].hour, "who": _who(to_prepare[0])}
            told.append(
                ngettext(
                    "%(n)s visit to prepare: %(hour)s, %(who)s",
                    "%(n)s visits to prepare, first %(hour)s, %(who)s",
                    len(to_prepare),
                )
                % facts
            )
    if role == Role.PHYSICIAN and known.drafts:
        n = len(known.drafts)
        told.append(ngettext("%(n)s document to sign", "%(n)s documents to sign", n) % {"n": n})
    if role not in (Role.ASSISTANT, Role.SECRETARY):
        holders = {code for code, member in house.practice.members.items() if role in member.roles}
        own = [it for it in dues if it.line.doctor in holders and it.line.state == "expected"]
        if own:
            told.append(_("first visit at %(hour)s, %(who)s") % {"hour": own[0].hour, "who": _who(own[0])})
    return told


def _who(it: Due) -> str:
    return f"{it.line.family} {it.line.given}".strip() or _("Forgotten person")


def as_told(loops: Loops) -> dict[str, Any]:
    """For paper."""
    return {
        "tasks": [[it.what, it.about, it.whose, it.when, it.late] for it in loops.tasks],
        "visits": [[it.what, it.about, it.whose, it.when] for it in loops.visits],
        "more": loops.more,
    }
