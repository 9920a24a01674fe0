"""The inbox, the sheets and the gestures of a few days, counted by eye."""

from datetime import date

import polars as pl

from binome.measures.sums import sums
from binome.measures.told import told
from binome.practice.words import Moment, Step
from tests.measures.days import ANA, DOC, EVE, Telling, at, journal


def figures(lines: pl.DataFrame, *by: str) -> dict[tuple[object, ...], tuple[float, float]]:
    rows = sums(told(lines), ("practice", *by)).collect().to_native()
    return {(row["code"], *(row[it] for it in by)): (row["above"], row["below"]) for row in rows.iter_rows(named=True)}


def asked(number: int, day: int, due: int) -> Telling:
    words = {"kind": "letter_to_read", "level": "usual", "due": at(18, day=due)}
    return Telling(f"task-{number}").say(Moment.ASKED, at(9, day=day), ANA, **words)


def test_the_inbox_is_what_is_open_each_evening_and_since_when() -> None:
    """Monday: two come. Tuesday: one is done, one comes. Thursday: nothing but the end of the first."""
    first, second, third = asked(1, 0, 1), asked(2, 0, 0), asked(3, 1, 9)
    second.say(Moment.ENDED, at(11, day=1), DOC, reason="done")
    first.say(Moment.ENDED, at(11, day=3), DOC, reason="done")
    found = figures(journal(first, second, third), "day")
    evenings = {day: found["tasks_open_in_the_evening", date(2026, 3, day)][0] for day in (2, 3, 5)}
    assert evenings == {2: 2.0, 3: 2.0, 5: 1.0}
    ages = {day: found["open_task_age_days", date(2026, 3, day)] for day in (2, 3, 5)}
    assert ages == {2: (0.0, 2.0), 3: (1.0, 2.0), 5: (2.0, 1.0)}
    late = {day: found["tasks_late_in_the_evening", date(2026, 3, day)][0] for day in (2, 3)}
    assert late == {2: 1.0, 3: 1.0}


def test_a_task_taken_up_again_is_not_over() -> None:
    again = (
        asked(1, 0, 1).say(Moment.ENDED, at(10), DOC, reason="done").say(Moment.RESUMED, at(11), DOC, reason="mistake")
    )
    found = figures(journal(again))
    assert ("tasks_in_time_share",) not in found
    assert found[("tasks_per_week",)] == (1.0, 0.0)


def test_of_a_task_that_ended_twice_the_last_end_counts() -> None:
    """Not needed any more, said the secretary; taken up again, the doctor made the call: the request was met."""
    twice = Telling("task-1").say(Moment.ASKED, at(9), ANA, kind="call_back", level="today", due=at(18))
    twice.say(Moment.ENDED, at(10), EVE, reason="not_needed").say(Moment.RESUMED, at(11), ANA, reason="mistake")
    lines = journal(twice.say(Moment.ENDED, at(12), DOC, reason="done"))
    assert figures(lines)[("unmet_share",)] == (0.0, 1.0)
    row = told(lines).tasks.collect().to_native().row(0, named=True)
    assert (row["ended_as"], row["ended_by"], row["ended_role"]) == ("done", *DOC)


def test_a_request_that_nobody_could_be_reached_for_was_not_met() -> None:
    met, unmet = (
        Telling(f"task-{n}").say(Moment.ASKED, at(9), EVE, kind="call_back", level="today", due=at(18)) for n in (1, 2)
    )
    met.say(Moment.ENDED, at(10), EVE, reason="done")
    unmet.say(Moment.ENDED, at(17), EVE, reason="not_reached")
    assert figures(journal(met, unmet))[("unmet_share",)] == (1.0, 2.0)


