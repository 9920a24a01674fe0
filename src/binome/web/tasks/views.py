"""The lists of tasks. Thin: read the request, ask the store once, show the answer."""

from datetime import date

from django.db.models import OuterRef, Subquery
from django.http import HttpResponse, HttpResponseNotModified, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from binome.practice.rights import may_use
from binome.practice.task_kind import task_kinds
from binome.web.asked import Asked, whole_number
from binome.web.rights import allow, read_about
from binome.web.store import clock
from binome.web.store.board import gone_since, version_beside, version_of
from binome.web.store.practice import house_of, today
from binome.web.store.task_lists import Chosen, Listed, listed
from binome.web.task_words import kind_name
from binome.web.thread import fill, task_pieces, thread_since

WHOSE = ("mine", "role", "all", "asked", "ended")


@allow("see_tasks", reads="tasks")
def tasks(request: Asked, practice: str) -> HttpResponse:
    """One list, a page of it. The version is read first: what comes after it will be streamed."""
    house, now = house_of(request.seat), clock.now()
    day = today(house.practice, now)
    version = version_of(house.id, day)
    chosen = chosen_in(request.GET)
    found = listed(house, request.seat.member, chosen, now)
    if chosen.patient and found.lines:
        read_about(request, patient=chosen.patient)
    drawn = task_pieces(house, found.lines, request.LANGUAGE_CODE, carer=is_carer(request))
    told = {
        "p": practice,
        "day": day,
        "now": now,
        "version": version,
        "live": True,
        "chosen": chosen,
        "found": found,
        "whose": [(name, word, found.counts.get(name, 0)) for name, word in _words().items()],
        "kinds": [(code, kind_name(code), found.by_kind[code]) for code in task_kinds() if found.by_kind[code]],
        "pages": pages(chosen, found),
        "drawn": fill(drawn, get_token(request), get_random_string(16)),
        "may_bring": may_use(request.seat.roles, "bring_documents"),
    }
    return render(request, "tasks/tasks.html", told)


def beside_version(day: date) -> dict[str, Subquery]:
    """Asked in the same query as the seat, so that a poll costs two queries in all."""
    return {"day_version": version_beside(day, OuterRef("practice_id"))}


@allow("see_tasks", quiet=True, beside=beside_version)
def version(request: Asked, practice: str, day: date) -> HttpResponse:
    """The day's version, for a screen that lost its stream."""
    number = request.beside["day_version"] or 0
    headers = {"ETag": f'"{number}"', "Cache-Control": "no-cache"}
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(str(number), content_type="text/plain", headers=headers)


@allow("see_tasks", quiet=True)
def changes(request: Asked, practice: str, day: date) -> HttpResponse:
    """What changed after ?since=N, as the stream would have carried it."""
    house, since = house_of(request.seat), whole_number(request.GET.get("since", "")) or 0
    version = version_of(house.id, day)
    gone = "".join(f'<li id="{story}" data-gone></li>' for story in gone_since(house, day, since))
    html = gone + thread_since(house, day, since, request.LANGUAGE_CODE, carer=is_carer(request))
    return HttpResponse(html, headers={"X-Version": str(version), "Cache-Control": "no-store"})


def is_carer(request: Asked) -> bool:
    """May they read what carers wrote?"""
    return may_use(request.seat.roles, "read_preparation")


def chosen_in(asked: QueryDict) -> Chosen:
    """What the address asks for; anything else is what one sees first."""
    whose = asked.get("whose", "")
    kind = asked.get("kind", "")
    return Chosen(
        whose=whose if whose in WHOSE else WHOSE[0],
        kind=kind if kind in task_kinds() else "",
        late=asked.get("late") == "1",
        patient=asked.get("patient", "")[:40],
        page=max(1, whole_number(asked.get("page", "")) or 1),
    )


def pages(chosen: Chosen, found: Listed) -> dict[str, int | None]:
    """The pages before and after this one."""
    return {
        "before": chosen.page - 1 if chosen.page > 1 else None,
        "after": chosen.page + 1 if chosen.page < found.pages() else None,
        "all": found.pages(),
    }


def _words() -> dict[str, str]:
    return {
        "mine": _("Before me"),
        "role": _("My role's"),
        "all": _("Everybody's"),
        "asked": _("Asked by me"),
        "ended": _("Ended"),
    }
