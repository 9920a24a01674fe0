"""The page a patient takes home: what was decided, in plain words and large type. Nothing that nobody typed."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from binome.web.asked import Asked
from binome.web.paper import pdf_response
from binome.web.prepare.closing import shown
from binome.web.rights import allow, read_about
from binome.web.store import clock, closing
from binome.web.store.closing import PATIENT
from binome.web.store.practice import House, house_of
from binome.web.store.preparing import LATER, topics_of
from binome.web.store.sheets import Prepared, prepared

LANGUAGES = ("fr", "en")


@allow("read_preparation", reads="sheet")
def page_pdf(request: Asked, practice: str, story: str) -> HttpResponse:
    """One page on A4, in the language of the patient (?lang=): French unless it is asked otherwise."""
    house = house_of(request.seat)
    found = prepared(house, story)
    read_about(request, story=story, patient=found.line.patient or "")
    asked = request.GET.get("lang", "")
    language = asked if asked in LANGUAGES else "fr"
    with translation.override(language):
        told = _paper(house, found, language)
    return pdf_response("patient_page.typ", told, name=f"page-patient-{story}.pdf")


def _paper(house: House, found: Prepared, language: str) -> dict[str, Any]:
    listed = [(it, shown(house, it, language)) for it in closing.decisions_of(found.entries)]
    line = found.line
    return {
        "practice": house.name,
        "demo": house.is_demo,
        "language": language,
        "who": f"{line.given} {line.family}".strip(),
        "when": _day(line.due),
        "doctor": house.people.get(line.doctor, ""),
        "said": [part for part in closing.said_to(found.entries).splitlines() if part.strip()],
        "yours": [_line(it.due, told["plain"]) for it, told in listed if it.to == PATIENT],
        "ours": [_line(it.due, told["plain"]) for it, told in listed if it.to != PATIENT],
        "to_come": [_visit(house, it) for it in closing.to_come(house, found, clock.now())],
        "later": [it.words for it in topics_of(found.entries) if it.state in ("", LATER)],
        "phone": str(house.settings.get("phone", "")),
        "words": _words(),
    }


def _line(due: Any, plain: str) -> list[str]:
    return [plain, _("before %(day)s") % {"day": date_format(due, "l j F")} if due else ""]


def _visit(house: House, it: Any) -> list[str]:
    local = timezone.localtime(it.due)
    return [f"{_day(it.due)}, {local.strftime('%H:%M')}", house.people.get(it.doctor, "")]


def _day(at: Any) -> str:
    return str(date_format(timezone.localtime(at), "l j F Y"))


def _words() -> dict[str, str]:
    return {
        "title": _("After your visit"),
        "seen": _("You came on"),
        "with": _("with"),
        "yours": _("What you do"),
        "ours": _("What we do for you"),
        "to_come": _("Your next appointments here"),
        "later": _("To talk about next time"),
        "call": _("A question? Call us."),
        "urgent": _("In an emergency, call 15 (or 112)."),
        "demo": _("DEMONSTRATION – simulated data"),
        "none": _("Nothing in particular."),
    }
