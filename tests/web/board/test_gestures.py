"""A gesture is one post: it is done once, whole, or refused with a sentence."""

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from django.test import Client

from binome.desk.bookings import Overlap, move
from binome.desk.hall import Deed
from binome.web.board.drawn import Audience
from binome.web.board.pieces import since
from binome.web.store.board import day_of_story, version_of
from binome.web.store.hall import hall_of
from binome.web.store.journal import DatabaseJournal
from binome.web.store.models import VisitRow
from tests.web.board.small import Small, book

IN_PLACE = {"X-In-Place": "1"}


def press(client: Client, story: str, deed: str, number: int, *, key: str = "", **fields: str):
    form = {"number": str(number), "key": key, **fields}
    return client.post(f"/p/brehan/visits/{story}/{deed}", form, headers=IN_PLACE)


def told(small: Small, story: str) -> list[str]:
    return [str(event.moment) for event in DatabaseJournal(small.house.id).of_story(story)]


def test_a_visit_crosses_the_practice_and_each_move_is_in_the_journal(small: Small) -> None:
    story = book(small, "v1")
    secretary, assistant, doctor = map(small.signed_in, ("m4", "m3", "m1"))

    press(secretary, story, "arrive", 2)
    press(assistant, story, "start", 3, step="preparation")
    press(assistant, story, "finish", 4, step="preparation")
    press(doctor, story, "start", 5, step="consultation")
    press(doctor, story, "finish", 6, step="consultation")
    press(assistant, story, "start", 7, step="closing")
    done = press(assistant, story, "finish", 8, step="closing")

    assert done.status_code == 200
    assert 'data-state="done"' in done.content.decode()
    assert told(small, story) == ["booked", "arrived"] + ["started", "finished"] * 3


def test_the_second_of_two_people_is_told_who_was_first(small: Small) -> None:
    story = book(small, "v1")

    press(small.signed_in("m4"), story, "arrive", 2, key="a")
    late = press(small.signed_in("m3"), story, "arrive", 2, key="b")

    assert late.status_code == 409
    assert "par Sophie Hamon" in unquote(late["X-Sentence"])
    assert f'id="visit-{story}"' in late.content.decode()


