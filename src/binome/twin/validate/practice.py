"""The case of the twin rooms: a doctor alone in one room, then with two rooms and an assistant.

Inputs are the sourced priors only. What practices report stands beside, and where the twin disagrees it is said.
Nothing is required of this table, so nothing could be gained by adjusting it.
"""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, NamedTuple

from binome.twin.kernel.tally import PersonColumn, PracticeColumn, WorkColumn
from binome.twin.model import Scenario
from binome.twin.priors import priors
from binome.twin.scenario import read
from binome.twin.tables import STEPS
from binome.twin.toml import dumps
from binome.twin.validate.days import over_days, summed
from binome.twin.validate.effort import Effort
from binome.twin.validate.expected import Expected, expected
from binome.twin.validate.queues import per_hour
from binome.twin.validate.stations import OVERLOAD_PER_HOUR
from binome.twin.validate.verdict import Row, told

Words = dict[str, Any]
REPLICATIONS = 4
SLOT_MIN = 21.8


class Lived(NamedTuple):
    """One way to work: by visit in minutes, by day, and by hour when somebody always waits."""

    doctor_min: float
    waiting_min: float
    overtime_min: float
    visits: float
    with_patients_min: float
    per_hour: float


def rows(effort: Effort) -> Iterator[Row]:
    of, rest = expected("practice", "reports"), expected("practice", "unreported")
    alone = lived(words_of("alone"), effort)
    lowest_share, likely_share, highest_share = of.given["shares"]
    likely = figures_of(alone, likely_share, of.given["half_days_a_week"], effort)
    lowest = highest = likely
    if effort.aside:
        lowest = figures_of(alone, lowest_share, of.given["half_days_a_week"], effort)
        highest = figures_of(alone, highest_share, of.given["half_days_a_week"], effort)
    for row in of.rows:
        name = row["figure"]
        yield _beside(of, row, likely[name], (lowest[name], highest[name]))
    for row in rest.rows:
        name = row["figure"]
        between = _between(lowest[name], highest[name])
        yield told(rest, name, "not reported", likely[name], f"{rest.reason}{between}")
    yield from _inputs(of)


def figures_of(alone: Lived, share: float, half_days: float, effort: Effort) -> dict[str, float]:
    """Every figure of the case, when a doctor alone did that share of the assistant's preparation."""
    words = with_assistant(share)
    twin = lived(words, effort)
    # As many more visits as fill the doctor's time with patients again.
    fuller = lived(_with_slots(words, SLOT_MIN * twin.with_patients_min / alone.with_patients_min), effort)
    freed = alone.with_patients_min - twin.with_patients_min
    return {
        "alone, visits an hour": alone.per_hour,
        "twin rooms, visits an hour": twin.per_hour,
        "visits an hour gained, %": 100 * (twin.per_hour / alone.per_hour - 1),
        "visits a day gained at equal time with patients, %": 100 * (fuller.visits / alone.visits - 1),
        "doctor's minutes per visit, share left": twin.doctor_min / alone.doctor_min,
        "hours freed a week, same visits": freed / 60 * half_days / 2,
        "time with patients freed, %": 100 * freed / alone.with_patients_min,
        "alone, doctor's minutes per visit": alone.doctor_min,
        "twin rooms, doctor's minutes per visit": twin.doctor_min,
        "alone, minutes waiting per visit": alone.waiting_min,
        "twin rooms, minutes waiting per visit": twin.waiting_min,
        "twin rooms at equal time with patients, minutes waiting per visit": fuller.waiting_min,
        "alone, doctor's overtime a day, min": alone.overtime_min,
        "twin rooms, doctor's overtime a day, min": twin.overtime_min,
        "twin rooms at equal time with patients, doctor's overtime a day, min": fuller.overtime_min,
        "twin rooms at equal time with patients, visits a day": fuller.visits,
    }


# --- the two practices -------------------------------------------------------------------------------


def words_of(name: str) -> Words:
    return tomllib.loads((files(__package__) / "scenarios" / f"{name}.toml").read_text("utf-8"))


