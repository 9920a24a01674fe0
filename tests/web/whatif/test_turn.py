"""Turning a dial changes what it says and nothing else, in every template."""

from dataclasses import replace
from typing import Any

import pytest

from binome.twin.scenario import read, write
from binome.twin.templates import CODES, template_text
from binome.web.whatif.dials import ASSISTANT, DOCTOR, Dials, assistants, dials_of, weekly_hours
from binome.web.whatif.turn import settled, turned

TURNS: list[dict[str, Any]] = [
    {"assistant_hours": 17.5},
    {"assistant_hours": 70.0, "rooms": 6},
    {"assistant_hours": 0.0},
    {"preparation": DOCTOR, "closing": DOCTOR},
    {"assistant_hours": 35.0, "preparation": ASSISTANT, "closing": ASSISTANT},
    {"slot_min": 15.0},
    {"same_day": 50},
    {"same_day": 0},
    {"patients": 2_000},
    {"more_patients": 100, "longer_visits": 0, "earlier_end": 0},
]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("turn", TURNS, ids=str)
def test_every_dial_stands_where_it_was_turned_to(code: str, turn: dict[str, Any]) -> None:
    """What comes out is a scenario that reads back."""
    before = read(template_text(code, "fr"))
    wanted = settled(replace(dials_of(before), **turn))
    now = dials_of(read(turned(before, wanted)))

    assert {name: getattr(now, name) for name in turn} == {name: getattr(wanted, name) for name in turn}


@pytest.mark.parametrize("code", CODES)
def test_without_a_turn_the_scenario_is_the_same(code: str) -> None:
    before = read(template_text(code, "fr"))

    assert turned(before, dials_of(before)) == write(before)


def test_a_second_full_post_is_another_person() -> None:
    """Nobody is given more than 35 hours, nor two half days at once."""
    before = read(template_text("single_doctor", "fr"))
    after = read(turned(before, replace(dials_of(before), assistant_hours=70.0)))

    hours = [weekly_hours(it.hours) for it in assistants(after)]
    assert len(hours) > 1
    assert max(hours) <= 35.1
    assert sum(hours) == pytest.approx(70.0)


def test_steps_that_waited_for_an_assistant_fall_to_the_doctor_when_there_is_none() -> None:
    """In pathways that no dial speaks of too; and the tasks that only assistants had."""
    text = template_text("twin_rooms", "fr").replace('otherwise = "skipped"', 'otherwise = "waits"')
    text = "\n".join(line for line in text.splitlines() if not line.startswith("adds_share"))
    before = read(text.replace('step = "closing"', 'step = "education"'))
    after = read(turned(before, replace(dials_of(before), assistant_hours=0.0)))

    assert {step.otherwise for step in after.steps("acute") if step.step == "education"} == {"professional"}
    assert {task.by for task in after.tasks.values()} == {("physician",)}


def test_a_learned_value_does_not_outlive_its_place() -> None:
    """Steps are numbered: once one is gone, what was learned of the second would be said of the third."""
    text = template_text("twin_rooms", "fr")
    known = '{ count = 90, of = "visits", value = 6.0, low = 5.0, high = 7.0, until = 2026-11-01 }'
    before = read(
        f'{text}\n[learned]\n"pathways.twin_rooms.steps.1.minutes" = {known}\n"attendance.no_show" = {known}\n'
    )
    after = read(turned(before, replace(dials_of(before), assistant_hours=0.0)))

    assert list(after.learned) == ["attendance.no_show"]


def test_without_an_assistant_the_doctor_does_it_all() -> None:
    before = read(template_text("twin_rooms", "fr"))
    wanted: Dials = settled(replace(dials_of(before), assistant_hours=0.0))

    assert (wanted.preparation, wanted.closing, wanted.paperwork) == (DOCTOR, DOCTOR, DOCTOR)
    assert all(step.by != ("assistant",) for step in read(turned(before, wanted)).steps("acute"))
