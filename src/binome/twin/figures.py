"""What a replication says: one figure, one function. Names and definitions in words are data/figures.toml.

Each takes the sums of one replication (or of many, or of their periods) and is unknown where it has no meaning.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from binome.twin.counted import UNENDING_MIN, Counted, Floats, per
from binome.twin.kernel.tally import BIN_MIN, DemandColumn, PersonColumn, PracticeColumn, ProfessionalColumn, WorkColumn
from binome.twin.priors import read_data

MORE, LESS, NEITHER = "more", "less", "neither"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, and which way it had better go."""

    code: str
    better: str
    of: Callable[[Counted], Floats]

    def words(self, language: str) -> Mapping[str, str]:
        """Its name, unit and definition."""
        told: Mapping[str, str] = _words()[self.code][language]
        return told


FIGURES: dict[str, Figure] = {}


def figure(better: str) -> Callable[[Callable[[Counted], Floats]], Callable[[Counted], Floats]]:
    """The function below is the figure of its name."""

    def listed(of: Callable[[Counted], Floats]) -> Callable[[Counted], Floats]:
        FIGURES[of.__name__] = Figure(of.__name__, better, of)
        return of

    return listed


def figures_of(counted: Counted) -> Floats:
    """All of them, in the order of FIGURES, as the last axis."""
    with np.errstate(invalid="ignore"):
        return np.stack([it.of(counted) for it in FIGURES.values()], axis=-1)


@cache
def _words() -> Mapping[str, Any]:
    return read_data("figures.toml")


# --- the physician's time -------------------------------------------------------------------------


@figure(LESS)
def medical_min_per_visit(it: Counted) -> Floats:
    minutes = it.work(WorkColumn.OCCUPIED, it.people.physicians)
    return per(_if_any(it.people.physicians, minutes), it.practice(PracticeColumn.SERVED))


@figure(NEITHER)
def medical_task_min_per_week(it: Counted) -> Floats:
    who = it.people.physicians
    return per(_if_any(who, _tasks(it, who)), it.weeks)


@figure(NEITHER)
def consultation_min(it: Counted) -> Floats:
    who = it.everybody
    return per(it.work(WorkColumn.WORK, who, "consultation"), it.work(WorkColumn.TIMES, who, "consultation"))


@figure(MORE)
def whole_consultation_min(it: Counted) -> Floats:
    who = it.everybody
    over = it.tally.work[..., WorkColumn.WORK].sum(axis=-1)
    told = (over * it.people.relieves).sum(axis=-1) + it.work(WorkColumn.WORK, who, "consultation")
    return per(told, it.work(WorkColumn.TIMES, who, "consultation"))


@figure(MORE)
def contact_min(it: Counted) -> Floats:
    return per(it.work(WorkColumn.WORK, it.everybody), it.practice(PracticeColumn.SERVED))


@figure(LESS)
def interruptions_per_hour(it: Counted) -> Floats:
    who = it.people.professionals
    return per(it.work(WorkColumn.INTERRUPTIONS, who) * 60, it.work(WorkColumn.WORK, who))


# --- how many are seen ------------------------------------------------------------------------------


@figure(MORE)
def visits_per_week(it: Counted) -> Floats:
    return per(it.practice(PracticeColumn.SERVED), it.weeks)


@figure(MORE)
def visits_per_doctor_day(it: Counted) -> Floats:
    professionals = it.tally.professionals
    return per(
        professionals[..., ProfessionalColumn.SEEN].sum(axis=-1),
        professionals[..., ProfessionalColumn.PRESENT].sum(axis=-1),
    )


@figure(MORE)
def panel_patients(it: Counted) -> Floats:
    return _by_evening(it, ProfessionalColumn.PANEL)


@figure(LESS)
def waiting_to_register(it: Counted) -> Floats:
    return _by_evening(it, ProfessionalColumn.REGISTRATION)


