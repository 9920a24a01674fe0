"""What people do with a task: who may, what it leaves in the journal, what it leads to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from binome.desk import tasks
from binome.desk.incoming import receive
from binome.desk.task_asking import Wanted
from binome.desk.task_hall import Words
from binome.desk.task_late import escalate, escalates_at
from binome.practice.task import CLOCK, TaskState
from binome.practice.task_kind import task_kind
from binome.practice.words import Moment, Role
from tests.desk.small_practice import at
from tests.desk.tasks_hall import TasksHall, asked, on
from tests.practice.refused import refused


@pytest.fixture
def hall() -> TasksHall:
    """The small practice, with its tasks."""
    return TasksHall()


def test_what_is_left_out_is_presumed_by_the_kind(hall: TasksHall) -> None:
    """Its usual role, its level, its delay in open time; the words stay beside the journal."""
    wanted = Wanted("appointment_to_make", patient="p1")
    task = tasks.ask(hall, on("sophie", "9:00"), wanted, Words("Cardiologist"))
    assert (task.role, task.person, task.level, task.patient) == (Role.ASSISTANT, None, "normal", "p1")
    assert task.due == at("19:00", date(2026, 3, 12))
    assert hall.words["task-1"].title == "Cardiologist"
    (event,) = hall.of_story("task-1")
    assert (event.moment, event.by, event.role, event.kind) == (Moment.ASKED, "sophie", Role.SECRETARY, task.kind)
    assert event.delegation
    assert event.delegation.startswith("assistant:")


def test_what_is_said_counts(hall: TasksHall) -> None:
    """A person, a level, a time, a rule."""
    due = at("11:00")
    task = asked(hall, person="bob", level="high", due=due, repeats="weekly")
    assert (task.role, task.person, task.level, task.due, task.repeats) == (
        Role.ASSISTANT,
        "bob",
        "high",
        due,
        "weekly",
    )


def test_a_task_is_asked_only_of_whom_a_text_lets_do_it(hall: TasksHall) -> None:
    """Of a role, of a person, and again when it is passed on: refused before anything is saved."""
    with refused("delegation.no"):
        asked(hall, "prescription_renewal", role=Role.SECRETARY)
    with refused("delegation.no"):
        asked(hall, "prescription_renewal", person="sophie")
    with refused("task.not_of_that_role"):
        asked(hall, role=Role.ASSISTANT, person="sophie")
    asked(hall, "prescription_renewal")
    with refused("delegation.no"):
        tasks.pass_on(hall, on("martin"), role=Role.SECRETARY)
    with refused("task.to_whom_else"):
        tasks.pass_on(hall, on("martin"))
    assert [event.moment for event in hall.told] == [Moment.ASKED]


def test_a_role_that_nobody_holds_is_asked_nothing() -> None:
    """The task would be before nobody; when no role is named, it is before the next one that may."""

    from tests.desk.small_practice import MEMBERS, PRACTICE

    hall = TasksHall(replace(PRACTICE, members={m.code: m for m in MEMBERS if Role.ASSISTANT not in m.roles}))
    with refused("task.nobody_of_that_role", role=Role.ASSISTANT):
        asked(hall, role=Role.ASSISTANT)
    assert asked(hall).role is Role.SECRETARY


def test_a_level_is_one_of_the_kind_s(hall: TasksHall) -> None:
    """ "now" is for questions."""
    with refused("task.unknown_level"):
        asked(hall, level="now")
    assert asked(hall, "question", level="now").due == at("9:10")


def test_whoever_may_do_it_claims_it(hall: TasksHall) -> None:
    """Under their own text; the second to come is told who was first."""
    asked(hall)
    assert tasks.claim(hall, on("bob", number=2)).holder == "bob"
    assert str(hall.told[-1].delegation).startswith("assistant:book_specialist")
    with refused("story.number_taken", by="bob", moment=Moment.CLAIMED):
        tasks.claim(hall, on("ana", number=2))
    with refused("story.gap"):
        tasks.claim(hall, on("ana", number=9))
    with refused("task.claimed_not_now", holder="bob"):
        tasks.claim(hall, on("ana"))


def test_nobody_claims_what_they_may_not_do(hall: TasksHall) -> None:
    """A secretary who is shown a renewal may pass it on, and nothing more."""
    asked(hall, "prescription_renewal")
    with refused("delegation.no"):
        tasks.claim(hall, on("sophie"))
    assert tasks.pass_on(hall, on("sophie"), person="leroy").person == "leroy"
    assert hall.told[-1].role is Role.SECRETARY


def test_a_task_that_is_not_there_is_unknown(hall: TasksHall) -> None:
    """Never asked, or its asking undone."""
    for deed in (tasks.claim, tasks.end):
        with refused("task.unknown"):
            deed(hall, on("bob"))
    asked(hall)
    tasks.withdraw(hall, on("sophie"), reason="mistake")
    with refused("task.unknown"):
        tasks.claim(hall, on("bob"))


def test_it_is_declined_handed_back_and_postponed(hall: TasksHall) -> None:
    """Each with its line in the journal."""
    asked(hall, person="bob")
    assert tasks.decline(hall, on("bob"), reason="absent").declined[0].by == "bob"
    tasks.claim(hall, on("bob"))
    assert tasks.hand_back(hall, on("bob")).holder is None
    later = at("9:00", date(2026, 3, 12))
    assert tasks.postpone(hall, on("bob"), due=later, reason="results_awaited").due == later
    assert [e.moment for e in hall.told[1:]] == [
        Moment.DECLINED,
        Moment.CLAIMED,
        Moment.HANDED_BACK,
        Moment.POSTPONED,
    ]


def test_it_ends_as_somebody_says(hall: TasksHall) -> None:
    """With a note beside the journal; only an outcome of the list."""
    asked(hall)
    with refused("task.unknown_outcome"):
        tasks.end(hall, on("bob"), outcome="somehow")
    task = tasks.end(hall, on("bob"), note="  Tuesday at ten ")
    assert (task.state, task.ended_by, task.ended_as) == (TaskState.ENDED, "bob", "done")
    assert hall.notes["task-1"] == "Tuesday at ten"


def test_only_who_may_do_it_says_it_is_done(hall: TasksHall) -> None:
    """Anybody of the team may say that it is not needed any more."""
    asked(hall, "prescription_renewal")
    with refused("delegation.no"):
        tasks.end(hall, on("sophie"))
    assert tasks.end(hall, on("sophie"), outcome="not_needed").ended_as == "not_needed"


@pytest.mark.parametrize("outcome", ["not_needed", "done_elsewhere", "duplicate", "not_reached"])
def test_who_may_not_read_it_does_not_close_it(hall: TasksHall, outcome: str) -> None:
    """Neither a result that no doctor read, nor a carer's question; whoever reads it may."""
    asked(hall, "result_to_read")
    tasks.ask(hall, on("bob", "9:00", "task-2"), Wanted("question", repeats="weekly"), Words("For carers"))
    for story in ("task-1", "task-2"):
        with refused("delegation.no"):
            tasks.end(hall, on("sophie", story=story), outcome=outcome)
        assert tasks.end(hall, on("martin", story=story), outcome=outcome).ended_as == outcome
    tasks.ask(hall, on("sophie", "9:00", "task-3"), Wanted("question"))
    assert tasks.end(hall, on("sophie", story="task-3"), outcome=outcome).ended_as == outcome


