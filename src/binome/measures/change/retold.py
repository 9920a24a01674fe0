"""A whole evaluation, for a program and for a person."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from binome.measures.catalogue import CATALOGUE
from binome.measures.change.evaluation import Evaluated, Evaluation
from binome.measures.change.its import METHOD, Interruption
from binome.measures.change.spc import Chart
from binome.measures.change.telling import tell
from binome.measures.change.values import CERTAINTY, Effect, Sentence
from binome.measures.change.verdicts import DIFFERENCE


def as_json(it: Evaluation, language: str) -> dict[str, Any]:
    """Figures as numbers, verdicts as codes with their sentence."""
    return {
        "change": it.change,
        "first_week": it.first,
        "last_week": it.last,
        "certainty": CERTAINTY,
        "method": METHOD,
        "method_said": tell(language, Sentence("method")),
        "cautions": [_said(language, one) for one in it.cautions],
        "figures": [_figure(language, one) for one in it.figures],
    }


def account(it: Evaluation, language: str) -> str:
    """For a person: what was seen, then figure by figure, the verdict last but for what to be careful of."""
    title = tell(language, Sentence("title", {"day": it.change, "first": it.first, "last": it.last}))
    shared = _shared(it)
    blocks = [[title, *(tell(language, one) for one in (*it.cautions, *shared)), tell(language, Sentence("method"))]]
    for one in it.figures:
        name = one.measure.words(language).name
        own = replace(one, cautions=tuple(caution for caution in one.cautions if caution not in shared))
        blocks.append([name, "-" * len(name), *_lines(language, own)])
    return "\n\n".join("\n".join(lines) for lines in blocks)


def _shared(it: Evaluation) -> list[Sentence]:
    """What holds of every figure that was told is said once."""
    told = [one for one in it.figures if one.interruption or one.contrast]
    first = told[0].cautions if len(told) > 1 else ()
    return [caution for caution in first if all(caution in one.cautions for one in told)]


def _lines(language: str, it: Evaluated) -> Iterator[str]:
    if it.interruption:
        yield from _numbers(language, it.interruption, it.measure.unit)
    if it.chart_verdict:
        yield tell(language, it.chart_verdict)
    yield f"=> {tell(language, it.verdict)}"
    yield from (f"   {tell(language, one)}" for one in it.cautions)
    beside = [CATALOGUE[code].words(language).name for code in it.measure.guardrails if code in CATALOGUE]
    if beside and it.interruption:
        yield "   " + tell(language, Sentence("read_with", {"list": beside}))


def _numbers(language: str, it: Interruption, unit: str) -> Iterator[str]:
    sides = {"before": it.before, "after": it.after, "unit": unit}
    if it.difference is None:
        yield tell(language, Sentence("before_after_alone", sides))
        return
    facts = {"difference": it.difference.value, "low": it.difference.low, "high": it.difference.high}
    yield tell(language, Sentence("before_after", {**sides, **facts}))
    if it.trended is None:
        return
    told: dict[str, object] = {"unit": unit + DIFFERENCE}
    for name, effect in (("level", it.trended.level), ("slope", it.trended.slope)):
        told |= {name: effect.value, f"{name}_low": effect.low, f"{name}_high": effect.high}
    average = it.trended.average
    yield tell(language, Sentence("trended", {**told, "average": average.value, **_ends(average)}))


def _ends(it: Effect) -> dict[str, float]:
    return {"low": it.low, "high": it.high}


def _figure(language: str, it: Evaluated) -> dict[str, Any]:
    measure = it.measure
    told: dict[str, Any] = {
        "code": measure.code,
        "name": measure.words(language).name,
        "unit": measure.unit,
        "better": measure.better,
        "verdict": _said(language, it.verdict),
        "cautions": [_said(language, one) for one in it.cautions],
        "guardrails": list(measure.guardrails),
    }
    if it.interruption:
        told |= _interruption(it.interruption)
        told["chart"] = _chart(it.chart) if it.chart else None
        told["chart_verdict"] = _said(language, it.chart_verdict) if it.chart_verdict else None
    if it.contrast:
        found = asdict(it.contrast)
        placebo = found.pop("placebo")
        told |= {**found, "placebo": placebo and {"on": placebo["change"], **(placebo["effect"] or {})}}
    return told


def _interruption(it: Interruption) -> dict[str, Any]:
    trended = asdict(it.trended) if it.trended else dict.fromkeys(("level", "slope", "average", "slope_before"))
    return {
        "before": it.before,
        "after": it.after,
        "n_before": it.n_before,
        "n_after": it.n_after,
        "difference": asdict(it.difference) if it.difference else None,
        **trended,
        "autocorrelation": it.memory,
        "season": it.season,
        "placebos": [{"on": one.on, **asdict(one.average)} for one in it.placebos],
        "too_far": it.too_far,
        "left_out": list(it.left_out),
        "method": it.method,
    }


def _chart(it: Chart) -> dict[str, Any]:
    """Without its points: a week may hold too few people to be shown."""
    told = {"kind": it.kind, "rules": it.family.value, "centre": it.centre, "baseline": it.baseline}
    return {**told, "wider": it.wider, "signals": [asdict(signal) for signal in it.signals]}


def _said(language: str, it: Sentence) -> dict[str, Any]:
    return {"code": it.code, "said": tell(language, it)}
