"""What the doctor reads first: what a source says of a figure, unusual values, what was marked to be seen first."""

from typing import Any

from binome.desk.sheets import REFUSED
from binome.practice.alerts import raised
from binome.practice.child_examination import ChildExamination, examination_at
from binome.practice.whom import Traits
from binome.web.prepare.measures import standing_values
from binome.web.store.practice import House
from binome.web.store.sheets import Prepared


def top_of(house: House, found: Prepared, traits: Traits, rows: list[dict[str, Any]], language: str) -> dict[str, Any]:
    """Alerts with their source; unusual values by name; notes to be seen first, with their author."""
    heard = raised(standing_values(found), traits)
    return {
        "alerts": [{"words": it.labels[language], "source": it.source, "address": it.address} for it in heard],
        "unusual": [row for row in rows if row["odd"] and row["last"]],
        "first": [(e.value, house.people.get(e.by, "")) for e in found.notes() if e.code == "alert"],
    }


def quiet(top: dict[str, Any], consent: str) -> bool:
    """Is there nothing to be seen first?"""
    return not (top["alerts"] or top["unusual"] or top["first"] or consent == REFUSED)


def examination(traits: Traits) -> ChildExamination | None:
    return examination_at(traits.days)
