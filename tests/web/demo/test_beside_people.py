"""The day goes on by itself in the practice's own hall, and gives way to whoever clicks."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from binome.desk import bookings, visits
from binome.desk.hall import Deed, Hall
from binome.practice.visit import Visit
from binome.practice.words import OPEN_STATES, Moment, State, Step
from binome.web.demo import making
from binome.web.demo.living import Calls, Life, _awake, taking_up
from binome.web.demo.player import Player
from binome.web.demo.stage import InTheHouse
from binome.web.store import clock
from binome.web.store.board import is_closed, perform
from binome.web.store.checking import checked
from binome.web.store.hall import hall_of
from binome.web.store.journal import DatabaseJournal
from binome.web.store.practice import House
from binome.web.store.stories import visits_of_day
from tests.web.demo.playing import FRIDAY


@pytest.fixture
def player(place: House) -> Player:
    """The day in progress, at twenty to eleven."""
    making.begin_day(place, FRIDAY, pace=0)
    stage = InTheHouse(place, FRIDAY)
    stage.look()
    return taking_up(place, stage, clock.now())


def test_the_morning_is_lived_and_checks_out(place: House, player: Player) -> None:
    """People are in every column, each line is what its story says, and the clock shows the middle of the morning."""
    states = {visit.state for visit in player.stage.visits.values()}
    assert states >= {State.EXPECTED, State.PRESENT, State.DONE}
    assert checked(place).differences == ()
    assert place.practice.local(clock.now()).strftime("%Y-%m-%d %H:%M") == "2026-11-20 10:40"


@pytest.mark.both_databases
def test_the_day_goes_on(place: House, player: Player) -> None:
    """A quarter of an hour later other things have happened, none of them impossible."""
    before = len(list(DatabaseJournal(place.id).everything()))
    player.live(clock.now() + timedelta(minutes=15))
    assert len(list(DatabaseJournal(place.id).everything())) > before + 5
    assert checked(place).differences == ()


def test_a_person_s_gesture_is_followed(place: House, player: Player) -> None:
    """Somebody notes that a patient is gone: the play does not call them in."""
    waiting = _someone(player, lambda v: v.state is State.PRESENT and not v.progress and v.doctor == "m3")
    _by_hand(place, player, waiting, "m7", lambda hall, deed: visits.leave(hall, deed, reason="left_elsewhere"))
    _look(player)
    player.live(player.at + timedelta(minutes=30))
    assert player.stage.visits[waiting.story].state is State.LEFT
    assert checked(place).differences == ()


def test_a_step_a_person_took_is_not_taken_again(place: House, player: Player) -> None:
    """Somebody settles a patient before the play does, in a room that was free: it is ended once, and goes on."""

    def could_be_settled(visit: Visit) -> bool:
        idle = not any(v.holder == "m5" for v in player.stage.visits.values())
        wants = visit.state is State.PRESENT and not visit.progress and visit.doctor == "m2"
        return idle and wants and _free_room(player, ("s3", "s4", "s7")) is not None

    waiting = _someone(player, could_be_settled)
    room = _free_room(player, ("s3", "s4", "s7"))
    _by_hand(
        place, player, waiting, "m5", lambda hall, deed: visits.start(hall, deed, step=Step.PREPARATION, room=room)
    )
    _look(player)
    player.live(player.at + timedelta(minutes=40))
    told = [e for e in DatabaseJournal(place.id).of_story(waiting.story) if e.step is Step.PREPARATION]
    assert [e.moment for e in told].count(Moment.STARTED) == 1
    assert told[-1].moment is Moment.FINISHED
    assert checked(place).differences == ()


def test_what_a_person_began_is_theirs_to_end(place: House, player: Player) -> None:
    """The play leaves them twice the time it would have taken."""
    seen = _someone(
        player, lambda v: v.doctor == "m3" and v.state is State.PRESENT and v.under_way() is Step.CONSULTATION
    )
    lasts = timedelta(minutes=(player.plan.parts[seen.story].minutes or {})["consultation"])
    began = seen.progress[Step.CONSULTATION].since
    _by_hand(place, player, seen, "m3", lambda hall, deed: visits.pause(hall, deed, step=Step.CONSULTATION))
    _by_hand(
        place, player, seen, "m3", lambda hall, deed: visits.start(hall, deed, step=Step.CONSULTATION, room=seen.room)
    )
    _look(player)
    player.live(began + lasts + timedelta(minutes=1))
    assert player.stage.visits[seen.story].under_way() is Step.CONSULTATION
    player.live(clock.now() + 2 * lasts + timedelta(minutes=2))
    assert player.stage.visits[seen.story].under_way() is None


def test_a_visit_moved_to_another_day_is_no_longer_expected(place: House, player: Player) -> None:
    """The play does not wait for somebody who was given Monday."""
    later = _someone(player, lambda v: v.state is State.EXPECTED and v.due > clock.now() + timedelta(hours=3))
    monday = later.due + timedelta(days=3)
    day = place.practice.local(monday).date()
    deed, silent = _deed(place, player, later, "m7"), bookings.Overlap.SILENT
    with hall_of(place, FRIDAY, day) as hall:
        bookings.move(hall, deed, due=monday, overlap=silent)
    _look(player)
    assert later.story not in player.stage.visits


def test_somebody_else_s_booking_joins_the_day(place: House, player: Player) -> None:
    """A person without an appointment, brought in by hand, is seen like the others."""
    wish = bookings.Wish(next(iter(player.plan.parts.values())).patient, "m3", clock.now(), 15, "single_room")
    with hall_of(place, FRIDAY) as hall:
        bookings.walk_in(hall, Deed(place.practice.member("m7"), clock.now(), "v-by-hand"), wish)
    _look(player)
    player.live(clock.now() + timedelta(hours=1, minutes=30))
    assert player.stage.visits["v-by-hand"].state is State.DONE


def test_the_evening_closes_the_day_and_another_begins(place: House, player: Player) -> None:
    """Nothing is left open behind, and Monday's early morning is shown."""
    life = Life(place)
    life._begin_next(player, player.stage)
    assert is_closed(place, FRIDAY)
    assert not [v for v in player.stage.visits.values() if v.state in OPEN_STATES]
    assert place.practice.local(clock.now()).strftime("%A %H:%M") == "Monday 08:05"
    assert checked(place).differences == ()