def test_of_a_sheet_the_last_word_counts() -> None:
    """Screenings are left out, then done after all; the weight is no prevention."""
    sheet = Telling("v1-sheet").say(Moment.OMITTED, at(9), ANA, activity="check_screenings", reason="no_time")
    sheet.say(Moment.OMITTED, at(9), ANA, activity="check_vaccinations", reason="no_time")
    sheet.say(Moment.NOTED, at(9, 5), ANA, activity="check_screenings").say(
        Moment.NOTED, at(9, 6), ANA, activity="measure_weight"
    )
    found = figures(journal(sheet))
    assert found[("prevention_done_share",)] == (1.0, 2.0)
    assert ("follow_up_done_share",) not in found


def test_what_is_delegated_is_told_activity_by_activity() -> None:
    """The activity is the line's own, or that of the text it was done under."""
    visit = Telling("v1").booked(at(8), at(9), delegation="secretary:book_appointment@law")
    visit.say(Moment.ARRIVED, at(9), EVE, delegation="secretary:welcome_patient@law")
    visit.say(Moment.STARTED, at(9), DOC, step=Step.CONSULTATION, delegation="physician:conduct_consultation@law")
    sheet = Telling("v1-sheet").say(Moment.NOTED, at(9), DOC, activity="measure_weight")
    other = Telling("v2-sheet").say(Moment.NOTED, at(9), ANA, activity="measure_weight")
    calls = [
        Telling(f"task-{n}").say(Moment.ASKED, at(9), DOC, kind="call_back", level="today", due=at(18)) for n in (1, 2)
    ]
    calls[0].say(Moment.ENDED, at(10), EVE, reason="done", delegation="secretary:answer_phone@law")
    calls[1].say(Moment.ENDED, at(10), EVE, reason="not_needed", delegation="secretary:answer_phone@law")
    found = figures(journal(visit, sheet, other, *calls), "activity")
    shares = {activity: it for (code, activity), it in found.items() if code == "delegated_share"}
    assert shares == {
        "book_appointment": (1.0, 1.0),
        "welcome_patient": (1.0, 1.0),
        "conduct_consultation": (0.0, 1.0),
        "measure_weight": (1.0, 2.0),
        "answer_phone": (1.0, 1.0),  # the one that was done
    }


def test_waits_are_told_step_by_step_and_delays_kind_by_kind() -> None:
    visit = Telling("v1").booked(at(8, day=-2), at(9)).say(Moment.ARRIVED, at(8, 50))
    visit.step(Step.PREPARATION, at(9), at(9, 5), ANA).step(Step.CONSULTATION, at(9, 20), at(9, 30), DOC)
    by_step = figures(journal(visit), "step")
    assert by_step["wait_before_step_min", "preparation"] == (10.0, 1.0)
    assert by_step["wait_before_step_min", "consultation"] == (15.0, 1.0)
    assert figures(journal(visit), "pathway")["lead_days", "twin_rooms"] == (2.0, 1.0)


def test_the_day_is_that_of_the_clock_on_the_wall_overseas_too() -> None:
    """Half past nine in the evening on La Réunion is the same afternoon in Paris; at ten in Nouméa it is tomorrow."""
    visit = (
        Telling("v1").booked(at(8), at(13)).say(Moment.ARRIVED, at(13)).step(Step.CONSULTATION, at(13, 30), at(14), DOC)
    )
    for zone, day in (("Europe/Paris", 2), ("Indian/Reunion", 2), ("Pacific/Noumea", 3), ("America/Martinique", 2)):
        rows = told(journal(visit), zone).visits.collect().to_native()
        assert rows["day"].to_list() == [date(2026, 3, day)]


def test_both_days_on_which_the_clock_changes_keep_their_minutes() -> None:
    """The night of 29 March loses an hour in Paris, that of 25 October has one twice."""
    for day, night in ((27, date(2026, 3, 29)), (237, date(2026, 10, 25))):
        visit = Telling("v1").booked(at(8), at(0, 30, day)).say(Moment.ARRIVED, at(0, 30, day))
        visit.step(Step.CONSULTATION, at(0, 40, day), at(1, 40, day), DOC)
        row = told(journal(visit)).visits.collect().to_native().row(0, named=True)
        assert (row["day"], row["physician_min"], row["wait_min"]) == (night, 60.0, 10.0)