@figure(LESS)
def not_served_share(it: Counted) -> Floats:
    come = it.practice(PracticeColumn.COME)
    return per(come - it.practice(PracticeColumn.SERVED), come)


# --- access -----------------------------------------------------------------------------------------


@figure(LESS)
def third_next_available_days(it: Counted) -> Floats:
    professionals = it.tally.professionals
    return per(
        _if_any(_booked(it) > 0, professionals[..., ProfessionalColumn.THIRD_NEXT].sum(axis=-1)),
        professionals[..., ProfessionalColumn.MORNINGS].sum(axis=-1),
    )


@figure(LESS)
def lead_days(it: Counted) -> Floats:
    leads = _booked(it)
    return per((leads * np.arange(leads.shape[-1])).sum(axis=-1), leads.sum(axis=-1))


@figure(MORE)
def same_day_share(it: Counted) -> Floats:
    leads = _booked(it)
    return per(leads[..., 0], leads.sum(axis=-1))


@figure(LESS)
def lost_share(it: Counted) -> Floats:
    return per(_demand(it, DemandColumn.LOST), _demand(it, DemandColumn.ASKED))


@figure(LESS)
def lost_per_week(it: Counted) -> Floats:
    return per(_if_any(_demand(it, DemandColumn.ASKED) > 0, _demand(it, DemandColumn.LOST)), it.weeks)


@figure(NEITHER)
def slots_used_share(it: Counted) -> Floats:
    professionals = it.tally.professionals
    return per(
        professionals[..., ProfessionalColumn.BOOKED].sum(axis=-1),
        professionals[..., ProfessionalColumn.SLOTS].sum(axis=-1),
    )


@figure(LESS)
def no_show_share(it: Counted) -> Floats:
    booked = it.tally.professionals[..., ProfessionalColumn.BOOKED].sum(axis=-1)
    return per(_demand(it, DemandColumn.MISSED), booked)


@figure(MORE)
def continuity_share(it: Counted) -> Floats:
    return per(_demand(it, DemandColumn.BY_OWN), _demand(it, DemandColumn.WITH_PANEL))


# --- waiting ----------------------------------------------------------------------------------------


@figure(LESS)
def wait_to_room_min(it: Counted) -> Floats:
    return per(it.practice(PracticeColumn.TO_ROOM), it.practice(PracticeColumn.SERVED))


@figure(LESS)
def wait_for_professional_min(it: Counted) -> Floats:
    return per(it.practice(PracticeColumn.FOR_PROFESSIONAL), it.practice(PracticeColumn.WITH_OWN))


@figure(LESS)
def wait_min(it: Counted) -> Floats:
    return per(it.practice(PracticeColumn.WAITING), it.practice(PracticeColumn.SERVED))


@figure(LESS)
def wait_over_15_share(it: Counted) -> Floats:
    return _waited_over(it, 15)


@figure(LESS)
def wait_over_30_share(it: Counted) -> Floats:
    return _waited_over(it, 30)


@figure(LESS)
def wait_for_room_min(it: Counted) -> Floats:
    return per(it.practice(PracticeColumn.FOR_ROOMS), it.practice(PracticeColumn.SERVED))


@figure(LESS)
def in_practice_min(it: Counted) -> Floats:
    return per(it.practice(PracticeColumn.IN_PRACTICE), it.practice(PracticeColumn.SERVED))


# --- the team ---------------------------------------------------------------------------------------


@figure(LESS)
def overtime_min_per_doctor_day(it: Counted) -> Floats:
    return _overtime(it, it.people.professionals)


@figure(LESS)
def overtime_min_per_team_day(it: Counted) -> Floats:
    return _overtime(it, it.people.others)


@figure(NEITHER)
def utilisation_share(it: Counted) -> Floats:
    who = it.people.professionals
    return per(_within_plan(it, who), it.planned(who))


@figure(NEITHER)
def team_utilisation_share(it: Counted) -> Floats:
    who = it.people.others
    return per(_within_plan(it, who), it.planned(who))