def test_the_clock_stops_once_the_day_is_over(place: House, player: Player) -> None:
    """So that a demonstration left alone does not run through the week."""
    clock.run_clock(clock.now(), 20)
    night = datetime.combine(FRIDAY, making.NIGHT, place.practice.zone)
    Life(place)._live(player, night)
    assert is_closed(place, FRIDAY)
    assert clock.pace() == 0


def test_who_calls_today_for_another_day_is_in_its_agenda(place: House, player: Player) -> None:
    """Tomorrow's agenda fills up while one looks, as the twin's book says; asked twice, it is booked once."""
    monday = FRIDAY + timedelta(days=3)
    making.write_day(place, monday)
    before = len(visits_of_day(place, monday))
    night = datetime.combine(FRIDAY, making.NIGHT, place.practice.zone)
    for _ in range(2):
        Calls(place, player.stage).made(night)
    after = len(visits_of_day(place, monday))
    assert after > before
    assert len(set(making.the_plan(place, monday).parts) & {v.story for v in visits_of_day(place, monday)}) == after
    assert checked(place).differences == ()


def test_a_machine_that_slept_did_not_live_meanwhile(place: House, player: Player) -> None:
    """A lid that was closed for an hour is no hour of the day."""
    last = clock.now()
    clock.run_clock(last + timedelta(hours=1), 1)
    assert _awake(last) == last
    assert clock.now() - last < timedelta(seconds=5)


def _someone(player: Player, like: Callable[[Visit], bool]) -> Visit:
    """A visit of that kind, as soon as there is one."""
    for _ in range(60):
        found = next((v for v in sorted(player.stage.visits.values(), key=lambda v: v.story) if like(v)), None)
        if found:
            return found
        player.live(player.at + timedelta(minutes=2))
        clock.run_clock(player.at, 0)
    pytest.fail("nobody like that came")


def _free_room(player: Player, rooms: tuple[str, ...]) -> str | None:
    taken = {v.room for v in player.stage.visits.values()}
    return next((room for room in rooms if room not in taken), None)


def _by_hand(place: House, player: Player, visit: Visit, by: str, act: Callable[[Hall, Deed], Visit]) -> None:
    deed = _deed(place, player, visit, by)
    perform(place, visit.story, lambda hall: act(hall, deed), number=None, key="", by=deed.by)


def _deed(place: House, player: Player, visit: Visit, by: str) -> Deed:
    return Deed(place.practice.member(by), max(clock.now(), player.at), visit.story)


def _look(player: Player) -> None:
    assert isinstance(player.stage, InTheHouse)
    player.stage.look()
