"""Two scenarios under one luck: paired differences, and what the luck in common is worth."""

from dataclasses import replace

import numpy as np
import pytest

from binome.twin.beside import compare
from binome.twin.experiment import Precision, run
from binome.twin.laws import Law
from binome.twin.model import Scenario
from binome.twin.paired import Paired
from tests.twin.small_experiment import month


def faster() -> Scenario:
    """The same practice, whose assistant closes a visit in half the time."""
    scenario = month()
    steps = scenario.pathways["twin_rooms"].steps
    quick = tuple(replace(it, minutes=Law("lognormal", (1.0, 0.3))) if it.step == "closing" else it for it in steps)
    return replace(scenario, pathways={"twin_rooms": replace(scenario.pathways["twin_rooms"], steps=quick)})


def test_a_scenario_does_not_differ_from_itself() -> None:
    """Not by one bit: the difference is zero, with no width."""
    pair = compare(month(), month(), replications=10)
    for code in pair.known:
        assert pair.difference(code)[:3] == (0.0, 0.0, 0.0)
    assert pair.freed().mean == pytest.approx(0.0, abs=1e-9)


def test_the_luck_in_common_is_worth_many_replications() -> None:
    """Two lucks would leave a wider interval."""
    pair = compare(month(), faster(), replications=40)
    ratio = pair.variance_ratio("wait_min")
    assert ratio is not None
    assert ratio > 2
    apart = compare(month(), faster(), replications=40, seed=2)
    mixed = Paired(pair.before, apart.after)
    assert mixed.difference("wait_min").half_width > 1.3 * pair.difference("wait_min").half_width


def test_the_difference_is_that_of_the_means() -> None:
    """And its interval is Student's, over the pairs."""
    pair = compare(month(), faster(), replications=12)
    before, after = (it.values("wait_min") for it in (pair.before, pair.after))
    assert pair.difference("wait_min").mean == pytest.approx(float(after.mean() - before.mean()))
    assert pair.difference("wait_min").sd == pytest.approx(float(np.std(after - before, ddof=1)))


def test_the_time_freed_is_what_these_visits_would_have_taken() -> None:
    """Less what they take, plus the tasks that somebody else does; and the patients it could serve."""
    pair = Paired(run(month("single_doctor"), replications=8), run(month(), replications=8))
    one, other = pair.before, pair.after
    per_visit = one.values("medical_min_per_visit") - other.values("medical_min_per_visit")
    tasks = one.values("medical_task_min_per_week") - other.values("medical_task_min_per_week")
    freed = per_visit * other.values("visits_per_week") + tasks
    assert pair.freed().mean == pytest.approx(float(freed.mean()))
    week = other.values("medical_min_per_visit") * other.values("visits_per_week")
    per_patient = (week + other.values("medical_task_min_per_week")) / other.values("panel_patients")
    assert pair.could_take().mean == pytest.approx(float((freed / per_patient).mean()))


def test_a_precision_is_that_of_the_difference() -> None:
    """Paired, it is reached sooner than either figure is known."""
    pair = compare(month(), faster(), replications=400, precision=Precision("wait_min", 0.4))
    assert pair.complete
    assert pair.difference("wait_min").half_width <= 0.4
    assert pair.replications < 400


def test_it_is_said_as_json() -> None:
    """Before, after, difference, guardrails, and where both come from."""
    told = compare(month(), faster(), replications=4).as_json()
    assert set(told["figures"]["wait_min"]) == {"before", "after", "difference", "variance_ratio"}
    assert "difference" in told["figures"]["freed_min_per_week"]
    assert set(told["guardrails"].values()) <= {"kept", "crossed", "unsettled"}
    assert told["provenance"]["before"]["scenario"] != told["provenance"]["after"]["scenario"]
