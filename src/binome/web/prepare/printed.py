"""The sheet on paper."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binome.web.asked import Asked
from binome.web.paper import pdf_response
from binome.web.prepare.views import told
from binome.web.rights import allow, read_about
from binome.web.store import clock
from binome.web.store.practice import house_of
from binome.web.store.sheets import prepared


@allow("read_preparation", reads="sheet")
def sheet_pdf(request: Asked, practice: str, story: str) -> HttpResponse:
    """One visit's sheet on A4, for the room or the record."""
    house = house_of(request.seat)
    found = prepared(house, story)
    read_about(request, story=story, patient=found.line.patient or "")
    page = told(house, found, practice, me=request.seat.member)
    return pdf_response("sheet.typ", _paper(house.name, house.is_demo, page), name=f"preparation-{story}.pdf")


def _paper(practice: str, demo: bool, page: dict[str, Any]) -> dict[str, Any]:
    line = page["line"]
    return {
        "practice": practice,
        "demo": demo,
        "language": get_language(),
        "printed": timezone.localtime(clock.now()).strftime("%d/%m/%Y %H:%M"),
        "who": f"{line.family} {line.given}".strip(),
        "born": line.birth_date.strftime("%d/%m/%Y") if line.birth_date else "",
        "when": timezone.localtime(line.due).strftime("%d/%m/%Y %H:%M"),
        "doctor": page["doctor"],
        "why": line.words,
        "first": _first(page),
        "topics": [[topic.words, topic.state] for topic in page["topics"]],
        "identity": f"{page['identity_words']} {page['identity'].value}".strip() if page["identity"] else "",
        "measures": [
            [m["label"], _value(m), m["kind"].unit, m["by"], timezone.localtime(m["last"].at).strftime("%H:%M")]
            for m in page["measures"]
            if m["last"]
        ],
        "bmi": page["bmi"],
        "notes": [[entry.value, by, entry.code == "alert"] for entry, by in page["notes"]],
        "checks": [[c["label"], c["done"], c["by"], str(c["reason"]), c["fell_back"]] for c in page["checks"]],
        "words": _words(),
    }


def _value(row: dict[str, Any]) -> str:
    """With each of those it is the mean of, when it is one."""
    return f"{row['value']} ({' · '.join(row['each'])})" if row["of"] else row["value"]


def _first(page: dict[str, Any]) -> list[str]:
    refused = [_("The patient wants the doctor alone.")] if page["consent"] == "refused" else []
    unusual = [f"{m['label']} : {m['value']} {m['kind'].unit}" for m in page["unusual"]]
    return [*refused, *(a["words"] for a in page["alerts"]), *unusual, *(words for words, _by in page["first"])]


def _words() -> dict[str, str]:
    return {
        "title": _("Preparation sheet"),
        "first": _("To be seen first"),
        "topics": _("The patient's own list"),
        "fell_back": _("for the doctor: nobody here may"),
        "why": _("Reason, in the patient's words"),
        "identity": _("Identity check"),
        "measures": _("Measurements"),
        "bmi": _("BMI"),
        "notes": _("For the doctor"),
        "checks": _("Done, and by whom"),
        "left_out": _("left out"),
        "not_yet": _("not done"),
        "none": _("nothing noted"),
        "printed": _("Printed"),
        "demo": _("DEMONSTRATION – simulated data"),
    }
