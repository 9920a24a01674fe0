"""Tasks in the database: one writer per line, a picture that follows the journal, words that can be forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from binome.desk import tasks
from binome.desk.task_asking import Wanted
from binome.desk.task_hall import Words
from binome.practice.refusal import MoveRefused, NumberTaken
from binome.practice.team import Hours
from binome.practice.words import Role
from binome.web.store.checking import checked
from binome.web.store.models import (
    DayRow,
    EventRow,
    PracticeRow,
    TaskNoteRow,
    TaskRow,
    TaskWordsRow,
)
from binome.web.store.patients import forget
from binome.web.store.task_lists import Chosen, changed_since, line_of, listed
from binome.web.store.tasks import perform_task, sweep, task
from tests.practice.refused import refused
from tests.web.board.small import Small
from tests.web.tasks.asking import act, asked, claimed, deed, patient

both = pytest.mark.both_databases


def _version(small: Small) -> int:
    return DayRow.objects.get(day=small.today).version


@both
def test_a_task_is_a_line_of_the_picture(small: Small) -> None:
    """Asked, taken and ended, it says what its story says."""
    story = asked(small, title="IRM du genou", patient=patient(small), level="high")
    claimed(small, story)
    line = line_of(small.house, story)
    assert line is not None
    assert (line.kind, line.level, line.role, line.holder) == ("appointment_to_make", "high", "assistant", "m3")
    assert (line.title, line.family, line.is_open, line.number) == ("IRM du genou", "Rault", True, 2)
    act(small, story, lambda hall: tasks.end(hall, deed(small, story, "m3"), note="Mardi 10 h"))
    line = line_of(small.house, story)
    assert line is not None
    assert (line.state, line.ended_by, line.ended_as) == ("ended", "m3", "done")
    assert TaskNoteRow.objects.get().words == "Mardi 10 h"


@both
def test_the_same_form_asks_once(small: Small) -> None:
    """A double click, or a form sent again, finds its own task."""
    first = asked(small, key="k1", title="Once")
    assert asked(small, key="k1", title="Once") == first
    assert asked(small, key="k2", title="Twice") != first
    assert asked(small, by="m3", key="k1", title="Another's") != first
    assert TaskRow.objects.count() == 3


@both
def test_the_loser_is_told_who_was_first(small: Small) -> None:
    """And their own form sent twice is done once."""
    story = asked(small)
    claimed(small, story, by="m3", key="k1")
    claimed(small, story, by="m3", key="k1")
    with pytest.raises(NumberTaken) as caught:
        claimed(small, story, by="m4", key="k2")
    assert caught.value.facts["by"] == "m3"
    assert EventRow.objects.filter(story=story).count() == 2


@both
def test_today_s_channel_carries_what_changed(small: Small) -> None:
    """The lines after a version, and the names of those that went."""
    story = asked(small)
    seen = _version(small)
    other = asked(small)
    assert [line.story for line in changed_since(small.house, small.today, seen)] == [other]
    act(small, other, lambda hall: tasks.withdraw(hall, deed(small, other, "m4"), reason="mistake"), by="m4")
    assert changed_since(small.house, small.today, seen) == []
    assert DayRow.objects.get(day=small.today).gone == [[_version(small), other]]
    TaskRow.objects.filter(story=story).update(told_on=small.today - timedelta(days=1), version=999)
    assert changed_since(small.house, small.today, 0) == []


@both
def test_the_check_finds_what_differs_from_the_journal(small: Small) -> None:
    """Every column the story determines, a line without a story, a story without a line."""
    stories = [asked(small) for _ in range(3)]
    claimed(small, stories[0])
    act(small, stories[1], lambda hall: tasks.withdraw(hall, deed(small, stories[1], "m4"), reason="mistake"), by="m4")
    assert checked(small.house).differences == ()
    TaskRow.objects.filter(story=stories[0]).update(holder="m5", to_sign=True)
    TaskRow.objects.filter(story=stories[2]).delete()
    found = {(one.story, one.what) for one in checked(small.house).differences}
    assert found == {(stories[0], "holder"), (stories[0], "to_sign"), (stories[2], "line")}


def test_a_line_that_no_story_tells_is_found(small: Small) -> None:
    """Or whose asking was undone."""
    kept = asked(small)
    TaskRow.objects.filter(story=kept).update(story="task-none")
    assert {(one.story, one.what) for one in checked(small.house).differences} == {
        (kept, "line"),
        ("task-none", "line"),
    }


@both
def test_forgetting_a_patient_takes_the_words_of_their_tasks(small: Small) -> None:
    """The line and the journal keep the pseudonym; another's words stay."""
    code, story = patient(small), ""
    for number in range(2):
        story = asked(small, title="About them", patient=code if number else None)
    act(small, story, lambda hall: tasks.end(hall, deed(small, story, "m3"), note="Called"))
    forget(small.house, code, at=datetime.now(UTC))
    assert [row.title for row in TaskWordsRow.objects.all()] == ["About them"]
    assert not TaskWordsRow.objects.filter(patient=code).exists()
    assert not TaskNoteRow.objects.exists()
    line = line_of(small.house, story)
    assert line is not None
    assert (line.patient, line.family, line.title) == (code, "", "")
    assert checked(small.house).differences == ()


