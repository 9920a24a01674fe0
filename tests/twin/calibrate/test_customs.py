"""What a practice does by custom is read from its journal, and how its days went is told in the twin's own figures."""

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from binome.journal.columns import columns
from binome.practice.words import Step
from binome.twin.calibrate.calibration import calibrate_on
from binome.twin.calibrate.customs import customs_seen, door_seen
from binome.twin.calibrate.lived import lived_figures
from binome.twin.calibrate.offers import ways_of
from binome.twin.calibrate.seen import Seen, seen_in
from binome.twin.chance import Key
from binome.twin.experiment import run
from binome.twin.from_practice import Offer, scenario_of
from binome.twin.model import Scenario
from binome.twin.retell import all_events
from binome.twin.traced import traced_days
from tests.twin.small_practice import MONDAY, SHORT_STEPS, offers, practice

DAYS, SETTLED = 61, 33
"""Days, and those after which no booking is left that the run began with."""
TRAINEE = ("m3", "supervised_trainee")


@cache
def truth() -> Scenario:
    """A trainee whom nobody prepares patients for, joined by the second doctor; half of the first one's patients ask
    for a day one to three weeks ahead.
    """
    told = [replace(it, leaves_out=frozenset({Step.PREPARATION, Step.CLOSING})) if it.member == "m3" else it
            for it in offers()]  # fmt: skip
    told[0] = replace(told[0], ahead_share=0.5, ahead_days=21, later_share=1.0, filled_share=0.6)
    return scenario_of(practice(), told, on=MONDAY, days=DAYS, figures=SHORT_STEPS, door=((540.0, 690.0),))


@cache
def seen() -> Seen:
    told = columns(all_events(traced_days(truth(), Key.of(1, 0, 0)), "run-1", zone=practice().zone))
    return seen_in(told, practice().zone, simulated=True)


def test_who_signs_is_the_supervisor_and_what_nobody_holds_is_left_out() -> None:
    custom = customs_seen(seen())[TRAINEE]

    assert custom.supervisor == "m2"
    assert custom.leaves_out == {Step.PREPARATION, Step.CLOSING}


def test_what_is_sometimes_skipped_is_not_left_out() -> None:
    assert customs_seen(seen())["m1", "twin_rooms"].leaves_out == frozenset()


def test_those_who_ask_for_a_later_day_are_told_from_those_who_ask_for_the_next() -> None:
    """By the days between the call and the appointment."""
    settled = seen().between(MONDAY + timedelta(days=SETTLED), seen().days[-1])
    first = customs_seen(settled)["m1", "twin_rooms"]

    assert first.ahead_share == pytest.approx(0.5, abs=0.15)
    assert first.ahead_days in range(15, 22)


def test_a_custom_goes_into_the_offer_as_it_is() -> None:
    custom = customs_seen(seen())[TRAINEE]
    offer = Offer("m3", "supervised_trainee", **ways_of(custom))

    assert (offer.supervisor, offer.leaves_out) == ("m2", custom.leaves_out)


def test_the_door_is_open_when_people_come_through_it() -> None:
    """In the morning only, here."""
    assert all(since >= 500 and until <= 720 for since, until in door_seen(seen()))


def test_the_minutes_of_a_supervision_are_learned_where_the_doctor_was_free() -> None:
    """From a value to start from that is half as long again."""
    long = scenario_of(practice(), offers(), on=MONDAY, days=5, figures={"supervision": {"mean_min": 14.0, "cv": 0.4}})
    learned = {it.dotted: it for it in calibrate_on(long, seen()).learned}
    step = next(n for n, it in enumerate(long.pathways["m3_supervised_trainee"].steps) if it.step == "supervision")
    told = learned[f"pathways.m3_supervised_trainee.steps.{step}.minutes"]
    true = truth().pathways["m3_supervised_trainee"].steps[-1].minutes.mean_min

    assert told.own == pytest.approx(true, rel=0.2)
    assert told.estimate.value == pytest.approx(true, rel=0.25)


def test_the_figures_of_lived_days_are_those_that_the_twin_counts() -> None:
    """The same days, counted by the kernel and read back from their journal."""
    counted, lived = run(truth(), replications=1, threads=1), lived_figures(seen())
    near = ("wait_to_room_min", "in_practice_min", "consultation_min", "visits_per_doctor_day", "no_show_share")

    for code in near:
        assert lived[code] == pytest.approx(counted.figure(code).mean, rel=0.12, abs=0.02), code
