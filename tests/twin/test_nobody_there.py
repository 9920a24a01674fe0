"""A practice without its assistant is a practice still: what its steps say of when nobody is there holds all day."""

from typing import Any

import pytest

from binome.twin.chance import Key
from binome.twin.experiment import run
from binome.twin.forms import write_table
from binome.twin.model import Scenario
from binome.twin.scenario import UnreadableScenario, read
from binome.twin.spell import spell
from binome.twin.toml import dumps
from tests.twin.side_by_side import first_difference
from tests.twin.small_experiment import month

SKIPPED, BY_DOCTOR, WAITS = "skipped", "professional", "waits"


def without_assistant(otherwise: str) -> Scenario:
    """Nobody is left who may prepare or close a visit."""
    scenario = month()
    words: dict[str, Any] = write_table(scenario.priors, (), scenario)
    words["members"] = {code: it for code, it in words["members"].items() if it["role"] != "assistant"}
    words["tasks"] = {code: it for code, it in words.get("tasks", {}).items() if "assistant" not in it["by"]}
    for step in (it for way in words["pathways"].values() for it in way["steps"] if it["by"] == ["assistant"]):
        step["otherwise"] = otherwise
        if otherwise != SKIPPED:
            step.pop("adds_share", None)
    return read(dumps(words))


def test_what_was_skipped_when_nobody_was_there_weighs_on_every_consultation() -> None:
    """By the share that was said."""
    with_one, alone = (
        run(month(), replications=4, threads=1),
        run(without_assistant(SKIPPED), replications=4, threads=1),
    )

    assert alone.figure("consultation_min").mean > with_one.figure("consultation_min").mean + 2
    assert alone.figure("skipped_steps_per_visit").mean > 0.9


def test_what_falls_to_the_professional_is_done_by_them() -> None:
    """Nothing is skipped, and the patient is as long with somebody."""
    with_one, alone = (
        run(month(), replications=4, threads=1),
        run(without_assistant(BY_DOCTOR), replications=4, threads=1),
    )

    assert alone.figure("skipped_steps_per_visit").mean == 0
    assert alone.figure("medical_min_per_visit").mean > with_one.figure("medical_min_per_visit").mean + 5


def test_what_waits_for_nobody_is_refused() -> None:
    with pytest.raises(UnreadableScenario) as refused:
        without_assistant(WAITS)
    assert {it.fault.why for it in refused.value.refusals} == {"step.nobody"}


@pytest.mark.parametrize("otherwise", [SKIPPED, BY_DOCTOR])
def test_the_slow_double_agrees(otherwise: str) -> None:
    assert first_difference(spell(without_assistant(otherwise)), Key.of(1, 0, 0)) is None