def with_assistant(share: float) -> Words:
    """The doctor's part is the measured visit less what the assistant does of it: preparation and billing."""
    words = words_of("twin_rooms")
    for step in words["pathways"]["visit"]["steps"]:
        if step["step"] == "consultation":
            step["minutes"]["mean_min"] = _mean("consultation_observed") - taken_over(share)
    return words


def taken_over(share: float) -> float:
    """Minutes of a visit that the assistant takes off the doctor."""
    return share * _mean("preparation") + _mean("closing_alone")


def _mean(prior: str) -> float:
    value = priors()[prior].value
    if value.get("law") == "triangular":
        return float(value["low_min"] + value["mode_min"] + value["high_min"]) / 3
    return float(value["mean_min"])


def _with_slots(words: Words, slot_min: float) -> Words:
    sessions = [it | {"slot_min": round(slot_min, 2)} for it in words["agendas"]["day"]["sessions"]]
    return words | {"agendas": {"day": {"sessions": sessions}}}


def lived(words: Words, effort: Effort) -> Lived:
    text = dumps(words)
    doctor = list(read(text).members).index("doctor")
    tally = summed(text, luck=0, replications=REPLICATIONS)
    practice, persons, work = (part[:, 0].sum(axis=0) for part in (tally.practice, tally.persons, tally.work))
    open_days, seen = practice[PracticeColumn.DAYS], practice[PracticeColumn.SERVED]
    with_patients = work[:, doctor, WorkColumn.OCCUPIED].sum()
    return Lived(
        doctor_min=float(with_patients / seen),
        waiting_min=float(practice[PracticeColumn.WAITING] / seen),
        overtime_min=float(persons[doctor, PersonColumn.OVERTIME] / open_days),
        visits=float(seen / open_days),
        with_patients_min=float(with_patients / open_days),
        per_hour=_per_hour_when_crowded(words, effort),
    )


def _per_hour_when_crowded(words: Words, effort: Effort) -> float:
    """The same practice on a day when everybody comes in the first hour and nobody goes home."""
    members = {code: it | {"hours": ["0:00-"]} for code, it in words["members"].items()}
    crowd = {"visit": "visit", "open_per_hour": OVERLOAD_PER_HOUR}
    others = {key: value for key, value in words.items() if key not in ("attendance", "sources")}
    busy = others | {
        "members": members,
        "doors": ["0:00-0:30"],
        "requests": {"crowd": crowd},
        "run": {"days": effort.days},
    }
    scenario: Scenario = read(text := dumps(busy))
    names = [step.step for step in scenario.steps("visit")]
    consultation = names.index(STEPS[2])
    return over_days(text, 0, per_hour)[consultation].mean


# --- beside what is reported -------------------------------------------------------------------------


def _beside(of: Expected, row: dict[str, Any], obtained: float, bracket: tuple[float, float]) -> Row:
    ratio = obtained / row["value"]
    near = abs(ratio - 1) <= of.given["near"]
    agrees = "near what is reported" if near else f"disagrees, {ratio:.2f} times what is reported: {row['why']}"
    reason = f"{row['said']} ({row['source']}, {row['address']}); {agrees}{_between(*bracket)}"
    return told(of, row["figure"], row["value"], obtained, reason)


def _between(lowest: float, highest: float) -> str:
    low, high = sorted((lowest, highest))
    return f"; {low:.3g} to {high:.3g} over the bracket of what is delegated" if high - low > 1e-6 else ""


def _inputs(of: Expected) -> Iterator[Row]:
    """The assumptions, each with its mark: a case is worth what they are worth."""
    practices = (words_of("alone"), with_assistant(of.given["shares"][1]))
    used = [code for words in practices for code in read(dumps(words)).priors.values()]
    for code in dict.fromkeys([*used, "closing_alone", "preparation_adds"]):
        prior = priors()[code]
        yield told(of, f"input: {prior.labels['en']}", prior.mark, str(prior.value), prior.source)
