"""What was asked for on the days that are over was lived at the desk too: it could have happened, and reads as told."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest

from binome.desk.days import is_left_alone
from binome.journal.event import Event
from binome.journal.replay import task_from
from binome.practice.refusal import MoveRefused
from binome.practice.task import CLOCK, Task
from binome.practice.task_kind import task_kinds
from binome.practice.words import Moment, Role
from binome.web.demo import making
from binome.web.demo.asked import ENOUGH
from binome.web.demo.cast import read
from binome.web.demo.errand_lives import ROUND, Behind
from binome.web.demo.errands import errands
from binome.web.demo.working_days import working_day
from binome.web.store.checking import checked
from binome.web.store.practice import House
from binome.web.store.seeding import WrittenDay, WrittenTasks, keep_day
from binome.web.store.task_lists import how_many_open
from tests.web.demo.playing import FOUNDED, FRIDAY, panel, the_practice

LATEST = time(20, 30)
EASED = FOUNDED - timedelta(days=61)


@cache
def behind() -> Behind:
    return Behind(the_practice(), panel(), FOUNDED, FRIDAY)


@cache
def asked_on(day: date) -> WrittenTasks:
    return behind().asked_on(day)


def working_days(until: date, count: int) -> list[date]:
    found, day = [], until
    while len(found) < count:
        day = working_day(day - timedelta(days=1))
        found.append(day)
    return found


DAYS = [*working_days(FRIDAY, 20), *working_days(EASED, 20)]


@cache
def stories() -> dict[str, list[Event]]:
    told = defaultdict(list)
    for day in DAYS:
        for event in asked_on(day).events:
            told[event.story].append(event)
    return told


def tasks(days: Iterable[date] = tuple(DAYS)) -> list[Task]:
    return [task for day in days for task in asked_on(day).tasks.values()]


def test_the_same_seed_asks_the_same() -> None:
    """Task for task, word for word, whichever day is told first."""
    again = Behind(the_practice(), panel(), FOUNDED, FRIDAY)
    for day in (DAYS[3], DAYS[0], DAYS[-1]):
        assert again.asked_on(day) == asked_on(day)


def test_the_desk_refuses_nothing_of_what_they_did() -> None:
    """What they do is what they may do, when it may be done; replay accepts every story."""
    told = stories()
    assert behind().refused == 0
    assert {story: task_from(story, own) for story, own in told.items()} == {it.story: it for it in tasks()}


def test_everybody_is_there_for_what_they_do() -> None:
    """In their hours; a doctor sometimes in the evening that follows them. The clock, while the practice is open."""
    practice, late = the_practice(), 0
    for event in (event for own in stories().values() for event in own):
        local = practice.local(event.at)
        if event.by == CLOCK:
            assert practice.is_open(event.at)
        elif not practice.works(event.by, event.at):
            late += event.moment is Moment.ENDED
            assert Role.PHYSICIAN in practice.member(event.by).roles, event
            assert time(18, 30) <= local.time() <= LATEST, event
    assert 0 < late < 0.1 * len(tasks())


def test_no_evening_was_closed_over_a_task_that_nobody_had() -> None:
    """Taken, before somebody by name, or put off: as the evening round asks."""
    practice = the_practice()
    for day in DAYS:
        closed = datetime.combine(day, ROUND, practice.zone) + timedelta(minutes=1)
        for story, own in stories().items():
            by_then = [event for event in own if event.at <= closed]
            if by_then and by_then[-1].moment is not Moment.ENDED:
                assert not is_left_alone(task_from(story, by_then), practice, day), own


def test_little_is_left_to_do_this_morning() -> None:
    """Nothing is told of the present day, and what is open is less than keeps a morning from having its own."""
    now = [task for task in tasks() if task.is_open]
    assert len(errands()["carried"]) <= len(now) < ENOUGH
    midnight = datetime.combine(FRIDAY, time(), the_practice().zone)
    assert all(event.at < midnight for own in stories().values() for event in own)


def test_something_of_everything() -> None:
    """Taken, declined, handed back, prepared and signed, put off, shown to one role more, sorted again; every kind."""
    events = [event for own in stories().values() for event in own]
    assert {event.moment for event in events} == {
        Moment.ASKED, Moment.CLAIMED, Moment.DECLINED, Moment.HANDED_BACK, Moment.PASSED_ON, Moment.POSTPONED,
        Moment.ESCALATED, Moment.ENDED,
    }  # fmt: skip
    assert {task.kind for task in tasks()} == set(task_kinds())
    outcomes = Counter(task.ended_as for task in tasks() if not task.is_open)
    assert outcomes["done"] > 0.85 * outcomes.total()
    assert {"done", "not_needed", "done_elsewhere", "duplicate", "reclassified"} <= outcomes.keys()


def test_what_was_prepared_was_signed_by_a_doctor() -> None:
    """None is left unsigned."""
    signed = [task for task in tasks() if task.to_sign and not task.is_open]
    assert signed
    assert all(Role.PHYSICIAN in the_practice().member(task.ended_by or "").roles for task in signed)


def test_the_inbox_is_younger_since_it_eased() -> None:
    """As the mark on the charts says; and Mondays are busier than Wednesdays."""
    assert FOUNDED - timedelta(days=errands()["eased"]) == EASED
    assert errands()["eased"] in [said["ago"] for said in read("measured.toml")["happened"]]
    lately, earlier = (_hours(DAYS[:20]), _hours(DAYS[20:]))
    assert earlier > 1.3 * lately
    asked = Counter(day.weekday() for day in DAYS for _ in asked_on(day).tasks)
    known = Counter(day.weekday() for day in DAYS)
    assert asked[0] / known[0] > 1.15 * asked[2] / known[2]


def _hours(days: list[date]) -> float:
    """How long a task took, on average."""
    taken = [task.since - task.asked_at for task in tasks(days) if not task.is_open and task.since and task.asked_at]
    return sum(taken, timedelta(0)) / len(taken) / timedelta(hours=1)


def test_words_stand_beside_what_everybody_may_read() -> None:
    """A result or a letter bears none: only those who may read it would write any."""
    for day in DAYS:
        written = asked_on(day)
        assert not [story for story in written.words if written.tasks[story].its_kind.read_by]
        assert all(note.words for note in written.notes)


def test_whoever_telephones_is_of_the_patient_s_sex_and_age() -> None:
    """Nobody is her own husband, and a child's mother calls for it."""
    known = {it.code: it for it in panel()}
    said = {(known[written.tasks[story].patient].sex, words.caller) for written in map(asked_on, DAYS)
            for story, words in written.words.items() if words.caller and written.tasks[story].patient}  # fmt: skip
    assert {("female", "Elle-même"), ("male", "Lui-même"), ("male", "Sa mère")} <= said
    assert not {("female", "Lui-même"), ("male", "Elle-même"), ("male", "Son mari"), ("female", "Son épouse")} & said