@figure(NEITHER)
def idle_min_per_doctor_day(it: Counted) -> Floats:
    who = it.people.professionals
    return per(it.planned(who) - _within_plan(it, who), it.persons(PersonColumn.DAYS, who))


@figure(LESS)
def heaviest_load_share(it: Counted) -> Floats:
    load = loads_of(it)[..., 1]
    known = ~np.isnan(load)
    return np.where(known.any(axis=-1), np.max(np.where(known, load, -np.inf), axis=-1), np.nan)


@figure(LESS)
def tasks_left_min(it: Counted) -> Floats:
    return per(it.persons(PersonColumn.TASKS_LEFT, it.everybody), it.practice(PracticeColumn.DAYS))


@figure(LESS)
def skipped_steps_per_visit(it: Counted) -> Floats:
    return per(it.tally.skipped.sum(axis=-1), it.practice(PracticeColumn.COME))


# --- each person ------------------------------------------------------------------------------------

LOADS = ("work_min_per_day", "load_share", "overtime_min_per_day", "tasks_min_per_day", "idle_min_per_day")


def loads_of(it: Counted) -> Floats:
    """By person, in the order of LOADS: what a day asks of everybody."""
    persons = it.tally.persons
    days, tasks = persons[..., PersonColumn.DAYS], persons[..., PersonColumn.TASKS]
    all_tasks = tasks + persons[..., PersonColumn.TASKS_OVERTIME]
    occupied = it.tally.work[..., WorkColumn.OCCUPIED].sum(axis=-2)
    within = it.tally.work[..., WorkColumn.WITHIN].sum(axis=-2)
    ending = persons[..., PersonColumn.PLANNED] < UNENDING_MIN
    planned = np.where(ending, persons[..., PersonColumn.PLANNED], np.nan)
    told = (
        per(occupied + all_tasks, days),
        per(occupied + all_tasks, planned),
        per(np.where(ending, persons[..., PersonColumn.OVERTIME], np.nan), days),
        per(all_tasks, days),
        per(planned - within - tasks, days),
    )
    return np.stack(told, axis=-1)


# --- shared by several ------------------------------------------------------------------------------


def _if_any(known: Any, value: Floats) -> Floats:
    """Nothing is said of what nobody is there for."""
    return value if np.any(known) else np.full_like(value, np.nan)


def _demand(it: Counted, column: DemandColumn) -> Floats:
    summed: Floats = it.tally.demand[..., column].sum(axis=-1)
    return summed


def _booked(it: Counted) -> Floats:
    """Bookings by lead, of all kinds of request."""
    summed: Floats = it.tally.leads.sum(axis=-2)
    return summed


def _by_evening(it: Counted, column: ProfessionalColumn) -> Floats:
    """Of those who have a panel, on an average evening."""
    professionals = it.tally.professionals[..., it.people.with_panel, :]
    summed: Floats = per(professionals[..., column], professionals[..., ProfessionalColumn.MORNINGS]).sum(axis=-1)
    return summed + (0.0 if it.people.with_panel.any() else np.nan)


def _waited_over(it: Counted, minutes: int) -> Floats:
    return per(it.tally.waiting[..., int(minutes / BIN_MIN) :].sum(axis=-1), it.practice(PracticeColumn.SERVED))


def _tasks(it: Counted, who: Any) -> Floats:
    return it.persons(PersonColumn.TASKS, who) + it.persons(PersonColumn.TASKS_OVERTIME, who)


def _within_plan(it: Counted, who: Any) -> Floats:
    return it.work(WorkColumn.WITHIN, who) + it.persons(PersonColumn.TASKS, who)


def _overtime(it: Counted, who: Any) -> Floats:
    minutes = it.persons(PersonColumn.OVERTIME, who)
    return per(np.where(np.isnan(it.planned(who)), np.nan, minutes), it.persons(PersonColumn.DAYS, who))
