"""What stands on a day for a member: what is given, what is asked each time, what lacks."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from binome.practice.activities import activities
from binome.practice.agreements import ENTRUSTS, Concertation, PatientOrder, SignedProtocol
from binome.practice.narrowing import Narrowing
from binome.practice.powers import (
    Verdict,
    all_stances,
    changed_stances,
    lines_in_force,
    stance,
    stance_of_role,
    stances,
    with_a_device,
)
from binome.practice.qualification import Qualification
from binome.practice.reminding import deadlines_of, reminders
from binome.practice.team import Absence, Member, Post, Practice
from binome.practice.words import Role

DAY = date(2026, 11, 24)
CQP = Qualification("CQP", obtained=date(2024, 1, 10))
PARIS = ZoneInfo("Europe/Paris")


def practice(**more: object) -> Practice:
    members = {
        "d1": Member("d1", (Post(Role.PHYSICIAN),)),
        "d2": Member("d2", (Post(Role.PHYSICIAN),)),
        "a1": Member("a1", (Post(Role.ASSISTANT), Post(Role.SECRETARY)), qualifications=(CQP,)),
        "n1": Member("n1", (Post(Role.HEALTH_NURSE),)),
        "i1": Member("i1", (Post(Role.TRAINEE),)),
    }
    return Practice("c", PARIS, members, {}, devices=frozenset({"measure_blood_pressure"}), **more)  # type: ignore[arg-type]


def verdict(where: Practice, who: str, activity: str, on: date = DAY) -> Verdict:
    return stance(where, where.member(who), activity, on).verdict


@pytest.mark.parametrize(
    ("who", "activity", "answer"),
    [
        ("a1", "measure_blood_pressure", "does"),
        ("a1", "draft_sick_leave", "prepares"),
        ("a1", "give_first_aid", "not_yet"),
        ("a1", "measure_capillary_glucose", "open"),
        ("a1", "conduct_consultation", "no"),
        ("n1", "prescribe_hba1c", "not_yet"),
        ("d1", "conduct_consultation", "does"),
    ],
)
def test_the_answer_in_one_word(who: str, activity: str, answer: str) -> None:
    assert verdict(practice(), who, activity) == answer


def test_a_device_counts_on_a_day_for_its_own_activity_alone() -> None:
    """The practice has one for blood pressure, and none for the ECG."""
    assert verdict(practice(), "a1", "record_ecg") == "not_yet"
    assert verdict(replace(practice(), devices=frozenset({"record_ecg"})), "a1", "record_ecg") == "does"
    assert verdict(replace(practice(), devices=frozenset({"record_ecg"})), "a1", "measure_blood_pressure") == "not_yet"


def test_the_activities_that_ask_for_a_device_are_those_of_the_texts() -> None:
    """In the order of the list; what is said no to for want of one is not among them."""
    assert with_a_device() == (
        "help_in_teleconsultation",
        "measure_blood_pressure",
        "measure_heart_rate",
        "measure_oxygen_saturation",
        "record_ecg",
    )


def test_the_widest_of_two_roles_answers() -> None:
    """An assistant who is secretary too keeps accounts, which the assistant alone does not."""
    own = stances(practice(), practice().member("a1"), "keep_accounts", DAY)
    assert [it.role for it in own] == [Role.ASSISTANT, Role.SECRETARY]
    assert stance(practice(), practice().member("a1"), "keep_accounts", DAY).role is Role.SECRETARY


def test_what_belongs_to_a_moment_or_a_patient_is_asked_each_time_and_never_missing() -> None:
    """The trainee consults with a doctor within reach: on a day, that is a condition, not a lack."""
    found = stance(practice(), practice().member("i1"), "conduct_consultation", DAY)
    assert (found.verdict, found.each_time) == (Verdict.PREPARES, ("physician_within_reach",))
    for who in practice().members:
        for it in all_stances(practice(), practice().member(who), DAY).values():
            assert it.given or not it.each_time


def test_every_activity_has_an_answer_for_every_role() -> None:
    for role in Role:
        for code in activities():
            found = stance_of_role(practice(), role, code, DAY)
            assert found.given is bool(lines_in_force(role, code, DAY) and found.verdict is not Verdict.OPEN)


def test_the_role_s_answer_ignores_what_is_taken_back_from_one_person() -> None:
    one = Narrowing(Role.ASSISTANT, "measure_weight", member="a1")
    every = Narrowing(Role.ASSISTANT, "measure_weight")
    asked = (Role.ASSISTANT, "measure_weight", DAY)
    assert stance_of_role(practice(narrowings=(one,)), *asked).verdict is Verdict.DOES
    assert stance_of_role(practice(narrowings=(every,)), *asked).verdict is Verdict.NO


def test_a_narrowing_of_one_doctor_counts_for_that_doctor_s_patients() -> None:
    where = practice(narrowings=(Narrowing(Role.ASSISTANT, "measure_weight", physician="d1", reason="x"),))
    member = where.member("a1")
    assert stance(where, member, "measure_weight", DAY).verdict is Verdict.DOES
    assert stance(where, member, "measure_weight", DAY, "d1").verdict is Verdict.NO
    assert stance(where, member, "measure_weight", DAY, "d2").verdict is Verdict.DOES


def test_what_changes_is_told_for_whom_and_nothing_else() -> None:
    """A first-aid training opens first aid, to its holder alone."""
    before = practice()
    held = replace(before.member("a1"), qualifications=(CQP, Qualification("AFGSU", obtained=DAY)))
    after = replace(before, members={**before.members, "a1": held})
    changed = changed_stances(before, after, DAY, before.members)
    assert {who for who, _, _ in changed} == {"a1"}
    assert {(was.activity, was.verdict, now.verdict) for _, was, now in changed} >= {
        ("give_first_aid", Verdict.NOT_YET, Verdict.DOES)
    }
    assert changed_stances(before, before, DAY, before.members) == []


def test_what_a_doctor_wrote_of_a_patient_is_known_of_that_patient_alone() -> None:
    at = datetime(2026, 11, 24, 10, tzinfo=PARIS)
    orders = (PatientOrder(ENTRUSTS, "p1", "d1", DAY),)
    where = practice(orders=orders, concertations=(Concertation("p1", "d1", DAY),))
    assert where.known_of("p1", ENTRUSTS, at) == {"entrusted_patient", "patient_order", "dated_concertation"}
    assert where.known_of("p2", ENTRUSTS, at) == frozenset()
    assert where.known_of(None, ENTRUSTS, at) == frozenset()


def assistant(taken: date, *held: Qualification) -> Practice:
    base = practice()
    member = Member("a1", (Post(Role.ASSISTANT, taken=taken),), qualifications=held)
    return replace(base, members={**base.members, "a1": member})


def test_deadlines_that_disagree_stand_side_by_side() -> None:
    where = assistant(date(2025, 3, 1), Qualification("DEAS", obtained=date(2010, 1, 1)))
    found = [(it.code, day, met) for it, day, met in deadlines_of(where.member("a1"), DAY)]
    assert found == [
        ("convention_2024_fae_held", date(2027, 3, 1), False),
        ("order_2019_fae_held", date(2028, 3, 1), False),
    ]
    assert deadlines_of(practice().member("a1"), DAY) == ()


def test_a_deadline_is_reminded_three_months_before_and_stays_until_it_is_met() -> None:
    where = assistant(date(2025, 1, 15))
    dates = [date(2026, 10, 1), date(2026, 10, 18), date(2027, 6, 1)]
    assert [len(reminders(where, day)) for day in dates] == [0, 1, 1]
    [late] = reminders(where, dates[-1])
    assert late.is_past(dates[-1])
    assert reminders(assistant(date(2025, 1, 15), CQP), dates[-1]) == ()


def test_what_ends_is_reminded_to_whom_it_concerns() -> None:
    until = date(2027, 1, 10)
    signed = SignedProtocol("p", DAY, frozenset({"diabetes"}), frozenset({"n1"}), frozenset({"d1"}), until)
    order = PatientOrder(ENTRUSTS, "p1", "d2", DAY, until=until)
    where = practice(protocols=(signed,), orders=(order, replace(order, revoked=DAY)))
    assert [(it.member, it.code) for it in reminders(where, DAY)] == [("d2", "order_ends"), ("n1", "protocol_ends")]


def test_whoever_has_left_is_reminded_of_nothing() -> None:
    left = (Absence("a1", date(2026, 6, 1), date.max), Absence("n1", date(2026, 6, 1), date.max))
    signed = SignedProtocol("p", DAY, frozenset({"diabetes"}), frozenset({"n1"}), frozenset({"d1"}), date(2027, 1, 10))
    there = replace(assistant(date(2025, 1, 15)), protocols=(signed,))
    assert len(reminders(there, DAY)) == 2
    assert reminders(replace(there, absences=left), DAY) == ()
