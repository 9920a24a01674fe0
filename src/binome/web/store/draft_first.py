"""What a document is filled in with before anybody types: from the visit, its sheet, the day."""

from datetime import datetime
from decimal import Decimal

from binome.practice.measurement import measurement_kinds
from binome.practice.template import Template
from binome.web.store.practice import House, today
from binome.web.store.sheets import Prepared, prepared


def patient_of_visit(house: House, story: str) -> str | None:
    """Whose visit it is; refused when this practice has no such visit."""
    return prepared(house, story).line.patient


def doctor_of_visit(house: House, story: str) -> str:
    return prepared(house, story).line.doctor


def first_values(house: House, template: Template, visit: str, at: datetime, *, reads_sheet: bool) -> dict[str, str]:
    """A first value for each field that says where one is found; measurements only for whoever reads the sheet."""
    found = prepared(house, visit) if visit else None
    known = {"today": today(house.practice, at).isoformat()}
    if found:
        known["visit_day"] = house.practice.local(found.line.due).date().isoformat()
        known["visit_reason"] = found.line.words
        known["measures"] = _measures(found) if reads_sheet else ""
    return {field.code: known.get(field.source, "") for field in template.fields if field.source}


def _measures(found: Prepared) -> str:
    """In French: a document is."""
    said = []
    for code, kind in measurement_kinds().items():
        last = found.last("measure", code)
        if last:
            figure = f"{Decimal(last.value):.{kind.decimals}f}".replace(".", ",")
            said.append(f"{kind.labels['fr']} {figure} {kind.unit}".strip())
    return ", ".join(said)