def test_nobody_is_forgotten_while_a_task_about_them_is_open(small: Small) -> None:
    """Nobody could be called back under no name."""
    code = patient(small)
    asked(small, patient=code)
    with refused("patient.has_open_tasks"):
        forget(small.house, code, at=datetime.now(UTC))
    assert TaskWordsRow.objects.count() == 0


def test_what_comes_back_keeps_its_words(small: Small) -> None:
    """The next of a series says what the last one said."""
    story = asked(small, "to_buy", title="Paper sheets", repeats="weekly")
    act(small, story, lambda hall: tasks.end(hall, deed(small, story, "m4")), by="m4")
    following = line_of(small.house, f"{story}-2")
    assert following is not None
    assert (following.title, following.state, following.repeats) == ("Paper sheets", "asked", "weekly")
    act(small, story, lambda hall: tasks.withdraw(hall, deed(small, story, "m4"), reason="mistake"), by="m4")
    assert line_of(small.house, f"{story}-2") is None
    assert TaskWordsRow.objects.count() == 1


def test_who_has_a_series_may_be_forgotten_once_it_is_over(small: Small) -> None:
    """It comes back while it is needed; then it ends, and nothing of it stays open."""
    story = asked(small, "recall", patient=patient(small), title="Vaccin", repeats="monthly")
    act(small, story, lambda hall: tasks.end(hall, deed(small, story, "m4"), outcome="not_needed"), by="m4")
    forget(small.house, "p1", at=datetime.now(UTC))
    assert not TaskWordsRow.objects.exists()


def test_the_clock_shows_what_is_late_to_one_role_more(small: Small) -> None:
    """Once for each time that has come; what is not late is left alone."""
    now = datetime.now(UTC)
    late, calm = asked(small, "question", due=now - timedelta(hours=1, minutes=1)), asked(small, "question")
    assert sweep(small.house, now) == 1
    assert sweep(small.house, now) == 0
    found = {line.story: line.escalated for line in changed_since(small.house, small.today, 0)}
    assert found == {late: ["secretary"], calm: []}
    assert checked(small.house).differences == ()


def test_nothing_is_escalated_while_the_practice_is_closed(small: Small) -> None:
    """Nobody would see it."""
    now = datetime.now(UTC)
    asked(small, "question", due=now - timedelta(days=3))
    house = small.house
    yesterday = house.practice.local(now).date() - timedelta(days=1)
    closed = replace(house.practice, opening=(Hours(yesterday.weekday(), time(8), time(9)),))
    assert sweep(replace(house, practice=closed), now) == 0
    assert sweep(house, now) == 1


def test_a_story_of_another_practice_is_unknown(small: Small) -> None:
    """Whoever guesses its name."""
    story = asked(small)
    TaskRow.objects.filter(story=story).update(practice_id=_other_practice())
    with refused("task.unknown"):
        claimed(small, story)
    with refused("task.unknown"):
        task(small.house, "task-none")


def _other_practice() -> int:
    return PracticeRow.objects.create(code="other", name="Autre").id


def test_lists_answer_who_has_what(small: Small) -> None:
    """Mine, my role's, everybody's, those I asked for; late first; ended ones apart, but for answers of today."""
    now = datetime.now(UTC)
    late = asked(small, "document_to_file", due=now - timedelta(days=1))
    asked(small, "prescription_renewal", by="m3")
    named = asked(small, "question", person="m2")
    over = asked(small)
    act(small, over, lambda hall: tasks.end(hall, deed(small, over, "m3")))

    def lines(member: str, **chosen: object) -> list[str]:
        return [line.story for line in listed(small.house, member, Chosen(**chosen), now).lines]  # type: ignore[arg-type]

    assert lines("m4") == [late]
    assert lines("m4", whose="asked") == [late, named, over]
    assert len(lines("m1")) == 1
    assert lines("m2")[0] == named
    assert len(lines("m1", whose="role")) == 2
    assert len(lines("m3", whose="all")) == 3
    assert lines("m3", whose="all")[0] == late
    assert lines("m3", whose="all", kind="question") == [named]
    assert lines("m3", whose="all", late=True) == [late]
    assert lines("m3", whose="ended") == [over]
    found = listed(small.house, "m3", Chosen("all"), now)
    assert (found.found, found.late, found.counts["all"], found.by_kind["question"]) == (3, 1, 3, 1)
    assert found.seen[named].members == {"m2"}


