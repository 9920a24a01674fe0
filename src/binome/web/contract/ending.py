"""A contract that ends, or a doctor who leaves it: what is settled, by when it is told, what no text says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from binome.contract.agreement import COLLECTIVE
from binome.contract.calendar import months_after, over_on, term
from binome.contract.closing import settlement
from binome.contract.leaving import Leaving, leavings
from binome.contract.projected import MoneyRange, Settlement
from binome.contract.projection import project
from binome.contract.rules import rules, topics, whole
from binome.practice.qualification import years_after
from binome.practice.refusal import MoveRefused
from binome.web.asked import Asked, whole_number
from binome.web.contract import cockpit
from binome.web.contract.numbers import between, euros, share, signed_euros
from binome.web.contract.standing import Stood
from binome.web.contract.views import KEEP, SEE, author, standing
from binome.web.days import day_said
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import contracts
from binome.web.task_words import labelled


@allow(SEE)
@require_GET
def ending(request: Asked, practice: str, code: str) -> HttpResponseBase:
    """?end= is the first day it would hold no more; else the day that is noted, or the nearest that notice allows."""
    it = standing(request, code)
    said = request.GET.get("end", "")
    return _page(request, it, _day_in(it, said), _not_a_day(it, said))


@require_POST
@allow(KEEP)
def end(request: Asked, practice: str, code: str) -> HttpResponseBase:
    """The end is noted on the contract: its pages are counted to that day."""
    it = standing(request, code)
    said, version = request.POST.get("end", ""), whole_number(request.POST.get("version", "")) or 0
    fault = _not_a_day(it, said) if said else ""
    day = _day_in(it, said)
    if not fault and any(one.on >= day for one in it.contract.amendments):
        fault = _("An amendment takes effect after that day: take it away first.")
    if fault:
        return _page(request, it, day, fault)
    try:
        noted = said if said and day < term(it.contract) else None
        contracts.change(it.house, author(request), code, version, {"ends_on": noted})
    except MoveRefused as refusal:
        return _page(request, it, day, sentence_of(refusal, it.house), status=409)
    messages.success(
        request, _("Kept: the contract ends on that day.") if noted else _("Kept: it goes on to its term.")
    )
    return HttpResponseRedirect(f"/p/{practice}/contract/{code}/")


def _page(request: Asked, it: Stood, day: date, fault: str, *, status: int = 200) -> HttpResponse:
    found = settlement(it.contract, day, it.projection.assumptions.amendment)
    earliest = months_after(it.on, whole("notice_months"))
    told = {
        "p": it.house.practice.code,
        "kept": it.kept,
        "day": day,
        "last": day - timedelta(days=1),
        "fault": fault,
        "noted": it.contract.ends_on,
        "at_term": day >= term(it.contract),
        "ahead": day > it.on,
        "earliest": earliest,
        "in_time": day >= earliest,
        "settled": _settled(it, found) if found else None,
        "again": years_after(day, whole("collective_wait_years")) if it.contract.kind == COLLECTIVE else None,
        "leavings": [_leaving(it, one) for one in leavings(it.contract, it.notes.counts, it.on)]
        if it.contract.kind == COLLECTIVE
        else [],
        "open": [cockpit.unsettled(rules()[name]) for name in _open(it)],
    }
    return render(request, "contract/ending.html", told, status=422 if fault and status == 200 else status)


# --- what is settled --------------------------------------------------------------------------------


def _settled(it: Stood, found: Settlement) -> dict[str, Any]:
    return {
        "year": found.year,
        "since": found.since,
        "nothing_cut": found.since == found.closed_on,
        "due": euros(found.due),
        "paid": euros(found.paid),
        "balance": euros(None if found.balance is None else abs(found.balance)),  # the word beside it says whose
        "back": found.balance is not None and found.balance < 0,
        "unknown": found.due is None,
        "on_counts": found.on_counts,
        "ways": _by_method(it, found) if found.on_counts and found.due is not None else [],
    }


def _by_method(it: Stood, found: Settlement) -> list[dict[str, Any]]:
    """The cut year under each way of counting: what is due, and the balance it leaves."""
    cut = replace(it.contract, ends_on=found.closed_on)
    years = project(cut, it.notes.counts, it.on, it.projection.assumptions).years
    year = next((one for one in years if one.year == found.year), None)
    rows = year.by_method if year else {}
    return [_row(code, due, found, it) for code, due in rows.items()]


def _row(code: str, due: MoneyRange, found: Settlement, it: Stood) -> dict[str, Any]:
    ends = [one - found.paid for one in (due.low, due.high)]
    return {
        "way": labelled(topics()["method"].ways[code]),
        "chosen": code == it.projection.assumptions.method,
        "due": cockpit.money(due),
        "balance": signed_euros(due.middle - found.paid),
        "range": between(*map(signed_euros, ends)) if ends[0] != ends[1] else "",
    }


def _open(it: Stood) -> list[str]:
    """The rules that bear on an end; those that no source settles say so."""
    group = it.contract.kind == COLLECTIVE
    return ["change_of_kind", "recovery", *(["collective_wait_years", "leaver_start"] if group else ["notice_months"])]


def _leaving(it: Stood, one: Leaving) -> Mapping[str, Any]:
    return {
        "who": it.house.people.get(one.doctor, one.doctor),
        "on": one.on,
        "staying": one.staying,
        "share": share(one.share),
        "cap": share(one.cap) if one.cap else "0",
        "above_cap": one.above_cap,
        "mean": cockpit.whole(float(one.mean)) if one.mean is not None else "",
        "mean_below": one.mean_below,
        "least": whole("group_mean_registered"),
    }


# --- the day ----------------------------------------------------------------------------------------


def _day_in(it: Stood, said: str) -> date:
    day = day_said(said)
    nearest = min(
        max(months_after(it.on, whole("notice_months")), it.contract.starts_on + timedelta(days=1)),
        over_on(it.contract),
    )
    return day if day and not _not_a_day(it, said) else it.contract.ends_on or nearest


def _not_a_day(it: Stood, said: str) -> str:
    if not said:
        return ""
    day = day_said(said)
    if day is None:
        return _("“%(typed)s” is not a day.") % {"typed": said[:20]}
    first, last = it.contract.starts_on, term(it.contract)
    facts = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
    return "" if first < day <= last else _("A day after %(first)s and by %(last)s was expected.") % facts
