"""What was learned and how well it foretells, in plain words, in French or in English."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from binome.twin.calibrate.calibration import Calibration
from binome.twin.calibrate.held_out import AS_GOOD, BETTER, Compared, HeldOut
from binome.twin.calibrate.learned import Learned
from binome.twin.saying import Voice
from binome.twin.telling import read_sentences, tell

BEGAN = "began"
"""The note that names a day."""


def tell_calibration(it: Calibration, tested: HeldOut, language: str) -> str:
    """The whole account: what was seen, what was learned, what was not, and the test on days not seen."""
    blocks = [list(_seen(it, language))]
    if it.learned:
        lines = [f"- {learned_line(one, language)}" for one in it.learned]
        blocks.append([sentence("learned", language), *lines])
    if it.kept:
        blocks.append([sentence("kept", language, count=len(it.kept)), *(f"- {name}" for name in it.kept)])
    blocks.append(list(_tested(tested, language)))
    return "\n\n".join("\n".join(lines) for lines in blocks)


def learned_line(it: Learned, language: str) -> str:
    """One value with its standing: what it was, what it is, its range, from how much."""
    figures = (it.before, it.estimate.value, it.estimate.low, it.estimate.high)
    before, value, low, high = (_number(one, it.unit, language) for one in figures)
    facts = {"before": before, "value": value, "low": low, "high": high, "unit": _unit(it.unit, language)}
    facts |= {"count": str(it.count), "of": tell(language, "counted", it.of)}
    told = sentence("line", language, place=it.dotted, what=sentence(f"what_{it.what}", language), **facts)
    notes = [_note(one, language) for one in it.notes]
    notes += [sentence("together", language, others=", ".join(it.with_))] if it.with_ else []
    return " ".join([told, *notes])


def sentence(code: str, language: str, /, **facts: object) -> str:
    return str(_sentences()[code][language]).format(**facts)


@cache
def _sentences() -> dict[str, Any]:
    return read_sentences("calibration.toml")


def _seen(it: Calibration, language: str) -> Iterator[str]:
    days = it.seen.days
    if days:
        day = Voice(language).day
        facts = {"days": len(days), "first": day(days[0]), "last": day(days[-1]), "visits": len(it.seen.visits)}
        yield sentence("seen", language, **facts)
    else:
        yield sentence("seen_nothing", language)
    if it.seen.simulated:
        yield sentence("simulated", language, count=it.seen.simulated)
    for why, count in it.left_out.items():
        yield sentence(f"left_out_{why}", language, count=count)


def _tested(it: HeldOut, language: str) -> Iterator[str]:
    if not it.foretold:
        yield sentence("no_test", language)
        return
    day = Voice(language).day(it.foretold[0])
    yield sentence("test", language, first=len(it.learned_from), last=len(it.foretold), day=day)
    for one in it.compared:
        yield f"- {_compared(one, language)}"
    worse = [sentence(f"test_{one.what}", language) for one in it.compared if one.verdict not in (BETTER, AS_GOOD)]
    yield sentence("some_worse", language, which=", ".join(worse)) if worse else sentence("none_worse", language)


def _compared(it: Compared, language: str) -> str:
    facts = {
        "what": sentence(f"test_{it.what}", language),
        "count": it.count,
        "verdict": sentence(it.verdict, language),
        "gain": _signed(it.gain, language),
        "error": _signed(it.error, language).lstrip("+"),
        "off_before": _plain(it.before.off, language),
        "off_after": _plain(it.after.off, language),
    }
    told = sentence("compared", language, **facts)
    if it.before.coverage is None or it.after.coverage is None:
        return told
    shares = {"before": f"{100 * it.before.coverage:.0f}", "after": f"{100 * it.after.coverage:.0f}"}
    return f"{told} {sentence('coverage', language, **shares)}"


def _note(code: str, language: str) -> str:
    name, _, fact = code.partition(".")
    if name == BEGAN:
        fact = Voice(language).day(date.fromisoformat(fact))
    return sentence(f"note_{name}", language, fact=fact)


def _unit(unit: str, language: str) -> str:
    return str(_sentences().get(f"unit_{unit}", {}).get(language, unit))


def _number(value: float, unit: str, language: str) -> str:
    if unit == "share":
        return _plain(100 * value, language)
    return _plain(value, language)


def _plain(value: float, language: str) -> str:
    told = f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"
    return told.replace(".", ",") if language == "fr" else told


def _signed(value: float, language: str) -> str:
    told = f"{value:+.3f}"
    return told.replace(".", ",") if language == "fr" else told
