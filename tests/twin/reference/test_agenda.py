"""Sections 2, 3, 6 and 7 of the paper: who is booked, who comes, who asks again. Chances are 0 or 1, or counted."""

from typing import Any

import pytest

from binome.twin.chance import Key, Purpose, arrival_entity, poisson, request_entity, slot_entity, uniform
from binome.twin.reference import Day, run
from binome.twin.reference.agenda import Spot
from binome.twin.tables import NEVER, NOBODY, Mark
from tests.twin.drawing import Doctor, Kind, Person, Room, Step, always, book_of, floor_of, laws_of, slots_of, tables_of

KEY = Key.of(1, 2, 3)
SLOTS = [540.0, 560.0, 580.0, 600.0]
LAWS = laws_of(always(10.0), always(-5.0), always(2.0))


def lived(step: Step | None = None, restart_min: float = 0.0, **said: Any) -> list[Day]:
    """One doctor who sees one kind of visit in one step of ten minutes, unless more is said."""
    doctors = said.get("doctors", 1)
    floor = floor_of(
        kinds=[Kind([step or Step(marks=Mark.CHOOSES | Mark.OWN)], set(range(doctors))) for _ in range(2)],
        persons=[Person([j]) for j in range(doctors)],
        rooms=[Room([0])],
        doctors=[Doctor(j, j) for j in range(doctors)],
        interruption_law=2,
        restart_min=restart_min,
    )
    quiet = {"punctuality": [1] * said.get("kinds", 1), **slots_of([SLOTS])}
    return run(tables_of(floor, book_of(**{**quiet, **said}), LAWS), KEY)


def search(first: int = 0, last: int = 5, who: int = 0, slots: int = 1) -> dict[str, Any]:
    """One kind of request with one stage."""
    stage = {"stage_who": who, "stage_slots": slots, "stage_from": first, "stage_to": last}
    return {"stages": [1], **{name: [[value] * 4] for name, value in stage.items()}}


def made(day: Day) -> list[Spot]:
    return [each.spot for each in day.morning.made]


# --- the beginning --------------------------------------------------------------------------------


def test_what_is_booked_before_all_counts_as_asked_on_day_minus_five() -> None:
    """So it may be missed, or cancelled, as what was asked five days before; beyond the table, as the longest."""
    misses = [[0, 0, 0, 0, 0, 1]]
    days = lived(days=2, booked_before=[[1, 1, 0, 0, 0, 0]], misses=misses)
    assert [len(day.missed) for day in days] == [4, 4]
    assert [len(day.visits) for day in lived(booked_before=[[1, 0, 0, 0, 0, 0]], cancels=[1])] == [4]


def test_only_the_kinds_said_are_booked_before_all() -> None:
    """The others are free in the morning."""
    slots = slots_of([SLOTS], [[{0}, {1}, {0, 1}, {1}]])
    (day,) = lived(**slots, booked_before=[[1] + [0] * 5], booked_kinds=[0b01])
    assert [visit.arrival for visit in day.visits] == [535, 575]


# --- the morning ----------------------------------------------------------------------------------


def test_on_the_eve_those_cancel_who_asked_long_enough_before() -> None:
    """Lead 6 on the first morning, 7 on the second."""
    days = lived(days=3, booked_before=[[1] * 6], cancels=[1], cancels_from=[7])
    assert [len(day.morning.freed) for day in days] == [0, 4, 4]
    assert [len(day.visits) for day in days] == [4, 4, 0]


def test_requests_follow_the_panel_the_weekday_and_the_season() -> None:
    """A Poisson number with mean rate × factor × panel now / panel at the beginning, each at its own address."""
    days = lived(days=3, rate=[[6.0]], factor=[[1.0], [0.5], [2.0]])
    for day, mean in zip(days, (6.0, 3.0, 12.0), strict=True):
        number = poisson(KEY, day.number, Purpose.REQUESTS, request_entity(0, 0, 0), mean)
        assert len(day.morning.lost) == number


