"""The team's own load among the measures: what the pulse asks, as entries of the catalogue.

No journal knows any of it: a round is told by those who answered, once it is over, never of fewer than five people,
and here as it is told everywhere. Its words and its rights are the questionnaire's own.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from binome.measures.answers import Answer
from binome.measures.catalogue import CATALOGUE, Measure, Question, Words
from binome.voices.instruments import Instrument, Scale, instruments
from binome.voices.rounds import MINIMUM

NEEDS_PULSE, OF_THE_TEAM = "needs_pulse", "of_the_team_alone"
"""Why there is none: no round of these days may be told; a team's answers are no doctor's."""
POINTS = "points"


class Told(NamedTuple):
    """A round that may be told: its median times its answers, over its answers."""

    code: str
    above: float
    below: float


_DEFINITION = {
    "fr": "Ce que l’équipe répond au questionnaire «\N{NO-BREAK SPACE}{asked}\N{NO-BREAK SPACE}», de {low} à {high}"
    "\N{NO-BREAK SPACE}: la médiane d’un tour. De plusieurs, leur moyenne, chacun comptant pour ses réponses.",
    "en": "What the team answers to the questionnaire “{asked}”, from {low} to {high}: the median of a round. "
    "Of several, their mean, each counting as many as answered.",
}
_SIDES = {
    "fr": ("Médiane de chaque tour, fois ses réponses", "Réponses"),
    "en": ("Each round’s median, times its answers", "Answers"),
}
_EXCLUSIONS = {
    "fr": "Un tour de moins de {least} réponses, ou qu’une seule personne distingue d’un autre. {note}",
    "en": "A round of fewer than {least} answers, or that one person alone sets apart from another. {note}",
}


def _words(it: Instrument, scale: Scale, language: str) -> Words:
    above, below = _SIDES[language]
    return Words(
        name=scale.words[language],
        definition=_DEFINITION[language].format(asked=it.names[language], low=scale.low, high=scale.high),
        numerator=above,
        denominator=below,
        exclusions=_EXCLUSIONS[language].format(least=MINIMUM, note=scale.notes[language]).strip(),
        source=f"{it.by} ({it.source}). {it.rights[language]}",
    )


def _measure(it: Instrument, scale: Scale) -> Measure:
    words = {language: _words(it, scale, language) for language in ("fr", "en")}
    return Measure(
        code=scale.figure,
        question=Question.TEAM,
        unit=POINTS,
        better=scale.better,
        guardrails=(),
        needs=("pulse",),
        minimum=MINIMUM,
        on="below",
        by="",
        _words=words,
    )


PULSE: Mapping[str, Measure] = MappingProxyType(
    {scale.figure: _measure(it, scale) for it in instruments().values() for scale in it.scales.values() if scale.figure}
)
MEASURES: Mapping[str, Measure] = MappingProxyType({**CATALOGUE, **PULSE})
"""What the journal tells, then what the team says."""


def pulse_answers(rounds: Iterable[Told], doctor: str = "") -> dict[str, Answer]:
    """Every figure of the pulse, of the rounds that ended in the period and may be told. A median has no interval."""
    found = [it for it in rounds if not doctor]
    return {code: _answer(code, [it for it in found if it.code == code], doctor) for code in PULSE}


def _answer(code: str, rounds: list[Told], doctor: str) -> Answer:
    above, below = sum(it.above for it in rounds), sum(it.below for it in rounds)
    if below < MINIMUM:
        return Answer(code, None, None, None, None, None, 0, OF_THE_TEAM if doctor else NEEDS_PULSE)
    return Answer(code, above / below, None, None, above, below, len(rounds))
