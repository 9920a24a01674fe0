"""A day taken up again at any minute ends as it would have ended."""

import numpy as np
import pytest

from binome.twin.kernel import midday
from binome.twin.kernel.floor import run_floor
from binome.twin.kernel.state import DONE, State, working_state
from binome.twin.tables import NOBODY
from tests.twin.golden import golden_days, golden_floor

EVERYBODY = np.uint64(3)
ROOM_FROM, ROOM_TO = 1, 3
CHOSEN_AT = 1


@pytest.mark.parametrize("now", [500.0, 560.0, 735.0, 800.0, 845.0, 1100.0, 1160.0])
def test_what_is_to_come_is_what_would_have_come(now: float) -> None:
    floor = golden_floor(1)
    for day in list(golden_days(1))[:40]:
        n = len(day)
        whole, rest = working_state(floor, n), working_state(floor, n)
        for state in (whole, rest):
            state.arrival[:], state.gate[:] = [it.arrival for it in day], [it.gate for it in day]
            state.kind[:], state.professional[:] = [it.kind for it in day], [it.doctor for it in day]
            state.minutes[:] = [it.minutes for it in day]
        run_floor(floor, 0, EVERYBODY, 0, n, whole)
        places, asking = _as_it_is(whole, rest, now)
        assert midday.resume_floor(floor, 0, EVERYBODY, 0, now, n, places, asking, rest) == DONE
        np.testing.assert_array_equal(rest.left[rest.left > now], whole.left[whole.left > now])
        np.testing.assert_array_equal(rest.person[whole.start > now], whole.person[whole.start > now])


def _as_it_is(whole: State, now_state: State, now: float) -> tuple[np.ndarray, np.ndarray]:
    """Reads from the record of the whole day where everybody was."""
    places = np.zeros(len(whole.left), np.int64)
    asked: list[tuple[float, int]] = []
    for p in range(len(whole.left)):
        done = int((whole.end[p] <= now).sum())
        now_state.steps_done[p], now_state.left[p] = done, whole.left[p]
        places[p] = _place(whole, p, done, now)
        _write(whole, now_state, p, done, places[p])
        if places[p] <= midday.WAITS_FOR_PERSON:
            since = whole.asked[p, done] if places[p] == midday.WAITS_FOR_PERSON else whole.end[p, done - 1]
            asked.append((since, p))
    return places, np.array([p for _, p in sorted(asked)], np.int64)


def _place(whole: State, p: int, done: int, now: float) -> int:
    if whole.arrival[p] > now:
        return midday.IS_TO_COME
    if whole.left[p] <= now:
        return midday.HAS_LEFT
    if whole.start[p, done] <= now:
        return midday.IS_WITH_PERSON
    if whole.asked[p, done] <= now:
        return midday.WAITS_FOR_PERSON
    return midday.WAITS_FOR_ROOM if done == ROOM_FROM else midday.AT_GATE


def _write(whole: State, now_state: State, p: int, done: int, place: int) -> None:
    for table in ("start", "end", "person", "room"):
        getattr(now_state, table)[p] = getattr(whole, table)[p]
    in_room = ROOM_FROM <= done <= ROOM_TO and place not in (midday.WAITS_FOR_ROOM, midday.HAS_LEFT)
    now_state.visits["room_now"][p] = whole.room[p, ROOM_FROM] if in_room else NOBODY
    now_state.visits["kept"][p] = NOBODY
    if place != midday.IS_TO_COME and done >= CHOSEN_AT:
        now_state.professional[p] = whole.professional[p]
