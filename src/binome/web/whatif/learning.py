"""What the practice's own days teach before anything is asked of the twin: once a day, kept, shown with its test."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from importlib.metadata import version
from typing import Any

from binome.practice.refusal import MoveRefused
from binome.twin.calibrate.calibration import Calibration, calibrate_on
from binome.twin.calibrate.held_out import held_out
from binome.twin.calibrate.lived import lived_figures
from binome.twin.calibrate.seen import Seen, seen_of
from binome.twin.calibrate.written import written
from binome.twin.scenario import UnreadableScenario, read, write
from binome.web.store import clock, whatifs
from binome.web.store.practice import House, house, today
from binome.web.store.whatifs import ToLive
from binome.web.store.whatifs_learned import LearnedStart, days_from, keep_learned, learned_start
from binome.web.whatif.caps import refuse_too_much
from binome.web.whatif.form import wanted_of
from binome.web.whatif.start import PRACTICE, my_practice
from binome.web.whatif.turn import turned

WEEKS = 13
"""A quarter: long enough to know, short enough to be the practice as it is now."""
FEWEST_VISITS, FEWEST_DAYS = 100, 5
"""Fewer are not learned from: the usual values stay."""
TO_TEST = "to_test"
VERSION = version("binome")
Alive = Callable[[], object]


def is_to_learn(it: ToLive) -> bool:
    """Does it begin from the practice, and has nobody looked at its days yet?"""
    return it.base == PRACTICE and it.learned is None


def with_learned(it: ToLive) -> ToLive:
    """The same run from what the days have taught; dials that were turned meanwhile stand where they were turned."""
    found = house(it.practice)
    assert found, "a what-if of a practice that exists"
    start = start_of(found, today(found.practice, clock.now()), lambda: whatifs.is_to_go_on(it, time.time()))
    after = _turned(start.scenario, it.dials) if it.dials else start.scenario
    return whatifs.begin_from(it, time.time(), before=start.scenario, after=after, learned=start.told)


def start_known(practice: str) -> None:
    """Learned now, unless it was learned today; a practice that cannot begin learns nothing."""
    found = house(practice)
    if found:
        with suppress(MoveRefused):
            start_of(found, today(found.practice, clock.now()))


def start_of(it: House, day: date, alive: Alive = lambda: None) -> LearnedStart:
    """As it was learned today, or learned now."""
    kept = known(it, day)
    return kept or _learned(it, day, alive)


def known(it: House, day: date) -> LearnedStart | None:
    """What was learned today, if it was."""
    return learned_start(it, day - timedelta(weeks=WEEKS), day, VERSION)


def test_known(practice: str) -> None:
    """The test on days not seen, which nobody waits for: into what was learned, and into the pages that show it."""
    found = house(practice)
    if found is None:
        return
    day = today(found.practice, clock.now())
    start = known(found, day)
    if start is None or not start.told.get(TO_TEST):
        return
    seen = _seen(found, day)
    tested = {TO_TEST: False, "tested": held_out(my_practice(found, day, seen), seen).as_json()}
    _keep(found, day, LearnedStart(start.scenario, {**start.told, **tested}))
    whatifs.note_test(found, tested)


def _learned(it: House, day: date, alive: Alive) -> LearnedStart:
    seen = _seen(it, day)
    alive()
    start = _from_days(it, day, seen) if _is_enough(seen) else _from_usual(it, day, seen)
    alive()
    _keep(it, day, start)
    return start


def _seen(it: House, day: date) -> Seen:
    since = day - timedelta(weeks=WEEKS)
    return seen_of(days_from(it, since), it.practice.zone).between(since, day - timedelta(days=1))


def _keep(it: House, day: date, start: LearnedStart) -> None:
    keep_learned(it, day - timedelta(weeks=WEEKS), day, VERSION, start)


def _is_enough(seen: Seen) -> bool:
    return len(seen.visits) >= FEWEST_VISITS and len(seen.days) >= FEWEST_DAYS


def _from_usual(it: House, day: date, seen: Seen) -> LearnedStart:
    return LearnedStart(write(my_practice(it, day)), {"enough": False, **_counts(seen)})


def _from_days(it: House, day: date, seen: Seen) -> LearnedStart:
    learned = calibrate_on(my_practice(it, day, seen), seen)
    return LearnedStart(written(learned, "fr"), told_of(learned, seen))


def told_of(learned: Calibration, seen: Seen) -> dict[str, Any]:
    """What the pages show of it. The test takes longer than all the rest: it comes later."""
    said = learned.as_json()
    return {
        "enough": True,
        TO_TEST: True,
        **_counts(seen),
        "learned": said["learned"],
        "prior_only": said["prior_only"],
        "lived": dict(lived_figures(seen)),
    }


def _counts(seen: Seen) -> dict[str, Any]:
    days = seen.days
    ends = {"first_day": str(days[0]), "last_day": str(days[-1])} if days else {}
    return {"days": len(days), "visits": len(seen.visits), **ends}


def _turned(text: str, dials: Any) -> str:
    """As today, if what was wished for cannot be here."""
    scenario = read(text)
    try:
        after = turned(scenario, wanted_of(scenario, dials))
        refuse_too_much(read(after))
    except (MoveRefused, UnreadableScenario):
        return text
    return after
