"""The pulse of the demonstration: what its team is asked, and rounds drawn by lot so that a trend can be seen."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from binome.voices.instruments import Instrument, Question, instruments
from binome.voices.rounds import Cadence, Period, Round, period_of
from binome.voices.scoring import Sheet, put_in
from binome.web.demo.cast import read
from binome.web.store.practice import House
from binome.web.store.pulse_plan import save_plan
from binome.web.store.pulse_simulated import keep_simulated

TOO_FEW, MOST_SILENT = 4, 2
PEOPLE_DIFFER, DAYS_DIFFER, QUESTIONS_DIFFER = 0.10, 0.05, 0.12


def ask_the_team(place: House, today: date) -> None:
    """The plan is the practice's own; the rounds before today are simulated, and say so."""
    told = {code: said for code, said in read("pulse.toml").items() if code in instruments()}
    save_plan(place, {code: said["cadence"] for code, said in told.items()})
    keep_simulated(
        place, [it for code, said in told.items() for it in _rounds(place, instruments()[code], said, today)]
    )


def _rounds(place: House, asked: Instrument, said: dict[str, Any], today: date) -> Iterator[Round]:
    dice = Random(f"{place.practice.code} {asked.code}")  # noqa: S311  for show
    team = len(place.practice.members)
    people = [dice.gauss(0, PEOPLE_DIFFER) for _ in range(team)]
    questions = [dice.gauss(0, QUESTIONS_DIFFER) for _ in asked.questions]
    for n, period in enumerate(_before(Cadence(said["cadence"]), today, said["back"])):
        felt = said["from"] + (said["to"] - said["from"]) * n / max(1, said["back"] - 1)
        few = said.get("few") == said["back"] - n
        who = dice.sample(people, TOO_FEW if few else team - dice.randint(0, MOST_SILENT))
        sheets: tuple[Sheet, ...] = ()
        for own in who:
            sheets = put_in(sheets, _sheet(asked, felt + own + dice.gauss(0, DAYS_DIFFER), questions, dice))
        yield Round(asked.code, period, team, simulated=True, sheets=sheets)


def _before(cadence: Cadence, today: date, back: int) -> list[Period]:
    """The periods before today's, the oldest first."""
    found = [period_of(cadence, today)]
    for _ in range(back):
        found.append(period_of(cadence, found[-1].since - timedelta(days=1)))
    return found[:0:-1]


def _sheet(asked: Instrument, felt: float, questions: list[float], dice: Random) -> Sheet:
    return tuple(
        _answer(asked, question, felt + own + dice.gauss(0, DAYS_DIFFER))
        for question, own in zip(asked.questions, questions, strict=True)
    )


def _answer(asked: Instrument, question: Question, felt: float) -> int:
    """The nearest answer to how hard it was felt to be."""
    good_is_high = (asked.scales[question.scale].better == "more") != question.reversed
    steps = sorted(question.answers.values, reverse=good_is_high)
    return steps[round(min(max(felt, 0.0), 1.0) * (len(steps) - 1))]
