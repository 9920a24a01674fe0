"""What may be said of a change, and never more: from figures to the code of a sentence.

The order is that of doubt. Too few weeks end it; then what luck alone would show (many figures looked at, days when
nothing was changed); then what was under way. Only what passes all of them is said to have shifted, and never why.
"""

from collections.abc import Iterator
from typing import NamedTuple

from binome.measures.change.did import ENOUGH_FOR_WELCH, Contrast
from binome.measures.change.explain import Explained
from binome.measures.change.its import FEWEST, FEWEST_TO_COMPARE, Interruption, Trended
from binome.measures.change.spc import Chart
from binome.measures.change.telling import digits_of
from binome.measures.change.values import Effect, Sentence
from binome.measures.change.weekly import Weekly

PLACEBOS_TOO_MANY = 0.25
FEWEST_PLACEBOS_FOUND = 2
SHORT = 12
STRONG_MEMORY = 0.7
DIFFERENCE = " difference"


class Counted(NamedTuple):
    """Which findings stand when all the figures that were looked at are counted, of which there are so many."""

    average: bool = True
    difference: bool = True
    figures: int = 1


ALONE = Counted()


def verdict(it: Interruption, unit: str, counted: Counted = ALONE) -> Sentence:
    """The most that may be said."""
    if it.difference is None:
        return Sentence("too_few", {"before": it.n_before, "after": it.n_after, "least": FEWEST_TO_COMPARE})
    if it.trended is None:
        facts = {"before": it.n_before, "after": it.n_after, "least": FEWEST}
        return Sentence("too_few_for_slopes", {**facts, **_facts("difference", it.difference, unit)})
    average = it.trended.average
    if average.settled and counted.average:
        return _shifted(it, average, unit)
    if it.difference.settled and counted.difference:
        return _differs(it, it.difference, it.trended, unit)
    if average.settled or it.difference.settled:
        seen = average if average.settled else it.difference
        return Sentence("one_of_many", {**_facts("average", seen, unit), "count": counted.figures})
    return Sentence("not_settled", _facts("average", average, unit))


def _shifted(it: Interruption, average: Effect, unit: str) -> Sentence:
    found = sum(placebo.average.settled for placebo in it.placebos)
    if found >= max(FEWEST_PLACEBOS_FOUND, PLACEBOS_TOO_MANY * len(it.placebos)):
        return Sentence("placebos_too", {"found": found, "count": len(it.placebos)})
    return Sentence("shifted_up" if average.low > 0 else "shifted_down", _facts("average", average, unit))


def _differs(it: Interruption, difference: Effect, trended: Trended, unit: str) -> Sentence:
    """Where weeks remember much, the two averages may tell another story than the calculation: then neither is told."""
    if not difference.low <= it.after - it.before <= difference.high:
        return Sentence(
            "averages_disagree", {"before": it.before, "after": it.after, **_facts("difference", difference, unit)}
        )
    before = trended.slope_before
    if before.settled and (before.low > 0) == (difference.low > 0):
        return Sentence("under_way", {"slope": before.value, "unit": unit + DIFFERENCE})
    return Sentence("differs_up" if difference.low > 0 else "differs_down", _facts("difference", difference, unit))


def cautions(it: Interruption, series: Weekly) -> tuple[Sentence, ...]:
    """How far an answer about these weeks can be leaned on."""
    return tuple(_cautions(it, series))


def _cautions(it: Interruption, series: Weekly) -> Iterator[Sentence]:
    if it.too_far:
        yield Sentence("weeks_too_far", {"count": it.too_far})
    if it.left_out:
        yield Sentence("weeks_left_out", {"count": len(it.left_out)})
    if series.gaps:
        yield Sentence("gaps", {"count": series.gaps})
    if it.difference is None:
        return
    if not it.season:
        yield Sentence("season_unknown")
    if min(it.n_before, it.n_after) < SHORT:
        yield Sentence("short")
    if it.memory is not None and it.memory >= STRONG_MEMORY:
        yield Sentence("strong_memory", {"memory": it.memory})
    if it.trended is None:
        return
    found = sum(placebo.average.settled for placebo in it.placebos)
    yield Sentence("placebos", {"found": found, "count": len(it.placebos)}) if it.placebos else Sentence("no_placebo")


def chart_verdict(chart: Chart, since: "Interruption") -> Sentence:
    """What the chart shows since the change."""
    facts: dict[str, object] = {"chart": {"xmr": "XmR"}.get(chart.kind, chart.kind)}
    facts["rules"] = Sentence(f"rules_{chart.family.value}")
    found = chart.since(since.change)
    if not found:
        return Sentence("spc_none", facts)
    listed = tuple(dict.fromkeys(f"rule_{it.rule}" for it in found))
    return Sentence("spc_signals", {**facts, "count": len(found), "list": tuple(map(Sentence, listed))})


def contrast_verdict(it: Contrast, unit: str) -> Sentence:
    """Of who changed beside who did not."""
    changed = sum(side.changed for side in it.sides)
    facts: dict[str, object] = {"changed": changed, "others": len(it.sides) - changed}
    facts |= {"difference": it.difference, "unit": unit + DIFFERENCE}
    if it.effect is None:
        return Sentence("did_too_few", {**facts, "share": 100 * it.least_p})
    earlier = it.placebo.effect if it.placebo else None
    if it.effect.settled and earlier is not None and earlier.settled:
        return Sentence("did_not_alike", _facts("difference", earlier, unit))
    facts |= {"low": it.effect.low, "high": it.effect.high}
    if not it.effect.settled:
        return Sentence("did_not_settled", facts)
    return Sentence("did_up" if it.effect.low > 0 else "did_down", facts)


def contrast_cautions(it: Contrast) -> tuple[Sentence, ...]:
    changed = sum(side.changed for side in it.sides)
    found = [Sentence("did_few")] if min(changed, len(it.sides) - changed) < ENOUGH_FOR_WELCH else []
    return tuple(found + ([] if it.placebo else [Sentence("did_no_placebo")]))


def account(it: Explained, unit: str, by: str = "group", *, total: bool = False) -> Sentence:
    """What a difference is made of, in one line, as finely as its two values are written: the parts add up as they
    are read. `by`: doctor, pathway, step, activity, or any group.
    """
    places = digits_of(max(abs(it.before), abs(it.after)))
    before, after, rate = (round(value, places) for value in (it.before, it.after, it.rate))
    volume = round(it.volume, places) if total else 0.0
    mix = round(after - before - rate - volume, places)
    facts: dict[str, object] = {"before": before, "after": after, "unit": unit, "rate": rate, "mix": mix}
    facts |= {"within": Sentence(f"within_{by}")}
    return Sentence("explained_total", {**facts, "volume": volume}) if total else Sentence("explained_ratio", facts)


def _facts(name: str, it: Effect, unit: str) -> dict[str, object]:
    return {name: it.value, "low": it.low, "high": it.high, "unit": unit + DIFFERENCE}