def test_a_series_goes_on_before_somebody_else_when_a_role_is_left_empty(hall: TasksHall) -> None:
    """The two assistants left: the secretary has the next one, and what comes after a last call."""
    asked(hall, "appointment_to_make", repeats="weekly")
    tasks.ask(hall, on("sophie", "9:00", "task-2"), Wanted("call_back"))
    hall.practice_is(*(code for code, it in hall.practice.members.items() if Role.ASSISTANT not in it.roles))
    tasks.end(hall, on("sophie"))
    assert hall.tasks["task-1-2"].role is Role.SECRETARY
    for clock in ("10:01", "10:02", "10:03"):
        tasks.not_reached(hall, on("sophie", clock, "task-2"))
    assert (hall.tasks["task-2-2"].kind, hall.tasks["task-2-2"].role) == ("letter_to_write", Role.SECRETARY)


def test_who_may_only_prepare_puts_it_before_a_doctor(hall: TasksHall) -> None:
    """It is then to be signed; "done" is not theirs to say."""
    asked(hall, "question", role=Role.TRAINEE)
    with refused("task.only_prepared", who=(Role.PHYSICIAN,)):
        tasks.end(hall, on("ines"))
    task = tasks.prepared(hall, on("ines"), note="Seen, see my note")
    assert (task.role, task.person, task.to_sign) == (Role.PHYSICIAN, None, True)
    assert hall.told[-1].reason == tasks.PREPARED
    assert hall.notes["task-1"] == "Seen, see my note"
    assert tasks.prepared(hall, on("ines"), to="leroy").person == "leroy"


