"""On the edge of a definition, a day counted by eye says on which side it falls."""

from datetime import date

import polars as pl

from binome.measures.sums import sums
from binome.measures.told import told
from binome.practice.words import Moment, Role, Step
from tests.measures.days import ANA, DOC, EVE, Telling, at, journal

MONDAY = date(2026, 3, 2)


def figures(*stories: Telling) -> dict[str, tuple[float, float]]:
    rows = sums(told(journal(*stories))).collect().to_native().filter(pl.col("day") == MONDAY)
    return {row["code"]: (row["above"], row["below"]) for row in rows.iter_rows(named=True)}


def came(story: str, due: int, arrived: int, minutes: int = 10, seen: bool = True) -> Telling:
    """Due at that minute of nine o'clock, there at that one, with the doctor at ten."""
    visit = Telling(story).booked(at(8, day=-1), at(9, due)).say(Moment.ARRIVED, at(9, arrived))
    return visit.step(Step.CONSULTATION, at(10), at(10, minutes), DOC) if seen else visit


def test_thirty_minutes_are_thirty_or_more_and_twenty_nine_are_not() -> None:
    found = figures(came("v1", 30, 30), came("v2", 30, 31), came("v3", 45, 45), came("v4", 46, 46))
    assert found["wait_over_30_share"] == (1.0, 4.0)
    assert found["wait_over_15_share"] == (3.0, 4.0)


def test_ten_minutes_late_is_late_whoever_is() -> None:
    """The doctor begins at ten: ten minutes after 9:50, nine after 9:51. The patient of 9:20 comes at 9:30."""
    found = figures(came("v1", 50, 40), came("v2", 51, 40), came("v3", 20, 30))
    assert found["started_late_share"] == (2.0, 3.0)
    assert found["start_delay_min"] == (10.0 + 9.0 + 30.0, 3.0)
    assert found["arrived_late_share"] == (1.0, 3.0)


def test_who_comes_without_an_appointment_is_in_no_figure_of_appointments() -> None:
    walk_in = Telling("v1").booked(at(9), at(8, 40), reason="walk_in").say(Moment.ARRIVED, at(9))
    found = figures(walk_in.step(Step.CONSULTATION, at(10), at(10, 10), DOC), came("v2", 50, 50))
    assert found["visits_per_week"][0] == 2.0
    for code in ("started_late_share", "arrived_late_share", "no_show_share", "cancelled_share"):
        assert found[code][1] == 1.0, code
    assert "lead_days" not in found


def test_an_appointment_cancelled_is_neither_kept_nor_missed() -> None:
    cancelled = Telling("v1").booked(at(8, day=-1), at(9)).say(Moment.CANCELLED, at(8), reason="by_patient")
    missed = Telling("v2").booked(at(8, day=-1), at(9)).say(Moment.MISSED, at(9, 30))
    found = figures(cancelled, missed, came("v3", 50, 50))
    assert found["no_show_share"] == (1.0, 2.0)
    assert found["cancelled_share"] == (1.0, 3.0)


def test_leaving_before_the_professional_or_after() -> None:
    """Two leave: one unseen, one between the doctor and the way out. Neither is a visit seen to the end."""
    unseen = came("v1", 0, 0, seen=False).say(Moment.LEFT, at(10), reason="left_waiting")
    after = came("v2", 0, 0).say(Moment.LEFT, at(11), reason="left_waiting")
    found = figures(unseen, after, came("v3", 50, 50))
    assert found["left_unseen_share"] == (1.0, 3.0)
    assert found["not_served_share"] == (2.0, 3.0)
    assert found["visits_per_week"] == (1.0, 0.0)
    assert found["never_ended_share"] == (0.0, 3.0)


def test_a_visit_that_nobody_ended_is_told_by_the_figures_of_the_data_alone() -> None:
    held = came("v1", 0, 0, seen=False).say(Moment.STARTED, at(10), DOC, step=Step.CONSULTATION)
    waits = came("v2", 0, 0, seen=False)
    put_off = came("v3", 0, 0, seen=False).say(Moment.DEFERRED, at(10), EVE, to="doc", reason="no_time")
    found = figures(held, waits, put_off, came("v4", 50, 50))
    assert found["never_ended_share"] == (2.0, 4.0)
    assert found["visits_per_week"] == (1.0, 0.0)
    assert found["medical_min_per_visit"] == (10.0, 1.0)


def test_half_a_minute_is_no_instant_and_less_is() -> None:
    found = figures(
        came("v1", 0, 0, seen=False).step(Step.CONSULTATION, at(10), at(10).replace(second=30), DOC),
        came("v2", 0, 0, seen=False).step(Step.CONSULTATION, at(10), at(10).replace(second=29), DOC),
    )
    assert found["hurried_share"] == (1.0, 2.0)


def test_a_consultation_that_nobody_ended_neither_counts_nor_shortens_the_others() -> None:
    """One is held still; another was paused, taken up again and left open; a third lasted twenty minutes."""
    held = came("v1", 0, 0, seen=False).say(Moment.STARTED, at(10), DOC, step=Step.CONSULTATION)
    again = came("v2", 0, 0).say(Moment.STARTED, at(11), DOC, step=Step.CONSULTATION)
    assert figures(held, again, came("v3", 0, 0, minutes=20))["consultation_held_min"] == (20.0, 1.0)


