"""A figure as a card: its value, its range, how it stands against other days, a small trend, its guardrails."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from binome.measures.answers import Answer
from binome.measures.catalogue import CATALOGUE, Measure
from binome.web.dashboard.periods import Period
from binome.web.figures import Difference, Said, Sums, difference, said

WIDE, HIGH = 120.0, 32.0
"""Of a small trend, in units of its drawing."""


@dataclass(frozen=True, slots=True)
class Spark:
    """The small trend as SVG numbers: `path` is broken where a period says nothing; the last period is the dot."""

    path: str
    dot: tuple[float, float] | None
    said: str


@dataclass(frozen=True, slots=True)
class Card:
    """What one card shows."""

    code: str
    name: str
    definition: str
    better: str
    said: Said
    against: Difference | None
    then: Said | None
    spark: Spark | None
    guardrails: tuple["Card", ...] = ()


@dataclass(frozen=True)
class Desk:
    """All that the cards of one page are made of, counted once."""

    sums: Sums
    now: dict[str, Answer]
    then: dict[str, Answer]
    trend: Sequence[Period]

    def card(self, measure: Measure, *, guarded: bool = True) -> Card:
        now, then = self.now[measure.code], self.then.get(measure.code)
        words = measure.words(tongue())
        shown = guarded and now.value is not None
        rails = [CATALOGUE[it] for it in measure.guardrails if it in CATALOGUE] if shown else []
        return Card(
            code=measure.code,
            name=words.name,
            definition=words.definition,
            better=measure.better,
            said=said(now, measure),
            against=difference(now, then, measure) if then else None,
            then=said(then, measure) if then else None,
            spark=self._spark(measure) if guarded else None,
            guardrails=tuple(self.card(it, guarded=False) for it in rails),
        )

    def rails(self, measures: Iterable[Measure]) -> list[Card]:
        """The guardrails of several figures that are shown, each once, save those that are among them."""
        told = list(measures)
        shown = [it for it in told if self.now[it.code].value is not None]
        wanted = dict.fromkeys(code for it in shown for code in it.guardrails if code in CATALOGUE)
        return [self.card(CATALOGUE[code], guarded=False) for code in wanted if CATALOGUE[code] not in told]

    def _spark(self, measure: Measure) -> Spark | None:
        found = self.sums.along(measure.code, [(it.since, it.last) for it in self.trend])
        return spark([it.value for it in found], [said(it, measure).value for it in found])


def spark(values: Sequence[float | None], words: Sequence[str]) -> Spark | None:
    """None when there are not two values to join."""
    there = [it for it in values if it is not None]
    if len(there) < 2:
        return None
    low, high = min(there), max(there)
    reach, step = (high - low) or 1.0, (WIDE - 6) / max(1, len(values) - 1)
    points = [
        None if it is None else (round(3 + n * step, 1), round(HIGH - 4 - (it - low) / reach * (HIGH - 8), 1))
        for n, it in enumerate(values)
    ]
    return Spark(_path(points), points[-1], ", ".join(words))


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    drawn, pen = [], "M"
    for it in points:
        if it is None:
            pen = "M"
            continue
        drawn.append(f"{pen}{it[0]} {it[1]}")
        pen = "L"
    return "".join(drawn)


def tongue() -> str:
    """Of the catalogue's two, the reader's."""
    return "fr" if (get_language() or "fr").startswith("fr") else "en"
