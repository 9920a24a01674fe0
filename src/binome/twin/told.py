"""Results as a person reads them: a table with its ranges, in French or in English."""

import statistics
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from binome.twin.begins import Beginnings
from binome.twin.figures import FIGURES, LESS, MORE
from binome.twin.intervals import CERTAINTY, Mean
from binome.twin.optimum import Optimum
from binome.twin.outcome import Outcome
from binome.twin.paired import COULD_TAKE, FREED, Paired
from binome.twin.priors import read_data
from binome.twin.telling import read_sentences

SHARE = "%"
NO_RANGE = "–"


def tell_run(outcome: Outcome, language: str) -> str:
    """The figures of one scenario, then everybody's load."""
    say = _voice(language)
    title = say("title", name=outcome.name, count=outcome.replications, seed=outcome.provenance.seed)
    lines = [title, say("how_to_read", certainty=f"{100 * CERTAINTY:g}"), ""]
    lines += _aligned(_figure_row(outcome, code, language) for code in outcome.known)
    loads = list(_load_rows(outcome, language))
    lines += ["", say("persons"), *_aligned(loads)] if len(loads) > 1 else []
    return "\n".join(lines + _still_growing(outcome, "still_growing", language))


def tell_both(it: Beginnings, language: str) -> str:
    """From an empty book, from a full one, and where they disagree."""
    say = _voice(language)
    names = ", ".join(figure_name(code, language) for code in it.disagree)
    verdict = say("disagree", figures=names) if it.disagree else say("agree")
    told = [
        f"{say(code)}\n{tell_run(run, language)}" for code, run in (("from_empty", it.empty), ("from_full", it.full))
    ]
    return "\n\n".join([*told, verdict])


def tell_comparison(pair: Paired, language: str) -> str:
    """What changes, figure by figure, then the guardrails."""
    say = _voice(language)
    facts = {"count": pair.replications, "seed": pair.before.provenance.seed}
    lines = [say("compared", before=pair.before.name, after=pair.after.name, **facts)]
    lines += [say("how_compared", certainty=f"{100 * pair.certainty:g}"), ""]
    together = [(code, mean) for code, mean in ((FREED, pair.freed()), (COULD_TAKE, pair.could_take())) if mean.count]
    rows = [_together_row(code, mean, language) for code, mean in together]
    rows += [_difference_row(pair, code, language) for code in pair.known]
    lines += [*_aligned(rows), "", say("guardrails")]
    lines += _aligned([figure_name(code, language), say(str(kept))] for code, kept in pair.verdicts().items())
    lines += _still_growing(pair.before, "before_growing", language) + _still_growing(
        pair.after, "after_growing", language
    )
    ratios = [ratio for code in pair.known if (ratio := pair.variance_ratio(code)) is not None]
    if ratios:
        lines += ["", say("luck", ratio=number(statistics.median(ratios), "", language))]
    return "\n".join(lines)


def tell_optimum(it: Optimum, language: str) -> str:
    """Which option, how surely, and every one of them."""
    say, figure = _voice(language), it.asked.figure
    unit = FIGURES[figure].words(language)["unit"]
    facts = {"figure": figure_name(figure, language), "best": it.best, "most": it.asked.most}
    facts["certainty"] = f"{100 * it.choice.certainty:g}"
    facts["matters"] = f"{number(it.asked.matters, unit, language)} {unit}"
    lines = [say("chosen" if it.choice.settled else "not_chosen", **facts), "", say("options_title")]
    return "\n".join([*lines, *_aligned(_option_rows(it, unit, language))])


def figure_name(code: str, language: str) -> str:
    return str(read_data("figures.toml")[code][language]["name"])


def sentence(language: str, code: str, /, **facts: object) -> str:
    """A sentence of an experiment, filled."""
    return str(_sentences()[code][language]).format(**facts)


def number(value: float, unit: str, language: str) -> str:
    """With as many digits as are worth reading; a share as a percentage."""
    if value != value or value in (float("inf"), float("-inf")):
        return NO_RANGE
    shown = 100 * value if unit == SHARE else value
    size = abs(shown)
    if size < 0.005:
        shown = size = 0.0  # never "-0.00"
    told = f"{shown:.0f}" if size >= 1000 else f"{shown:.1f}" if size >= 10 else f"{shown:.2f}"
    return told.replace(".", ",") if language == "fr" else told