def test_an_act_is_a_consultation_that_a_physician_held_himself_if_only_in_part() -> None:
    """The trainee consults and the physician only sees the patient out: no act. The physician takes over: one."""
    trainee = ("tim", Role.TRAINEE)
    out = came("v1", 0, 0, seen=False).step(Step.CONSULTATION, at(10), at(10, 20), trainee)
    out.step(Step.CLOSING, at(10, 20), at(10, 25), DOC)
    over = came("v2", 0, 0, seen=False).say(Moment.STARTED, at(11), trainee, step=Step.CONSULTATION)
    over.say(Moment.HANDED_OVER, at(11, 10), trainee, step=Step.CONSULTATION, to="doc", to_role=Role.PHYSICIAN)
    found = figures(out, over.say(Moment.FINISHED, at(11, 20), DOC, step=Step.CONSULTATION))
    assert found["acts_per_day"] == (1.0, 1.0)
    assert found["medical_min_per_visit"] == (15.0, 2.0)


def test_a_visit_put_on_another_way_is_of_that_way_and_its_booking_of_the_first() -> None:
    """The patient wants the doctor alone, once there."""
    alone = came("v1", 0, 0, seen=False).say(Moment.MOVED, at(9, 5), ANA, pathway="single_room")
    alone.step(Step.CONSULTATION, at(10), at(10, 20), DOC)
    rows = sums(told(journal(alone, came("v2", 0, 0))), ("practice", "pathway")).collect().to_native()
    found = {(row["code"], row["pathway"]): (row["above"], row["below"]) for row in rows.iter_rows(named=True)}
    assert found["consultation_held_min", "single_room"] == (20.0, 1.0)
    assert found["consultation_held_min", "twin_rooms"] == (10.0, 1.0)
    assert found["lead_days", "twin_rooms"] == (2.0, 2.0)


def test_the_last_word_on_a_move_counts_and_only_what_it_says() -> None:
    """Put to 9:30 with another doctor, then to 9:45, with nobody else said."""
    visit = Telling("v1").booked(at(8, day=-1), at(9)).say(Moment.MOVED, at(8), due=at(9, 30), to="dan")
    visit.say(Moment.MOVED, at(8, 10), due=at(9, 45)).say(Moment.ARRIVED, at(9, 40))
    visit.step(Step.CONSULTATION, at(9, 50), at(10), ("dan", Role.PHYSICIAN))
    row = told(journal(visit)).visits.collect().to_native().row(0, named=True)
    assert (row["doctor"], row["due"], row["started_late_min"]) == ("dan", at(9, 45), 5.0)
    assert (row["booked_for"], row["lead_days"]) == (at(9), 1.0)


def test_the_room_is_the_first_step_in_one_and_the_first_step_where_there_is_none() -> None:
    office = Telling("v1").booked(at(8), at(9)).say(Moment.ARRIVED, at(9))
    office.step(Step.WELCOME, at(9, 2), at(9, 4), EVE, room="").step(Step.PREPARATION, at(9, 10), at(9, 15), ANA)
    nowhere = Telling("v2").booked(at(8), at(9)).say(Moment.ARRIVED, at(9))
    nowhere.step(Step.WELCOME, at(9, 3), at(9, 4), EVE, room="").step(
        Step.CONSULTATION, at(9, 20), at(9, 30), DOC, room=""
    )
    office.step(Step.CONSULTATION, at(9, 20), at(9, 30), DOC)
    assert figures(office, nowhere)["wait_to_room_min"] == (10.0 + 3.0, 2.0)


def test_what_was_undone_never_was() -> None:
    """The end at 10:10 is taken back; the doctor was there until 10:25."""
    visit = came("v1", 0, 0).say(Moment.WITHDRAWN, at(10, 11), DOC, withdraws=4, reason="mistake")
    visit.say(Moment.FINISHED, at(10, 25), DOC, step=Step.CONSULTATION)
    found = figures(visit)
    assert found["medical_min_per_visit"] == (25.0, 1.0)
    assert found["undone_per_visit"] == (1.0, 1.0)


def test_a_question_asked_as_the_consultation_begins_interrupts_it_and_one_asked_as_it_ends_does_not() -> None:
    def question(number: int, minute: int, to: str | None = None) -> Telling:
        words = {"kind": "question", "level": "now", "to_role": Role.PHYSICIAN, "to": to, "due": at(12)}
        return Telling(f"task-{number}").say(Moment.ASKED, at(10, minute), ANA, **words)

    asked = [question(1, 0), question(2, 9), question(3, 10), question(4, 5, "dan"), question(5, 5, "doc")]
    assert figures(came("v1", 0, 0), *asked)["urgent_questions_per_hour"] == (3.0, 10 / 60)


def test_a_task_done_at_the_last_moment_is_in_time() -> None:
    last = Telling("task-1").say(Moment.ASKED, at(9), ANA, kind="letter_to_read", level="usual", due=at(12))
    assert figures(last.say(Moment.ENDED, at(12), DOC, reason="done"))["tasks_in_time_share"] == (1.0, 1.0)