def test_the_earliest_day_then_the_professional_then_the_slot() -> None:
    """Three doctors, the second of whom may not see it; who asks is the third's."""
    said = {"doctors": 3, "visit_kind": [[0, NOBODY, 0]], "rate": [[0, 0, 9.0]], **slots_of([SLOTS[:1]])}
    (day,) = lived(**said, **search(first=1, who=0b111))
    assert [spot[:2] for spot in made(day)] == [(1, 0), (1, 2), (2, 0), (2, 2), (3, 0), (3, 2)][: len(made(day))]
    assert len(made(day)) >= 3


def test_without_names_a_stage_searches_the_one_whose_panel_asks() -> None:
    """And nobody else."""
    (day,) = lived(doctors=2, kinds=1, rate=[[0, 3.0]], **search())
    assert {spot.professional for spot in made(day)} == {1}


def test_the_next_stage_is_tried_when_the_first_finds_nothing() -> None:
    """Today's slot of kind 1, then any of kind 0 within two days, then it is lost."""
    said = {"stages": [2], "stage_slots": [[2, 1, 0, 0]], "stage_from": [[0, 1, 0, 0]], "stage_to": [[0, 2, 0, 0]]}
    (day,) = lived(rate=[[9.0]], **said, **slots_of([SLOTS[:2]], [[{1}, {0}]]))
    assert made(day) == [Spot(0, 0, 0), Spot(1, 0, 1), Spot(2, 0, 1)]
    asked = poisson(KEY, 0, Purpose.REQUESTS, request_entity(0, 0, 0), 9.0)
    assert len(day.morning.lost) == asked - 3


def test_who_finds_the_lead_too_long_goes_elsewhere() -> None:
    """Slots of today are taken, those of tomorrow refused."""
    (day,) = lived(rate=[[9.0]], accepts=[[1, 0, 0, 0, 0, 0]], **search(last=1))
    assert {spot.day for spot in made(day)} == {0}
    assert len(made(day)) == 4
    assert day.morning.lost


def test_who_prefers_later_takes_any_slot_of_the_next_days() -> None:
    """All equally likely, from the first free day on: here one of the eight slots of two days."""
    (day,) = lived(rate=[[1.0]], prefers_later=[1], later_days=[1], **search(first=2))
    slots = [Spot(of, 0, slot) for of in (2, 3) for slot in range(4)]
    entity = request_entity(0, 0, 0)
    assert made(day)[0] == slots[int(uniform(KEY, 0, Purpose.SEARCH, entity, 2) * 8)]


@pytest.mark.parametrize(("last", "expected"), [(5, 2), (0, 6)])
def test_third_next_available_counts_the_slots_one_may_book_ahead(last: int, expected: int) -> None:
    """Two free a day: the third is found the day after tomorrow; longest lead + 1 when none may be booked ahead."""
    (day,) = lived(**search(last=last), **slots_of([SLOTS[:3]], [[{0}, {1}, {0}]]))
    assert day.morning.third_next == [expected]


# --- the visits -----------------------------------------------------------------------------------


def test_visits_are_numbered_by_slot_then_professional() -> None:
    """Nobody enters before the door of the slot; the gate is that of the slot."""
    said = {"doctors": 2, **slots_of([SLOTS[:2]], door=540, gate=550)}
    (day,) = lived(**said, booked_before=[[1] + [0] * 5] * 2)
    assert [(visit.professional, visit.arrival) for visit in day.visits] == [(0, 540), (1, 540), (0, 555), (1, 555)]
    assert {visit.gate for visit in day.visits} == {550}


def test_a_slot_is_missed_with_the_chance_of_its_lead() -> None:
    """Each slot by its own uniform."""
    (day,) = lived(booked_before=[[1] + [0] * 5], misses=[[0, 0, 0, 0, 0, 0.5]])
    missed = [slot for slot in range(4) if uniform(KEY, 0, Purpose.MISSING, slot_entity(0, slot)) < 0.5]
    assert [each.slot for each in day.missed] == missed
    assert [visit.arrival for visit in day.visits] == [at - 5 for n, at in enumerate(SLOTS) if n not in missed]


DOORS = {"door_hours": [[500, 600, 700, 710]], "door_gate": [[510, 705]]}


