"""The rest of a live day, foreseen from where everybody is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest

from binome.journal.replay import visits_from
from binome.practice.visit import Visit
from binome.practice.words import State, Step
from binome.twin.chance import CELLS, Key, quantile
from binome.twin.forecast import Forecast, forecast
from binome.twin.from_practice import scenario_of
from binome.twin.law_edges import edges_of
from binome.twin.laws import Law
from binome.twin.moves import Move, Moved, what_moves_change
from binome.twin.outlook import outlook
from binome.twin.present import present, share_below
from binome.twin.retell import events
from binome.twin.tables import NOBODY
from binome.twin.traced import traced_days
from tests.twin.foresight_days import OFFERS, PRACTICE, counted
from tests.twin.small_practice import MONDAY, SHORT_STEPS, offers, offers_with_office, practice, with_office

Day = Mapping[str, Visit]


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY, time(hour, minute), PRACTICE.zone).astimezone(UTC)


@pytest.fixture(scope="module")
def lived() -> list:
    scenario = scenario_of(practice(), offers(), on=MONDAY, figures=SHORT_STEPS)
    return events(next(traced_days(scenario, Key.of(5, 0, 0))), "run-5", zone=PRACTICE.zone)


def known(lived: list, now: datetime) -> Day:
    return visits_from(it for it in lived if it.at <= now)


def said(visits: Day, now: datetime, **more: int) -> Forecast:
    return forecast(PRACTICE, visits, now, offers=OFFERS, figures=SHORT_STEPS, **more)


def changed(visits: Day, now: datetime, move: Move) -> Moved:
    return next(what_moves_change(PRACTICE, visits, now, [move], offers=OFFERS, figures=SHORT_STEPS))


def test_the_same_state_and_seed_foresee_the_same_day(lived: list) -> None:
    visits = known(lived, at(10))
    assert said(visits, at(10)) == said(visits, at(10))
    assert said(visits, at(10)) != said(visits, at(10), seed=2)


def test_nobody_is_seen_before_now_and_nobody_who_was_seen_is_foreseen(lived: list) -> None:
    now = at(11)
    visits, told = known(lived, now), said(known(lived, now), now)
    assert told.patients
    for story, it in told.patients.items():
        assert now <= it.seen.low <= it.seen.middle <= it.seen.high
        assert Step.CONSULTATION not in visits[story].progress
    for done in (it for it in visits.values() if it.state in (State.DONE, State.MISSED, State.CANCELLED)):
        assert done.story not in told.patients


def test_a_range_of_four_in_five_holds_about_four_times_in_five_on_simulated_days() -> None:
    told = counted(25)
    assert 0.70 < told.share("patients") < 0.90
    assert 0.65 < told.share("ends") < 0.92


def test_the_ranges_hold_too_where_patients_go_from_one_kind_of_room_to_another() -> None:
    """Prepared in the assistant's office, seen in the doctor's room."""
    told = counted(25, practice=with_office(), offers=offers_with_office())
    assert told.said["patients"] > 1_000
    assert 0.70 < told.share("patients") < 0.90
    assert 0.65 < told.share("ends") < 0.92


def test_who_waits_for_a_room_of_another_kind_does_not_keep_the_first() -> None:
    """As the twin lives it: the office is for the next patient, and the doctor's room is still to be taken. Who is
    being prepared keeps it, and so does whoever waits for a step in the same room.
    """
    scenario = scenario_of(with_office(), offers_with_office(), on=MONDAY, figures=SHORT_STEPS)
    lived = events(next(traced_days(scenario, Key.of(5, 0, 0))), "run-5", zone=PRACTICE.zone)
    seats = {"prepared": set(), "being prepared": set()}
    for minute in range(0, 120, 5):
        now = at(9, 30) + timedelta(minutes=minute)
        around = outlook(with_office(), offers_with_office(), MONDAY, SHORT_STEPS)
        here = present(around, known(lived, now).values(), now)
        office = around.numbering.rooms.index("p1")
        for visit, row in zip(here.visits, here.rest.visits, strict=True):
            if visit.state is State.PRESENT and visit.room == "p1":
                seats["being prepared" if visit.under_way() else "prepared"].add(int(row["room_now"]) - office)
    assert seats["being prepared"] == {0}
    assert seats["prepared"] == {NOBODY - office}


def test_a_forecast_leaves_no_interruption_undrawn() -> None:
    """The minutes of a live practice hold what interrupted them: its steps are told without any."""
    for told, listed in ((practice(), offers()), (with_office(), offers_with_office())):
        assert not outlook(told, listed, MONDAY, SHORT_STEPS).tables.floor.interrupted_per_min.any()


def test_the_later_somebody_is_the_less_likely_they_still_come(lived: list) -> None:
    expected = next(it for it in known(lived, at(8)).values() if it.state is State.EXPECTED and it.due > at(10))
    shares = []
    for late in (-30, 0, 20, 45):
        now = expected.due + timedelta(minutes=late)
        patients = said({expected.story: expected}, now).patients
        shares.append(patients[expected.story].comes_share if expected.story in patients else 0.0)
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.9 > shares[-1]


def test_a_step_under_way_ends_after_now_however_long_it_has_lasted(lived: list) -> None:
    visits = known(lived, at(10))
    busy = next(it for it in visits.values() if it.under_way() is Step.CONSULTATION)
    much_later = at(10) + timedelta(hours=3)
    told = said({busy.story: busy}, much_later)
    assert told.ends[busy.doctor].low >= much_later


def test_a_patient_taken_first_is_seen_earlier_with_the_same_luck(lived: list) -> None:
    now = at(15)
    expected = [it for it in known(lived, now).values() if it.state is State.EXPECTED and it.doctor == "m2"]
    came = [now - timedelta(minutes=10), now - timedelta(minutes=5)]
    present = [
        replace(it, state=State.PRESENT, arrived_at=when, since=when)
        for it, when in zip(expected[:2], came, strict=True)
    ]
    visits = {**known(lived, now), **{it.story: it for it in present}}
    first, second = (it.story for it in present)
    changes = changed(visits, now, Move(of=second, first=[second]))
    assert changes.patients[second].middle_min < 0 < changes.patients[first].middle_min
    assert changes.others is not None
    assert changes.others.middle_min > 0
    assert not changes.others.noise


def test_a_visit_handed_to_another_doctor_ends_this_ones_day_earlier(lived: list) -> None:
    now = at(17)
    visits = known(lived, now)
    late = [it for it in visits.values() if it.doctor == "m2" and it.state is State.EXPECTED][-3:]
    moved = {it.story: replace(it, doctor="m1", pathway=_way(visits, "m1")) for it in late}
    changes = changed(visits, now, Move(moved=moved))
    assert changes.ends["m2"].middle_min < 0 < changes.ends["m1"].middle_min


def _way(visits: Day, doctor: str) -> object:
    return next(it.pathway for it in visits.values() if it.doctor == doctor)


def test_nothing_moved_changes_nothing(lived: list) -> None:
    visits = known(lived, at(10))
    changes = changed(visits, at(10), Move())
    assert not changes.ends
    assert not changes.patients
    assert changes.others is not None
    assert changes.others.noise


def test_the_share_of_a_law_below_a_value_is_its_quantile_read_backwards() -> None:
    edges = edges_of([Law("lognormal", (12.0, 0.4))])[0]
    for u in (0.0, 0.2 / CELLS, 0.1, 0.5, 0.77, 0.999, 1 - 0.1 / CELLS):
        assert share_below(edges, quantile(edges, u)) == pytest.approx(u, abs=1e-9)
    assert share_below(edges, np.inf) == 1.0
