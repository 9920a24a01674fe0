"""Each figure of a replication, worked out by hand."""

import math

import numpy as np
import pytest

from binome.twin.counted import Counted, People, counted
from binome.twin.figures import FIGURES, figures_of, loads_of
from binome.twin.guardrails import GUARDRAILS, Guardrail, Kept
from binome.twin.intervals import Mean
from binome.twin.kernel.tally import (
    WAITING_BINS,
    DemandColumn,
    PersonColumn,
    PracticeColumn,
    ProfessionalColumn,
    Tally,
    WorkColumn,
)
from binome.twin.paired import COULD_TAKE, FREED
from binome.twin.priors import read_data
from binome.twin.tables import STEPS

DOCTOR, ASSISTANT = 0, 1
CONSULTATION, PREPARATION = STEPS.index("consultation"), STEPS.index("preparation")
PEOPLE = People(
    codes=("d1", "a1"),
    physicians=np.array([True, False]),
    professionals=np.array([True, False]),
    others=np.array([False, True]),
    with_panel=np.array([True]),
    days_per_week=5.0,
    relieves=np.array([0.6 if it == "preparation" else 0.0 for it in STEPS]),
)


def ten_days() -> Counted:
    """Two weeks of five days: a doctor and an assistant, 200 visits."""
    tally = Tally(
        practice=np.zeros((1, 2, len(PracticeColumn))),
        waiting=np.zeros((1, 2, WAITING_BINS)),
        work=np.zeros((1, 2, len(STEPS), 2, len(WorkColumn))),
        skipped=np.zeros((1, 2, len(STEPS))),
        persons=np.zeros((1, 2, 2, len(PersonColumn))),
        demand=np.zeros((1, 2, 1, len(DemandColumn))),
        leads=np.zeros((1, 2, 1, 4)),
        professionals=np.zeros((1, 2, 1, len(ProfessionalColumn))),
        third_next=np.zeros((1, 2, 5)),
    )
    for table in tally:
        table[:, 1] = 1e6  # warming up counts nowhere
    _say(tally.practice[0, 0], PracticeColumn, DAYS=10, COME=208, SERVED=200, WITH_OWN=200, WAITING=2_000)
    _say(tally.practice[0, 0], PracticeColumn, TO_ROOM=1_000, FOR_PROFESSIONAL=600, IN_PRACTICE=6_000, FOR_ROOMS=100)
    tally.waiting[0, 0, [0, 2, 3, 6]] = 120, 40, 30, 10
    _say(tally.work[0, 0, CONSULTATION, DOCTOR], WorkColumn, TIMES=200, WORK=2_400, OCCUPIED=2_500, WITHIN=2_450)
    _say(tally.work[0, 0, CONSULTATION, DOCTOR], WorkColumn, INTERRUPTIONS=80)
    _say(tally.work[0, 0, PREPARATION, ASSISTANT], WorkColumn, TIMES=200, WORK=1_000, OCCUPIED=1_000, WITHIN=1_000)
    tally.skipped[0, 0, PREPARATION] = 8
    _say(tally.persons[0, 0, DOCTOR], PersonColumn, DAYS=10, PLANNED=4_800, OVERTIME=50, TASKS=550, TASKS_OVERTIME=50)
    _say(tally.persons[0, 0, DOCTOR], PersonColumn, TASKS_LEFT=30)
    _say(tally.persons[0, 0, ASSISTANT], PersonColumn, DAYS=5, PLANNED=2_400, OVERTIME=10, TASKS=200)
    _say(tally.demand[0, 0, 0], DemandColumn, ASKED=250, LOST=25, MISSED=10, WITH_PANEL=160, BY_OWN=120)
    tally.leads[0, 0, 0] = 90, 60, 0, 75
    _say(tally.professionals[0, 0, 0], ProfessionalColumn, MORNINGS=10, THIRD_NEXT=30, PRESENT=8, SLOTS=250)
    _say(tally.professionals[0, 0, 0], ProfessionalColumn, BOOKED=220, SEEN=200, PANEL=12_000, REGISTRATION=400)
    return counted(tally, PEOPLE, by_period=False)


def _say(cells: np.ndarray, columns: type, **said: float) -> None:  # type: ignore[type-arg]
    for name, value in said.items():
        cells[columns[name]] = value  # type: ignore[index]