def test_the_same_form_sent_twice_is_done_once(small: Small) -> None:
    story = book(small, "v1")
    secretary = small.signed_in("m4")

    answers = [press(secretary, story, "arrive", 2, key="same") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert told(small, story) == ["booked", "arrived"]


def test_a_form_sent_again_by_somebody_else_is_not_taken_for_done(small: Small) -> None:
    """A form's key is one person's: another is told who did it, and when."""
    story = book(small, "v1")
    press(small.signed_in("m4"), story, "arrive", 2, key="same")

    late = press(small.signed_in("m3"), story, "arrive", 2, key="same")

    assert late.status_code == 409
    assert "par Sophie Hamon" in unquote(late["X-Sentence"])


def test_an_assistant_may_not_hold_a_consultation(small: Small) -> None:
    story = book(small, "v1")
    press(small.signed_in("m4"), story, "arrive", 2)

    refused = press(small.signed_in("m3"), story, "start", 3, step="consultation")

    assert refused.status_code == 409
    assert "médecin" in unquote(refused["X-Sentence"])
    assert told(small, story) == ["booked", "arrived"]


def test_a_trainee_s_consultation_waits_for_a_physician_s_signature(small: Small) -> None:
    story = book(small, "v1", pathway="supervised_trainee")
    press(small.signed_in("m4"), story, "arrive", 2)
    trainee = small.signed_in("m5")

    press(trainee, story, "start", 3, step="consultation")
    press(trainee, story, "finish", 5, step="consultation")
    closing = press(small.signed_in("m3"), story, "skip", 6, step="closing", reason="not_needed")
    signed = press(small.signed_in("m1"), story, "sign", 7, step="consultation")

    assert 'data-state="closing"' in closing.content.decode()
    assert 'data-state="done"' in signed.content.decode()


def test_undo_gives_back_what_was_before(small: Small) -> None:
    story = book(small, "v1")
    secretary = small.signed_in("m4")
    press(secretary, story, "arrive", 2)

    undone = press(secretary, story, "withdraw", 3, reason="mistake")

    assert 'data-state="expected"' in undone.content.decode()


@pytest.mark.parametrize(
    ("deed", "fields"),
    [
        ("dance", {}),
        ("start", {"step": "waltz"}),
        ("start", {}),
        ("withdraw", {"reason": "free text of a clumsy or hostile hand"}),
        ("defer", {"to": "nobody", "reason": "to_sign"}),
        ("hand-over", {"step": "preparation", "to": "'; DROP TABLE"}),
    ],
)
def test_a_form_that_makes_no_sense_is_refused_in_words(small: Small, deed: str, fields: dict[str, str]) -> None:
    story = book(small, "v1")

    refused = press(small.signed_in("m1"), story, deed, 2, **fields)

    assert refused.status_code == 409
    assert told(small, story) == ["booked"]


def test_a_visit_of_another_practice_cannot_be_touched(small: Small) -> None:
    refused = press(small.signed_in("m1"), "v-elsewhere", "arrive", 2)

    assert refused.status_code == 409


def test_what_is_streamed_shows_the_practice_s_own_hour(small: Small) -> None:
    book(small, "v1")
    due = small.house.practice.local(datetime.now(UTC) - timedelta(minutes=1))

    streamed = since(small.house, due.date(), 0, Audience("clinical", "fr")).html

    assert f'data-order="{due:%H}:' in streamed


def test_a_turn_is_said_to_the_one_whose_turn_it_is(small: Small) -> None:
    story = book(small, "v1")
    waiting = press(small.signed_in("m4"), story, "arrive", 2).content.decode().partition('id="turn-')[2]
    assistant = small.signed_in("m3")
    press(assistant, story, "start", 3, step="preparation")
    ready = press(assistant, story, "finish", 4, step="preparation").content.decode().partition('id="turn-')[2]

    assert "assistant" in waiting.partition(">")[0]
    assert "physician" not in waiting.partition(">")[0]
    assert 'data-holder="m1"' in ready.partition(">")[0]


def test_undoing_a_walk_in_in_place_is_no_refusal(small: Small) -> None:
    """Nothing is left of the visit: its line is empty, and the deed was done."""
    secretary = small.signed_in("m4")
    said = {"family": "Le Bris", "given": "Yann", "doctor": "m1", "pathway": "twin_rooms", "key": "abc"}
    secretary.post(f"/p/brehan/board/{small.today}/walk-in", said)
    story = VisitRow.objects.get().story

    answer = press(secretary, story, "withdraw", 3, key="k", reason="mistake")

    assert (answer.status_code, answer.content) == (200, b"")
    assert not VisitRow.objects.exists()


def test_a_move_to_another_day_is_undone_from_the_board(small: Small) -> None:
    story = book(small, "v1")
    found = small.house
    was = day_of_story(found, story)
    by, at = found.practice.member("m4"), datetime.now(UTC)
    with hall_of(found, was, was + timedelta(days=1)) as hall:
        move(hall, Deed(by, at, story), due=at + timedelta(days=1), overlap=Overlap.SILENT)

    press(small.signed_in("m4"), story, "withdraw", 3, reason="mistake")

    assert day_of_story(found, story) == was


def test_a_visit_that_leaves_the_day_leaves_every_screen(small: Small) -> None:
    story = book(small, "v1")
    found = small.house
    day = day_of_story(found, story)
    version = version_of(found.id, day)

    press(small.signed_in("m4"), story, "withdraw", 2, reason="mistake")

    streamed = since(found, day, version, Audience("clinical", "fr")).html
    assert f'<tr id="visit-{story}" data-into="turns" data-gone>' in streamed
    assert f'<li id="turn-{story}" data-gone>' in streamed
