"""The team's page: what waits for whoever looks, each scale with its trend, what stands behind a questionnaire."""

import csv
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from binome.voices.instruments import Instrument, Scale
from binome.voices.reading import resources_of_help
from binome.voices.rounds import MINIMUM, Told
from binome.web.asked import Asked
from binome.web.charts import on_screen
from binome.web.charts_spread import spread
from binome.web.pulse_told import (
    amount,
    better_said,
    cadence_said,
    drawn,
    hidden_said,
    mark_said,
    period_said,
)
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.practice import House, house_of, today
from binome.web.store.pulse import pulse_rounds, waiting
from binome.web.store.pulse_plan import instrument_of, instruments_of, open_rounds, plan_of, right_said
from binome.web.task_words import labelled

LOOKS_BACK = timedelta(days=2 * 366)


@allow("see_pulse")
def pulse(request: Asked, practice: str) -> HttpResponse:
    house = house_of(request.seat)
    here = today(house.practice, clock.now())
    told = pulse_rounds(house, here - LOOKS_BACK, here)
    page = {
        "p": practice,
        "asked": [_asked(house, code, period) for code, period in waiting(house, request.seat.member, here).items()],
        "open": [_asked(house, code, period) for code, period in open_rounds(house, here).items()],
        "series": [_series(house, code, told) for code in _in_order(house, told)],
        "minimum": MINIMUM,
        "small": len(house.practice.members) < MINIMUM,
        "simulated": any(it.simulated for it in told),
    }
    return render(request, "pulse/pulse.html", page)


@allow("see_pulse")
def about(request: Asked, practice: str, instrument: str) -> HttpResponse:
    """What it asks, how it is counted, whose it is, and how far it may be believed."""
    house = house_of(request.seat)
    found = instrument_of(house, instrument)
    page = {
        "p": practice,
        "it": found,
        "name": labelled(found.names),
        "mark": mark_said(found),
        "rights": right_said(house, instrument) or labelled(found.rights),
        "scales": [_counting(found, scale) for scale in found.scales.values()],
        "minimum": MINIMUM,
    }
    return render(request, "pulse/about.html", page)


@allow("see_pulse")
def help_page(request: Asked, practice: str) -> HttpResponse:
    """Whom anybody may turn to, whatever they answered."""
    return render(request, "pulse/help.html", {"p": practice, "help": help_said()})


@allow("see_pulse")
def pulse_csv(request: Asked, practice: str) -> HttpResponse:
    """The same figures as a file: what is hidden on screen is hidden there too."""
    house = house_of(request.seat)
    here = today(house.practice, clock.now())
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="pouls.csv"'
    csv.writer(answer).writerows(_lines(house, pulse_rounds(house, here - LOOKS_BACK, here)))
    return answer


_COLUMNS = ("instrument", "scale", "since", "last_day", "asked", "n", "median", "lower", "upper", "hidden", "simulated")


def _lines(house: House, rounds: Iterable[Told]) -> Iterator[tuple[Any, ...]]:
    yield _COLUMNS
    for it in rounds:
        about = (it.period.since, it.period.last, it.asked)
        for code in instruments_of(house)[it.instrument].scales:
            spread = it.spreads.get(code)
            figures = (spread.n, spread.median, spread.lower, spread.upper) if spread else ("", "", "", "")
            hidden = "" if spread else it.hidden or "too_few"
            yield (it.instrument, code, *about, *figures, hidden, "yes" if it.simulated else "")


def help_said() -> list[dict[str, str]]:
    return [{"words": labelled(it.words), "call": it.call} for it in resources_of_help()]


def _asked(house: House, code: str, period: Any) -> dict[str, Any]:
    it = instrument_of(house, code)
    return {
        "code": code,
        "name": labelled(it.names),
        "minutes": it.minutes,
        "period": period_said(period),
        "last": period.last,
        "mark": mark_said(it),
    }


def _in_order(house: House, rounds: list[Told]) -> list[str]:
    """What is asked now, then what was."""
    return list(dict.fromkeys([*plan_of(house), *(it.instrument for it in rounds)]))


def _series(house: House, code: str, rounds: list[Told]) -> dict[str, Any]:
    it, own = instrument_of(house, code), [told for told in rounds if told.instrument == code]
    cadence = plan_of(house).get(code)
    return {
        "code": code,
        "name": labelled(it.names),
        "by": it.by,
        "mark": mark_said(it),
        "cadence": cadence_said(cadence) if cadence else "",
        "scales": [_trend(scale, own) for scale in it.scales.values()],
        "rounds": own,
        "simulated": any(told.simulated for told in own),
    }


def _trend(scale: Scale, rounds: list[Told]) -> dict[str, Any]:
    return {
        "code": scale.code,
        "name": labelled(scale.words),
        "better": better_said(scale.better),
        "note": labelled(scale.notes),
        "low": scale.low,
        "high": scale.high,
        "chart": _chart(scale, rounds),
        "rows": [_row(scale, told) for told in reversed(rounds)],
    }


def _row(scale: Scale, told: Told) -> dict[str, Any]:
    spread = told.spreads.get(scale.code)
    row = {"period": period_said(told.period), "asked": told.asked, "simulated": told.simulated}
    if spread is None:
        return {**row, "hidden": hidden_said(told.hidden)}
    figures = {name: amount(getattr(spread, name), scale.high) for name in ("median", "lower", "upper")}
    return {**row, **figures, "n": spread.n}


def _chart(scale: Scale, rounds: list[Told]) -> str:
    """A bar a round; a hidden round is a gap. Nothing is drawn before two rounds are told."""
    if sum(scale.code in told.spreads for told in rounds) < 2:
        return ""
    return on_screen(spread(drawn(scale, rounds), (scale.low, scale.high), language=get_language() or "fr"))


def _counting(it: Instrument, scale: Scale) -> dict[str, Any]:
    return {
        "name": labelled(scale.words),
        "questions": len(it.scale_questions(scale.code)),
        "count": scale.count,
        "times": scale.times,
        "at_least": scale.at_least,
        "low": scale.low,
        "high": scale.high,
        "better": better_said(scale.better),
        "reversed": any(it.questions[place].reversed for place in it.scale_questions(scale.code)),
        "note": labelled(scale.notes),
    }
