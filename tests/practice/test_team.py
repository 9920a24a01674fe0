"""People, their posts, hours and absences; when the practice is open."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.practice.activities import activities
from binome.practice.agreements import SignedProtocol
from binome.practice.qualification import Qualification
from binome.practice.refusal import NotDelegated
from binome.practice.team import Absence, Hours, Member, Mode, Post, Practice
from binome.practice.words import Power, Role
from tests.desk.small_practice import MEMBERS, PRACTICE, TODAY, at
from tests.practice.refused import refused

PARIS = ZoneInfo("Europe/Paris")
TUESDAY, WEDNESDAY, SUNDAY = TODAY, TODAY + timedelta(days=1), date(2026, 3, 15)
TUESDAY_MORNING = Hours(1, time(9), time(12))
DOCTOR = Member("lea", (Post(Role.PHYSICIAN, (TUESDAY_MORNING,)),))
TRAINEE = Member("tom", (Post(Role.TRAINEE),))


def practice(*members: Member, **words: object) -> Practice:
    told = {"code": "p", "zone": PARIS, "members": {m.code: m for m in members}, "rooms": {}}
    return Practice(**{**told, **words})


@pytest.mark.parametrize(
    ("clock", "day", "inside"),
    [
        ("8:59", TUESDAY, False),
        ("9:00", TUESDAY, True),
        ("11:59", TUESDAY, True),
        ("12:00", TUESDAY, False),
        ("10:00", WEDNESDAY, False),
    ],
)
def test_hours_hold_from_their_beginning_to_just_before_their_end(clock: str, day: date, inside: bool) -> None:
    """On their weekday only."""
    assert TUESDAY_MORNING.cover(at(clock, day)) is inside


@pytest.mark.parametrize(("weekday", "since", "until"), [(7, 9, 12), (-1, 9, 12), (0, 12, 9), (0, 9, 9)])
def test_hours_that_make_no_sense_are_refused(weekday: int, since: int, until: int) -> None:
    """A week has seven days and a stretch goes forward."""
    with refused("hours.nonsense", weekday=weekday):
        Hours(weekday, time(since), time(until))


def test_a_member_s_role_of_the_hour_comes_first() -> None:
    """Ana is an assistant in the morning and a secretary in the afternoon; outside both, as listed."""
    ana = PRACTICE.member("ana")
    tried = [ana.roles_at(at(clock)) for clock in ("9:00", "14:00", "19:00")]
    one, other = (Role.ASSISTANT, Role.SECRETARY), (Role.SECRETARY, Role.ASSISTANT)
    assert tried == [one, other, one]


def test_a_second_role_serves_when_the_first_may_not() -> None:
    """Booking in the morning is the assistant's too; settling in the afternoon is not the secretary's."""
    ana = PRACTICE.member("ana")
    assert PRACTICE.delegation(ana, "settle_patient", at("14:00")).role is Role.ASSISTANT
    assert PRACTICE.delegation(ana, "book_appointment", at("14:00")).role is Role.SECRETARY


def test_a_refusal_speaks_of_the_role_of_the_hour() -> None:
    """In the afternoon ana is told what a secretary may not."""
    with refused("delegation.no", role=Role.SECRETARY, activity="prescribe"):
        PRACTICE.delegation(PRACTICE.member("ana"), "prescribe", at("14:00"))


def test_who_has_no_post_may_nothing() -> None:
    """Deny by default."""
    with refused("delegation.no_role", member="zoe", activity="welcome_patient"):
        PRACTICE.delegation(Member("zoe", ()), "welcome_patient", at("9:00"))


@pytest.mark.random_cases
@given(st.sampled_from(MEMBERS), st.data())
def test_a_member_may_only_what_one_of_their_roles_may(member: Member, data: st.DataObject) -> None:
    """Whatever the activity and the hour."""
    activity = data.draw(st.sampled_from(sorted(activities())))
    hour = data.draw(st.integers(0, 23))
    try:
        delegation = PRACTICE.delegation(member, activity, at(f"{hour}:00"))
    except NotDelegated:
        return
    assert delegation.role in member.roles
    assert delegation.activity == activity


def test_a_practice_that_narrowed_an_activity_refuses_it_to_that_role() -> None:
    """The others keep it."""
    narrowed = replace(PRACTICE, narrowed=frozenset({(Role.ASSISTANT, "settle_patient")}))
    with refused("delegation.narrowed", role=Role.ASSISTANT):
        narrowed.delegation(PRACTICE.member("bob"), "settle_patient", at("9:00"))
    assert narrowed.delegation(PRACTICE.member("nora"), "settle_patient", at("9:00")).role is Role.NURSE


def test_an_absence_takes_whole_days() -> None:
    """From its first day to the eve of its last."""
    away = practice(DOCTOR, absences=(Absence("lea", TUESDAY, WEDNESDAY),))
    eve, after = TUESDAY - timedelta(days=1), WEDNESDAY
    assert [away.away("lea", at("10:00", day)) for day in (eve, TUESDAY, after)] == [False, True, False]


def test_a_weekly_absence_takes_the_same_hours_every_week() -> None:
    """While it lasts, and nobody else's."""
    tuesdays = Absence("lea", date(2026, 3, 1), date(2026, 4, 1), weekly=Hours(1, time(10), time(11)))
    away = practice(DOCTOR, absences=(tuesdays,))
    clocks = [("10:30", TUESDAY), ("9:30", TUESDAY), ("10:30", WEDNESDAY), ("10:30", date(2026, 3, 17))]
    assert [away.away("lea", at(*clock)) for clock in clocks] == [True, False, False, True]
    assert not away.away("lea", at("10:30", date(2026, 4, 7)))
    assert not away.away("tom", at("10:30", TUESDAY))