def alone(lived: WrittenTasks, **changed: object) -> WrittenDay:
    """A day with nothing in it but those tasks, changed."""
    return WrittenDay(FRIDAY - timedelta(days=8), (), {}, False, {}, asked=replace(lived, **changed))


@pytest.mark.both_databases
def test_they_are_kept_with_their_day(place: House) -> None:
    """Whole, once, and as the journal tells them; what could not have happened is refused."""
    thursday = FRIDAY - timedelta(days=1)
    making.begin_day(place, FRIDAY, pace=0)
    before = how_many_open(place)
    making.write_day(place, thursday)
    assert checked(place).differences == ()
    assert before < how_many_open(place) < before + ENOUGH

    lived = Behind(place.practice, making.the_patients(place), FOUNDED, FRIDAY).asked_on(FRIDAY - timedelta(days=8))
    story, number = next((e.story, e.number) for e in lived.events if e.moment is Moment.ENDED)
    with pytest.raises(MoveRefused, match="not_as_told"):
        keep_day(place, alone(lived, tasks={it: task for it, task in lived.tasks.items() if it != story}))
    missing = tuple(e for e in lived.events if (e.story, e.number) != (story, number))
    with pytest.raises(MoveRefused):
        keep_day(place, alone(lived, events=missing))
    assert checked(place).differences == ()
