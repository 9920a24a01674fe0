"""The list behind a figure, for those who may: a story a line, with its link. Each opening is written down."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binome.journal.stories import About
from binome.measures.figures import FIGURES
from binome.practice.rights import may_use, require_use
from binome.web.asked import Asked
from binome.web.dashboard.cards import tongue
from binome.web.dashboard.looking import Looking, around, looking
from binome.web.dashboard.one import BEHIND, measure_of, rights_lacking
from binome.web.figures import A_DAY, COUNT, written
from binome.web.rights import allow
from binome.web.store.measured_behind import LONGEST, Behind, aliases_of, list_behind

PER_PAGE = 100


@allow(BEHIND, reads="measures")
@require_GET
def listed(request: Asked, practice: str, code: str) -> HttpResponse:
    measure, it = measure_of(code), looking(request)
    if code not in FIGURES:
        raise Http404(code)
    for lacking in rights_lacking(request.seat.roles, code):
        require_use(request.seat.roles, lacking)
    since, until = _days(it)
    by_doctor = may_use(request.seat.roles, "see_by_doctor")
    there: Any = list_behind(it.house, code, since, until)  # counted and cut, as a page wants, and no list
    page = Paginator(there, PER_PAGE).get_page(request.GET.get("page"))
    aliases = aliases_of(it.house, (row.story for row in page.object_list if row.kind == About.VISIT))
    told = {
        "measure": measure,
        "words": measure.words(tongue()),
        "since": since,
        "last": until - A_DAY,
        "shortened": since > it.period.since,
        "page": page,
        "rows": [_row(it, row, aliases.get(row.story, ""), by_doctor=by_doctor) for row in page.object_list],
    }
    return render(request, "dashboard/behind.html", around(it) | told)


def _days(it: Looking) -> tuple[date, date]:
    """The last month of those looked at, and nothing of what is not over: no figure counts it either."""
    until = max(it.period.since, min(it.period.until, it.sums.known[1] + A_DAY))
    return max(it.period.since, until - LONGEST), until


def _row(it: Looking, row: Behind, alias: str, *, by_doctor: bool) -> dict[str, Any]:
    return {
        "day": row.day,
        "alias": alias or _kind(row),
        "link": _link(it, row),
        "doctor": it.house.people.get(row.doctor, "") if by_doctor else "",
        "above": written(row.above, COUNT) if row.above or row.below else "",
        "below": written(row.below, COUNT) if row.below else "",
    }


def _kind(row: Behind) -> str:
    return {
        "visit": _("Visit %(story)s") % {"story": row.story[-6:]},
        "task": _("Task %(story)s") % {"story": row.story[-6:]},
        "draft": _("Document %(story)s") % {"story": row.story[-6:]},
    }.get(row.kind, _("The day"))


def _link(it: Looking, row: Behind) -> str:
    practice = it.house.practice.code
    if row.kind == "visit":
        return reverse("visit", args=[practice, row.story])
    if row.kind == "task":
        return reverse("task", args=[practice, row.story])
    return ""
