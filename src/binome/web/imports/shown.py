"""A file as its check page shows it: differences, columns, names, doubts."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binome.interop.acquainted import key_of
from binome.interop.agenda_rows import FIELDS as AGENDA_FIELDS
from binome.interop.known import KnownPatient
from binome.interop.patient_plan import Doubtful
from binome.interop.patients import FIELDS as PATIENT_FIELDS
from binome.interop.plan import Cancelled, Changed, FieldChange, Plan
from binome.interop.reading import ForeignPatient, ForeignVisit, NotUnderstood, Reading, Standing
from binome.practice.pathway import pathways
from binome.web.asked import whole_number
from binome.web.imports.why import why_of
from binome.web.imports.words import field_words, likeness_words
from binome.web.store import imports
from binome.web.store.imports_patients import preview_patients
from binome.web.store.imports_people import NEW, decision_on
from binome.web.store.imports_waiting import Pending
from binome.web.store.practice import House

MOST = 500
"""Lines shown of each kind; the counts tell all."""

AT_ONCE = 100
"""Doubtful people asked about on one page: a form of thousands of fields would be refused by the server."""


def agenda_page(house: House, pending: Pending, form: QueryDict) -> dict[str, Any]:
    choices = agenda_choices(form)
    shown = imports.preview(house, pending.data, pending.name, choices)
    plan = shown.plan
    decided = {**pending.decided, **choices.same}
    several = [d for key, d in shown.people.several.items() if not decision_on(d, pending.decided.get(key, ""))]
    language = (get_language() or "fr")[:2]
    return {
        "counts": _counts(plan.as_json()),
        "lines": _agenda_lines(plan),
        "left": shown.left,
        "left_lines": sorted((_agenda_line(line) for line in shown.left.lines[:MOST]), key=_start),
        "doubts": _doubts(plan.not_understood),
        "columns": _columns(shown.reading, AGENDA_FIELDS),
        "practitioners": [(said, shown.names[said] or _("(no name)"), m) for said, m in shown.practitioners.items()],
        "members": [(c, n) for c, n in house.people.items() if imports.sees_patients(house, c)],
        "pathways": [
            (p.code, p.labels.get(language, p.labels["fr"]), p.code == choices.pathway) for p in pathways().values()
        ],
        "unmatched": shown.unmatched,
        "nothing": not (plan.created or plan.changed or any(map(_is_news, plan.cancelled))),
        "by_name": [(key, d.incoming, d.known, decided.get(key) == NEW) for key, d in shown.people.by_name.items()],
        **_asked(several, len(shown.people.several)),
        "choices": corrections_in(form),
    }


def patients_page(house: House, pending: Pending, form: QueryDict) -> dict[str, Any]:
    shown = preview_patients(house, pending.data, pending.name, columns_in(form))
    plan = shown.plan
    undecided = [d for d in plan.doubtful if not decision_on(d, pending.decided.get(str(d.patient.line), ""))]
    return {
        "counts": {**_counts(plan.as_json()), "doubtful": len(plan.doubtful)},
        "created": plan.created[:MOST],
        "changed": [(c.patient, [_change(f) for f in c.fields]) for c in plan.changed[:MOST]],
        **_asked(undecided, len(plan.doubtful), by_line=True),
        "nothing": not (plan.created or plan.changed or plan.doubtful),
        "doubts": _doubts(plan.not_understood),
        "columns": _columns(shown.reading, PATIENT_FIELDS),
        "choices": corrections_in(form),
    }


def _asked(undecided: list[Doubtful], doubtful: int, *, by_line: bool = False) -> dict[str, Any]:
    """The people to be decided, as many as one page may ask about; those of a list go by their line."""
    return {
        "doubtful": [
            (str(d.patient.line) if by_line else key_of(d.patient), *_doubtful(d)) for d in undecided[:AT_ONCE]
        ],
        "undecided": len(undecided),
        "decided": doubtful - len(undecided),
        "more": len(undecided) > AT_ONCE,
    }


def _doubtful(doubtful: Doubtful) -> tuple[ForeignPatient, list[tuple[KnownPatient, str]]]:
    words = likeness_words()
    return doubtful.patient, [(double.known, words.get(double.reason, double.reason)) for double in doubtful.doubles]


def corrections_in(form: QueryDict) -> QueryDict:
    """What was chosen on the page, to be sent again with the answer: neither the answer itself nor its token."""
    kept = QueryDict(mutable=True)
    for name in form:
        if name.startswith(("column-", "who-")) or name == "pathway":
            kept[name] = str(form[name])
    return kept


def decisions_in(form: QueryDict) -> dict[str, str]:
    """Whom the doubtful people are: `same-LINE` in a list of patients, `same-KEY` in an agenda."""
    return {name.removeprefix("same-"): str(form[name]) for name in form if name.startswith("same-")}


def agenda_choices(form: QueryDict) -> imports.Choices:
    """What somebody corrected: `column-FIELD`, `who-NAME`, `pathway`, and `leave_closed`."""
    who = {key.removeprefix("who-"): str(form[key]) for key in form if key.startswith("who-") and form[key]}
    way = form.get("pathway", "")
    alone = form.get("leave_closed") == "yes"
    way = way if way in pathways() else ""
    return imports.Choices(columns_in(form), who, way, leave_closed=alone, same=decisions_in(form))


def columns_in(form: QueryDict) -> dict[str, int]:
    said = {key.removeprefix("column-"): str(form[key]) for key in form if key.startswith("column-")}
    read = {field: whole_number(value) for field, value in said.items()}
    return {field: column for field, column in read.items() if column is not None}


def _counts(told: dict[str, Any]) -> dict[str, int]:
    return {name: value if isinstance(value, int) else len(value) for name, value in told.items()}


def _agenda_lines(plan: Plan) -> list[dict[str, Any]]:
    shown: list[ForeignVisit | Changed | Cancelled]
    shown = [*plan.created[:MOST], *plan.changed[:MOST], *plan.cancelled[:MOST]]
    return sorted(map(_agenda_line, shown), key=_start)


def _agenda_line(line: ForeignVisit | Changed | Cancelled) -> dict[str, Any]:
    if isinstance(line, ForeignVisit):
        return {"kind": "created", "visit": line, "changes": []}
    if isinstance(line, Changed):
        return {"kind": "changed", "visit": line.visit, "changes": [_change(f) for f in line.fields]}
    return {"kind": "cancelled", "visit": line.visit or line.known, "changes": []}


def _is_news(cancelled: Cancelled) -> bool:
    """Is it of a visit that stands here? The others were never heard of, or are cancelled already."""
    return cancelled.known is not None and cancelled.known.standing is not Standing.CANCELLED


def _start(line: dict[str, Any]) -> datetime:
    starts: datetime = line["visit"].starts
    return starts


def _change(change: FieldChange) -> dict[str, Any]:
    return {"name": field_words().get(change.name, change.name), "before": change.before, "after": change.after}


def _doubts(said: Iterable[NotUnderstood]) -> list[dict[str, Any]]:
    return [{"line": one.line, "why": why_of(one), "kept": one.kept} for one in islice(said, MOST)]


def _columns(reading: Reading, fields: Iterable[str]) -> dict[str, Any] | None:
    if reading.table is None:
        return None
    taken = {field: guess.column for field, guess in reading.table.columns.items()}
    words = field_words()
    return {
        "headings": list(enumerate(reading.table.header)),
        "fields": [(field, words.get(field, field), taken.get(field)) for field in fields],
    }
