"""A file as its check page shows it: differences, columns, names, doubts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binome.interop.agenda_rows import FIELDS as AGENDA_FIELDS
from binome.interop.known import KnownPatient
from binome.interop.patient_plan import Doubtful
from binome.interop.patients import FIELDS as PATIENT_FIELDS
from binome.interop.plan import Cancelled, Changed, FieldChange, Plan
from binome.interop.reading import ForeignPatient, ForeignVisit, NotUnderstood, Reading
from binome.practice.pathway import pathways
from binome.web.asked import whole_number
from binome.web.imports.why import why_of
from binome.web.store import imports
from binome.web.store.imports_patients import decision_on, preview_patients
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
        "choices": corrections_in(form),
    }


def patients_page(house: House, pending: Pending, form: QueryDict) -> dict[str, Any]:
    shown = preview_patients(house, pending.data, pending.name, columns_in(form))
    plan = shown.plan
    undecided = [d for d in plan.doubtful if not decision_on(d, pending.decided)]
    return {
        "counts": {**_counts(plan.as_json()), "doubtful": len(plan.doubtful)},
        "created": plan.created[:MOST],
        "changed": [(c.patient, [_change(f) for f in c.fields]) for c in plan.changed[:MOST]],
        "doubtful": [_doubtful(d) for d in undecided[:AT_ONCE]],
        "undecided": len(undecided),
        "decided": len(plan.doubtful) - len(undecided),
        "more": len(undecided) > AT_ONCE,
        "doubts": _doubts(plan.not_understood),
        "columns": _columns(shown.reading, PATIENT_FIELDS),
        "choices": corrections_in(form),
    }


def _doubtful(doubtful: Doubtful) -> tuple[ForeignPatient, list[tuple[KnownPatient, str]]]:
    return doubtful.patient, [(double.known, _likeness(double.reason)) for double in doubtful.doubles]


def corrections_in(form: QueryDict) -> QueryDict:
    """What was chosen on the page, to be sent again with the answer: neither the answer itself nor its token."""
    kept = QueryDict(mutable=True)
    for name in form:
        if name.startswith(("column-", "who-")) or name == "pathway":
            kept[name] = str(form[name])
    return kept


def decisions_in(form: QueryDict) -> dict[str, str]:
    """Whom the doubtful people are, by line: `same-LINE`."""
    return {name.removeprefix("same-"): str(form[name]) for name in form if name.startswith("same-")}


def agenda_choices(form: QueryDict) -> imports.Choices:
    """What somebody corrected: `column-FIELD`, `who-NAME`, `pathway`, and `leave_closed`."""
    who = {key.removeprefix("who-"): str(form[key]) for key in form if key.startswith("who-") and form[key]}
    way = form.get("pathway", "")
    alone = form.get("leave_closed") == "yes"
    return imports.Choices(columns_in(form), who, way if way in pathways() else "", leave_closed=alone)


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


def _start(line: dict[str, Any]) -> datetime:
    starts: datetime = line["visit"].starts
    return starts


def _change(change: FieldChange) -> dict[str, Any]:
    return {"name": _field_words().get(change.name, change.name), "before": change.before, "after": change.after}


def _doubts(said: Iterable[NotUnderstood]) -> list[dict[str, Any]]:
    return [{"line": one.line, "why": why_of(one), "kept": one.kept} for one in said]


def _columns(reading: Reading, fields: Iterable[str]) -> dict[str, Any] | None:
    if reading.table is None:
        return None
    taken = {field: guess.column for field, guess in reading.table.columns.items()}
    words = _field_words()
    return {
        "headings": list(enumerate(reading.table.header)),
        "fields": [(field, words.get(field, field), taken.get(field)) for field in fields],
    }


def _likeness(reason: str) -> str:
    return {
        "names": _("same names"),
        "used_name": _("same used name"),
        "swapped": _("names swapped"),
        "spelling": _("nearly the same spelling"),
        "birth_date": _("birth date nearly the same"),
        "no_birth_date": _("same names, no birth date"),
        "phone": _("same phone number"),
        "ins_unproved": _("same national number, not qualified"),
        "number": _("same number, other names"),
    }.get(reason, reason)


def _field_words() -> dict[str, str]:
    return {
        "starts": _("time"),
        "minutes": _("length"),
        "family": _("family name"),
        "given": _("given name"),
        "birth_name": _("birth name"),
        "birth_date": _("birth date"),
        "phone": _("phone"),
        "email": _("e-mail"),
        "practitioner": _("with"),
        "place": _("place"),
        "reason": _("reason"),
        "standing": _("status"),
        "date": _("date"),
        "time": _("hour"),
        "end": _("end"),
        "patient": _("patient (whole name)"),
        "uid": _("identifier"),
        "status": _("status"),
        "used_name": _("used name"),
        "all_given": _("all given names"),
        "sex": _("sex"),
        "birth_place": _("birth place (INSEE)"),
        "ins": _("national number (INS)"),
        "oid": _("authority of the number"),
        "trust": _("identity status"),
    }
