"""A scenario with its dials turned: what is not turned stays to the letter, so that both sides share all the rest."""

from copy import deepcopy
from dataclasses import replace
from typing import Any

from binome.twin.forms import write_table
from binome.twin.model import Scenario
from binome.twin.toml import dumps
from binome.web.whatif.dials import ASSISTANT, DOCTOR, Dials, dials_of
from binome.web.whatif.turn_left import forget_what_is_gone, leave_to_the_doctor
from binome.web.whatif.turn_people import turn_hours, turn_learning
from binome.web.whatif.turn_places import turn_freed, turn_patients, turn_rooms, turn_same_day, turn_slots
from binome.web.whatif.turn_steps import turn_closing, turn_paperwork, turn_preparation

FREED = {"more_patients", "longer_visits", "earlier_end"}
HELD = ("preparation", "closing", "paperwork")
LEARNING = {"learning_extra", "learning_days"}


def turned(scenario: Scenario, wanted: Dials) -> str:
    """The text of the scenario with these dials. It may yet be refused when it is read: a wish may be nonsense."""
    was = dials_of(scenario)
    wanted = settled(wanted)
    moved = wanted.moved_from(was)
    words: dict[str, Any] = deepcopy(write_table(scenario.priors, (), scenario))
    _turn_team(words, scenario, wanted, moved)
    _turn_agenda(words, scenario, was, wanted, moved)
    if moved & FREED:
        turn_freed(words, wanted)
    if wanted.assistant_hours == 0:
        leave_to_the_doctor(words)
    forget_what_is_gone(words, scenario)
    return dumps(words)


def settled(wanted: Dials) -> Dials:
    """Without an assistant, the doctor does it all."""
    if wanted.assistant_hours:
        return wanted
    fallen: dict[str, Any] = {name: DOCTOR for name in HELD if getattr(wanted, name) == ASSISTANT}
    return replace(wanted, **fallen)


def _turn_team(words: dict[str, Any], scenario: Scenario, wanted: Dials, moved: frozenset[str]) -> None:
    if "rooms" in moved and wanted.rooms:
        turn_rooms(words, scenario, wanted.rooms)
    if "preparation" in moved and wanted.preparation:
        turn_preparation(words, scenario, wanted.preparation)
    if "closing" in moved and wanted.closing:
        turn_closing(words, scenario, wanted.closing)
    if "paperwork" in moved and wanted.paperwork:
        turn_paperwork(words, wanted.paperwork)
    if "assistant_hours" in moved and wanted.assistant_hours is not None:
        turn_hours(words, scenario, wanted.assistant_hours)
    if moved & LEARNING:
        turn_learning(words, wanted)


def _turn_agenda(words: dict[str, Any], scenario: Scenario, was: Dials, wanted: Dials, moved: frozenset[str]) -> None:
    if "slot_min" in moved and was.slot_min and wanted.slot_min:
        turn_slots(words, scenario, was.slot_min, wanted.slot_min)
    if "same_day" in moved and wanted.same_day is not None:
        turn_same_day(words, scenario, wanted.same_day)
    if "patients" in moved and was.patients and wanted.patients:
        turn_patients(words, scenario, was.patients, wanted.patients)
