"""The short questionnaires of the team: data, with their rights, their marks and how each is counted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from binome.voices.reading import data_files, in_both_tongues, read_data

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scale:
    """What some questions amount to. `count`: mean, sum (× `times`) or share (% of the `top` best answers).

    Under `at_least` answers there is no score. `figure` is the name measures know it by. `mark_at` is what the source
    calls high (low when `better` is more); at `help_at_most` or under, whoever answered is shown whom to turn to.
    """

    code: str
    words: Words
    count: str
    at_least: int
    low: int
    high: int
    better: str
    notes: Words
    figure: str = ""
    times: int = 1
    top: int = 0
    change: int = 0
    mark_at: int | None = None
    help_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What may be answered, in the order shown; without words it is a line from the first to the last."""

    values: tuple[int, ...]
    words: Mapping[str, tuple[str, ...]]

    @property
    def is_line(self) -> bool:
        return not self.words

    def turned(self, value: int) -> int:
        """The same distance from the other end."""
        return min(self.values) + max(self.values) - value


@dataclass(frozen=True, slots=True)
class Question:
    """`begins` and `ends` are what the two ends of a line mean."""

    code: str
    scale: str
    answers: Answers
    words: Words
    begins: Words
    ends: Words
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """One questionnaire, or the empty form of one whose sentences we may not ship.

    `kind`: questions (ready to be asked), template (its sentences are the practice's to bring), link (named only).
    `mark`: own_words, own_translation, not_validated, local, or nothing. `whom`: team or patients.
    """

    code: str
    kind: str
    names: Words
    by: str
    rights: Words
    source: str
    standing: str
    asks: Words
    scales: Mapping[str, Scale]
    questions: tuple[Question, ...]
    version: str = ""
    minutes: int = 0
    mark: str = ""
    whom: str = "team"
    address: str = ""
    place: int = 0

    def scale_questions(self, scale: str) -> tuple[int, ...]:
        """The places of its questions on a sheet."""
        return tuple(place for place, question in enumerate(self.questions) if question.scale == scale)


@cache
def instruments() -> Mapping[str, Instrument]:
    """Those that are ready to be asked, by code, in their order; a file that was taken away is not missed."""
    found = [_instrument(code, told) for code, told in data_files("instruments").items()]
    return MappingProxyType({it.code: it for it in sorted(found, key=lambda it: it.place)})


@cache
def templates() -> Mapping[str, Instrument]:
    """The empty forms and the links, by code."""
    return MappingProxyType(
        {code: _template(code, told) for code, told in read_data("templates", "forms.toml").items()}
    )


def filled(form: Instrument, sentences: tuple[str, ...]) -> Instrument:
    """The form with the sentences a practice brought: one for each empty line, in whatever language it brought them."""
    asked = tuple(_worded(question, words) for question, words in zip(form.questions, sentences, strict=True))
    return replace(form, kind="questions", questions=asked, minutes=max(1, len(asked) // 6))


def _worded(question: Question, words: str) -> Question:
    return replace(question, words=MappingProxyType({"fr": words, "en": words}))


def _instrument(code: str, told: Mapping[str, Any]) -> Instrument:
    answers = {name: _answers(it) for name, it in told["answers"].items()}
    return Instrument(
        code=code,
        kind="questions",
        names=in_both_tongues(told),
        by=told["by"],
        rights=in_both_tongues(told, "rights_"),
        source=told["source"],
        standing=told["standing"],
        asks=in_both_tongues(told, "ask_"),
        scales=MappingProxyType({name: _scale(name, it) for name, it in told["scales"].items()}),
        questions=tuple(_question(it, answers) for it in told["questions"]),
        version=told["version"],
        minutes=told["minutes"],
        mark=told["mark"],
        place=told["place"],
        address=told.get("address", ""),
    )


def _template(code: str, told: Mapping[str, Any]) -> Instrument:
    scales = told.get("scales", {})
    bounds = told.get("answers", {"low": 0, "high": 0})
    steps = tuple(range(bounds["low"], bounds["high"] + 1))
    answers = Answers(steps, MappingProxyType({tongue: tuple(map(str, steps)) for tongue in ("fr", "en")}))
    return Instrument(
        code=code,
        kind=told["kind"],
        names=in_both_tongues(told),
        by=told["by"],
        rights=in_both_tongues(told, "why_"),
        source=told["source"],
        standing=told["standing"],
        asks=MappingProxyType({"fr": "", "en": ""}),
        scales=MappingProxyType({name: _scale(name, it) for name, it in scales.items()}),
        questions=tuple(q for name, it in scales.items() for q in _empty_lines(name, it, answers)),
        whom=told["ask"],
        address=told.get("address", ""),
    )


def _empty_lines(scale: str, told: Mapping[str, Any], answers: Answers) -> tuple[Question, ...]:
    empty = in_both_tongues({})
    turned = told.get("reversed", False)
    return tuple(
        Question(f"{scale}_{n}", scale, answers, empty, empty, empty, turned) for n in range(1, told["questions"] + 1)
    )


def _scale(code: str, told: Mapping[str, Any]) -> Scale:
    plain = {name: told[name] for name in _PLAIN if name in told}
    return Scale(code=code, words=in_both_tongues(told), notes=in_both_tongues(told, "note_"), **plain)


_PLAIN = (
    "count", "at_least", "low", "high", "better", "figure", "times", "top", "change", "mark_at", "help_at_most",
)  # fmt: skip


def _answers(told: Mapping[str, Any]) -> Answers:
    if "step" in told:
        return Answers(tuple(range(told["low"], told["high"] + 1, told["step"])), MappingProxyType({}))
    words = {tongue: tuple(told[tongue]) for tongue in ("fr", "en")}
    return Answers(tuple(told["values"]), MappingProxyType(words))


def _question(told: Mapping[str, Any], answers: Mapping[str, Answers]) -> Question:
    return Question(
        code=told["code"],
        scale=told["scale"],
        answers=answers[told["answers"]],
        words=in_both_tongues(told),
        begins=in_both_tongues(told, "from_"),
        ends=in_both_tongues(told, "to_"),
        reversed=told.get("reversed", False),
    )