def test_who_is_away_does_not_work() -> None:
    """Nor outside their hours."""
    there = practice(DOCTOR)
    away = practice(DOCTOR, absences=(Absence("lea", TUESDAY, WEDNESDAY),))
    assert [house.works("lea", at("10:00")) for house in (there, away)] == [True, False]
    assert not there.works("lea", at("13:00"))


def test_a_doctor_is_within_reach_on_their_days() -> None:
    """Also when they stay late; not on a day that is not theirs, nor when they are away, nor for themselves."""
    house = practice(DOCTOR, TRAINEE)
    reached = [
        "physician_within_reach" in house.given(TRAINEE, when)
        for when in (at("10:00"), at("19:30"), at("10:00", WEDNESDAY))
    ]
    assert reached == [True, True, False]
    away = practice(DOCTOR, TRAINEE, absences=(Absence("lea", TUESDAY, WEDNESDAY),))
    assert "physician_within_reach" not in away.given(TRAINEE, at("10:00"))
    assert "physician_within_reach" not in house.given(DOCTOR, at("10:00"))


def test_no_doctor_is_within_reach_on_a_public_holiday() -> None:
    """The practice is shut that day, whoever's weekday it is; the day after, as usual."""
    hourless = Member("max", (Post(Role.PHYSICIAN),))
    for doctor in (DOCTOR, hourless):
        house = practice(doctor, TRAINEE, holidays=frozenset({TUESDAY}))
        following = TUESDAY + timedelta(days=7)
        near = ["physician_within_reach" in house.given(TRAINEE, at("10:00", day)) for day in (TUESDAY, following)]
        assert near == [False, True]


def test_what_holds_is_the_practice_s_the_member_s_and_the_visit_s() -> None:
    """Three sources of conditions, one answer."""
    elise = PRACTICE.member("elise")
    given_ = PRACTICE.given(elise, at("9:00"), frozenset({"entrusted_patient"}))
    assert given_ == {"signed_protocol", "entrusted_patient", "physician_within_reach"}


def test_a_device_opens_the_activity_it_is_for_and_no_other() -> None:
    """Automatic for blood pressure is not automatic for the ECG, nor for a teleconsultation."""
    bob, nine = PRACTICE.member("bob"), at("9:00")
    assert PRACTICE.delegation(bob, "measure_blood_pressure", nine).role is Role.ASSISTANT
    assert "automatic_device" in PRACTICE.given(bob, nine, activity="measure_heart_rate")
    assert "automatic_device" not in PRACTICE.given(bob, nine, activity="record_ecg")
    for other in ("record_ecg", "help_in_teleconsultation"):
        with refused("delegation.condition", missing=("automatic_device",)):
            PRACTICE.delegation(bob, other, nine)
    assert [it.because for it in PRACTICE.answers(bob, "record_ecg", nine)] == ["delegation.condition"]
    assert [it.because for it in PRACTICE.answers(bob, "measure_blood_pressure", nine)] == ["delegation.given"]


def test_a_device_said_of_no_activity_opens_nothing() -> None:
    """Neither by the practice nor by the person."""
    bob = replace(PRACTICE.member("bob"), holds=frozenset({"automatic_device"}))
    bare = replace(PRACTICE, devices=frozenset(), holds=frozenset({"automatic_device"}))
    with refused("delegation.condition", missing=("automatic_device",)):
        bare.delegation(bob, "measure_blood_pressure", at("9:00"))


def test_a_training_counts_from_its_day_on() -> None:
    """Yesterday's act is judged by yesterday's facts: the member is the same, the day is not."""
    eve, day = date(2026, 3, 9), date(2026, 3, 10)
    new = Member("zoe", (Post(Role.ASSISTANT),), qualifications=(Qualification("CQP", obtained=day),))
    house = practice(new)
    with refused("delegation.condition", missing=("training_in_order",)):
        house.delegation(new, "measure_weight", at("9:00", eve))
    assert house.delegation(new, "measure_weight", at("9:00", day)).role is Role.ASSISTANT


