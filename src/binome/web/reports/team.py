"""The team's part of a report: the pulse, as everybody reads it; hidden there, hidden here."""

from datetime import timedelta
from typing import Any

from django.utils.translation import get_language

from binome.voices.instruments import Instrument, Scale
from binome.voices.rounds import Told
from binome.web.charts import on_paper
from binome.web.charts_spread import spread
from binome.web.pulse_told import amount, better_said, drawn, hidden_said, mark_said, period_said
from binome.web.reports.spans import Span
from binome.web.store.practice import House
from binome.web.store.pulse import pulse_rounds
from binome.web.store.pulse_plan import instruments_of
from binome.web.task_words import labelled

LOOKS_BACK = timedelta(days=400)
ROUNDS = 6
"""In the table of a scale, the latest; its chart has them all."""
PULSE_WIDTH, PULSE_HEIGHT = 330, 95
DRAWN_SCALES = 3
"""Of a questionnaire with more scales, the table alone."""


def pulse_told(house: House, span: Span) -> list[dict[str, Any]]:
    """Each questionnaire that had a round in the year up to the end of that time."""
    rounds = pulse_rounds(house, span.last - LOOKS_BACK, span.last + timedelta(days=1))
    by_code: dict[str, list[Told]] = {}
    for it in rounds:
        by_code.setdefault(it.instrument, []).append(it)
    known = instruments_of(house)
    return [_instrument(known[code], by_code[code]) for code in known if code in by_code]


def _instrument(it: Instrument, rounds: list[Told]) -> dict[str, Any]:
    return {
        "name": labelled(it.names),
        "by": it.by,
        "mark": mark_said(it),
        "simulated": any(told.simulated for told in rounds),
        "scales": [_scale(scale, rounds, drawn_too=len(it.scales) <= DRAWN_SCALES) for scale in it.scales.values()],
    }


def _scale(scale: Scale, rounds: list[Told], *, drawn_too: bool) -> dict[str, Any]:
    return {
        "name": labelled(scale.words),
        "bounds": f"{scale.low}–{scale.high}, {better_said(scale.better)}",
        "note": labelled(scale.notes),
        "chart": _chart(scale, rounds) if drawn_too else "",
        "rows": [_row(scale, it) for it in rounds[-ROUNDS:]],
    }


def _chart(scale: Scale, rounds: list[Told]) -> str:
    if sum(scale.code in it.spreads for it in rounds) < 2:
        return ""
    bounds, language = (scale.low, scale.high), get_language() or "fr"
    return on_paper(spread(drawn(scale, rounds), bounds, language=language, width=PULSE_WIDTH, height=PULSE_HEIGHT))


def _row(scale: Scale, told: Told) -> dict[str, str]:
    found = told.spreads.get(scale.code)
    if found is None:
        return {"period": period_said(told.period), "hidden": hidden_said(told.hidden)}
    median, lower, upper = (amount(it, scale.high) for it in (found.median, found.lower, found.upper))
    half, n = f"{lower} – {upper}", f"{found.n} / {told.asked}"
    return {"period": period_said(told.period), "hidden": "", "median": median, "half": half, "n": n}
