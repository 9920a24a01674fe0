"""What is known to be true of a journal is learned from it, as surely as there are data."""

from datetime import UTC

import numpy as np
import pytest

from binome.twin.calibrate.calibration import Calibration, calibrate
from binome.twin.calibrate.learned import Learned
from tests.twin.calibrate.journals import Truth, journal, scenario

SEEDS = 40
CONSULTATION = "pathways.twin_rooms.steps.1.minutes"
PREPARATION = "pathways.twin_rooms.steps.0.minutes"
DOOR = "requests.walk_in.open_per_hour"


def learned(truth: Truth, seed: int = 1, **changes: str) -> dict[str, Learned]:
    return {it.dotted: it for it in calibration(truth, seed, **changes).learned}


def calibration(truth: Truth, seed: int = 1, **changes: str) -> Calibration:
    return calibrate(scenario(**changes), journal(truth, seed), UTC)


def test_ranges_of_90_percent_hold_the_truth_nine_times_in_ten_or_a_little_less() -> None:
    truth = Truth(days=15)
    held = dict.fromkeys((CONSULTATION, "attendance.no_show", "attendance.cancels_share", DOOR, "mean late"), 0)
    for seed in range(SEEDS):
        told = learned(truth, seed)
        true = {CONSULTATION: 12.0, "attendance.no_show": 0.1, "attendance.cancels_share": 0.08, DOOR: 1.0}
        for place, value in true.items():
            held[place] += told[place].estimate.low <= value <= told[place].estimate.high
        late = told["attendance.punctuality"].estimate
        held["mean late"] += late.low <= -2.0 <= late.high
    shares = {place: count / SEEDS for place, count in held.items()}
    assert all(0.70 <= it <= 0.99 for it in shares.values()), shares
    assert 0.80 <= np.mean(list(shares.values())) <= 0.95, shares


@pytest.mark.parametrize(
    ("days", "a_day", "least", "most"), [(1, 3, 0.2, 0.75), (2, 20, 0.8, 1.1), (100, 20, 0.98, 1.02)]
)
def test_the_fewer_the_visits_the_nearer_to_the_value_to_start_from(
    days: int, a_day: int, least: float, most: float
) -> None:
    moved = [
        _way(Truth(days=days, a_day=a_day, mean=10.0, no_show=0, cancels=0, walk_ins=0), seed) for seed in range(10)
    ]
    assert least <= np.mean(moved) <= most


def _way(truth: Truth, seed: int) -> float:
    """How much of the way from the value to start from (16 min) to the truth was gone."""
    told = learned(truth, seed)[CONSULTATION]
    return (16.0 - told.estimate.value) / (16.0 - truth.mean)


def test_without_a_visit_everything_stays_and_is_said_to_stay() -> None:
    start = scenario()
    told = calibrate(start, journal(Truth(days=0)), UTC)
    assert told.learned == ()
    assert told.after == start
    assert told.kept == (PREPARATION, CONSULTATION)


def test_a_learned_scenario_says_from_how_much_and_up_to_when() -> None:
    told = calibration(Truth(days=10))
    known = told.after.learned[CONSULTATION]
    assert (known.of, known.until) == ("visits", told.seen.days[-1])
    assert known.count == next(it.count for it in told.learned if it.dotted == CONSULTATION)
    law = told.after.pathways["twin_rooms"].steps[1].minutes
    assert law.mean_min == pytest.approx(known.value, rel=1e-3)
    assert told.after.priors.keys().isdisjoint(told.after.learned)


def test_a_gamma_law_is_taken_when_it_foretells_better_and_only_then() -> None:
    families = [
        learned(Truth(days=60, cv=0.8, gamma=gamma), seed)[CONSULTATION].value["law"]
        for gamma in (True, False)
        for seed in range(3)
    ]
    assert families == ["gamma"] * 3 + ["lognormal"] * 3


def test_the_time_of_a_pause_is_not_the_time_of_a_step() -> None:
    paused = learned(Truth(paused_min=25.0))[CONSULTATION].estimate
    plain = learned(Truth())[CONSULTATION].estimate
    assert paused.value == pytest.approx(plain.value, rel=1e-6)


def test_a_slower_assistant_has_a_slower_pace_than_the_other() -> None:
    told = learned(Truth(days=40, pace_of_a2=1.3))
    paces = [told[f"members.{it}.pace"].estimate.value for it in ("a2", "a1")]
    assert paces[0] / paces[1] == pytest.approx(1.3, rel=0.05)


def test_somebody_who_is_learning_is_seen_and_what_is_left_to_learn_is_told() -> None:
    told = learned(Truth(days=60, extra=1.0, learning_days=30.0))
    extra = told["members.a2.learning_extra_share"]
    first_day = float(next(it for it in extra.notes if it.startswith("extra.")).removeprefix("extra."))
    assert first_day == pytest.approx(1.0, abs=0.25)
    assert extra.estimate.value < 0.02
    assert "members.a1.learning_extra_share" not in told


def test_luck_alone_makes_nobody_a_beginner() -> None:
    seen = [place for seed in range(8) for place in learned(Truth(days=30), seed) if "learning" in place]
    assert seen == []


def test_no_shows_are_learned_by_lead() -> None:
    told = learned(Truth(days=60, no_show=0.2))["attendance.no_show"].value["stairs"]
    assert [lead for lead, _ in told] == [0, 1, 2, 8]
    assert [share for _, share in told[:3]] == pytest.approx([0.2] * 3, abs=0.06)
    assert told[3][1] == pytest.approx(0.042), "nobody booked so early: the value to start from"


def test_requests_are_learned_by_professional_and_a_full_agenda_is_said_to_be_full() -> None:
    told = learned(Truth(days=40, a_day=12, walk_ins=0))["requests.booked.per_day.d1"]
    assert told.estimate.value == pytest.approx(12.0, rel=0.15)
    assert "full" not in told.notes
    assert "full" in learned(Truth(days=20, cancels=0))["requests.booked.per_day.d1"].notes


def test_two_kinds_that_the_journal_does_not_tell_apart_are_scaled_together() -> None:
    two = scenario(
        visits='[visits.visit]\npathway = "twin_rooms" -> '
        '[visits.visit]\npathway = "twin_rooms"\nminutes = { consultation = { mean_min = 10, cv = 0.3 } }\n'
        '[visits.long]\npathway = "twin_rooms"\nminutes = { consultation = { mean_min = 20, cv = 0.3 } }',
        requests='[requests.walk_in] -> [requests.long]\nvisit = "long"\nper_day = 20\n'
        'search = [{ kinds = ["slot"], from_day = 0, to_day = 20 }]\n[requests.walk_in]',
    )
    told = calibrate(two, journal(Truth(days=30)), UTC)
    laws = {kind: told.after.visits[kind].minutes["consultation"].mean_min for kind in ("visit", "long")}
    assert laws["long"] / laws["visit"] == pytest.approx(2.0, rel=0.01)
    assert sum(laws.values()) / 2 == pytest.approx(12.0, rel=0.06)
    known = next(it for it in told.learned if it.place[1] == "long")
    assert known.with_ == ("visits.visit.minutes.consultation",)
