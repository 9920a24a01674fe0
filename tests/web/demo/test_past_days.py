"""A day that the twin drew is lived through the desk, under the rules: a day that could have happened."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from binome.journal.columns import columns, events_of
from binome.journal.event import Event
from binome.journal.replay import day_from, visits_from
from binome.journal.sheets import sheet_from
from binome.journal.stories import DAY_PREFIX, is_visit
from binome.practice.delegation import national_list
from binome.practice.words import OPEN_STATES, Moment, State, Step
from binome.web.demo import past
from binome.web.demo.memory_hall import MemoryHall
from binome.web.demo.past import InMemory, day_to_come, open_and_live, whole_day
from tests.web.demo.playing import FRIDAY, lived, plan, the_practice

STAMPED = {
    Moment.BOOKED, Moment.CANCELLED, Moment.ARRIVED, Moment.MISSED, Moment.STARTED, Moment.SIGNED, Moment.LEFT,
    Moment.DEFERRED, Moment.WITHDRAWN, Moment.NOTED, Moment.OMITTED,
}  # fmt: skip
DAYS = [FRIDAY, date(2026, 11, 17), date(2026, 7, 2)]


def test_the_same_seed_writes_the_same_journal() -> None:
    """Event for event."""
    assert whole_day(the_practice(), plan()).events == lived().events


@pytest.mark.parametrize("day", DAYS)
def test_the_desk_refuses_nothing_of_what_the_twin_did(day: date) -> None:
    """What is possible on the twin's floor is possible in the practice: nobody has to improvise."""
    stage = InMemory(MemoryHall(the_practice(), day))
    past.lived(plan(day), stage)
    assert stage.refused == 0


