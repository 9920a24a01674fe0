"""Section 5 of the model: tasks, done in the gaps that the visits of the day left to each person.

They never hold anybody, so the floor knows nothing of them: they are counted after it, from the record of who
was held when. Only minutes are kept from one day to the next, not which task they belong to.
"""

from typing import Any

import numpy as np

from binome.twin.chance import Purpose
from binome.twin.kernel.bits import NONE, lowest, only
from binome.twin.kernel.draw import place, poisson, quantile, stem, uniform
from binome.twin.kernel.native import njit
from binome.twin.kernel.queues import INDEX
from binome.twin.kernel.state import DONE, PRESENT, TOO_MANY_TASKS
from binome.twin.tables import NEVER, NOBODY

TASKS, TASK_TIME, TASK_MINUTES = int(Purpose.TASKS), int(Purpose.TASK_TIME), int(Purpose.TASK_MINUTES)
NUMBERS_OF_A_KIND = 4096
YESTERDAY = -1.0


@njit
def do_tasks(tables: Any, key: Any, day: Any, state: Any) -> Any:
    """After the floor of that day. DONE, or TOO_MANY_TASKS when one person is given more than `state` holds."""
    planned = tables.floor.planned[tables.book.day_kind[day]]
    there = _there(tables.floor.person_of, planned, state.hall[0].sets[PRESENT])
    at, minutes = state.task_at, state.task_minutes
    for s in range(len(planned)):
        state.task_done[s] = 0.0
        state.task_over[s] = 0.0
        if there & only(s):
            n = _left_to(state.task_left[s], at, minutes)
            n = _given_to(tables.inbox, tables.laws.edges, key, day, planned, there, s, n, at, minutes)
            if n > len(at):
                return TOO_MANY_TASKS
            given = minutes[:n].sum()
            _do(planned[s], state.hall[0].first_step[INDEX(s)], state.steps, n, at, minutes)
            left = minutes[:n].sum()
            state.task_done[s] = given - left
            state.task_left[s] = left if tables.inbox.carried else 0.0
            state.task_over[s] = 0.0 if tables.inbox.carried else left
    return DONE


@njit
def _there(person_of: Any, planned: Any, present: Any) -> Any:
    """Who has planned hours and is not away."""
    there = NONE
    for s in range(len(planned)):
        if planned[s, 0] < NEVER:
            there |= only(s)
    for j in range(len(person_of)):
        if not present & only(j):
            there &= ~only(person_of[j])
    return there


@njit
def _left_to(left: Any, at: Any, minutes: Any) -> Any:
    """What yesterday left is one task more, the first."""
    if left == 0.0:
        return 0
    at[0], minutes[0] = YESTERDAY, left
    return 1


@njit
def _given_to(
    inbox: Any, edges: Any, key: Any, day: Any, planned: Any, there: Any, s: Any, n: Any, at: Any, minutes: Any
) -> Any:
    """Today's, in the order of their arrival, after the first n. How many it makes, possibly more than fit."""
    many, time, length = stem(key, day, TASKS), stem(key, day, TASK_TIME), stem(key, day, TASK_MINUTES)
    for kind in range(len(inbox.per_day)):
        who = inbox.who[kind] & there
        if not who & only(s):
            continue
        opening, closing = _span(planned, who)
        first = kind * NUMBERS_OF_A_KIND
        turn, turns = _turn(who, s)
        for number in range(turn, poisson(many, place(first), inbox.per_day[kind]), turns):
            here = place(first + number)
            arrival = opening + uniform(time, here) * (closing - opening)
            _put(n, arrival, quantile(edges, inbox.law[kind], uniform(length, here)), at, minutes)
            n += 1
    return n


@njit
def _span(planned: Any, who: Any) -> Any:
    """The first and the last planned minute of these persons."""
    opening, closing = NEVER, 0.0
    while who != NONE:
        s = lowest(who)
        who &= ~only(s)
        for bound in planned[s]:
            if bound < NEVER:
                opening, closing = min(opening, bound), max(closing, bound)
    return opening, closing


@njit
def _turn(who: Any, s: Any) -> Any:
    """Her place among these persons, and how many they are."""
    turn, turns = 0, 0
    while who != NONE:
        if lowest(who) == np.uint64(s):
            turn = turns
        who &= ~only(lowest(who))
        turns += 1
    return turn, turns


@njit
def _put(n: Any, arrival: Any, length: Any, at: Any, minutes: Any) -> None:
    """Behind those that arrived no later; what does not fit is only counted."""
    if n >= len(at):
        return
    while n > 0 and at[INDEX(n - 1)] > arrival:
        at[INDEX(n)], minutes[INDEX(n)] = at[INDEX(n - 1)], minutes[INDEX(n - 1)]
        n -= 1
    at[INDEX(n)], minutes[INDEX(n)] = arrival, length


@njit
def _do(planned: Any, held: Any, steps: Any, n: Any, at: Any, minutes: Any) -> None:
    """One after the other in the gaps of her planned hours, from her first step `held` on."""
    undone = 0
    for stretch in range(len(planned) // 2):
        start, end = planned[2 * stretch], planned[2 * stretch + 1]
        while start < end:
            taken = steps[INDEX(held)].start if held != NOBODY else NEVER
            if start < taken:
                undone = _work(undone, n, start, min(taken, end), at, minutes)
            if taken >= end:
                break
            start = max(start, steps[INDEX(held)].released)
            if start < end:
                held = steps[INDEX(held)].then


@njit
def _work(undone: Any, n: Any, now: Any, end: Any, at: Any, minutes: Any) -> Any:
    """From now on, until the gap ends. The first task that is then not done."""
    while undone < n and max(now, at[undone]) < end:
        now = max(now, at[undone])
        worked = min(minutes[undone], end - now)
        minutes[undone] -= worked
        now += worked
        if minutes[undone] > 0.0:
            break
        undone += 1
    return undone
