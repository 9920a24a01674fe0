"""What the figures are made from: the sums of a tally, and who is who in them."""

from statistics import fmean
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from binome.practice.words import Role
from binome.twin.follows import with_professionals
from binome.twin.kernel.tally import PersonColumn, PracticeColumn, Tally, WorkColumn
from binome.twin.model import OWN, Scenario
from binome.twin.tables import STEPS

Floats = NDArray[np.float64]
Who = NDArray[np.bool_]
UNENDING_MIN = 1e9
"""Longer than any day that has an end: planned hours that have none are no plan."""


class People(NamedTuple):
    """Which persons, by number, the figures speak of."""

    codes: tuple[str, ...]
    physicians: Who
    professionals: Who
    others: Who
    with_panel: Who  # by professional
    days_per_week: float
    relieves: Floats  # by word of step: the share of its minutes that the professional would do instead

    @classmethod
    def of(cls, scenario: Scenario) -> Self:
        """A week has seven dated days; without a calendar every day is worked, and a week has five."""
        members = list(scenario.members.values())
        professional = [it.is_professional for it in members]
        return cls(
            codes=tuple(it.code for it in members),
            physicians=np.array([Role.PHYSICIAN in it.roles for it in members], np.bool_),
            professionals=np.array(professional, np.bool_),
            others=~np.array(professional, np.bool_),
            with_panel=np.array([it.panel is not None for it in with_professionals(scenario).professionals], np.bool_),
            days_per_week=5.0 if scenario.calendar.first_day is None else 7.0,
            relieves=_relieves(scenario),
        )


def _relieves(scenario: Scenario) -> Floats:
    """The mean over the steps of that word that are not the professional's own: what is skipped adds a share of its
    minutes to hers, what falls to her adds them all, what waits for somebody adds nothing.
    """
    told: dict[str, list[float]] = {}
    for step in (it for way in scenario.pathways.values() for it in way.steps if OWN not in it.by):
        share = {"skipped": step.adds_share, "professional": 1.0}.get(step.otherwise, 0.0)
        told.setdefault(step.step, []).append(share)
    return np.array([fmean(told.get(word, [0.0])) for word in STEPS])


class Counted(NamedTuple):
    """Sums by replication, or by replication and period: whatever comes before a table's own axes is kept."""

    tally: Tally
    people: People

    def practice(self, column: PracticeColumn) -> Floats:
        return self.tally.practice[..., column]

    def work(self, column: WorkColumn, who: Who, step: str = "") -> Floats:
        """Over those people; over every step, or the steps of one word."""
        by_step = self.tally.work[..., column]
        told = by_step.sum(axis=-2) if not step else by_step[..., STEPS.index(step), :]
        return _total(told, who)

    def persons(self, column: PersonColumn, who: Who) -> Floats:
        return _total(self.tally.persons[..., column], who)

    def planned(self, who: Who) -> Floats:
        """Planned minutes; none when somebody's plan has no end."""
        minutes = self.tally.persons[..., PersonColumn.PLANNED]
        return _total(np.where(minutes < UNENDING_MIN, minutes, np.nan), who)

    @property
    def weeks(self) -> Floats:
        return self.practice(PracticeColumn.DAYS) / self.people.days_per_week

    @property
    def everybody(self) -> Who:
        return np.ones(len(self.people.codes), np.bool_)


def counted(tally: Tally, people: People, *, by_period: bool) -> Counted:
    """Without the days of warming up; the periods added up, or each on its own."""
    kept = [table[:, :-1] for table in tally]
    return Counted(Tally(*(kept if by_period else [it.sum(axis=1) for it in kept])), people)


def per(above: Floats, below: Any) -> Floats:
    """A quotient, unknown where there is nothing to divide by."""
    shape = np.broadcast_shapes(np.shape(above), np.shape(below))
    quotient: Floats = np.divide(above, below, out=np.full(shape, np.nan), where=np.asarray(below) > 0)
    return quotient


def _total(by_person: Floats, who: Who) -> Floats:
    total: Floats = by_person[..., who].sum(axis=-1)
    return total
