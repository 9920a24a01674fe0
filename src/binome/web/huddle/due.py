"""What is due for each patient of a day: facts only, each one known to the practice, none guessed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binome.practice.attention import attention_reasons, band_of
from binome.practice.pathway import pathways
from binome.practice.words import Step
from binome.web.store.ages import age_on
from binome.web.store.attention import Mark, marks_on
from binome.web.store.board import Line, lines
from binome.web.store.huddle import Last, drafts_waiting, last_times
from binome.web.store.practice import House
from binome.web.store.task_lists import Brief, open_tasks
from binome.web.task_words import labelled

FRAGILE = frozenset({"urgent", "mark", "band"})
STANDS_OUT = FRAGILE | {"missed", "unsigned", "draft", "task"}
"""What is printed name by name; a preparation to do is everybody's, and is counted."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to know. `tone`: red, amber or ""."""

    code: str
    said: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A visit of the day with what is due for it."""

    line: Line
    hour: str
    age: int | None
    flags: tuple[Flag, ...]

    @property
    def stands_out(self) -> bool:
        return any(flag.code in STANDS_OUT for flag in self.flags)

    @property
    def fragile(self) -> bool:
        return any(flag.code in FRAGILE for flag in self.flags)


@dataclass(frozen=True)
class Known:
    """What the practice knows of a day's patients, read once."""

    lines: list[Line]
    tasks: list[Brief]
    marks: dict[str, list[Mark]]
    lasts: dict[str, Last]
    drafts: list[tuple[str, str]]
    by_patient: dict[str, list[Brief]] = field(default_factory=dict)

    @property
    def drafts_of(self) -> Counter[str]:
        return Counter(patient for patient, _doctor in self.drafts)


def known_of(house: House, day: date) -> Known:
    """Five queries, however many patients."""
    listed = [line for line in lines(house, day) if line.state != "cancelled"]
    patients = {line.patient for line in listed if line.patient}
    tasks = open_tasks(house)
    by_patient: dict[str, list[Brief]] = {}
    for task in tasks:
        by_patient.setdefault(task.patient or "", []).append(task)
    found = (marks_on(house, patients), last_times(house, day, patients), drafts_waiting(house))
    return Known(listed, tasks, *found, by_patient)


def due_of(house: House, day: date, known: Known, now: datetime, *, clinical: bool) -> list[Due]:
    """Each visit with its flags, in the order of the agenda. `clinical`: they read preparation sheets."""
    drafts = known.drafts_of
    return [_due(house, day, line, known, drafts, now, clinical=clinical) for line in known.lines]


def _due(
    house: House, day: date, line: Line, known: Known, drafts: Counter[str], now: datetime, *, clinical: bool
) -> Due:
    age = age_on(line.birth_date, day) if line.birth_date else None
    patient = line.patient or ""
    flags = [*_attention(line, age, known.marks.get(patient, []), clinical=clinical)]
    flags += _past(known.lasts.get(patient), line)
    flags += _open(known.by_patient.get(patient, []) if patient else [], drafts[patient] if patient else 0, now)
    flags += _to_prepare(line)
    return Due(line, house.practice.local(line.due).strftime("%H:%M"), age, tuple(flags))


def _attention(line: Line, age: int | None, marks: list[Mark], *, clinical: bool) -> Iterator[Flag]:
    if line.urgent:
        yield Flag("urgent", _("urgent"), "red")
    for mark in marks:
        reason = attention_reasons().get(mark.reason)
        hidden = reason is None or (reason.clinical and not clinical)
        yield Flag("mark", _("be attentive") if hidden or reason is None else labelled(reason.labels), "amber")
    band = band_of(age) if age is not None else None
    if band:
        yield Flag("band", labelled(band.labels))


def _past(last: Last | None, line: Line) -> Iterator[Flag]:
    if last is None or line.patient is None:
        return
    on = {"day": date_format(last.day, "j F")}
    if last.state == "missed":
        yield Flag("missed", _("did not come on %(day)s") % on, "amber")
    if last.state == "unsigned":
        yield Flag("unsigned", _("visit of %(day)s not signed") % on, "amber")


def _open(tasks: list[Brief], drafts: int, now: datetime) -> Iterator[Flag]:
    if tasks:
        late = sum(task.due < now for task in tasks)
        said = ngettext("%(n)s open task", "%(n)s open tasks", len(tasks)) % {"n": len(tasks)}
        more = ngettext("%(n)s late", "%(n)s late", late) % {"n": late}
        yield Flag("task", f"{said} ({more})" if late else said, "amber" if late else "")
    if drafts:
        yield Flag("draft", ngettext("%(n)s draft waiting", "%(n)s drafts waiting", drafts) % {"n": drafts})


def _to_prepare(line: Line) -> Iterator[Flag]:
    """While nobody has begun it: the pathway has that step, and the visit is not over."""
    way = pathways().get(line.pathway)
    planned = way is not None and any(it.step is Step.PREPARATION for it in way.steps)
    if planned and line.state in ("expected", "present") and str(Step.PREPARATION) not in line.progress:
        yield Flag("prepare", _("to prepare"))
