"""What holds of every day, however it went. Each law is a sentence and the few lines that check it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise

from binome.desk.bookings import URGENT, WALK_IN
from binome.desk.hall import day_of
from binome.journal.event import Event
from binome.journal.replay import visit_from
from binome.journal.sheets import sheet_from, sheet_story
from binome.practice.delegation import national_list
from binome.practice.pathway import pathway
from binome.practice.visit import Visit
from binome.practice.words import OPEN_STATES, Moment, Power, State, Status
from tests.desk.hall import MemoryHall

CLOCKS_DISAGREE = timedelta(seconds=20)
FAR_AHEAD = datetime.max.replace(tzinfo=UTC)
ENDS = {Moment.PAUSED, Moment.FINISHED, Moment.HANDED_OVER, Moment.LEFT, Moment.DEFERRED}


@dataclass(frozen=True)
class Held:
    """A stretch of time that somebody spent with a patient."""

    story: str
    day: date
    who: str
    since: datetime
    until: datetime


def events(hall: MemoryHall) -> list[Event]:
    return [event for story in hall.journal.stories() for event in hall.of_story(story)]


def present(hall: MemoryHall) -> list[Visit]:
    return [visit for visit in hall.visits.values() if visit.state is State.PRESENT]


def no_impossible_visit(hall: MemoryHall) -> None:
    """Retelling the journal gives the very visit that was kept."""
    for story, kept in hall.visits.items():
        assert visit_from(story, hall.of_story(story)) == kept


def no_negative_duration(hall: MemoryHall) -> None:
    """In one story, nothing happens before what came before it."""
    for visit in hall.visits.values():
        told = hall.of_story(visit.story)
        assert all(earlier.at <= later.at for earlier, later in pairwise(told))
        assert all(stretch.since <= told[-1].at for stretch in visit.progress.values())


def nobody_in_two_visits(hall: MemoryHall) -> None:
    """On one day a person holds one visit at most, and so is in one room at most."""
    held = Counter((day_of(hall.practice, visit), visit.holder) for visit in present(hall) if visit.holder)
    assert all(visits == 1 for visits in held.values())


def no_two_stretches_of_one_person_overlap(hall: MemoryHall) -> None:
    """In the journal too nobody is with two patients at a time, but for as long as two clocks disagree.

    Stories with something withdrawn are left out: what was undone says that it never ended.
    """
    stretches = [s for visit in hall.visits.values() for s in _stretches(hall, visit)]
    for one, other in combinations(stretches, 2):
        if (one.day, one.who) == (other.day, other.who) and one.story != other.story:
            assert min(one.until, other.until) - max(one.since, other.since) <= CLOCKS_DISAGREE


def no_two_visits_in_a_room(hall: MemoryHall) -> None:
    """On one day a room holds one visit at most, and only the visit of somebody who is there."""
    taken = Counter((day_of(hall.practice, visit), visit.room) for visit in present(hall) if visit.room)
    assert all(visits == 1 for visits in taken.values())
    assert all(visit.room is None for visit in hall.visits.values() if visit.state is not State.PRESENT)


def no_step_under_way_in_a_visit_that_is_over(hall: MemoryHall) -> None:
    """Who ended a visit ended its steps."""
    for visit in hall.visits.values():
        under_way = [s for s in visit.progress.values() if s.status is Status.UNDER_WAY]
        assert len(under_way) <= (visit.state is State.PRESENT)


def no_closed_day_with_an_open_visit(hall: MemoryHall) -> None:
    """A closed day has nothing left to do."""
    for visit in hall.visits.values():
        if visit.state in OPEN_STATES:
            assert not hall.closed(day_of(hall.practice, visit))


def every_event_has_its_author(hall: MemoryHall) -> None:
    """Each line names a member of the practice, in a role that is theirs."""
    for event in events(hall):
        assert event.role in hall.practice.member(event.by).roles


def every_step_has_its_text(hall: MemoryHall) -> None:
    """Whoever holds a step holds it under a text that gives them the activity leading it."""
    listed = {delegation.code: delegation for found in national_list().values() for delegation in found}
    for event in events(hall):
        if event.moment not in (Moment.STARTED, Moment.HANDED_OVER):
            continue
        assert event.delegation is not None
        assert event.step is not None
        used = listed[event.delegation]
        assert used.activity == _led_by(hall, event)
        assert used.role is (event.to_role or event.role)
        assert event.to_sign is (used.power is Power.PREPARES)


def nothing_prepared_goes_unsigned(hall: MemoryHall) -> None:
    """A visit is over only once a doctor has signed what was prepared in it."""
    for visit in hall.visits.values():
        if visit.state in (State.DONE, State.LEFT):
            assert not visit.unsigned()


def every_note_has_its_text(hall: MemoryHall) -> None:
    """What a preparation sheet says was done was done under a text; what it says was left out has a reason."""
    for visit in hall.visits.values():
        for event in sheet_from(sheet_story(visit.story), hall.of_story(sheet_story(visit.story))).told.values():
            assert event.delegation is not None
            assert (event.moment is Moment.NOTED) is (event.reason is None)


def every_open_visit_waits_for_somebody(hall: MemoryHall) -> None:
    """A visit that is open is under way, or says what it waits for; one that is over waits for nothing."""
    for visit in hall.visits.values():
        busy = visit.under_way() is not None or visit.awaits() is not None
        assert busy is (visit.state in OPEN_STATES)


def whatever_is_put_off_has_an_owner(hall: MemoryHall) -> None:
    """Nothing is deferred to nobody."""
    for visit in hall.visits.values():
        assert visit.state is not State.DEFERRED or visit.owner in hall.practice.members


def no_double_booking(hall: MemoryHall) -> None:
    """Where the practice forbids it, two visits share a doctor's time only if one of them came unannounced.

    Visits that ended early and were taken up again are left out: their time may have been given away meanwhile.
    """
    expected = [visit for visit in hall.visits.values() if visit.state is State.EXPECTED]
    planned = [visit for visit in expected if not _came_unannounced(hall, visit) and not _ended_early(hall, visit)]
    for one, other in combinations(planned, 2):
        assert one.due is not None
        assert other.due is not None
        apart = one.doctor != other.doctor and one.patient != other.patient
        first, second = sorted((one, other), key=lambda visit: visit.due or visit.at)
        assert apart or (second.due - first.due).total_seconds() >= first.minutes * 60


LAWS: tuple[Callable[[MemoryHall], None], ...] = (
    no_impossible_visit,
    no_negative_duration,
    nobody_in_two_visits,
    no_two_stretches_of_one_person_overlap,
    no_two_visits_in_a_room,
    no_step_under_way_in_a_visit_that_is_over,
    no_closed_day_with_an_open_visit,
    every_event_has_its_author,
    every_step_has_its_text,
    nothing_prepared_goes_unsigned,
    every_note_has_its_text,
    every_open_visit_waits_for_somebody,
    whatever_is_put_off_has_an_owner,
    no_double_booking,
)


def _led_by(hall: MemoryHall, event: Event) -> str:
    booked = [e.pathway for e in hall.of_story(event.story)[: event.number] if e.moment is Moment.BOOKED]
    assert event.step is not None
    assert booked[-1] is not None
    return pathway(booked[-1]).plan(event.step).activity


def _stretches(hall: MemoryHall, visit: Visit) -> Iterator[Held]:
    told = hall.of_story(visit.story)
    if any(event.moment is Moment.WITHDRAWN for event in told):
        return
    day, held = day_of(hall.practice, visit), None
    for event in told:
        if held and event.moment in ENDS:
            yield Held(visit.story, day, held[0], held[1], event.at)
            held = None
        if event.moment in (Moment.STARTED, Moment.HANDED_OVER):
            held = event.to or event.by, event.at
    if held:
        yield Held(visit.story, day, held[0], held[1], FAR_AHEAD)


def _came_unannounced(hall: MemoryHall, visit: Visit) -> bool:
    return any(event.reason in (WALK_IN, URGENT) for event in hall.of_story(visit.story))


def _ended_early(hall: MemoryHall, visit: Visit) -> bool:
    return any(event.moment in (Moment.LEFT, Moment.DEFERRED) for event in hall.of_story(visit.story))
