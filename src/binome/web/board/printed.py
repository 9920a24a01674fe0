"""What leaves the printer: the day on paper."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binome.practice.rights import may_use
from binome.web.asked import Asked
from binome.web.board.tickets import ticket_for
from binome.web.paper import pdf_response
from binome.web.places import place_of
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.board import Line, lines
from binome.web.store.practice import House, house_of


@allow("see_board", reads="day_sheet")
def day_sheet(request: Asked, practice: str, day: date) -> HttpResponse:
    """The day by doctor, to work from on paper when screens are down."""
    house = house_of(request.seat)
    reads_reason = may_use(request.seat.roles, "read_reason")
    listed = [line if reads_reason else replace(line, words="") for line in lines(house, day)]
    told = {
        "practice": house.name,
        "demo": house.is_demo,
        "day": date_format(day, "l j F Y"),
        "printed": timezone.localtime(clock.now()).strftime("%d/%m/%Y %H:%M"),
        "language": get_language(),
        "words": _words(),
        "doctors": [
            {
                "name": house.people[code],
                "visits": [_visit(house, v, reads_reason=reads_reason) for v in listed if v.doctor == code],
            }
            for code in house.people
            if any(v.doctor == code for v in listed)
        ],
    }
    return pdf_response("day_sheet.typ", told, name=f"journee-{day.isoformat()}.pdf")


def _visit(house: House, line: Line, *, reads_reason: bool) -> dict[str, Any]:
    return {
        "time": house.practice.local(line.due).strftime("%H:%M"),
        "minutes": line.minutes,
        "who": f"{line.family} {line.given}".strip(),
        "born": line.birth_date.strftime("%d/%m/%Y") if line.birth_date else "",
        "ticket": ticket_for(line) if reads_reason else "",
        "why": line.words,
        "urgent": line.urgent,
        "place": place_of(line),
    }


def _words() -> dict[str, str]:
    return {
        "title": _("Day sheet"),
        "time": _("Time"),
        "patient": _("Patient"),
        "born": _("Born"),
        "ticket": _("Word and number"),
        "why": _("Reason"),
        "arrived": _("Arrived"),
        "room": _("Room"),
        "start": _("Start"),
        "end": _("End"),
        "printed": _("Printed"),
        "demo": _("DEMONSTRATION – simulated data"),
    }