def test_a_gesture_refused_leaves_no_trace(small: Small) -> None:
    """Neither line nor words nor a new version."""
    before = EventRow.objects.count()
    with pytest.raises(MoveRefused):
        asked(small, "gardening", title="Roses")
    with refused("delegation.no"):
        asked(small, "prescription_renewal", role=Role.SECRETARY, title="Roses")
    assert (EventRow.objects.count(), TaskWordsRow.objects.count(), TaskRow.objects.count()) == (before, 0, 0)


def test_a_message_keeps_who_called(small: Small) -> None:
    """Beside the journal, which says nothing of it."""
    words = Words("Result", "Since Monday", "His daughter", "06 00 00 00 00")
    made = deed(small, "task-1", "m4", 1)
    perform_task(small.house, made, lambda hall: tasks.ask(hall, made, Wanted("call_back"), words), key="")
    line = line_of(small.house, "task-1")
    assert line is not None
    assert (line.title, line.body, line.caller, line.caller_phone) == (
        "Result",
        "Since Monday",
        "His daughter",
        "06 00 00 00 00",
    )


def test_forgetting_somebody_blanks_the_ended_tasks_that_name_them(small: Small) -> None:
    """Without a link; the line stays, and so does whoever is called almost alike."""
    code = patient(small)
    over, noted, alike = (
        asked(small, title=title, key=title) for title in ("rappeler Mme Rault", "rappeler", "Mme Raultine")
    )
    for story in (over, noted, alike):
        act(small, story, lambda hall, it=story: tasks.end(hall, deed(small, it, "m3"), note="Vue"))  # type: ignore[misc]
    TaskNoteRow.objects.filter(story=noted).update(words="vu avec le fils de M. RAULT, mardi")
    still = asked(small, title="attendre l'appel de rault", key="open")
    assert forget(small.house, code, at=datetime.now(UTC)).still_named == 1
    assert set(TaskWordsRow.objects.values_list("story", flat=True)) == {alike, still}
    assert list(TaskNoteRow.objects.values_list("story", flat=True)) == [alike]
    assert TaskRow.objects.count() == 4
    assert checked(small.house).differences == ()


def test_forgetting_says_what_stays_named(small: Small) -> None:
    """Open work is not blanked behind anybody's back."""
    code = patient(small)
    asked(small, title="rappeler Mme Rault")
    answer = small.signed_in("m1").post(f"/p/brehan/patients/{code}/forget", follow=True).content.decode()
    assert "la nomme peut-être encore" in answer or "may still name them" in answer


@pytest.mark.parametrize("again", ["resume", "withdraw"])
def test_nothing_about_somebody_forgotten_is_opened_again(small: Small, again: str) -> None:
    """Nobody could be called back under no name."""
    story = asked(small, patient=patient(small))
    act(small, story, lambda hall: tasks.end(hall, deed(small, story, "m3")))
    forget(small.house, "p1", at=datetime.now(UTC))
    gesture = {"resume": tasks.resume, "withdraw": tasks.withdraw}[again]
    with refused("task.patient_forgotten"):
        act(small, story, lambda hall: gesture(hall, deed(small, story, "m3"), reason="mistake"))
    assert task(small.house, story).is_open is False


@both
def test_a_story_that_cannot_be_retold_keeps_no_other_from_being_shown(
    small: Small, caplog: pytest.LogCaptureFixture
) -> None:
    """It is written down without a word of anybody's, and tried again tomorrow."""
    now = datetime.now(UTC)
    stories = [
        asked(small, "question", key=str(n), title="Mme Rault", due=now - timedelta(hours=1, minutes=1))
        for n in range(3)
    ]
    EventRow.objects.filter(story=stories[1]).update(number=7)
    assert sweep(small.house, now) == 2
    assert set(EventRow.objects.filter(moment="escalated").values_list("story", flat=True)) == {stories[0], stories[2]}
    assert TaskRow.objects.get(story=stories[1]).escalates_at == now + timedelta(days=1)
    assert stories[1] in caplog.text
    assert "Rault" not in caplog.text
