"""A run in which waits still grow when it ends says so; one that has settled, or only has seasons, does not."""

import math
from dataclasses import replace

import pytest

from binome.twin.beside import compare
from binome.twin.experiment import run
from binome.twin.growing import Growing, growing
from binome.twin.intervals import Mean
from binome.twin.model import Run, Scenario
from binome.twin.told import tell_comparison, tell_run
from tests.twin.small_experiment import month


def _periods(*means: float, half: float = 0.1) -> list[Mean]:
    return [Mean(it, it - half, it + half, 1.0, 100) for it in means]


def _grows(*means: float, half: float = 0.1) -> bool:
    return growing("lead_days", _periods(*means, half=half)) is not None


def test_what_rises_to_the_end_is_found() -> None:
    """Eight periods, each above the one before: luck alone orders them so once in forty thousand; the normal law of
    the test says once in a thousand.
    """
    found = growing("lead_days", _periods(1, 2, 3, 4, 5, 6, 7, 8))
    assert isinstance(found, Growing)
    assert (found.first, found.last) == (1, 8)
    assert found.doubt == pytest.approx(1 - _normal(27 / math.sqrt(8 * 7 * 21 / 18)))


def _normal(z: float) -> float:
    return (1 + math.erf(z / math.sqrt(2))) / 2


def test_what_does_not_rise_to_the_end_is_not() -> None:
    """A season, a level reached, a fall, a rise within the intervals or of no matter, too few periods."""
    assert not _grows(5, 6, 7, 8, 8, 7, 6, 5, 4, 4, 4, 5)
    assert not _grows(1, 3, 5, 7, 8, 8.2, 8.1, 8.0, 8.1, 8.0, 8.1, 8.0)
    assert not _grows(8, 7, 6, 5, 4, 3, 2, 1)
    assert not _grows(1, 2, 3, 4, 5, 6, 7, 8, half=4)
    assert not _grows(100, 100.2, 100.4, 100.6, 100.8, 101, 101.2)
    assert not _grows(1, 2, 3, 4, 5)
    assert not _grows(3, 3, 3, 3, 3, 3, 3, 3, half=0)
    nobody = Mean(math.nan, math.nan, math.nan, math.nan, 0)
    assert growing("lead_days", [nobody] * 12) is None


def _overrun() -> Scenario:
    """More people begin to wait for registration than are ever taken."""
    scenario = replace(month(), run=Run(days=168, warm_up_days=28, period="days", period_days=14))
    doctor = scenario.members["d1"]
    assert doctor.panel is not None
    panel = replace(doctor.panel, begin_to_wait_per_day=3.0, joins_per_day=0.1)
    return replace(scenario, members={**scenario.members, "d1": replace(doctor, panel=panel)})


def test_a_run_that_has_not_settled_says_so() -> None:
    """In its JSON and in a sentence, in both tongues; its comparison too."""
    outcome = run(_overrun(), replications=10)
    told = {it["figure"]: it for it in outcome.as_json()["still_growing"]}
    assert told["waiting_to_register"]["last"] > 2 * told["waiting_to_register"]["first"]
    assert "Encore en hausse à la fin de la durée simulée" in tell_run(outcome, "fr")
    assert "Still growing at the end of the run" in tell_run(outcome, "en")
    pair = compare(_overrun(), _overrun(), replications=10)
    assert pair.as_json()["still_growing"]["after"] == outcome.as_json()["still_growing"]
    assert "Après, encore en hausse" in tell_comparison(pair, "fr")


def test_a_run_that_has_settled_says_nothing() -> None:
    """The template as it is written, a year in months."""
    settled = replace(month("shared_assistant"), run=Run(days=455, warm_up_days=91, period="month"))
    outcome = run(settled, replications=10)
    assert outcome.still_growing == ()
    assert "Still growing" not in tell_run(outcome, "en")