BY_HAND = {
    "medical_min_per_visit": 12.5,
    "medical_task_min_per_week": 300,
    "consultation_min": 12,
    "whole_consultation_min": 12 + 0.6 * 5,
    "contact_min": 17,
    "interruptions_per_hour": 2,
    "visits_per_week": 100,
    "visits_per_doctor_day": 25,
    "panel_patients": 1_200,
    "waiting_to_register": 40,
    "not_served_share": 8 / 208,
    "third_next_available_days": 3,
    "lead_days": (60 + 3 * 75) / 225,
    "same_day_share": 0.4,
    "lost_share": 0.1,
    "lost_per_week": 12.5,
    "slots_used_share": 0.88,
    "no_show_share": 10 / 220,
    "continuity_share": 0.75,
    "wait_to_room_min": 5,
    "wait_for_professional_min": 3,
    "wait_min": 10,
    "wait_over_15_share": 0.2,
    "wait_over_30_share": 0.05,
    "wait_for_room_min": 0.5,
    "in_practice_min": 30,
    "overtime_min_per_doctor_day": 5,
    "overtime_min_per_team_day": 2,
    "utilisation_share": 3_000 / 4_800,
    "team_utilisation_share": 0.5,
    "idle_min_per_doctor_day": 180,
    "heaviest_load_share": 3_100 / 4_800,
    "tasks_left_min": 3,
    "skipped_steps_per_visit": 8 / 208,
}


@pytest.mark.parametrize("code", FIGURES)
def test_a_figure_is_what_a_person_would_count(code: str) -> None:
    """Without the days of warming up."""
    assert FIGURES[code].of(ten_days()) == pytest.approx([BY_HAND[code]])


def test_all_at_once_are_the_same_in_their_order() -> None:
    """As an experiment keeps them."""
    assert figures_of(ten_days())[0] == pytest.approx([BY_HAND[code] for code in FIGURES])


def test_the_load_of_everybody() -> None:
    """Work a day, share of the plan, overtime, tasks, idle."""
    doctor, assistant = loads_of(ten_days())[0]
    assert doctor == pytest.approx([310, 3_100 / 4_800, 5, 60, 180])
    assert assistant == pytest.approx([240, 0.5, 2, 40, 240])


def test_a_plan_without_end_is_no_plan() -> None:
    """Nothing is said of the load or the overtime of who leaves when the work is done."""
    it = ten_days()
    it.tally.persons[..., ASSISTANT, PersonColumn.PLANNED] = 1e18
    assert np.isnan(FIGURES["team_utilisation_share"].of(it)).all()
    assert np.isnan(FIGURES["overtime_min_per_team_day"].of(it)).all()
    assert FIGURES["heaviest_load_share"].of(it) == pytest.approx([3_100 / 4_800])


def test_what_nobody_is_there_for_is_unknown_and_not_zero() -> None:
    """An empty practice has no waiting, and a model without physicians no medical time."""
    empty = Counted(Tally(*(np.zeros_like(table) for table in ten_days().tally)), PEOPLE)
    known = {code for code in FIGURES if not np.isnan(FIGURES[code].of(empty)).all()}
    assert known == set()
    strangers = ten_days()._replace(people=PEOPLE._replace(physicians=np.array([False, False])))
    assert math.isnan(FIGURES["medical_min_per_visit"].of(strangers)[0])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_figure_has_a_name_a_unit_and_a_definition(language: str) -> None:
    """In both languages, those of a comparison too; and no words are left of a figure that is gone."""
    words = read_data("figures.toml")
    for code in (*FIGURES, FREED, COULD_TAKE):
        assert all(words[code][language][what] for what in ("name", "unit", "definition")), code
    loads = {"work_min_per_day", "load_share", "overtime_min_per_day", "tasks_min_per_day", "idle_min_per_day"}
    assert set(words) == {*FIGURES, FREED, COULD_TAKE, *loads}


@pytest.mark.parametrize(
    ("low", "mean", "high", "verdict"),
    [(-0.9, -0.5, -0.1, Kept.KEPT), (-1.4, -0.9, -0.4, Kept.UNSETTLED), (-2.0, -1.5, -0.9, Kept.CROSSED)],
)
def test_a_guardrail_is_kept_crossed_or_not_settled(low: float, mean: float, high: float, verdict: Kept) -> None:
    """By the whole interval, by the mean, or by neither; 10 % of 10 minutes here."""
    rail = Guardrail("consultation_min", falls=True, limit=0.10, relative=True)
    assert rail.verdict(Mean(10, 9, 11, 1, 20), Mean(mean, low, high, 1, 20)) is verdict


def test_every_guardrail_is_a_figure() -> None:
    """And a rise counts against those that may not rise."""
    assert {it.figure for it in GUARDRAILS} <= set(FIGURES)
    rail = next(it for it in GUARDRAILS if it.figure == "wait_over_30_share")
    assert rail.verdict(Mean(0.1, 0, 1, 0, 9), Mean(0.2, 0.15, 0.25, 0, 9)) is Kept.CROSSED