def test_a_colleague_s_task_is_ended_knowingly_with_a_note(hall: TasksHall) -> None:
    """Not by a click on the wrong line."""
    asked(hall)
    tasks.claim(hall, on("bob"))
    with refused("task.held_by_another", holder="bob"):
        tasks.end(hall, on("ana"))
    with refused("task.note_needed", holder="bob"):
        tasks.end_for_colleague(hall, on("ana"), note="  ")
    task = tasks.end_for_colleague(hall, on("ana"), note="Bob is ill, I called")
    assert (task.ended_by, hall.told[-1].to) == ("ana", "bob")


def test_a_recurring_task_comes_back_once(hall: TasksHall) -> None:
    """At its next time to come, with its words, whatever is undone and done again meanwhile."""
    due = at("9:00", date(2026, 3, 10))
    tasks.ask(hall, on("sophie", "8:30"), Wanted("to_buy", due=due, repeats="weekly"), Words("Paper sheets"))
    for _ in range(2):
        tasks.end(hall, on("sophie"))
        following = hall.tasks["task-1-2"]
        assert (following.state, following.due) == (TaskState.ASKED, due + timedelta(days=7))
        assert (following.repeats, following.role) == ("weekly", Role.SECRETARY)
        assert hall.words["task-1-2"].title == "Paper sheets"
        tasks.withdraw(hall, on("sophie"), reason="mistake")
        assert hall.tasks["task-1-2"].state is TaskState.UNBORN
    tasks.end(hall, on("sophie"))
    tasks.claim(hall, on("bob", story="task-1-2"))
    tasks.withdraw(hall, on("sophie"), reason="mistake")
    tasks.end(hall, on("sophie"))
    assert hall.tasks["task-1-2"].holder == "bob"
    tasks.end(hall, on("bob", story="task-1-2"))
    assert hall.tasks["task-1-3"].due == due + timedelta(days=14)


@pytest.mark.parametrize(
    ("outcome", "comes_back"), [("done_elsewhere", True), ("not_needed", False), ("duplicate", False)]
)
def test_a_series_ends_when_it_is_no_longer_needed(hall: TasksHall, outcome: str, comes_back: bool) -> None:
    """Or was asked twice; undone, it goes on as before."""
    asked(hall, "to_buy", repeats="weekly")
    tasks.end(hall, on("sophie"), outcome=outcome)
    assert ("task-1-2" in hall.tasks) is comes_back
    tasks.withdraw(hall, on("sophie"), reason="mistake")
    tasks.end(hall, on("sophie"))
    assert hall.tasks["task-1-2"].is_open


def test_nobody_answered_three_times(hall: TasksHall) -> None:
    """Twice it is put off to another day; the third time a letter is asked for instead, about the same patient."""
    tasks.ask(hall, on("sophie", "9:00"), Wanted("call_back", patient="p1"), Words("Result", phone="06"))
    for n, day in ((1, 11), (2, 11)):
        task = tasks.not_reached(hall, on("sophie"))
        assert (task.tries, task.due) == (n, at("19:00", date(2026, 3, day)))
    over = tasks.not_reached(hall, on("sophie"))
    assert (over.state, over.ended_as) == (TaskState.ENDED, "not_reached")
    letter = hall.tasks["task-1-2"]
    assert (letter.kind, letter.patient, letter.state) == ("letter_to_write", "p1", TaskState.ASKED)
    assert hall.words["task-1-2"].title == "Result"
    tasks.withdraw(hall, on("sophie"), reason="mistake")
    assert (hall.tasks["task-1"].tries, hall.tasks["task-1-2"].state) == (2, TaskState.UNBORN)


