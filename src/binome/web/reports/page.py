"""Which month or which year, in which language; and the report itself, as PDF."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_GET

from binome.web.asked import Asked
from binome.web.measuring import wake
from binome.web.paper import pdf_response
from binome.web.reports.paper import report_told
from binome.web.reports.spans import MONTH, YEAR, Span, span_named, span_of
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.measured import first_told
from binome.web.store.practice import House, house_of, today

LANGUAGES = (("fr", "Français"), ("en", "English"))
MONTHS_OFFERED, YEARS_OFFERED = 24, 5


@allow("see_measures")
@require_GET
def reports(request: Asked, practice: str) -> HttpResponse:
    """The months and the years there is something of, the newest first."""
    house = house_of(request.seat)
    wake(house.practice.code)
    here = today(house.practice, clock.now())
    told: dict[str, Any] = {"p": practice, "languages": LANGUAGES}
    told["kinds"] = [(kind, _offered(house, kind, here)) for kind in (MONTH, YEAR)]
    return render(request, "reports/reports.html", told)


@allow("see_measures")
@require_GET
def report(request: Asked, practice: str, kind: str, named: str) -> HttpResponse:
    """In the language asked for, whoever asks: a report is read by others than the one who prints it."""
    house, span = house_of(request.seat), span_named(kind, named)
    if span is None:
        raise Http404(named)
    asked = request.GET.get("language", "")
    with override(asked if asked in dict(LANGUAGES) else get_language()):
        told = report_told(house, span, clock.now())
        return pdf_response("report.typ", told, name=f"rapport-{span.slug}.pdf")


def _offered(house: House, kind: str, here: date) -> list[tuple[Span, bool]]:
    """Each with whether its days are over."""
    begins, most = first_told(house) or here, {MONTH: MONTHS_OFFERED, YEAR: YEARS_OFFERED}[kind]
    found = [span_of(kind, here)]
    while len(found) < most and found[-1].before().last >= begins:
        found.append(found[-1].before())
    return [(it, it.last < here) for it in found]