@pytest.mark.parametrize("hour", [9.5, 14.2, 17])
def test_taken_again_where_nobody_did_anything_the_rest_of_the_day_is_the_same(hour: float) -> None:
    """The same people are seen in the same order; a walk to the next room or a turnover may shift them by a minute or
    so, and an incident with them.
    """
    until = datetime.combine(FRIDAY, datetime.min.time(), the_practice().zone) + timedelta(hours=hour)
    player = open_and_live(plan(), InMemory(MemoryHall(the_practice(), FRIDAY)), until)
    told = {(it.story, it.kind, it.step): it.at for it in player.left}
    player.take_again(player.at)
    again = {(it.story, it.kind, it.step): it.at for it in player.left}
    assert len(again.keys() ^ told.keys()) <= 0.05 * len(told)
    apart = sorted(abs(again[it] - told[it]) for it in again.keys() & told.keys())
    assert apart[len(apart) // 2] < timedelta(minutes=1)
    assert apart[-1] < timedelta(minutes=30)


@pytest.mark.parametrize("day", DAYS)
def test_replay_accepts_every_story(day: date) -> None:
    """Visits, sheets and the day itself, told again from their events alone."""
    written = lived(day)
    assert dict(visits_from(written.events)) == written.visits
    by_story = _by_story(written.events)
    for story, events in by_story.items():
        if story.startswith(DAY_PREFIX):
            assert day_from(story, events).closed
        elif not is_visit(story):
            sheet_from(story, events)


def test_the_day_survives_its_columns() -> None:
    """What leaves as Parquet comes back as it was."""
    assert tuple(events_of(columns(lived().events))) == lived().events


@pytest.mark.parametrize("day", DAYS)
def test_no_act_without_the_text_that_allows_it(day: date) -> None:
    """Each act bears a delegation that the national list gives to the role that bears it."""
    shipped = {d.code: d.role for listed in national_list().values() for d in listed}
    for event in lived(day).events:
        if event.moment in STAMPED:
            assert event.delegation, event
        if event.delegation and event.moment is not Moment.HANDED_OVER:
            assert shipped[event.delegation] is event.role, event


def test_what_the_trainee_prepared_was_signed_by_the_doctor() -> None:
    """None is left waiting in the evening."""
    told = _by_story(lived().events)
    for visit in lived().visits.values():
        if visit.doctor == "m4" and visit.state is State.DONE:
            signed = [e for e in told[visit.story] if e.moment is Moment.SIGNED]
            assert [e.by for e in signed] == ["m3"], visit.story


@pytest.mark.parametrize("day", DAYS)
def test_nobody_is_in_two_places(day: date) -> None:
    """No person holds two visits at once, no room holds two patients."""
    for taken in (_held(lived(day).events), _seated(lived(day).events)):
        for place, stretches in taken.items():
            ordered = sorted(stretches)
            assert all(a[1] <= b[0] for a, b in pairwise(ordered)), (place, ordered)


@pytest.mark.parametrize("day", DAYS)
def test_the_evening_leaves_nothing_open(day: date) -> None:
    """The day is closed, once everybody was seen, absent, gone, or put off with an owner and a reason."""
    written = lived(day)
    assert written.closed
    assert not [v for v in written.visits.values() if v.state in OPEN_STATES]
    assert max(e.at for e in written.events) < datetime.combine(
        day, datetime.min.time(), the_practice().zone
    ) + timedelta(hours=22)


def test_a_day_has_something_of_everything() -> None:
    """Absent people, cancellations, people without an appointment, hurry, mistakes taken back, steps left out, doctors
    called out, a colleague who takes over.
    """
    told = Counter((e.moment, e.reason) for day in DAYS for e in lived(day).events)
    moments = Counter(moment for moment, _ in told)
    assert {
        Moment.MISSED, Moment.CANCELLED, Moment.WITHDRAWN, Moment.SKIPPED, Moment.NOTED, Moment.OMITTED,
        Moment.PAUSED, Moment.HANDED_OVER,
    } <= set(moments)  # fmt: skip
    assert told[Moment.BOOKED, "walk_in"]
    assert told[Moment.BOOKED, "urgent"]


def test_the_assistant_prepares_while_the_doctor_is_next_door() -> None:
    """The twin rooms overlap: the next patient is settled before the doctor has finished with this one."""
    preparing, consulting = (_steps(lived().events, "m1", step) for step in (Step.PREPARATION, Step.CONSULTATION))
    overlapping = [p for p in preparing if any(c[0] < p[1] and p[0] < c[1] for c in consulting)]
    assert len(overlapping) >= 10


def test_what_comes_again_is_looked_at_or_said_to_be_left_out() -> None:
    """Prevention and follow-up both have something done, and something that there was no time for."""
    events = [event for day in DAYS for event in lived(day).events]
    for activity in ("check_vaccinations", "check_follow_up_tests"):
        told = Counter(event.moment for event in events if event.activity == activity)
        assert told[Moment.NOTED] > 4 * told[Moment.OMITTED] > 0, activity


def test_measurements_stand_beside_the_lines_that_say_they_were_taken() -> None:
    """A value for each measuring line; nothing written about a visit that was not prepared."""
    noted = {(e.story.removesuffix("-sheet"), e.activity) for e in lived().events if e.moment is Moment.NOTED}
    for entry in lived().entries:
        assert any(story == entry.story for story, _ in noted)
    assert {(e.story, "measure_blood_pressure") for e in lived().entries if e.code == "systolic"} <= noted


def test_of_a_day_to_come_only_the_earlier_calls_are_known() -> None:
    """Who calls tomorrow is not in the book yet."""
    now = datetime(2026, 11, 12, 10, 40, tzinfo=the_practice().zone)
    written = day_to_come(the_practice(), plan(), now)
    assert not written.closed
    assert {e.moment for e in written.events} <= {Moment.BOOKED, Moment.CANCELLED}
    assert all(e.at <= now for e in written.events)
    assert 0 < len(written.visits) < len(lived().visits)


def _by_story(events: tuple[Event, ...]) -> dict[str, list[Event]]:
    told = defaultdict(list)
    for event in events:
        told[event.story].append(event)
    return told


def _held(events: tuple[Event, ...]) -> dict[str, list[tuple[datetime, datetime]]]:
    """Who holds a step, from when to when."""
    held, since = defaultdict(list), {}
    for event in events:
        if event.moment is Moment.STARTED:
            since[event.story] = event.by, event.at
        elif event.moment in (Moment.FINISHED, Moment.LEFT) and event.story in since:
            who, began = since.pop(event.story)
            held[who].append((began, event.at))
    return held


def _seated(events: tuple[Event, ...]) -> dict[str, list[tuple[datetime, datetime]]]:
    """Which room a patient sits in, from the first step in it to the end of the visit's last one."""
    rooms, seat, last = defaultdict(list), {}, {}
    for event in events:
        if event.moment is Moment.STARTED and event.room:
            seat.setdefault((event.story, event.room), event.at)
        if event.step and event.moment in (Moment.FINISHED, Moment.SKIPPED):
            last[event.story] = event.at
    for (story, room), began in seat.items():
        rooms[room].append((began, last[story]))
    return rooms


def _steps(events: tuple[Event, ...], doctor: str, step: Step) -> list[tuple[datetime, datetime]]:
    own = {e.story for e in events if e.moment is Moment.BOOKED and e.to == doctor}
    began = {e.story: e.at for e in events if e.story in own and e.step is step and e.moment is Moment.STARTED}
    ended = {e.story: e.at for e in events if e.story in own and e.step is step and e.moment is Moment.FINISHED}
    return [(began[story], ended[story]) for story in began.keys() & ended.keys()]
