"""`python -m binome.twin.kernel.warm`: compile what a run, a trace and a forecast need: no first click waits for it.

Quick when it is done already.
"""

from dataclasses import replace

import numpy as np

from binome.twin.chance import Key
from binome.twin.kernel.agenda import empty_agenda
from binome.twin.kernel.compiled import forget_older, note_complete
from binome.twin.kernel.foresight import Foreseen, foresee, nothing_known
from binome.twin.kernel.midday import rest_of_day
from binome.twin.kernel.run import begin_replication, run_days, run_replications, tally_of
from binome.twin.kernel.state import working_state
from binome.twin.kernel.tally import empty_tallies
from binome.twin.scenario import read
from binome.twin.spell import spell
from binome.twin.tables import Tables
from binome.twin.templates import template_text

MOST_VISITS = 500


def warm() -> None:
    """One day of a template, run as the experiment does and as a trace does; the rest of one, as a forecast does."""
    tables = _one_day()
    state, agenda = working_state(tables.floor, MOST_VISITS), empty_agenda(tables, MOST_VISITS)
    tallies, key = empty_tallies(tables, 1), np.array(Key.of(0, 0, 0), np.uint64)
    run_replications(tables, key[None, :], state, agenda, tallies)
    begin_replication(tables, key, state, agenda)
    run_days(tables, key, 0, 1, state, agenda, tally_of(tallies, 0))
    places = np.zeros(MOST_VISITS, np.int32)
    rest_of_day(tables.floor, 0, np.uint64(1), 0, 600.0, 0, places, nothing_known(state, 1).asking, state)
    warm_foresight()


def warm_foresight() -> None:
    """The rest of an empty day. Loading what a forecast needs holds the interpreter: best done before any click."""
    tables = _one_day()
    state, places = working_state(tables.floor, MOST_VISITS), np.zeros(MOST_VISITS, np.int32)
    told = Foreseen(np.empty((1, 0)), np.empty((1, 0)), np.empty((1, len(tables.floor.person_of))))
    keys = np.array([Key.of(0, 0, 0)], np.uint64)
    foresee(tables.floor, tables.laws.edges, 0, np.uint64(1), nothing_known(state, 1), keys, state, places, told)


def _one_day() -> Tables:
    scenario = read(template_text("twin_rooms", "fr"))
    return spell(replace(scenario, run=replace(scenario.run, days=1, warm_up_days=0)))


if __name__ == "__main__":
    warm()
    note_complete()
    forget_older()