def test_who_comes_unbooked_comes_on_the_open_clock() -> None:
    """Ordered by moment; none in the pause; each with the gate of its stretch."""
    (day,) = lived(door_rate=[[0, 0.2]], **DOORS)
    number = poisson(KEY, 0, Purpose.ARRIVALS, arrival_entity(0, 1, 0), 22.0)
    moments = [uniform(KEY, 0, Purpose.ARRIVAL_TIME, arrival_entity(0, 1, n)) * 110 for n in range(number)]
    assert [visit.arrival for visit in day.visits] == [500 + x if x < 100 else 600 + x for x in sorted(moments)]
    assert all(visit.gate == (510 if visit.arrival < 600 else 705) for visit in day.visits)
    assert {visit.professional for visit in day.visits} == {0}


def test_who_is_away_takes_no_unbooked_arrival_of_her_own() -> None:
    """The others come as ever; whoever comes for nobody in particular is the last of the kind."""
    template = [[NOBODY, 0]] * 7
    (day,) = lived(doctors=2, template=template, door_rate=[[0.1, 0.1, 0.1]], **DOORS)
    numbers = [poisson(KEY, 0, Purpose.ARRIVALS, arrival_entity(0, j, 0), 11.0) for j in (1, 2)]
    assert [visit.entity // 65_536 % 64 for visit in day.visits] == [1] * numbers[0] + [2] * numbers[1]


def test_interruptions_lengthen_the_step() -> None:
    """A Poisson number over its minutes; each adds its own two minutes and one to begin again."""
    step = Step(marks=Mark.CHOOSES | Mark.OWN, interrupted_per_min=0.1)
    (day,) = lived(step, restart_min=1.0, booked_before=[[1] + [0] * 5])
    times = [poisson(KEY, 0, Purpose.INTERRUPTIONS, visit.entity, 1.0) for visit in day.visits]
    assert [visit.minutes for visit in day.visits] == [[10.0 + 3.0 * number] for number in times]
    assert sum(times) > 0


# --- the night ------------------------------------------------------------------------------------


def test_who_missed_asks_again_the_next_morning() -> None:
    """As the same kind of request, at the slot's address."""
    days = lived(days=2, booked_before=[[1] + [0] * 5], misses=[[1] * 6], rebooks=[1], **search(first=1))
    assert made(days[0]) == []
    assert made(days[1]) == [Spot(2, 0, slot) for slot in range(4)]


def test_who_was_seen_returns_after_the_days_said() -> None:
    """The stages are moved by as many days; a search beyond the longest lead finds nothing."""
    said = {"days": 2, "booked_before": [[1] + [0] * 5], "returns": [1], **search(first=1, last=2)}
    assert made(lived(**said, returns_after=[2])[1]) == [Spot(4, 0, slot) for slot in range(4)]
    assert len(lived(**said, returns_after=[5])[1].morning.lost) == 4


def test_the_missed_ask_before_the_returning() -> None:
    """In the order in which they were noted."""
    said = {"kinds": 2, "doctors": 2, "booked_as": [0, 1], "returns": [1, 0], "misses": [[0] * 6, [1] * 6]}
    days = lived(days=2, booked_before=[[1] + [0] * 5] * 2, rebooks=[0, 1], **said)
    assert [(ask.request, ask.professional) for ask in days[1].morning.lost] == [(1, 1)] * 4 + [(0, 0)] * 4


def test_a_panel_loses_and_gains_at_night() -> None:
    """It gains while the third next available is near and there is room, from those who wait."""
    said = {"panel": [400.0], "leaves_per_day": [0.01], "joins_per_day": [50.0], "accepts_new_within": [2.0]}
    said |= {"registration": [10.0], "registration_per_day": [2.0], "panel_most": [1000.0], **search()}
    (day,) = lived(**said)
    leave = poisson(KEY, 0, Purpose.LEAVES, 0, 4.0)
    assert (day.panel, day.registration) == ([400.0 - leave + 12], [0.0])
    assert lived(**{**said, "accepts_new_within": [0.0]})[0].panel == [400.0 - leave]
    assert lived(**{**said, "panel_most": [300.0]})[0].registration == [12.0]


def test_a_run_is_known_from_its_key_alone() -> None:
    """Twice the same; another key, another luck."""
    said = {"days": 3, "rate": [[5.0]], **search()}
    assert lived(**said) == lived(**said)
    assert max(visit.left for day in lived(**said) for visit in day.visits) < NEVER
