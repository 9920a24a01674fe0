"""What may follow what.

A visit stands in one state; what happens leads to another, or is refused (*-*). Where several are named, the rest of
the visit decides: which steps are over, what is still to be signed. A withdrawal is possible in every state but
*unborn* and leads back to what stood before. The second table says the same of one step of a visit that is present,
the third of a day.
"""
# ruff: noqa: E501  # a table is read across

from collections.abc import Iterator

import pytest

from binome.journal.event import Event
from binome.journal.replay import Day
from binome.practice.refusal import MoveRefused
from binome.practice.visit import MAY_HAPPEN, Visit
from binome.practice.words import Moment, Role, State
from tests.journal.walks import NINE, candidates, line, possible
from tests.spec.tables import rows

TABLE = """
| what happens | unborn   | expected  | present                   | unsigned               | done | missed | left | cancelled | deferred               |
| booked       | expected | -         | -                         | -                      | -    | -      | -    | -         | -                      |
| moved        | -        | expected  | present                   | -                      | -    | -      | -    | -         | -                      |
| cancelled    | -        | cancelled | -                         | -                      | -    | -      | -    | -         | -                      |
| missed       | -        | missed    | -                         | -                      | -    | -      | -    | -         | -                      |
| arrived      | -        | present   | -                         | -                      | -    | -      | -    | -         | -                      |
| started      | -        | -         | present                   | -                      | -    | -      | -    | -         | -                      |
| paused       | -        | -         | present                   | -                      | -    | -      | -    | -         | -                      |
| finished     | -        | -         | present / unsigned / done | -                      | -    | -      | -    | -         | -                      |
| handed_over  | -        | -         | present                   | -                      | -    | -      | -    | -         | -                      |
| skipped      | -        | -         | present / unsigned / done | -                      | -    | -      | -    | -         | -                      |
| signed       | -        | -         | present                   | unsigned / done / left | -    | -      | -    | -         | deferred / done / left |
| left         | -        | -         | unsigned / left           | -                      | -    | -      | -    | -         | -                      |
| deferred     | -        | -         | deferred                  | deferred               | -    | -      | -    | -         | -                      |
"""

TABLE_OF_STEPS = """
| what happens | untouched | under_way | paused    | finished | skipped |
| started      | under_way | -         | under_way | -        | -       |
| paused       | -         | paused    | -         | -        | -       |
| finished     | -         | finished  | -         | -        | -       |
| handed_over  | -         | under_way | -         | -        | -       |
| skipped      | skipped   | -         | skipped   | -        | -       |
| signed       | -         | -         | -         | finished | -       |
| left         | untouched | paused    | paused    | finished | skipped |
| deferred     | untouched | paused    | paused    | finished | skipped |
"""

TABLE_OF_DAYS = """
| what happens | untold | open   | closed |
| opened       | open   | -      | -      |
| closed       | -      | closed | -      |
| reopened     | -      | -      | open   |
"""

Found = dict[tuple[str, str], set[str]]


def drawn(table: str) -> Found:
    """What the table allows: (what happens, where it stands) → where it may lead."""
    every = [(row["what happens"], now, cell) for row in rows(table) for now, cell in row.items() if now in STATES]
    return {(moment, now): set(cell.split(" / ")) for moment, now, cell in every if cell != "-"}


STATES = {*State, "untouched", "under_way", "paused", "finished", "skipped", "untold", "open", "closed"}


def _likeness(visit: Visit) -> tuple[object, ...]:
    """Two visits alike in this may go the same ways."""
    way = visit.pathway.code if visit.pathway else None
    steps = frozenset((step, s.status, s.to_sign) for step, s in visit.progress.items())
    return visit.state, visit.gone, way, steps


def moves() -> Iterator[tuple[Visit, Event, Visit]]:
    """Every move that any visit can make, found by trying everything everywhere."""
    known, to_try = set(), [Visit("v1")]
    while to_try:
        visit = to_try.pop()
        if _likeness(visit) in known:
            continue
        known.add(_likeness(visit))
        for event in possible(visit):
            if event.moment is not Moment.WITHDRAWN:
                then = visit.after(event)
                yield visit, event, then
                to_try.append(then)


@pytest.fixture(scope="module")
def every_move() -> list[tuple[Visit, Event, Visit]]:
    return list(moves())


def test_a_visit_goes_where_the_table_says_and_nowhere_else(every_move: list[tuple[Visit, Event, Visit]]) -> None:
    """Every move there is was tried on every visit there is."""
    found: Found = {}
    for visit, event, then in every_move:
        found.setdefault((event.moment, visit.state), set()).add(then.state)
    assert found == drawn(TABLE)


def test_a_step_goes_where_the_table_says_and_nowhere_else(every_move: list[tuple[Visit, Event, Visit]]) -> None:
    """A step that is not the one spoken of stays as it was, unless the visit ends."""
    found: Found = {}
    for visit, event, then in every_move:
        if visit.state is not State.PRESENT or event.moment is Moment.MOVED:
            continue
        for step in (planned.step for planned in visit.plan()):
            now, later = _status(visit, step), _status(then, step)
            if event.step in (None, step):
                found.setdefault((event.moment, now), set()).add(later)
            else:
                assert now == later
    assert found == drawn(TABLE_OF_STEPS)


def _status(visit: Visit, step: object) -> str:
    return str(visit.progress[step].status) if step in visit.progress else "untouched"


@pytest.mark.parametrize("moment", list(MAY_HAPPEN))
def test_what_is_refused_names_the_state(moment: Moment) -> None:
    """Whatever cannot be now is refused with the state the visit is in."""
    visit = Visit("v1")
    for event in candidates(visit):
        if event.moment is moment and moment is not Moment.BOOKED:
            with pytest.raises(MoveRefused) as refused:
                visit.after(event)
            assert (refused.value.code, refused.value.facts) == (f"visit.{moment}_not_now", {"state": State.UNBORN})


def test_a_withdrawal_is_possible_wherever_something_stands(every_move: list[tuple[Visit, Event, Visit]]) -> None:
    """And leads back to what stood before."""
    for visit, _, then in every_move:
        undo = line(then, Moment.WITHDRAWN, withdraws=then.standing, reason="mistake")
        assert then.after(undo).state is visit.state
    assert all(event.moment is not Moment.WITHDRAWN for event in possible(Visit("v1")))


def test_a_day_goes_where_the_table_says_and_nowhere_else() -> None:
    """Opened once, closed and reopened as often as needed."""
    found: Found = {}
    days = {"untold": Day("d"), "open": _day(Day("d"), Moment.OPENED)}
    days["closed"] = _day(days["open"], Moment.CLOSED)
    for name, day in days.items():
        for moment in Moment:
            try:
                then = _day(day, moment)
            except MoveRefused:
                continue
            found[moment, name] = {"closed" if then.closed else "open"}
    assert found == drawn(TABLE_OF_DAYS)


def _day(day: Day, moment: Moment) -> Day:
    return day.after(Event(story="d", number=day.number + 1, moment=moment, at=NINE, by="ana", role=Role.ASSISTANT))
