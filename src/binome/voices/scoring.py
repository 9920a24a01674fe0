"""A sheet of answers, and what it amounts to. What is missing is never made up: under the bound there is no score."""

from collections.abc import Iterable, Mapping, Sequence

from binome.practice.refusal import MoveRefused
from binome.voices.instruments import Instrument, Question, Scale

Sheet = tuple[int | None, ...]
"""One person's answers in the order of the questions; None where nothing was answered. It names nobody."""

PAIRS = 15
"""The weighted task load asks for each of the fifteen pairs which of the two counted more."""


def sheet_from(instrument: Instrument, said: Mapping[str, str]) -> Sheet:
    """What a form brought, question by question; refused when it is none of the answers, or nothing at all."""
    sheet = tuple(_answer(question, said.get(question.code, "")) for question in instrument.questions)
    if all(answer is None for answer in sheet):
        raise MoveRefused("pulse.empty")
    return sheet


def _answer(question: Question, said: str) -> int | None:
    if not said:
        return None
    known = {str(value): value for value in question.answers.values}
    if said not in known:
        raise MoveRefused("pulse.no_such_answer", question=question.code)
    return known[said]


def scores(instrument: Instrument, sheet: Sheet) -> dict[str, float | None]:
    """By scale; None where too little was answered. Scales are never added up."""
    return {code: score(instrument, scale, sheet) for code, scale in instrument.scales.items()}


def score(instrument: Instrument, scale: Scale, sheet: Sheet) -> float | None:
    answered = [
        _counted(instrument.questions[place], answer)
        for place in instrument.scale_questions(scale.code)
        if (answer := sheet[place]) is not None
    ]
    return _amount(scale, answered) if len(answered) >= max(1, scale.at_least) else None


def weighted_load(answers: Sequence[float], weights: Sequence[int]) -> float:
    """The task load with the weights that comparing its scales two by two gave: each 0 to 5, 15 together."""
    if sum(weights) != PAIRS or len(weights) != len(answers) or not all(0 <= weight <= 5 for weight in weights):
        raise ValueError(f"the weights of {len(answers)} scales are 0 to 5 and make {PAIRS}, not {list(weights)}")
    return sum(weight * answer for weight, answer in zip(weights, answers, strict=True)) / PAIRS


def _counted(question: Question, answer: int) -> tuple[int, int]:
    """What an answer counts, and how many answers would count more."""
    value = question.answers.turned(answer) if question.reversed else answer
    return value, sum(other > value for other in question.answers.values)


def _amount(scale: Scale, answered: Sequence[tuple[int, int]]) -> float:
    values = [value for value, _better in answered]
    if scale.count == "sum":
        return float(sum(values) * scale.times)
    if scale.count == "share":
        return 100 * sum(better < scale.top for _value, better in answered) / len(answered)
    return sum(values) / len(values)


def put_in(box: Iterable[Sheet], sheet: Sheet) -> tuple[Sheet, ...]:
    """The box with one sheet more, in an order that the sheets alone decide: it does not tell who came when."""
    return tuple(sorted([*box, sheet], key=_place))


def _place(sheet: Sheet) -> tuple[int, ...]:
    return tuple(-1 if answer is None else answer for answer in sheet)
