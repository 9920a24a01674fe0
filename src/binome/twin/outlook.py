"""What a forecast keeps between two calls: the tables of the practice on that day, and the ways they are looked up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

import numpy as np

from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.practice.words import Role
from binome.twin.from_practice import NO_FIGURES, Offer, scenario_of
from binome.twin.kernel.foresight import Foreseen
from binome.twin.kernel.state import State, working_state
from binome.twin.model import Scenario
from binome.twin.numbering import Numbering
from binome.twin.priors import priors
from binome.twin.spell import spell_numbered
from binome.twin.tables import NOBODY, Tables

MOST_VISITS = 1_000
KEPT = 8


@dataclass(frozen=True)
class Outlook:
    """A practice on one day, ready to be foreseen. `state` is written over by every forecast: by who holds `alone`."""

    practice: Practice
    on: date
    scenario: Scenario
    tables: Tables
    numbering: Numbering
    state: State = field(repr=False)
    alone: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def present(self) -> int:
        """The professionals who are there that day, as a set."""
        template = self.tables.book.template[0]
        return sum(1 << j for j in range(len(template)) if template[j] != NOBODY)

    def empty(self, replications: int, visits: int) -> Foreseen:
        by_visit = (replications, visits)
        professionals = len(self.numbering.professionals)
        return Foreseen(np.empty(by_visit), np.empty(by_visit), np.empty((replications, professionals)))


def outlook(practice: Practice, offers: Iterable[Offer], on: date, figures: Mapping[str, Any] = NO_FIGURES) -> Outlook:
    """Spelled once for a day; the last few are kept."""
    listed = tuple(offers)
    known = (id(practice), on, repr(listed), repr(figures))
    with _keeping:
        if known not in _kept:
            while len(_kept) >= KEPT:
                del _kept[next(iter(_kept))]
            _kept[known] = _spelled(practice, listed, on, figures)
        return _kept[known]


def _spelled(practice: Practice, listed: tuple[Offer, ...], on: date, figures: Mapping[str, Any]) -> Outlook:
    scenario = scenario_of(practice, listed, on=on, figures=figures)
    tables, numbering = spell_numbered(scenario)
    state = working_state(tables.floor, MOST_VISITS)
    state.hall[0]["pace"][: len(tables.floor.pace)] = tables.floor.pace
    return Outlook(practice, on, scenario, tables, numbering, state)


_keeping = Lock()
_kept: dict[tuple[int, date, str, str], Outlook] = {}


def offers_of(
    practice: Practice,
    visits: Iterable[Visit],
    slot_min: Mapping[str, float] = NO_FIGURES,
    own_min: Mapping[str, Any] = NO_FIGURES,
) -> list[Offer]:
    """The pathways that the day's visits are on, by whom they are with; people walk in to every physician alike.

    By member: the minutes of a slot, and the law of the minutes of their own step where it is known.
    """
    ways = {(it.doctor, it.pathway.code): None for it in visits if it.doctor in practice.members and it.pathway}
    doctors = {doctor for doctor, _ in ways if Role.PHYSICIAN in practice.member(str(doctor)).roles}
    rate = float(priors()["walk_in_per_hour"].value) / max(1, len(doctors))
    listed = sorted((str(doctor), way) for doctor, way in ways)
    return [
        Offer(
            member=doctor,
            pathway=way,
            slot_min=float(slot_min.get(doctor, 15.0)),
            own_min=own_min.get(doctor),
            walk_ins_per_hour=rate if doctor in doctors else 0.0,
        )
        for doctor, way in listed
    ]
