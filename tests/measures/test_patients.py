"""Patients count once, continuity is what the textbooks compute, and nothing is said of few."""

from datetime import date
from random import Random

import narwhals as nw
import polars as pl
import pytest

from binome.measures.patient_answers import PARTS, Reading, patient_answers
from binome.measures.patients import attendance, continuity, months_back
from binome.measures.told import told
from tests.measures.days import a_fortnight

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def came(*rows: tuple[date, str, str, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["month", "patient", "doctor", "visits"], orient="row")


def test_the_worked_example_of_continuity() -> None:
    """Visits A A A B C: usual provider 3/5; Bice-Boxerman (9 + 1 + 1 - 5) / 20."""
    seen = came(*((date(2026, 3, 1), "p", doctor, visits) for doctor, visits in (("A", 3), ("B", 1), ("C", 1))))
    row = continuity(nw.from_native(seen).lazy(), by=()).collect().to_native().row(0, named=True)
    assert (row["upc"], row["bice_boxerman"]) == (0.6, pytest.approx(0.30))


def test_attendance_counts_the_visits_seen_by_month_patient_and_doctor() -> None:
    found = attendance(told(a_fortnight())).collect().to_native()
    assert found["visits"].sum() == 28
    assert set(found["patient"]) == {f"p{n}" for n in range(5)}


def regulars(count: int, month: date, doctor: str = "doc", visits: int = 2) -> pl.DataFrame:
    return came(*((month, f"{doctor}-{n}", doctor, visits) for n in range(count)))


def test_a_patient_counts_once_in_twelve_months_and_not_after() -> None:
    seen = pl.concat(
        [regulars(12, date(2025, 3, 1)), regulars(11, date(2025, 4, 1), "dan"), regulars(11, date(2026, 3, 1), "dan")]
    )
    found = patient_answers(seen, *MARCH, date(2025, 3, 1))
    assert found["active_patients"].value == 11.0
    assert found["continuity_upc"].value == 100.0
    assert found["new_patients"].hidden == "journal_too_short"


def test_who_was_not_seen_in_two_years_is_new() -> None:
    seen = pl.concat(
        [
            regulars(30, date(2024, 1, 1)),
            regulars(15, date(2025, 6, 1), "dan"),
            regulars(15, date(2026, 3, 1), "dan"),
            regulars(20, date(2026, 3, 1), "eva"),
        ]
    )
    found = patient_answers(seen, *MARCH, date(2023, 1, 1))
    assert found["new_patients"].value == 20.0
    assert patient_answers(seen, *MARCH, date(2023, 1, 1), doctor="dan")["new_patients"].hidden == "no_data"


def test_few_patients_are_not_shown() -> None:
    found = patient_answers(regulars(9, date(2026, 3, 1)), *MARCH, date(2025, 1, 1))
    assert {found[code].hidden for code in ("active_patients", "continuity_upc", "continuity_bice_boxerman")} == {
        "too_few"
    }
    assert all(it.value is None for it in found.values())


def test_a_journal_younger_than_a_year_has_no_list_of_twelve_months() -> None:
    seen = regulars(40, date(2026, 3, 1))
    found = patient_answers(seen, *MARCH, date(2025, 5, 1))
    assert {found[code].hidden for code in ("active_patients", "continuity_upc", "continuity_bice_boxerman")} == {
        "younger_than_a_year"
    }
    assert found["new_patients"].hidden == "journal_too_short"
    assert patient_answers(seen, *MARCH, date(2025, 4, 1))["active_patients"].value == 40.0


def test_registered_patients_are_a_dated_reading_and_nothing_without_one() -> None:
    readings = [
        Reading(date(2025, 12, 31), "doc", 900),
        Reading(date(2026, 3, 31), "doc", 940),
        Reading(date(2026, 1, 1), "dan", 60),
        Reading(date(2026, 4, 30), "dan", 70),
    ]
    seen = regulars(12, date(2026, 3, 1))
    assert patient_answers(seen, *MARCH, date(2026, 1, 1), readings)["registered_patients"].value == 1_000.0
    assert patient_answers(seen, *MARCH, date(2026, 1, 1), readings, doctor="dan")["registered_patients"].value == 60.0
    assert patient_answers(seen, *MARCH, date(2026, 1, 1))["registered_patients"].hidden == "needs_register"


def test_months_are_counted_back_over_the_years() -> None:
    assert [months_back(date(2026, 3, 15), n) for n in (0, 2, 3, 11, 24)] == [
        date(2026, 3, 1), date(2026, 1, 1), date(2025, 12, 1), date(2025, 4, 1), date(2024, 3, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("doctor", ["", "dan"])
def test_figures_that_are_counted_together_need_the_months_they_name_and_no_others(doctor: str) -> None:
    """Whatever days of these months are asked for; who is new is nobody who came in the two years before."""
    dice = Random(7)
    months = [months_back(date(2026, 4, 1), n) for n in range(36)]
    rows = {(dice.choice(months), f"p{dice.randrange(300)}", dice.choice(["dan", "eva"]), 1) for _ in range(1500)}
    seen, begins = came(*rows), months[-1]
    for since, until in (MARCH, (date(2026, 2, 9), date(2026, 3, 15)), (date(2026, 4, 6), date(2026, 4, 12))):
        whole = patient_answers(seen, since, until, begins, doctor=doctor)
        for part in PARTS:
            first, last = part.months(since, until)
            some = seen.filter(pl.col("month").is_between(first, last))
            assert part.counted(some, since, until, begins, doctor) == {it: whole[it] for it in part.codes}
        before, begun = months_back(since, 24), months_back(since, 0)
        ours = [(month, patient) for month, patient, by, _one in rows if doctor in ("", by)]
        known = {patient for month, patient in ours if before <= month < begun}
        new = {patient for month, patient in ours if begun <= month <= until} - known
        assert (whole["new_patients"].value or len(new)) == len(new)
