"""One replication lived again, alone, with every stamp of every visit."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from binome.twin.kernel.run import begin_replication, run_days, tally_of
from binome.twin.kernel.state import State
from binome.twin.kernel.tally import empty_tallies
from binome.twin.kernel.visits import TOO_MANY
from binome.twin.model import Scenario
from binome.twin.numbering import Numbering
from binome.twin.replicate import Ready, empty_day, keys_of, ready
from binome.twin.spell import spell_numbered
from binome.twin.tables import NEVER, NOBODY


class LivedDay(NamedTuple):
    """A day that is over: its visits are the first `visits` of `state`, until the next day is asked for."""

    day: int
    visits: int
    state: State


def lived_days(it: Ready, seed: int, replication: int, practice: int = 0) -> Iterator[LivedDay]:
    """The days of that replication, as every experiment with this seed has lived them."""
    key, most, day = keys_of(seed, replication, 1, practice)[0], it.most_visits, 0
    while day < it.days:
        state, agenda = empty_day(it, most)
        tally = tally_of(empty_tallies(it.tables, 1), 0)
        begin_replication(it.tables, key, state, agenda)
        if day:
            run_days(it.tables, key, 0, day, state, agenda, tally)
        while day < it.days:
            visits = run_days(it.tables, key, day, day + 1, state, agenda, tally)
            if visits == TOO_MANY:
                most *= 2  # a fuller day than we made room for: again from the beginning, which is the same
                break
            yield LivedDay(day, visits, state)
            day += 1


def trace(scenario: Scenario, *, seed: int = 1, replication: int = 0, practice: int = 0) -> Any:
    """A table with a row for each step that was held or skipped; minutes count from midnight of the day."""
    import polars as pl

    _, numbering = spell_numbered(scenario)
    names = {code: [step.code for step in scenario.steps(code)] for code in numbering.visits}
    days = lived_days(ready(scenario), seed, replication, practice)
    frames = [pl.DataFrame(_columns(it, numbering, names)) for it in days if it.visits]
    return pl.concat(frames) if frames else pl.DataFrame()


def write_trace(scenario: Scenario, out: Path, *, seed: int = 1, replication: int = 0, practice: int = 0) -> int:
    """That table as Parquet; how many rows."""
    table = trace(scenario, seed=seed, replication=replication, practice=practice)
    table.write_parquet(out)
    return len(table)


BY_VISIT = {"arrival_min": "arrival", "gate_min": "gate", "left_min": "left"}
BY_STEP = {
    "entered_min": "entered",
    "asked_min": "asked",
    "start_min": "start",
    "end_min": "end",
    "released_min": "released",
    "minutes": "minutes",
}


def _columns(it: LivedDay, numbering: Numbering, names: dict[str, list[str]]) -> dict[str, Any]:
    state, count = it.state, it.visits
    p, step = _steps_told(state, count)
    kind, on = state.kind[p], numbering.days[it.day].on
    return {
        "day": np.full(len(p), it.day, np.int32),
        "date": [on] * len(p),
        "visit": p.astype(np.int32),
        "request": _named(state.request[p], numbering.requests),
        "kind": _named(kind, numbering.visits),
        "professional": _named(state.professional[p], numbering.professionals),
        "panel_of": _named(state.asker[p], numbering.professionals),
        "lead_days": state.lead[p].astype(np.int32),
        **{said: _known(getattr(state, name)[p]) for said, name in BY_VISIT.items()},
        "step_number": step.astype(np.int32),
        "step": [names[numbering.visits[v]][n] for v, n in zip(kind, step, strict=True)],
        "person": _named(state.person[p, step], numbering.persons),
        "room": _named(state.room[p, step], numbering.rooms),
        **{said: _known(getattr(state, name)[p, step]) for said, name in BY_STEP.items()},
        "interruptions": state.interruptions[p, step].astype(np.int32),
    }


def _steps_told(state: State, count: int) -> tuple[Any, Any]:
    """Visit and number of each step that was lived, in their order."""
    done = state.steps_done[:count].astype(np.int64)
    visits = np.repeat(np.arange(count), done)
    firsts = np.repeat(np.cumsum(done) - done, done)
    return visits, np.arange(len(visits)) - firsts


def _named(numbers: Any, names: tuple[str, ...]) -> Any:
    import polars as pl

    told = [None if number == NOBODY else names[number] for number in numbers.tolist()]
    return pl.Series(told, dtype=pl.String)


def _known(minutes: Any) -> Any:
    """Without what never came."""
    import polars as pl

    return pl.Series(np.where(minutes < NEVER, minutes, np.nan), nan_to_null=True, dtype=pl.Float64)
