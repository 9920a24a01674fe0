"""A file as its check page shows it: differences, columns, names, doubts."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from binome.interop.agenda_rows import FIELDS as AGENDA_FIELDS
from binome.interop.patients import FIELDS as PATIENT_FIELDS
from binome.interop.plan import FieldChange
from binome.interop.reading import NotUnderstood, Reading
from binome.practice.pathway import pathways
from binome.web.asked import whole_number
from binome.web.imports.why import why_of
from binome.web.store import imports
from binome.web.store.imports_patients import preview_patients
from binome.web.store.practice import House

MOST = 500
"""Lines shown of each kind; the counts tell all."""


def agenda_page(house: House, pending: imports.Pending, form: QueryDict) -> dict[str, Any]:
    choices = agenda_choices(form)
    shown = imports.preview(house, pending.data, pending.name, choices)
    plan = shown.plan
    return {
        "counts": _counts(plan.as_json()),
        "lines": _agenda_lines(shown),
        "doubts": _doubts(plan.not_understood),
        "columns": _columns(shown.reading, AGENDA_FIELDS),
        "practitioners": [(said, shown.names[said] or _("(no name)"), m) for said, m in shown.practitioners.items()],
        "members": [(c, n) for c, n in house.people.items() if imports.sees_patients(house, c)],
        "pathways": [(p.code, p.labels["fr"], p.code == choices.pathway) for p in pathways().values()],
        "unmatched": shown.unmatched,
        "choices": form,
    }


def patients_page(house: House, pending: imports.Pending, form: QueryDict) -> dict[str, Any]:
    shown = preview_patients(house, pending.data, pending.name, columns_in(form))
    plan = shown.plan
    return {
        "counts": {**_counts(plan.as_json()), "doubtful": len(plan.doubtful)},
        "created": plan.created[:MOST],
        "changed": [(c.patient, [_change(f) for f in c.fields]) for c in plan.changed[:MOST]],
        "doubtful": [(d.patient, [(x.known, _likeness(x.reason)) for x in d.doubles]) for d in plan.doubtful],
        "doubts": _doubts(plan.not_understood),
        "columns": _columns(shown.reading, PATIENT_FIELDS),
        "choices": form,
    }


def agenda_choices(form: QueryDict) -> imports.Choices:
    """What somebody corrected: `column-FIELD`, `who-NAME`, `pathway`."""
    who = {key.removeprefix("who-"): str(form[key]) for key in form if key.startswith("who-") and form[key]}
    way = form.get("pathway", "")
    return imports.Choices(columns_in(form), who, way if way in pathways() else "")


def columns_in(form: QueryDict) -> dict[str, int]:
    said = {key.removeprefix("column-"): str(form[key]) for key in form if key.startswith("column-")}
    read = {field: whole_number(value) for field, value in said.items()}
    return {field: column for field, column in read.items() if column is not None}


def _counts(told: dict[str, Any]) -> dict[str, int]:
    return {name: value if isinstance(value, int) else len(value) for name, value in told.items()}


def _agenda_lines(shown: imports.Preview) -> list[dict[str, Any]]:
    plan = shown.plan
    new = [{"kind": "created", "visit": v, "changes": []} for v in plan.created[:MOST]]
    changed = [{"kind": "changed", "visit": c.visit, "changes": [_change(f) for f in c.fields]} for c in plan.changed]
    gone: list[dict[str, Any]] = [
        {"kind": "cancelled", "visit": c.visit or c.known, "changes": []} for c in plan.cancelled[:MOST]
    ]
    return sorted(new + changed[:MOST] + gone, key=lambda line: line["visit"].starts)


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
