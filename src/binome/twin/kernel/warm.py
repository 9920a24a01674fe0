"""`python -m binome.twin.kernel.warm`: compile what a run and a trace need, so that the first click does not wait.

Quick when it is done already.
"""

from dataclasses import replace

import numpy as np

from binome.twin.chance import Key
from binome.twin.kernel.agenda import empty_agenda
from binome.twin.kernel.compiled import forget_older
from binome.twin.kernel.run import begin_replication, run_days, run_replications, tally_of
from binome.twin.kernel.state import working_state
from binome.twin.kernel.tally import empty_tallies
from binome.twin.scenario import read
from binome.twin.spell import spell
from binome.twin.templates import template_text

MOST_VISITS = 500


def warm() -> None:
    """One day of a template, run as the experiment does and as a trace does."""
    scenario = read(template_text("twin_rooms", "fr"))
    tables = spell(replace(scenario, run=replace(scenario.run, days=1, warm_up_days=0)))
    state, agenda = working_state(tables.floor, MOST_VISITS), empty_agenda(tables, MOST_VISITS)
    tallies, key = empty_tallies(tables, 1), np.array(Key.of(0, 0, 0), np.uint64)
    run_replications(tables, key[None, :], state, agenda, tallies)
    begin_replication(tables, key, state, agenda)
    run_days(tables, key, 0, 1, state, agenda, tally_of(tallies, 0))


if __name__ == "__main__":
    warm()
    forget_older()
