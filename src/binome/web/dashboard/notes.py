"""What is noted beside the figures: what happened, the baseline, which months move again."""

from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from binome.practice.refusal import MoveRefused
from binome.web.asked import Asked
from binome.web.days import day_said
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.measured_months import FREEZES_AFTER, FROZEN, decisions, freeze_again, months, reopen
from binome.web.store.measured_notes import annotate, annotations, declare_baseline, take_away
from binome.web.store.practice import House, house_of, today


@require_POST
@allow("annotate_measures")
def note(request: Asked, practice: str) -> HttpResponse:
    house, form = house_of(request.seat), request.POST
    day, at = day_said(form.get("day", "")), clock.now()
    if day is None:
        raise MoveRefused("measures.no_day")
    if day > today(house.practice, at):
        raise MoveRefused("annotation.to_come")
    if not _stands(house, day, form.get("words", "")):
        annotate(house, day, form.get("words", ""), by=request.seat.member, at=at)
    return _back(request, practice)


def _stands(house: House, day: date, words: str) -> bool:
    """A form that is sent twice has said it once."""
    return any((it.day, it.words) == (day, " ".join(words.split())) for it in annotations(house))


@require_POST
@allow("annotate_measures")
def take_note_away(request: Asked, practice: str, note: int) -> HttpResponse:
    take_away(house_of(request.seat), note, by=request.seat.member, at=clock.now())
    return _back(request, practice)


@require_POST
@allow("manage_measures")
def declare(request: Asked, practice: str) -> HttpResponse:
    """The days that later ones are compared with."""
    house, form = house_of(request.seat), request.POST
    since, last = day_said(form.get("since", "")), day_said(form.get("last", ""))
    if since is None or last is None:
        raise MoveRefused("measures.no_day")
    here = today(house.practice, clock.now())
    declare_baseline(house, since, date.fromordinal(last.toordinal() + 1), by=request.seat.member, on=here)
    return _back(request, practice)


@allow("see_measures")
@require_GET
def measured_months(request: Asked, practice: str) -> HttpResponse:
    return _months(request, practice)


@require_POST
@allow("manage_measures")
def decide_month(request: Asked, practice: str, month: date) -> HttpResponse:
    """Open a frozen month again, or freeze it again, with a reason that is kept."""
    house, form = house_of(request.seat), request.POST
    deed = freeze_again if form.get("what") == FROZEN else reopen
    try:
        deed(house, month, by=request.seat.member, at=clock.now(), reason=form.get("reason", "").strip()[:200])
    except MoveRefused as refusal:
        return _months(request, practice, fault=sentence_of(refusal, house), status=409)
    return HttpResponseRedirect(reverse("measured_months", args=[practice]))


def _months(request: Asked, practice: str, *, fault: str = "", status: int = 200) -> HttpResponse:
    house = house_of(request.seat)
    decided = [{**it, "name": house.people.get(it["by"], "")} for it in decisions(house)]
    opened = {it["month"] for it in decided}
    rows = [{**row, "reopened": row["month"] in opened and not row["frozen_at"]} for row in months(house)]
    by_somebody = [it for it in decided if it["by"]]
    told = {"p": practice, "months": rows, "decisions": by_somebody, "days": FREEZES_AFTER.days, "fault": fault}
    return render(request, "dashboard/months.html", told, status=status)


def _back(request: Asked, practice: str) -> HttpResponse:
    """To the page the form stood on, if it is one of ours."""
    where = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(where, allowed_hosts=None) and where.startswith(f"/p/{practice}/measures/")
    return HttpResponseRedirect(where if ours else reverse("measures", args=[practice]))
