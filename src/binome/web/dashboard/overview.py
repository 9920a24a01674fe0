"""The questions, each with the figures that answer it: in few cards on the first page, whole on its own."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from binome.web.asked import Asked
from binome.web.dashboard.cards import Card
from binome.web.dashboard.looking import Looking, around, freshness, looking
from binome.web.dashboard.questions import ORDER, Question, question, questions
from binome.web.figures import A_DAY
from binome.web.pulse_told import latest
from binome.web.rights import allow
from binome.web.store.measured_notes import annotations, baseline, improvements
from binome.web.store.practice import house_of


@allow("see_measures")
@require_GET
def overview(request: Asked, practice: str) -> HttpResponse:
    it = looking(request)
    declared = baseline(it.house)
    told = [_few(it, asked) for asked in questions(request.seat.roles)]
    beside = {
        "questions": told,
        "baseline": declared,
        "baseline_last": declared.until - A_DAY if declared else None,
        "loops": [loop for loop in improvements(it.house) if loop.closed_at is None],
        "happened": _happened(it),
        "pulse": latest(it.house, min(it.here, it.period.last)),
    }
    return render(request, "dashboard/overview.html", around(it) | beside)


@allow("see_measures")
@require_GET
def one_question(request: Asked, practice: str, code: str) -> HttpResponse:
    if code not in ORDER:
        raise Http404(code)
    it, asked = looking(request), question(code)
    told = {"question": asked, "cards": _cards(it, asked), "others": questions(request.seat.roles)}
    return render(request, "dashboard/question.html", around(it) | told)


@allow("see_measures", quiet=True)
@require_GET
def state(request: Asked, practice: str) -> JsonResponse:
    """For a page that waits for its figures: how far they are, and of when they are."""
    house = house_of(request.seat)
    said = freshness(house)
    done, of = said["counting"] or (0, 0)
    return JsonResponse({"done": done, "of": of, "at": said["fresh_at"].isoformat() if said["fresh_at"] else ""})


def _few(it: Looking, asked: Question) -> tuple[Question, list[Card], list[Card]]:
    """Its headlines, and what stands beside them, told once for all of them."""
    return asked, [it.desk.card(one) for one in asked.headlines], it.desk.rails(asked.headlines)


def _cards(it: Looking, asked: Question) -> list[Card]:
    return [it.desk.card(measure) for measure in asked.measures]


def _happened(it: Looking) -> list[Any]:
    """What was noted of the days looked at, and of the month round them."""
    return [note for note in annotations(it.house) if it.trend[-2].since <= note.day <= it.period.last]
