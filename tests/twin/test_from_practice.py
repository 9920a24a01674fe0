"""A practice becomes a scenario by itself: the same people, rooms and texts, readable as a file."""

from dataclasses import replace
from datetime import date, time

from binome.practice.checklist import Edited, as_edited, checklists
from binome.practice.entrusting import declared_minutes
from binome.practice.team import Absence, Hours, Member, Post
from binome.practice.words import Role, Step
from binome.twin.checks import faults_of
from binome.twin.from_practice import Offer, member_of, scenario_of
from binome.twin.scenario import read, write
from tests.twin.small_practice import MONDAY, offers, practice


def test_the_scenario_of_a_practice_has_no_fault_and_reads_back_as_written() -> None:
    scenario = scenario_of(practice(), offers(), on=MONDAY, days=10)
    assert faults_of(scenario) == []
    assert read(write(scenario)) == scenario


def test_what_the_product_does_not_know_is_a_prior_unless_figures_say_better() -> None:
    figures = {"preparation": {"law": "lognormal", "mean_min": 4.0, "cv": 0.3}}
    first = scenario_of(practice(), offers(), on=MONDAY).steps("m1_twin_rooms")[0]
    known = scenario_of(practice(), offers(), on=MONDAY, figures=figures).steps("m1_twin_rooms")[0]
    assert first.minutes.family == "triangular"
    assert known.minutes.mean_min == 4.0


def test_a_practice_with_lists_of_its_own_has_declared_how_long_a_preparation_is() -> None:
    """From its shortest list to its longest; what the journal has counted still says better."""
    edits = {code: Edited(off=True) for code in checklists() if code not in ("any_visit", "renewal", "mind")}
    own = replace(practice(), checklists=as_edited({**edits, "renewal": Edited(("weight", "pressure"))}))
    told = scenario_of(own, offers(), on=MONDAY).steps("m1_twin_rooms")[0].minutes
    shortest, *_, longest = declared_minutes(own, MONDAY)[Step.PREPARATION]
    assert (told.named["low_min"], told.named["high_min"]) == (shortest, longest)
    counted = {"preparation": {"law": "constant", "value_min": 3.0}}
    assert scenario_of(own, offers(), on=MONDAY, figures=counted).steps("m1_twin_rooms")[0].minutes.mean_min == 3.0
    one = replace(practice(), checklists={"any_visit": checklists()["any_visit"], "mind": checklists()["mind"]})
    assert scenario_of(one, offers(), on=MONDAY).steps("m1_twin_rooms")[0].minutes.family == "constant"


def test_a_person_with_two_posts_is_never_in_both_at_once() -> None:
    members = scenario_of(practice(), offers(), on=MONDAY).members
    posts = [it for it in members.values() if member_of(it.code) == "m4"]
    assert [it.role for it in posts] == ["assistant", "secretary"]
    assert [it.hours[0] for it in posts] == [((540.0, 765.0), (825.0, 1110.0)), ((480.0, 540.0),)]


def test_a_step_that_no_text_lets_anybody_here_hold_does_not_take_place() -> None:
    small = practice()
    without = replace(small, narrowed=frozenset({(Role.ASSISTANT, "settle_patient")}))
    steps = [it.step for it in scenario_of(without, offers(), on=MONDAY).steps("m1_twin_rooms")]
    assert steps == ["consultation", "closing"]


def test_absences_and_public_holidays_are_the_practices_own() -> None:
    away = Absence("m1", date(2026, 11, 24), date(2026, 11, 26))
    small = replace(practice(), absences=(away,), holidays=frozenset({date(2026, 11, 27)}))
    scenario = scenario_of(small, offers(), on=MONDAY, days=5)
    assert [(it.since, it.until) for it in scenario.members["m1"].away] == [(date(2026, 11, 24), date(2026, 11, 25))]
    assert scenario.calendar.closed == (date(2026, 11, 27),)


def test_a_practice_that_never_closes_has_as_many_slots_as_the_twin_deals() -> None:
    around_the_clock = tuple(Hours(day, time(0, 0), time(23, 59)) for day in range(7))
    members = {"m1": Member("m1", (Post(Role.PHYSICIAN, around_the_clock),))}
    scenario = scenario_of(replace(practice(), members=members), [Offer("m1", "single_room", 10.0)], on=MONDAY)
    assert faults_of(scenario) == []