@cache
def _sentences() -> dict[str, Any]:
    return read_sentences("experiment.toml")


def _voice(language: str) -> Any:
    return lambda code, **facts: sentence(language, code, **facts)


def _still_growing(outcome: Outcome, code: str, language: str) -> list[str]:
    """From the first period to the last, in a sentence; nothing when nothing does."""
    named = [(it, FIGURES[it.figure].words(language)) for it in outcome.still_growing]
    told = [
        f"{words['name']} ({number(it.first, words['unit'], language)} → "
        f"{number(it.last, words['unit'], language)} {words['unit']})"
        for it, words in named
    ]
    return ["", sentence(language, code, figures=" ; ".join(told))] if told else []


def _figure_row(outcome: Outcome, code: str, language: str) -> list[str]:
    words = FIGURES[code].words(language)
    mean, usual = outcome.figure(code), outcome.usual(code)
    unit = words["unit"]
    return [
        words["name"],
        number(mean.mean, unit, language),
        _range(mean, unit, language),
        _between(usual, unit, language),
        unit,
    ]


def _load_rows(outcome: Outcome, language: str) -> Iterator[list[str]]:
    words = [read_data("figures.toml")[code][language] for code in outcome.loads_codes]
    yield ["", *(f"{it['name']} ({it['unit']})" for it in words)]
    for s, person in enumerate(outcome.people):
        means = [outcome.loads.mean(s, n) for n in range(len(outcome.loads_codes))]
        yield [person, *(number(mean.mean, it["unit"], language) for mean, it in zip(means, words, strict=True))]


def _difference_row(pair: Paired, code: str, language: str) -> list[str]:
    words = FIGURES[code].words(language)
    unit, change = words["unit"], pair.difference(code)
    sides = [number(it.figure(code).mean, unit, language) for it in (pair.before, pair.after)]
    in_words = str(_voice(language)("points")) if unit == SHARE else unit
    difference = [_signed(change.mean, unit, language), _range(change, unit, language), in_words]
    return [words["name"], *sides, *difference, _verdict(code, change, language)]


def _together_row(code: str, mean: Mean, language: str) -> list[str]:
    words = read_data("figures.toml")[code][language]
    unit = words["unit"]
    return [words["name"], "", "", _signed(mean.mean, unit, language), _range(mean, unit, language), unit, ""]


def _verdict(code: str, change: Mean, language: str) -> str:
    say = _voice(language)
    if change.low == change.high == 0:
        return str(say("equal"))
    if not change.low * change.high > 0:
        return str(say("same"))
    if FIGURES[code].better not in (MORE, LESS):
        return str(say("other"))
    return str(say("better" if (change.mean > 0) == (FIGURES[code].better == MORE) else "worse"))


def _option_rows(it: Optimum, unit: str, language: str) -> Iterator[list[str]]:
    for n, option in enumerate(it.asked.options):
        outcome, change = it.outcomes[n], it.against_base(n).difference(it.asked.figure)
        crossed = ", ".join(figure_name(code, language) for code in it.left_out.get(n, ()))
        row = [option.name, number(outcome.figure(it.asked.figure).mean, unit, language)]
        row += [_signed(change.mean, unit, language), _range(change, unit, language), unit, str(outcome.replications)]
        yield [*row, sentence(language, "crosses", figures=crossed) if crossed else ""]


def _signed(value: float, unit: str, language: str) -> str:
    return ("+" if value > 0 else "") + number(value, unit, language)


def _range(mean: Mean, unit: str, language: str) -> str:
    return _between((mean.low, mean.high), unit, language)


def _between(ends: tuple[float, float], unit: str, language: str) -> str:
    return f"[{number(ends[0], unit, language)} ; {number(ends[1], unit, language)}]"


def _aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Names to the left, numbers to the right, verdicts as they come."""
    told = [list(row) for row in rows]
    widths = [max(len(row[n]) for row in told) for n in range(len(told[0]))] if told else []
    return ["  ".join(_cell(cell, n, widths[n]) for n, cell in enumerate(row)).rstrip() for row in told]


def _cell(cell: str, column: int, width: int) -> str:
    numeric = column and cell[:1] in "+-0123456789[–"
    return cell.rjust(width) if numeric else cell.ljust(width)
