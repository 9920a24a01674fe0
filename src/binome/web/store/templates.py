"""The templates as a practice words them: the product's, its own wordings of them, and those it added."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from binome.practice.activities import activities
from binome.practice.refusal import MoveRefused
from binome.practice.team import Member
from binome.practice.template import DOCTOR_SIGNS, Template, template_from, templates
from binome.web.store.practice import House
from binome.web.store.tables.drafts import TemplateRow


@dataclass(frozen=True, slots=True)
class Edition:
    """One wording of a template, and who wrote it; `by` is "" for the product's."""

    number: int
    by: str
    at: datetime | None
    retired: bool


def templates_of(house: House, *, retired: bool = False) -> Mapping[str, Template]:
    """Every template in use, by code: the product's order, then the practice's own. One query."""
    found = dict(templates())
    for row in TemplateRow.objects.filter(practice_id=house.id).order_by("edition"):
        if row.retired and not retired:
            found.pop(row.code, None)
        else:
            found[row.code] = template_from(row.code, row.said, row.edition)
    return found


def editions_of(house: House, code: str) -> list[Edition]:
    """Every wording there was, the latest first."""
    rows = TemplateRow.objects.filter(practice_id=house.id, code=code).order_by("-edition")
    own = [Edition(*row) for row in rows.values_list("edition", "by", "at", "retired")]
    return [*own, Edition(0, "", None, False)] if code in templates() else own


def word(house: House, code: str, said: Mapping[str, Any], *, by: Member, at: datetime, seen: int | None) -> Template:
    """Keep a new wording. A template of the product keeps its activity and who signs it; an added one is a doctor's.

    `seen` is the edition somebody worked from: refused when a colleague wrote another meanwhile.
    """
    shipped = templates().get(code)
    activity = shipped.activity if shipped else str(said.get("activity", ""))
    if activity not in preparable():
        raise MoveRefused("draft.template_activity", activity=activity)
    words = {**said, "activity": activity, "signs": shipped.signs if shipped else DOCTOR_SIGNS}
    words["official"] = shipped.official if shipped else bool(said.get("official"))
    template_from(code, words)  # refused here rather than when somebody needs it
    return _keep(house, code, words, by=by, at=at, seen=seen)


def retire(house: House, code: str, *, by: Member, at: datetime) -> None:
    """The practice does not use it any more; documents that were prepared from it stay as they are."""
    said = _last(house, code)
    words = said.said if said else as_written(templates()[code])
    _keep(house, code, words, by=by, at=at, seen=None, retired=True)


def preparable() -> dict[str, str]:
    """The activities that a template may stand for, with their French names."""
    own = dict.fromkeys(t.activity for t in templates().values() if t.signs == DOCTOR_SIGNS)
    return {code: activities()[code].labels["fr"] for code in own}


def _keep(
    house: House,
    code: str,
    said: Mapping[str, Any],
    *,
    by: Member,
    at: datetime,
    seen: int | None,
    retired: bool = False,
) -> Template:
    with transaction.atomic():
        last = _last(house, code)
        edition = (last.edition if last else 0) + 1
        if seen is not None and seen != edition - 1:
            raise MoveRefused("draft.template_changed", by=last.by if last else "")
        TemplateRow.objects.create(
            practice_id=house.id, code=code, edition=edition, said=dict(said), retired=retired, by=by.code, at=at
        )
    return template_from(code, said, edition)


def _last(house: House, code: str) -> TemplateRow | None:
    return TemplateRow.objects.filter(practice_id=house.id, code=code).order_by("-edition").first()


def as_written(found: Template) -> dict[str, Any]:
    """A template as templates.toml would say it."""
    return {
        "fr": found.labels["fr"],
        "en": found.labels["en"],
        "activity": found.activity,
        "signs": found.signs,
        "official": found.official,
        "check_fr": found.check["fr"],
        "check_en": found.check["en"],
        "body": found.body,
        "fields": [
            {
                "code": field.code,
                "fr": field.labels["fr"],
                "en": field.labels["en"],
                "kind": field.kind,
                "required": field.required,
                "from": field.source,
            }
            for field in found.fields
        ],
    }