def test_what_is_no_call_is_not_answered_nor_unanswered(hall: TasksHall) -> None:
    """A renewal has nobody at the other end."""
    asked(hall)
    with refused("task.not_a_call"):
        tasks.not_reached(hall, on("bob"))


def test_what_was_ended_is_taken_up_again(hall: TasksHall) -> None:
    """Its time is kept if it is still to come, counted anew otherwise."""
    due = at("12:00")
    asked(hall, due=due)
    tasks.end(hall, on("bob", "10:00"))
    assert tasks.resume(hall, on("sophie", "11:00"), reason="mistake").due == due
    tasks.end(hall, on("bob", "11:30"))
    assert tasks.resume(hall, on("sophie", "12:00"), reason="mistake").due == at("19:00", date(2026, 3, 12))


def test_one_undoes_one_s_own_gesture(hall: TasksHall) -> None:
    """A colleague's is not undone: it is answered by another gesture."""
    asked(hall)
    tasks.claim(hall, on("bob"))
    with refused("task.not_your_gesture", by="bob"):
        tasks.withdraw(hall, on("sophie"), reason="mistake")
    assert tasks.withdraw(hall, on("bob"), reason="mistake").state is TaskState.ASKED


def test_results_bear_no_word_but_a_doctor_s(hall: TasksHall) -> None:
    """Whoever routes one interprets nothing."""
    wanted = Wanted("result_to_read", patient="p1")
    with refused("task.words_reserved", who=(Role.PHYSICIAN,)):
        tasks.ask(hall, on("sophie"), wanted, Words("Looks high"))
    tasks.ask(hall, on("sophie", "9:00"), wanted)
    with refused("task.words_reserved"):
        tasks.end(hall, on("sophie"), outcome="duplicate", note="Looks fine")
    tasks.end(hall, on("martin"), note="To be repeated in March")
    assert hall.notes["task-1"] == "To be repeated in March"


def test_a_late_task_is_shown_to_one_role_more_at_a_time(hall: TasksHall) -> None:
    """When its time has passed by the delay of its kind, once, then again; the clock is the author."""
    task = asked(hall, "question", level="between", due=at("9:30"))
    assert escalates_at(task, hall.practice) == at("10:30")
    assert escalate(hall, "task-1", at("10:29")) is None
    shown = escalate(hall, "task-1", at("10:30"))
    assert shown is not None
    assert shown.escalated == (Role.SECRETARY,)
    assert (hall.told[-1].by, hall.told[-1].moment) == (CLOCK, Moment.ESCALATED)
    assert escalate(hall, "task-1", at("11:29")) is None
    assert escalate(hall, "task-1", at("11:30")) is not None
    assert escalates_at(hall.tasks["task-1"], hall.practice) is None
    assert escalate(hall, "task-1", at("18:30")) is None


def test_what_is_over_or_unknown_is_not_escalated(hall: TasksHall) -> None:
    """The sweep looks at a task again before it writes."""
    assert escalate(hall, "task-9", at("10:30")) is None
    asked(hall, "question", due=at("9:30"))
    tasks.end(hall, on("martin"))
    assert escalate(hall, "task-1", at("18:30")) is None


def test_a_task_that_is_a_preparation_is_done_when_it_is_prepared(hall: TasksHall) -> None:
    """A letter to prepare: its signature comes after, elsewhere."""
    asked(hall, "letter_to_write")
    assert tasks.end(hall, on("bob")).ended_as == "done"


def test_who_routes_a_document_must_be_let(hall: TasksHall) -> None:
    """A trainee routes no result."""
    with refused("delegation.no", activity="route_results"):
        receive(hall, on("ines"), document="result")


