"""The hours planned for each post, and what the sources say a post may not be."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from binome.practice.posts import minutes_there, not_only_secretarial, planned_minutes, share_of
from binome.practice.team import Absence, Hours, Member, Post
from binome.practice.words import Role
from tests.desk.small_practice import PRACTICE

MONDAY = date(2026, 3, 9)
WEEK = tuple(MONDAY + timedelta(days=n) for n in range(7))
MORNING, AFTERNOON = Hours(0, time(8), time(12)), Hours(0, time(14), time(18))
SPLIT = Member("ana", (Post(Role.ASSISTANT, (MORNING,)), Post(Role.SECRETARY, (AFTERNOON,))))
ALONE = replace(PRACTICE, members={"ana": SPLIT}, absences=(), holidays=frozenset())


def test_the_two_halves_of_a_post_are_counted_apart() -> None:
    planned = planned_minutes(ALONE, WEEK)
    assert planned == {(Role.ASSISTANT, MONDAY): 240, (Role.SECRETARY, MONDAY): 240}


def test_a_public_holiday_has_no_hours() -> None:
    assert planned_minutes(replace(ALONE, holidays=frozenset({MONDAY})), WEEK) == {}


@pytest.mark.parametrize(
    ("absence", "there"),
    [
        (Absence("ana", MONDAY, MONDAY + timedelta(days=1)), 0),
        (Absence("ana", MONDAY - timedelta(days=7), MONDAY), 240),
        (Absence("bob", MONDAY, MONDAY + timedelta(days=1)), 240),
        (Absence("ana", MONDAY, MONDAY + timedelta(days=1), Hours(0, time(10), time(11))), 180),
        (Absence("ana", MONDAY, MONDAY + timedelta(days=1), Hours(0, time(7), time(9))), 180),
        (Absence("ana", MONDAY, MONDAY + timedelta(days=1), Hours(0, time(11), time(15))), 180),
        (Absence("ana", MONDAY, MONDAY + timedelta(days=1), Hours(1, time(8), time(12))), 240),
    ],
)
def test_an_absence_is_taken_off_to_the_minute(absence: Absence, there: int) -> None:
    assert minutes_there(replace(ALONE, absences=(absence,)), "ana", MONDAY, MORNING) == there


def test_a_post_of_nothing_but_secretarial_work_is_told_apart_without_a_threshold() -> None:
    """All of it, or not: one act beside is enough for the sentence to change; an unknown act counts for nothing."""
    limit = not_only_secretarial()
    assert share_of(limit, {"answer_phone": 9, "bill_visit": 1}).only_that
    mixed = share_of(limit, {"answer_phone": 9, "settle_patient": 1, "unheard_of": 5})
    assert (mixed.within, mixed.done, mixed.percent, mixed.only_that) == (9, 10, 90, False)
    assert not share_of(limit, {}).only_that
    assert share_of(limit, {}).percent == 0


def test_the_limit_names_its_source_and_says_that_no_share_is_given() -> None:
    limit = not_only_secretarial()
    assert (limit.role, limit.domain, limit.standing) == (Role.ASSISTANT, "administrative", "single")
    assert limit.address.startswith("https://")
    assert "pourcentage" in limit.labels["fr"]