def test_the_time_limit_counts_from_the_post_s_day() -> None:
    """A secretary's post says nothing of it."""
    taken = date(2026, 3, 1)
    begun = Member("zoe", (Post(Role.SECRETARY, taken=date(2020, 1, 1)), Post(Role.ASSISTANT, taken=taken)))
    assert begun.taken(Role.ASSISTANT) == taken
    assert begun.taken(Role.NURSE) is None
    assert begun.given(taken) == {"training_in_order"}
    assert begun.given(taken - timedelta(days=1)) == frozenset()
    assert begun.given(date(2028, 3, 1)) == frozenset()


def test_the_kind_of_practice_opens_direct_access() -> None:
    """A health house; a care team does not, the sources disagree."""
    nurse = Member("paul", (Post(Role.ADVANCED_NURSE),))
    assert practice(nurse, structure="MSP").delegation(nurse, "prescribe_annex_6_first", at("9:00")).conditions
    with refused("delegation.condition", missing=("coordinated_structure",)):
        practice(nurse, structure="ESP").delegation(nurse, "prescribe_annex_6_first", at("9:00"))


def test_a_protocol_is_for_the_patients_of_the_doctors_who_signed() -> None:
    """Where the doctor is said; a visit booked with the nurse herself says none."""
    nurse = Member("elise", (Post(Role.HEALTH_NURSE),))
    signed = SignedProtocol("p", date(2026, 1, 1), frozenset({"diabetes"}), frozenset({"elise"}), frozenset({"lea"}))
    house = practice(nurse, DOCTOR, Member("max", (Post(Role.PHYSICIAN),)), protocols=(signed,))
    for doctor in (None, "lea", "elise"):
        assert house.delegation(nurse, "prescribe_hba1c", at("9:00"), physician=doctor).role is Role.HEALTH_NURSE
    with refused("delegation.condition", missing=("protocol_diabetes",)):
        house.delegation(nurse, "prescribe_hba1c", at("9:00"), physician="max")


def test_every_role_of_a_member_gets_its_answer() -> None:
    """Those on duty first: the assistant's no in the morning, then the secretary's."""
    ana = PRACTICE.member("ana")
    given_ = [(it.power, it.because) for it in PRACTICE.answers(ana, "settle_patient", at("14:00"))]
    assert given_ == [(Power.NO, "delegation.no"), (Power.DOES, "delegation.given")]
    assert PRACTICE.answers(Member("zoe", ()), "settle_patient", at("9:00")) == ()


def test_a_doctor_s_way_of_consulting_follows_the_hour() -> None:
    """The first that covers it; none when the practice has said nothing."""
    alone, with_ana = Mode("lea", "single_room", (TUESDAY_MORNING,), "Seule"), Mode("lea", "twin_rooms")
    house = practice(DOCTOR, modes=(alone, with_ana))
    assert [house.mode_at("lea", at(clock)) for clock in ("9:00", "12:00")] == [alone, with_ana]
    assert house.mode_at("tom", at("9:00")) is None


def test_the_practice_is_open_in_its_hours_but_on_holidays() -> None:
    """The first of May is a Friday in 2026."""
    house = replace(PRACTICE, holidays=frozenset({date(2026, 5, 1)}))
    opened = [house.is_open(at("9:00", day)) for day in (date(2026, 4, 30), date(2026, 5, 1), SUNDAY)]
    assert opened == [True, False, False]


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_opening_hours_are_on_the_practice_s_clock_when_the_clocks_change(day: date) -> None:
    """Nine o'clock is nine o'clock, whatever it is in UTC."""
    duty = practice(opening=(Hours(6, time(9), time(12)),))
    nine = datetime.combine(day, time(9), PARIS).astimezone(UTC)
    assert [duty.is_open(nine + timedelta(minutes=m)) for m in (-1, 0, 179, 180)] == [False, True, True, False]


def test_a_night_s_hours_last_an_hour_less_or_more() -> None:
    """From one to four: two hours in March, four in October."""
    duty = practice(opening=(Hours(6, time(1), time(4)),))
    lengths = []
    for midnight in (datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC)):
        quarters = (midnight + timedelta(minutes=15 * n) for n in range(6 * 4))
        lengths.append(sum(duty.is_open(quarter) for quarter in quarters) / 4)
    assert lengths == [2, 4]


@pytest.mark.random_cases
@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_practice_s_clock_and_utc_name_the_same_instant(instant: datetime) -> None:
    """There and back, at any moment of the year."""
    assert PRACTICE.local(instant).astimezone(UTC) == instant


def test_strangers_are_refused_by_name() -> None:
    """A member or a room that the practice does not have."""
    with refused("member.unknown", member="zoe"):
        PRACTICE.member("zoe")
    with refused("room.unknown", room="Z"):
        PRACTICE.room("Z")
