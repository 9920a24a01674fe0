"""The preparation sheet retold: the last word on each activity."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.journal.event import Event
from binome.journal.replay import visits_from
from binome.journal.sheets import Sheet, sheet_from, sheet_story
from binome.journal.stories import is_visit
from binome.practice.words import Moment, Role
from tests.journal.walks import NINE
from tests.practice.refused import refused

STORY = sheet_story("v1")


def note(number: int, activity: str | None, moment: Moment = Moment.NOTED, **words: object) -> Event:
    told = {"story": STORY, "number": number, "moment": moment, "at": NINE, "by": "bob", "role": Role.ASSISTANT}
    return Event(**{**told, "activity": activity, **words})


def test_a_sheet_says_what_was_done_and_what_was_left_out() -> None:
    """Each with its author and, for what was left out, its reason."""
    left_out = note(2, "measure_height", Moment.OMITTED, reason="patient_declined")
    sheet = sheet_from(STORY, [note(1, "measure_weight"), left_out])
    assert [event.activity for event in sheet.done()] == ["measure_weight"]
    assert sheet.omitted() == (left_out,)


def test_the_last_word_on_an_activity_counts() -> None:
    """Left out, then done after all."""
    first = note(1, "measure_height", Moment.OMITTED, reason="no_time")
    sheet = sheet_from(STORY, [first, note(2, "measure_height", by="ana")])
    assert [(event.activity, event.by) for event in sheet.done()] == [("measure_height", "ana")]
    assert sheet.omitted() == ()


@pytest.mark.random_cases
@given(st.lists(st.sampled_from(["measure_weight", "measure_height", "collect_reason"]), max_size=8))
def test_no_activity_is_on_a_sheet_twice(activities: list[str]) -> None:
    """However often it was noted."""
    sheet = sheet_from(STORY, [note(number, activity) for number, activity in enumerate(activities, 1)])
    assert [event.activity for event in sheet.done()] == list(dict.fromkeys(activities))


def test_a_sheet_refuses_what_could_not_have_happened() -> None:
    """A gap, another story, a line that is no note, an omission without a reason."""
    sheet = Sheet(STORY).after(note(1, "measure_weight"))
    refusals = {
        "story.gap": note(3, "measure_height"),
        "story.another": note(2, "measure_height", story=sheet_story("v2")),
        "sheet.not_a_note": note(2, "measure_height", Moment.ARRIVED),
        "sheet.omitting_needs_reason": note(2, "measure_height", Moment.OMITTED),
    }
    for code, event in refusals.items():
        with refused(code):
            sheet.after(event)
    with refused("sheet.not_a_note", moment=Moment.NOTED):
        sheet.after(note(2, None))


def test_a_sheet_never_goes_back_in_time() -> None:
    """Like every story."""
    with refused("story.backwards", at=NINE - timedelta(seconds=1), last=NINE):
        Sheet(STORY).after(note(1, "measure_weight")).after(note(2, "x", at=NINE - timedelta(seconds=1)))


def test_a_sheet_is_no_visit() -> None:
    """It has its own story, beside the visit's."""
    assert (is_visit("v1"), is_visit(STORY)) == (True, False)
    assert visits_from([note(1, "measure_weight")]) == {}
