"""What the next working day begins with, and for whom: so that nobody leaves without knowing what they carry."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binome.web.role_names import ROLE_NAMES
from binome.web.store.board import lines
from binome.web.store.huddle import end_of, left_over
from binome.web.store.practice import House
from binome.web.store.task_lists import open_tasks

FARTHEST = 14


@dataclass(frozen=True, slots=True)
class Carries:
    """One person, or a role nobody was named for, and what waits for them."""

    who: str
    lines: tuple[str, ...]


def next_day(house: House, day: date) -> date:
    """The first day after it on which the practice opens; the day after it when nothing says."""
    week = {hours.weekday for hours in house.practice.opening}
    for n in range(1, FARTHEST + 1):
        after = day + timedelta(days=n)
        if after not in house.practice.holidays and (not week or after.weekday() in week):
            return after
    return day + timedelta(days=1)


def tomorrow(house: House, day: date, following: date) -> list[Carries]:
    """By person, then by role: tasks due by that day, visits put off or to sign, the first patient. Three queries."""
    carried: dict[str, list[str]] = {}
    for task in open_tasks(house):
        if task.due < end_of(house, following):
            carried.setdefault(task.holder or task.person or f"role:{task.role}", []).append("task")
    for visit in left_over(house, following):
        carried.setdefault(visit.owner or visit.doctor, []).append("visit")
    first: dict[str, str] = {}
    for line in lines(house, following):
        if line.state == "expected":
            first.setdefault(line.doctor, house.practice.local(line.due).strftime("%H:%M"))
    known = [*house.people, *(f"role:{role}" for role in ROLE_NAMES)]
    told = ((code, _lines(carried.get(code, []), first.get(code, ""))) for code in known)
    return [Carries(_who(house, code), said) for code, said in told if said]


def _lines(carried: list[str], first: str) -> tuple[str, ...]:
    told = [_("first visit at %(hour)s") % {"hour": first}] if first else []
    if n := carried.count("task"):
        told.append(ngettext("%(n)s task", "%(n)s tasks", n) % {"n": n})
    if n := carried.count("visit"):
        told.append(ngettext("%(n)s visit to take up", "%(n)s visits to take up", n) % {"n": n})
    return tuple(told)


def _who(house: House, code: str) -> str:
    role = code.removeprefix("role:")
    return house.people[code] if role == code else str(ROLE_NAMES[role])
