"""Who looked at which record, and which doors nobody uses."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from binome.web.asked import Asked
from binome.web.rights import allow
from binome.web.store.people import dormant
from binome.web.store.reads import Sought, patients_called, people_who_read, reads_of
from binome.web.trust.csv_lines import lines_of
from binome.web.trust.search import Filter, Named
from binome.web.trust.words import KIND_NAMES

PER_PAGE = 50


@allow("see_access_log", reads="access_log")
@require_GET
def access_log(request: Asked, practice: str) -> HttpResponse:
    form, sought = _sought(request)
    page = Paginator(reads_of(request.seat, sought), PER_PAGE).get_page(request.GET.get("page"))
    for read in page.object_list:
        read["said"] = KIND_NAMES[read["kind"]]
    asked = request.GET.copy()
    asked.pop("page", None)
    told = {"form": form, "named": Named(), "page": page, "asked": asked.urlencode(), "query": f"&{asked.urlencode()}"}
    return render(request, "trust/access_log.html", told)


@allow("see_access_log", reads="access_log")
@require_POST
def find(request: Asked, practice: str) -> HttpResponse:
    """From a name to a code; straight to the readings when only one person bears it."""
    form = Named(request.POST)
    found = patients_called(request.seat, form.cleaned_data["words"]) if form.is_valid() else []
    if len(found) == 1:
        return redirect(f"{reverse('access_log', args=[practice])}?patient={found[0][0]}")
    return render(request, "trust/found.html", {"named": form, "found": found})


@allow("see_access_log", reads="export")
@require_GET
def export(request: Asked, practice: str) -> StreamingHttpResponse:
    """The same lines, with pseudonyms only: a file travels further than a screen."""
    _, sought = _sought(request)
    lines = lines_of(reads_of(request.seat, sought))
    named = f"binome-access-log-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{named}"'},
    )


@allow("manage_team")
@require_GET
def dormant_accounts(request: Asked, practice: str) -> HttpResponse:
    now, days = timezone.now(), settings.BINOME_DORMANT_DAYS
    told = {"lines": dormant(request.seat, now, before=now - timedelta(days=days)), "days": days}
    return render(request, "trust/dormant.html", told)


def _sought(request: Asked) -> tuple[Filter, Sought]:
    form = Filter(request.GET or None, people=people_who_read(request.seat.practice_id))
    asked: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return form, Sought(
        patient=asked.get("patient", ""), by=asked.get("by", ""), since=asked.get("since"), until=asked.get("until")
    )
