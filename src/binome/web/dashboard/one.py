"""One figure: what it is, how it goes along time, what stands beside it, what a day changed in it."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from binome.measures.catalogue import CATALOGUE, Measure
from binome.measures.change.spc import ALL, Baseline
from binome.measures.figures import FIGURES
from binome.measures.freed import CODE as FREED
from binome.measures.quantities import QUANTITIES
from binome.practice.rights import may_use
from binome.web.asked import Asked
from binome.web.dashboard.along import SHOWN, along, shown_periods
from binome.web.dashboard.cards import tongue
from binome.web.dashboard.changed import before_and_after
from binome.web.dashboard.explained import what_explains
from binome.web.dashboard.looking import Looking, around, looking
from binome.web.dashboard.periods import MONTH, WEEK
from binome.web.dashboard.questions import question, question_of
from binome.web.days import day_said
from binome.web.figures import A_DAY, sums_of, unit_name
from binome.web.rights import allow
from binome.web.store.measured_notes import annotations, baseline, improvements
from binome.web.store.practice import House

BEHIND = "see_behind"
CLINICAL = frozenset(code for code, it in FIGURES.items() if {it.above, it.below} & QUANTITIES["noted"].keys())
"""Counted on preparation sheets: behind them stands what each patient is due, and why."""
BEHIND_FREED = "medical_min_per_visit"
"""The visits and minutes that medical time freed is made of."""


@allow("see_measures")
@require_GET
def figure(request: Asked, practice: str, code: str) -> HttpResponse:
    measure, it = measure_of(code), looking(request)
    by = by_of(request, it)
    sums = sums_of(it.house, shown_periods(by, it.period.last)[0].since, shown_periods(by, it.period.last)[-1].last)
    change = day_said(request.GET.get("change", ""))
    drawn = along(sums, measure, by, it.period.last, annotations(it.house), declared(it.house), tongue())
    told = {
        "measure": measure,
        "words": measure.words(tongue()),
        "question": question(question_of(measure)),
        "card": it.desk.card(measure),
        "explained": what_explains(it, measure, tongue()),
        "by": by,
        "along": drawn,
        "drawn": any(not row.said.hidden for row in drawn.rows),
        "unit": unit_name(measure.unit),
        "change": change,
        "changed": before_and_after(it.house, measure, change, it.here, tongue()) if change else None,
        "loops": [loop for loop in improvements(it.house) if loop.code == code and loop.closed_at is None],
        "listed": listed_by(request.seat.roles, code),
        "asked": [(name, value) for name, value in request.GET.items() if name != "change"],
    }
    return render(request, "dashboard/figure.html", around(it) | told)


def rights_lacking(roles: Iterable[str], code: str) -> list[str]:
    """What it takes to open the list behind a figure, and these roles have not."""
    wanted = [BEHIND, *(["read_preparation"] if code in CLINICAL else [])]
    return [it for it in wanted if not may_use(roles, it)]


def listed_by(roles: Iterable[str], code: str) -> str:
    """The figure whose list stands behind this one, for those who may open it; empty when there is none."""
    found = BEHIND_FREED if code == FREED else code
    return found if found in FIGURES and not rights_lacking(roles, found) else ""


def measure_of(code: str) -> Measure:
    if code not in CATALOGUE:
        raise Http404(code)
    return CATALOGUE[code]


def by_of(request: Asked, it: Looking) -> str:
    """Weeks, unless months are asked for or the days looked at are many."""
    usual = WEEK if it.period.days <= 100 else MONTH
    said = request.GET.get("by", usual)
    return said if said in SHOWN else usual


def declared(house: House) -> Baseline:
    """What is usual is what the practice has declared its baseline to be; all of it when it has not."""
    found = baseline(house)
    return Baseline(found.since, found.until - A_DAY) if found else ALL
