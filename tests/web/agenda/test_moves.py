"""Moving, cancelling, undoing; and what becomes of a freed place."""

from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest

from binome.practice.refusal import Refused
from binome.web.store import waiting
from binome.web.store.agenda import entry_of
from tests.web.agenda.building import NOW, TODAY, Built, local
from tests.web.agenda.test_booking import text

pytestmark = [pytest.mark.usefixtures("at_ten_twenty")]


def post(built: Built, story: str, deed: str, *, member: str = "m8", in_place: bool = False, **said: Any) -> Any:
    entry = entry_of(built.house, story)
    form = {"number": entry.number + 1, "key": f"key-{entry.number}", "day": TODAY.isoformat(), "doctor": entry.doctor}
    headers = {"X-In-Place": "1"} if in_place else {}
    return built.client(member).post(built.at(f"agenda/visits/{story}/{deed}"), {**form, **said}, headers=headers)


def test_a_visit_moves_in_its_day(built: Built) -> None:
    story = built.book("10:30", "m3")
    assert post(built, story, "move", since="11:00", until="11:20").status_code == 302
    entry = entry_of(built.house, story)
    assert (entry.due, entry.minutes) == (local("11:00"), 20)


def test_a_visit_moves_to_another_day_and_another_doctor(built: Built) -> None:
    story = built.book("10:30", "m3")
    there = TODAY + timedelta(days=2)
    post(built, story, "move", since="11:00", until="11:15", day=there.isoformat(), doctor="m5")
    entry = entry_of(built.house, story)
    assert (entry.due, entry.doctor, entry.day) == (local("11:00", there), "m5", there)


def test_a_coupled_visit_moves_whole(built: Built) -> None:
    """The doctor's time is what is moved; the patient comes ten minutes before it, as ever."""
    story = built.book("10:30", "m1", pathway="twin_rooms")
    post(built, story, "move", since="11:30", until="11:45")
    assert entry_of(built.house, story).due == local("11:20")


def test_a_script_is_answered_with_a_sentence_and_whether_it_may_go_on(built: Built) -> None:
    built.book("11:00", "m3", "p2")
    story = built.book("10:30", "m3")
    refused = post(built, story, "move", in_place=True, since="11:05", until="11:20")
    assert refused.status_code == 409
    assert "Hénaff Loïc" in unquote(refused["X-Sentence"])
    assert refused["X-May-Go-On"] == "1"
    done = post(built, story, "move", in_place=True, since="11:05", until="11:20", seen="1")
    assert (done.status_code, f"done={story}" in done["X-Then"]) == (204, True)


def test_a_page_that_is_behind_is_told_who_was_faster(built: Built) -> None:
    story = built.book("10:30", "m3")
    post(built, story, "move", since="11:00", until="11:15")
    late = post(built, story, "move", in_place=True, number=2, key="another", since="11:30", until="11:45")
    assert late.status_code == 409
    assert "Katell Morvan" in unquote(late["X-Sentence"])


def test_a_form_sent_twice_moves_once(built: Built) -> None:
    story = built.book("10:30", "m3")
    for _ in range(2):
        answer = post(built, story, "move", number=2, key="same", since="11:00", until="11:15")
        assert answer.status_code == 302
    assert entry_of(built.house, story).number == 2


def test_a_cancelled_visit_leaves_the_grid_and_says_why(built: Built) -> None:
    story = built.book("10:30", "m3")
    assert post(built, story, "cancel", reason="by_patient").status_code == 302
    assert entry_of(built.house, story).state == "cancelled"
    assert story not in text(built.client().get(built.at(f"agenda/day/{TODAY}/")))


def test_a_reason_is_one_of_the_list(built: Built) -> None:
    story = built.book("10:30", "m3")
    assert post(built, story, "cancel", reason="because").status_code == 409


@pytest.mark.parametrize(
    ("deed", "said"),
    [("move", {"since": "11:00", "until": "11:15", "day": "2026-11-26"}), ("cancel", {"reason": "by_practice"})],
)
def test_the_way_back(built: Built, deed: str, said: dict[str, str]) -> None:
    """Over days too: the place that is given back is on another day than the one that is left."""
    story = built.book("10:30", "m3")
    post(built, story, deed, **said)
    assert post(built, story, "undo").status_code == 302
    entry = entry_of(built.house, story)
    assert (entry.due, entry.state) == (local("10:30"), "expected")


def test_an_undone_booking_is_gone(built: Built) -> None:
    story = built.book("10:30", "m3")
    assert post(built, story, "undo").status_code == 302
    with pytest.raises(Refused):
        entry_of(built.house, story)


def test_the_way_back_is_shut_when_the_place_was_given_away(built: Built) -> None:
    built.set(overlap="forbid")
    story = built.book("10:30", "m3")
    post(built, story, "cancel", reason="by_patient")
    built.book("10:30", "m3", "p2")
    assert post(built, story, "undo").status_code == 409
    assert entry_of(built.house, story).state == "cancelled"


def ask(built: Built, patient: str, doctor: str = "", *, minutes: int = 15, last: int = 7, hours: int = 0) -> None:
    wish = waiting.Asked(doctor, TODAY, TODAY + timedelta(days=last), minutes)
    waiting.ask(built.house, patient, wish, by="m8", at=NOW + timedelta(hours=hours))


def freed(built: Built, deed: str, **said: Any) -> str:
    story = built.book("11:30", "m3", "p4")
    answer = post(built, story, deed, **said)
    return text(built.client().get(answer.url))


@pytest.mark.parametrize("deed", ["cancel", "move"])
def test_a_freed_place_is_offered_to_those_it_suits_the_oldest_wish_first(built: Built, deed: str) -> None:
    ask(built, "p3", hours=1)
    ask(built, "p1", "m3")
    ask(built, "p2", "m1")
    ask(built, "p5", minutes=30)
    page = freed(built, deed, reason="by_patient", since="15:00", until="15:15")
    offered = page.split('class="freed-people"')[1].split("</ol>")[0]
    assert offered.index("Jeanne") < offered.index("Anne-Marie")
    assert "Loïc" not in offered
    assert "Yann" not in offered


def test_a_place_that_is_taken_again_is_not_offered(built: Built) -> None:
    ask(built, "p1")
    story = built.book("11:30", "m3", "p4")
    answer = post(built, story, "cancel", reason="by_patient")
    built.book("11:30", "m3", "p2")
    assert "freed-people" not in text(built.client().get(answer.url))


def test_a_place_in_the_past_is_not_offered(built: Built) -> None:
    ask(built, "p1")
    story = built.book("09:00", "m3", "p4")
    answer = post(built, story, "cancel", reason="by_patient")
    assert "freed-people" not in text(built.client().get(answer.url))


def test_a_wish_whose_last_day_is_over_has_lapsed(built: Built) -> None:
    ask(built, "p1", last=-1)
    assert waiting.everybody(built.house, today=TODAY) == []


def test_going_back_leads_to_our_own_pages_only(built: Built) -> None:
    story = built.book("10:30", "m3")
    answer = post(built, story, "move", since="11:00", until="11:15", back="https://elsewhere.example/p/")
    assert answer.url.startswith(built.at("agenda/"))


def test_who_may_not_book_may_not_move(built: Built) -> None:
    """The law gives a trainee no hand in the agenda, though the screen shows it."""
    story = built.book("10:30", "m10", pathway="supervised_trainee")
    assert post(built, story, "move", member="m10", since="11:00", until="11:15").status_code == 409
