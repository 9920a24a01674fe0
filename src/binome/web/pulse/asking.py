"""A questionnaire, asked once. What it amounts to is shown to whoever answered, there and then, and kept nowhere."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from binome.practice.refusal import MoveRefused, Refused
from binome.voices.instruments import Instrument, Question
from binome.voices.rounds import Period
from binome.web.asked import Asked
from binome.web.pulse.reading import help_said
from binome.web.pulse_told import amount, better_said, mark_said, period_said
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.practice import House, house_of, today
from binome.web.store.pulse import answer, waiting
from binome.web.store.pulse_plan import instrument_of, open_rounds
from binome.web.task_words import labelled


@allow("answer_pulse")
def answer_page(request: Asked, practice: str, instrument: str) -> HttpResponse:
    """The questions; and once they are sent, the thanks. A sheet with gaps is shown once more before it is taken."""
    house = house_of(request.seat)
    found = instrument_of(house, instrument)
    if request.method != "POST":
        return _form(request, practice, found)
    missing = [it.code for it in found.questions if not request.POST.get(it.code)]
    if missing and request.POST.get("anyway") != "yes":
        return _form(request, practice, found, missing=missing, status=422)
    try:
        return _thanks(request, practice, house, found)
    except Refused as refusal:
        return _form(request, practice, found, fault=sentence_of(refusal, house), status=409)


def _form(
    request: Asked,
    practice: str,
    it: Instrument,
    *,
    missing: list[str] | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    house = house_of(request.seat)
    open_now = waiting(house, request.seat.member, today(house.practice, clock.now()))
    told = {
        "p": practice,
        "it": it,
        "name": labelled(it.names),
        "ask": labelled(it.asks),
        "mark": mark_said(it),
        "period": period_said(open_now[it.code]) if it.code in open_now else "",
        "over": it.code not in open_now,
        "questions": [_question(question, request.POST, missing or []) for question in it.questions],
        "missing": len(missing or []),
        "fault": fault,
    }
    return render(request, "pulse/answer.html", told, status=status)


def _question(it: Question, said: Mapping[str, str], missing: list[str]) -> dict[str, Any]:
    given = said.get(it.code, "")
    tongue = "fr" if (get_language() or "fr").startswith("fr") else "en"
    labels = it.answers.words.get(tongue, ())
    return {
        "code": it.code,
        "words": labelled(it.words),
        "line": it.answers.is_line,
        "low": min(it.answers.values),
        "high": max(it.answers.values),
        "step": it.answers.values[1] - it.answers.values[0],
        "begins": labelled(it.begins),
        "ends": labelled(it.ends),
        "given": given,
        "missing": it.code in missing,
        "choices": [
            (str(value), label, str(value) == given) for value, label in zip(it.answers.values, labels, strict=False)
        ],
    }


def _thanks(request: Asked, practice: str, house: House, it: Instrument) -> HttpResponse:
    here = today(house.practice, clock.now())
    period = open_rounds(house, here).get(it.code)
    if period is None:
        raise MoveRefused("pulse.not_asked")
    found = answer(house, request.seat.member, it.code, request.POST.dict(), here)
    next_one = next(iter(waiting(house, request.seat.member, here)), "")
    told = {
        "p": practice,
        "name": labelled(it.names),
        "scores": [_score(it, code, value) for code, value in found.items()],
        "own": json.dumps([_kept(it, code, value, period) for code, value in found.items() if value is not None]),
        # Two words of one length: not even the size of the answer tells a log which of them it was.
        "after": "low" if _needs_help(it, found) else "fin",
        "help": help_said(),
        "next": next_one,
        "next_name": labelled(instrument_of(house, next_one).names) if next_one else "",
    }
    return render(request, "pulse/thanks.html", told)


def _needs_help(it: Instrument, found: Mapping[str, float | None]) -> bool:
    bounds = {code: scale.help_at_most for code, scale in it.scales.items() if scale.help_at_most is not None}
    return any(value is not None and value <= bounds[code] for code, value in found.items() if code in bounds)


def _score(it: Instrument, code: str, value: float | None) -> dict[str, Any]:
    scale = it.scales[code]
    return {
        "name": labelled(scale.words),
        "value": "" if value is None else amount(value, scale.high),
        "low": scale.low,
        "high": scale.high,
        "better": better_said(scale.better),
        "note": labelled(scale.notes),
    }


def _kept(it: Instrument, code: str, value: float, period: Period) -> dict[str, Any]:
    """What the person's own browser may keep, if they press for it; the server does not."""
    scale = it.scales[code]
    return {
        "scale": f"{it.code}.{code}",
        "name": labelled(scale.words),
        "since": period.since.isoformat(),
        "period": period_said(period),
        "value": round(value, 1),
        "high": scale.high,
    }
