"""A traced day is a story the journal accepts, whoever lived it."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from binome.journal.columns import columns, events_of, write
from binome.journal.replay import day_from, visits_from
from binome.practice.visit import Visit
from binome.practice.words import OPEN_STATES, Moment, State, Step
from binome.twin.chance import Key
from binome.twin.from_practice import scenario_of
from binome.twin.retell import all_events, deeds, events
from binome.twin.retell_ways import Untellable, Ways
from binome.twin.scenario import read
from binome.twin.templates import template_text, templates
from binome.twin.traced import TracedDay, traced_days
from tests.twin.small_practice import MONDAY, SHORT_STEPS, offers, practice

RUN = "run-7"
DAY = "day-kerlann-2026-11-24"
PARIS = practice().zone


@pytest.fixture(scope="module")
def lived() -> list[TracedDay]:
    scenario = scenario_of(practice(), offers(), on=MONDAY, days=5, figures=SHORT_STEPS)
    return list(traced_days(scenario, Key.of(3, 0, 0)))


def test_every_visit_of_a_traced_day_is_a_story_that_replay_accepts(lived: list[TracedDay]) -> None:
    for day in lived:
        visits = visits_from(events(day, RUN, zone=PARIS))
        assert len(visits) == len(day.visits) + len(day.missed) + len(day.cancelled)
        assert not [it for it in visits.values() if it.state in OPEN_STATES]
        assert Counter(it.state for it in visits.values())[State.DONE] == sum(it.served for it in day.visits)


def test_the_stamps_are_those_of_the_twin_to_the_microsecond(lived: list[TracedDay]) -> None:
    day = lived[0]
    told = events(day, RUN, zone=PARIS)
    visit = next(it for it in day.visits if it.served and it.kind == "m1_twin_rooms")
    started = [it for it in told if it.story == f"{RUN}-0-{visit.entity}" and it.moment is Moment.STARTED]
    minutes = [(it.at - datetime(2026, 11, 22, 23, tzinfo=UTC)).total_seconds() / 60 for it in started]
    held = [it for it in visit.steps if it.person]
    assert minutes == pytest.approx([it.start for it in held], abs=1e-6)
    assert [(it.by, it.room) for it in started] == [(it.person, it.room) for it in held]


def test_what_a_trainee_prepared_is_signed_by_the_doctor_who_joined_them(lived: list[TracedDay]) -> None:
    told = [it for day in lived for it in events(day, RUN, zone=PARIS)]
    prepared = {it.story for it in told if it.to_sign}
    signed = {it.story: it for it in told if it.moment is Moment.SIGNED}
    assert prepared
    assert prepared == signed.keys()
    assert {(it.by, it.role, it.step) for it in signed.values()} == {("m2", "physician", Step.CONSULTATION)}
    assert all(it.delegation and it.delegation.startswith("physician:sign_care@") for it in signed.values())


def test_nothing_told_by_the_twin_can_be_mistaken_for_lived(lived: list[TracedDay]) -> None:
    told = list(all_events(lived, RUN, zone=PARIS, practice="kerlann"))
    assert {it.origin for it in told} == {RUN}
    assert {it.story.split("-")[0] for it in told} == {"run", "day"}


def test_bookings_are_asked_for_before_the_day_and_their_desk_is_there(lived: list[TracedDay]) -> None:
    for deed in (it for day in lived for it in deeds(day, RUN, zone=PARIS) if it.kind is Moment.BOOKED):
        assert deed.due is not None
        assert deed.reason != "booked" or deed.at < deed.due
        assert deed.by in ("m4", "m5")


def test_who_holds_two_posts_acts_under_the_one_they_are_on_duty_in(lived: list[TracedDay]) -> None:
    told = [it for day in lived for it in events(day, RUN, zone=PARIS) if it.by == "m4" and it.moment is Moment.BOOKED]
    hours = {
        role: {it.at.astimezone(PARIS).hour for it in told if it.role == role} for role in ("secretary", "assistant")
    }
    assert hours["secretary"] == {8}
    assert all(hour >= 9 for hour in hours["assistant"])


def test_a_day_told_twice_is_the_same_and_leaves_and_comes_back_as_columns(
    lived: list[TracedDay], tmp_path: Path
) -> None:
    told = events(lived[1], RUN, zone=PARIS, practice="kerlann")
    assert events(lived[1], RUN, zone=PARIS, practice="kerlann") == told
    assert events_of(columns(told)) == told
    assert write(told, tmp_path / "day.parquet") == len(told)
    assert day_from(DAY, [it for it in told if it.story == DAY]).closed


def test_in_their_order_the_deeds_put_nobody_with_two_patients_and_no_two_patients_in_a_room(
    lived: list[TracedDay],
) -> None:
    for day in lived:
        visits: dict[str, Visit] = {}
        for event in events(day, RUN, zone=PARIS):
            visit = visits[event.story] = visits.get(event.story, Visit(event.story)).after(event)
            others = [it for it in visits.values() if it.state is State.PRESENT and it.story != visit.story]
            assert visit.room is None or visit.room not in {it.room for it in others}
            assert visit.holder is None or visit.holder not in {it.holder for it in others}


@pytest.mark.parametrize("template", sorted(templates("en")))
def test_the_shipped_templates_can_be_retold(template: str) -> None:
    scenario = read(template_text(template, "en"))
    days = traced_days(scenario, Key.of(1, 0, 0))
    for _, day in zip(range(4), days, strict=False):
        assert visits_from(events(day, RUN, zone=PARIS)) or not day.visits


def test_steps_that_no_pathway_goes_through_are_refused_with_their_names() -> None:
    text = template_text("single_doctor", "en").replace("consultation =", "closing =")
    text = text.replace('step = "consultation"', 'step = "closing"')
    scenario = read(text)
    with pytest.raises(Untellable, match="closing"):
        Ways(scenario).of(next(iter(scenario.visits)))
