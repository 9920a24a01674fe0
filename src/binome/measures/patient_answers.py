"""What patients add up to over a period, under the same rules: an interval where one can be said, nothing of few."""

from collections.abc import Callable, Iterable
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

ACTIVE, NEW, REGISTERED = "active_patients", "new_patients", "registered_patients"
KEPT = {"continuity_upc": "upc", "continuity_bice_boxerman": "bice_boxerman"}
"""How the patients of a year are kept by the same doctor, and the column it is told by."""


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
    found = {REGISTERED: registered(readings, until, doctor)}
    for part in PARTS:
        found |= part.counted(attendance, since, until, begins, doctor)
    return found


class Part(NamedTuple):
    """Figures of patients that are counted together, from the same months of attendance."""

    codes: tuple[str, ...]
    counted: Callable[[pl.DataFrame, date, date, date, str], dict[str, Answer]]
    after_years: bool
    """Of the months of a period and of those before it; else of the twelve that end with its last."""

    def months(self, since: date, until: date) -> tuple[date, date]:
        """The first and the last that it is counted on."""
        first = months_back(since, NEW_AFTER_MONTHS) if self.after_years else months_back(until, A_YEAR_MONTHS - 1)
        return first, months_back(until, 0)


def registered(readings: Iterable[Reading], until: date, doctor: str) -> Answer:
    """The last reading of each doctor, added."""
    last: dict[str, Reading] = {}
    for it in sorted(readings):
        if it.on <= until and doctor in ("", it.doctor):
            last[it.doctor] = it
    if not last:
        return _nothing(REGISTERED, NEEDS_REGISTER)
    return _count(REGISTERED, sum(it.patients for it in last.values()))


def _active(attendance: pl.DataFrame, since: date, until: date, begins: date, doctor: str) -> dict[str, Answer]:
    if begins > months_back(until, A_YEAR_MONTHS - 1):
        return {ACTIVE: _nothing(ACTIVE, YOUNG)}
    return {ACTIVE: _count(ACTIVE, _of_the_year(_of(attendance, doctor), until)["patient"].n_unique())}


def _kept(attendance: pl.DataFrame, since: date, until: date, begins: date, doctor: str) -> dict[str, Answer]:
    """Whom a patient sees is told of all doctors, whichever's patients are asked for."""
    if begins > months_back(until, A_YEAR_MONTHS - 1):
        return {code: _nothing(code, YOUNG) for code in KEPT}
    kept = _of_the_year(attendance, until)
    each = continuity(nw.from_native(kept.select("patient", "doctor", "visits")).lazy(), by=()).collect().to_native()
    if doctor:
        each = each.filter(pl.col("patient").is_in(_of(kept, doctor)["patient"].unique().implode()))
    each = each.sort("patient")  # added up in whatever order, they would differ in their last digit
    return {code: _mean(code, each[column].to_numpy()) for code, column in KEPT.items()}


def _new(attendance: pl.DataFrame, since: date, until: date, begins: date, doctor: str) -> dict[str, Answer]:
    first, before = months_back(since, 0), months_back(since, NEW_AFTER_MONTHS)
    if begins > before:
        return {NEW: _nothing(NEW, TOO_SHORT)}
    mine = _of(attendance, doctor)
    known = mine.filter(pl.col("month").is_between(before, first, closed="left"))
    unknown = _months(mine, first, until).join(known, on="patient", how="anti")
    return {NEW: _count(NEW, unknown["patient"].n_unique())}


PARTS = (Part((ACTIVE,), _active, False), Part((NEW,), _new, True), Part(tuple(KEPT), _kept, False))
PART_OF = {code: part for part in PARTS for code in part.codes}


def _of(attendance: pl.DataFrame, doctor: str) -> pl.DataFrame:
    return attendance.filter(pl.col("doctor") == doctor) if doctor else attendance


def _of_the_year(attendance: pl.DataFrame, until: date) -> pl.DataFrame:
    return _months(attendance, months_back(until, A_YEAR_MONTHS - 1), until)


def _months(attendance: pl.DataFrame, first: date, last: date) -> pl.DataFrame:
    return attendance.filter(pl.col("month").is_between(first, last))


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