def test_a_result_is_put_off_by_its_readers_a_few_days_at_a_time(hall: TasksHall) -> None:
    """Neither by whoever passes by, nor for months; what the whole team reads, by anybody."""
    asked(hall, "result_to_read")
    tasks.ask(hall, on("bob", "9:00", "task-2"), Wanted("question"), Words("For carers"))
    soon, late = at("12:00", date(2026, 3, 11)), at("12:00", date(2026, 6, 11))
    for story in ("task-1", "task-2"):
        with refused("task.for_who_reads_it"):
            tasks.postpone(hall, on("sophie", story=story), due=soon, reason="no_time")
        with refused("task.postponed_too_far"):
            tasks.postpone(hall, on("martin", story=story), due=late, reason="no_time")
        assert tasks.postpone(hall, on("martin", story=story), due=soon, reason="no_time").due == soon
    asked(hall, "to_buy", story="task-3")
    assert tasks.postpone(hall, on("sophie", story="task-3"), due=late, reason="no_time").due == late


def test_the_last_day_it_may_be_put_off_to_counts_whole(hall: TasksHall) -> None:
    """Five open days for a result, to the evening; not the morning after."""
    asked(hall, "result_to_read")
    last = hall.practice.local(task_kind("result_to_read").postponed_at_most.after(at("10:00"), hall.practice)).date()  # type: ignore[union-attr]
    with refused("task.postponed_too_far", days=(last,)):
        tasks.postpone(hall, on("martin"), due=at("0:00", last + timedelta(days=1)), reason="no_time")
    assert tasks.postpone(hall, on("martin"), due=at("23:00", last), reason="no_time").due == at("23:00", last)


def test_a_colleague_s_task_is_passed_on_by_a_reader_who_says_why(hall: TasksHall) -> None:
    """One's own and nobody's go without a word more."""
    asked(hall, "result_to_read")
    tasks.claim(hall, on("martin"))
    with refused("task.for_who_reads_it"):
        tasks.pass_on(hall, on("sophie"), person="leroy", reason="away")
    for unsaid in (None, "passed_on"):
        with refused("task.why_take_it", holder="martin"):
            tasks.pass_on(hall, on("leroy"), person="leroy", reason=unsaid)
    assert tasks.pass_on(hall, on("leroy"), person="leroy", reason="away").person == "leroy"
    tasks.claim(hall, on("leroy"))
    assert tasks.pass_on(hall, on("leroy"), person="martin", reason="passed_on").person == "martin"


def test_what_a_colleague_has_taken_is_not_prepared_under_them(hall: TasksHall) -> None:
    """It is theirs to put before a doctor."""
    asked(hall, "question", role=Role.TRAINEE)
    tasks.claim(hall, on("martin"))
    with refused("task.held_by_another", holder="martin"):
        tasks.prepared(hall, on("ines"))


def test_nothing_is_asked_for_a_time_that_has_passed(hall: TasksHall) -> None:
    """As nothing is put off to one."""
    for due in (at("8:00"), at("9:00")):
        with refused("task.due_has_passed"):
            asked(hall, due=due)
    assert asked(hall, due=at("9:01")).due == at("9:01")


def test_what_is_put_off_shifts_no_series(hall: TasksHall) -> None:
    """It counts from its own day, and does not fall twice on the same when it ended early."""
    due = at("9:00", date(2026, 3, 12))
    tasks.ask(hall, on("sophie", "8:30"), Wanted("to_buy", due=due, repeats="weekly"))
    tasks.postpone(hall, on("sophie"), due=due + timedelta(days=2), reason="no_time")
    tasks.end(hall, on("sophie", "11:00"))
    assert hall.tasks["task-1-2"].due == due + timedelta(days=7)
    tasks.end(hall, on("sophie", "11:10", "task-1-2"))
    assert hall.tasks["task-1-3"].due == due + timedelta(days=14)


def test_a_month_without_a_31st_shortens_no_other(hall: TasksHall) -> None:
    """The last day of April, then the 31st of May again."""
    first = at("9:00", date(2026, 3, 31))
    tasks.ask(hall, on("sophie", "8:30"), Wanted("to_buy", due=first, repeats="monthly"))
    days = []
    for turn in ("", "-2", "-3"):
        tasks.end(hall, on("sophie", "11:00", f"task-1{turn}"))
        days.append(hall.practice.local(list(hall.tasks.values())[-1].due or first).date())
    assert days == [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]
