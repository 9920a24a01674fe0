"""Delegating is not held against a practice; hurrying is, also behind a delegation."""

from dataclasses import replace
from functools import cache

import pytest

from binome.twin.experiment import run
from binome.twin.guardrails import Kept
from binome.twin.model import OWN, Scenario
from binome.twin.outcome import Outcome
from binome.twin.paired import Paired
from binome.twin.scenario import read
from binome.twin.templates import template_text
from binome.web.whatif.dials import ASSISTANT, dials_of
from binome.web.whatif.turn import turned

CARE = ("contact_min", "whole_consultation_min")


def lived(scenario: Scenario) -> Outcome:
    return run(scenario, replications=8, threads=1)


@cache
def alone() -> Scenario:
    return read(template_text("single_doctor", "fr"))


@cache
def today() -> Outcome:
    return lived(alone())


@cache
def helped() -> Scenario:
    """An assistant who settles the patient and closes the visit, in two rooms; nothing else is changed."""
    wanted = replace(dials_of(alone()), assistant_hours=35.0, rooms=2, preparation=ASSISTANT, closing=ASSISTANT)
    return read(turned(alone(), wanted))


def hurried(scenario: Scenario, factor: float) -> Scenario:
    """The doctor keeps so much of each of her own minutes."""

    def shorter(law):  # type: ignore[no-untyped-def]
        return replace(law, shift_min=law.shift_min + (factor - 1) * law.mean_min)

    ways = {
        code: replace(
            way,
            steps=tuple(replace(it, minutes=shorter(it.minutes)) if OWN in it.by else it for it in way.steps),
        )
        for code, way in scenario.pathways.items()
    }
    visits = {
        code: replace(it, minutes={name: shorter(law) for name, law in it.minutes.items()})
        for code, it in scenario.visits.items()
    }
    return replace(scenario, pathways=ways, visits=visits)


def test_delegating_alone_crosses_nothing_though_the_doctor_is_shorter_with_the_patient() -> None:
    """The minutes that an assistant takes over are given by the assistant."""
    pair = Paired(today(), lived(helped()))

    assert pair.difference("consultation_min").mean < -0.10 * today().figure("consultation_min").mean
    assert {pair.verdicts()[code] for code in CARE} == {Kept.KEPT}


def test_visits_that_are_hurried_cross_both() -> None:
    pair = Paired(today(), lived(hurried(alone(), 0.8)))

    assert {pair.verdicts()[code] for code in CARE} == {Kept.CROSSED}


@pytest.mark.parametrize("factor", [0.7])
def test_a_delegation_does_not_hide_visits_that_are_hurried(factor: float) -> None:
    """The time with somebody may still be as long as before: what the doctor gives is not."""
    pair = Paired(today(), lived(hurried(helped(), factor)))

    assert pair.verdicts()["whole_consultation_min"] is Kept.CROSSED
