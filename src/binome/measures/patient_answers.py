"""What patients add up to over a period, under the same rules: an interval where one can be said, nothing of few."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import narwhals as nw
import polars as pl

from binome.measures.answers import NO_DATA, TOO_FEW, Answer, Floats, student
from binome.measures.catalogue import CATALOGUE
from binome.measures.figures import PER_CENT
from binome.measures.patients import A_YEAR_MONTHS, NEW_AFTER_MONTHS, continuity, months_back

NEEDS_REGISTER = "needs_register"
TOO_SHORT, YOUNG = "journal_too_short", "younger_than_a_year"


OF_A_YEAR = ("active_patients", "continuity_upc", "continuity_bice_boxerman")


class Reading(NamedTuple):
    """How many patients were registered with a doctor on a day, as the practice read it."""

    on: date
    doctor: str
    patients: int


def patient_answers(
    attendance: pl.DataFrame, since: date, until: date, begins: date, readings: Iterable[Reading] = (), doctor: str = ""
) -> dict[str, Answer]:
    """The figures of patients. `attendance`: month, patient, doctor, visits; `begins`: the journal's first day.

    Whole months count: the twelve (twenty-four) that end with the period's last. A younger journal has not told them:
    what it knows of fewer would be taken for the year's, and seem to move while it only fills.
    """
    if begins > months_back(until, A_YEAR_MONTHS - 1):
        young = {code: _nothing(code, YOUNG) for code in OF_A_YEAR}
        found = {"new_patients": _nothing("new_patients", TOO_SHORT)}
        return young | found | {"registered_patients": _registered(readings, until, doctor)}
    mine = attendance.filter(pl.col("doctor") == doctor) if doctor else attendance
    of_the_year = _months(mine, months_back(until, A_YEAR_MONTHS - 1), until)
    told = {"active_patients": _active(of_the_year), "new_patients": _new(mine, since, until, begins)}
    told["registered_patients"] = _registered(readings, until, doctor)
    # Whom a patient sees is told of all doctors, whichever's patients are asked for.
    kept = _months(attendance, months_back(until, A_YEAR_MONTHS - 1), until)
    each = continuity(nw.from_native(kept.select("patient", "doctor", "visits")).lazy(), by=()).collect().to_native()
    each = each.filter(pl.col("patient").is_in(of_the_year["patient"].unique().implode()))
    told["continuity_upc"] = _mean("continuity_upc", each["upc"].to_numpy())
    told["continuity_bice_boxerman"] = _mean("continuity_bice_boxerman", each["bice_boxerman"].to_numpy())
    return told


def _months(attendance: pl.DataFrame, first: date, last: date) -> pl.DataFrame:
    return attendance.filter(pl.col("month").is_between(first, last))


def _active(kept: pl.DataFrame) -> Answer:
    return _count("active_patients", kept["patient"].n_unique())


def _new(attendance: pl.DataFrame, since: date, until: date, begins: date) -> Answer:
    first, before = months_back(since, 0), months_back(since, NEW_AFTER_MONTHS)
    if begins > before:
        return _nothing("new_patients", TOO_SHORT)
    now = set(_months(attendance, first, until)["patient"])
    known = attendance.filter(pl.col("month").is_between(before, first, closed="left"))
    return _count("new_patients", len(now - set(known["patient"])))


def _registered(readings: Iterable[Reading], until: date, doctor: str) -> Answer:
    """The last reading of each doctor, added."""
    last: dict[str, Reading] = {}
    for it in sorted(readings):
        if it.on <= until and doctor in ("", it.doctor):
            last[it.doctor] = it
    if not last:
        return _nothing("registered_patients", NEEDS_REGISTER)
    return _count("registered_patients", sum(it.patients for it in last.values()))


def _count(code: str, found: int) -> Answer:
    if found == 0:
        return _nothing(code, NO_DATA)
    if found < CATALOGUE[code].minimum:
        return _nothing(code, TOO_FEW)
    return Answer(code, float(found), None, None, float(found), None, 0)


def _mean(code: str, each: Floats) -> Answer:
    """In per cent; the interval is from how patients differ."""
    if len(each) == 0 or len(each) < CATALOGUE[code].minimum:
        return _nothing(code, TOO_FEW if len(each) else NO_DATA)
    mean, n = float(each.mean()), len(each)
    half = student(n - 1) * float(each.std(ddof=1)) / n**0.5
    low, high = max(0.0, mean - half) * PER_CENT, min(1.0, mean + half) * PER_CENT
    return Answer(code, mean * PER_CENT, low, high, float(each.sum()), float(n), 0)


def _nothing(code: str, why: str) -> Answer:
    return Answer(code, None, None, None, None, None, 0, why)
