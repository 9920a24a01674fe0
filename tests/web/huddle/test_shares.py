"""Who does what and for how long, by role: counted from the journal, guarded when small, changed under the law."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binome.practice.words import Role
from binome.web.store.models import EventRow
from binome.web.store.shares import done_between, minutes_between, own_routing, weeks_back
from tests.web.board.small import Small, book
from tests.web.board.test_gestures import press

SHARES, HOURS = "/p/brehan/who-does-what/", "/p/brehan/hours/"


def _told(
    small: Small, role: str, stamp: str, n: int, *, moment: str = "arrived", days_ago: int = 8, **more: object
) -> None:
    """As many lines of the journal as the journal would have."""
    at = datetime.now(UTC) - timedelta(days=days_ago)
    first = EventRow.objects.count()
    EventRow.objects.bulk_create(
        EventRow(
            practice_id=small.house.id, story=f"s{first + k}", number=1, moment=moment, at=at, by="m3", role=role,
            delegation=f"{role}:{stamp}@x", origin=more.get("origin", "lived"), reason=more.get("reason"),
        )
        for k in range(n)
    )  # fmt: skip


def _page(small: Small, path: str, member: str = "m1") -> str:
    client = small.signed_in(member)
    client.cookies["binome_language"] = "en"
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_whole_weeks_before_this_one_are_counted(small: Small) -> None:
    """By role and activity; neither simulated lines, nor tasks that ended otherwise than done."""
    since, until = weeks_back(small.today, 4)
    assert (since.weekday(), until.weekday(), (until - since).days) == (0, 0, 28)
    _told(small, "secretary", "welcome_patient", 12)
    _told(small, "secretary", "welcome_patient", 3, days_ago=60)
    _told(small, "assistant", "welcome_patient", 5, origin="run-1")
    _told(small, "assistant", "send_recall", 2, moment="ended", reason="done")
    _told(small, "assistant", "send_recall", 9, moment="ended", reason="not_needed")
    assert done_between(small.house, since, until) == {
        (Role.SECRETARY, "welcome_patient"): 12,
        (Role.ASSISTANT, "send_recall"): 2,
    }


def test_what_was_undone_is_not_counted(small: Small) -> None:
    story = book(small, "v1")
    secretary = small.signed_in("m4")
    press(secretary, story, "arrive", 2)
    press(secretary, story, "withdraw", 3, reason="mistake")
    done = done_between(small.house, small.today - timedelta(days=2), small.today + timedelta(days=2))
    assert done == {(Role.SECRETARY, "book_appointment"): 1}


def test_minutes_are_those_of_steps(small: Small) -> None:
    """The assistant's preparation is hers, on the day it was."""
    story = book(small, "v1")
    press(small.signed_in("m4"), story, "arrive", 2)
    press(small.signed_in("m3"), story, "start", 3, step="preparation")
    press(small.signed_in("m3"), story, "finish", 4, step="preparation")
    EventRow.objects.filter(story=story, moment="started").update(at=datetime.now(UTC) - timedelta(minutes=7))
    lived = minutes_between(small.house, small.today - timedelta(days=2), small.today + timedelta(days=2))
    assert {role: n for (role, _day), n in lived.items()} == {Role.ASSISTANT: 7}


def test_findings_are_told_with_their_reason_and_the_way_to_the_law(small: Small) -> None:
    _told(small, "assistant", "welcome_patient", 30)
    _told(small, "secretary", "welcome_patient", 20)
    page = _page(small, SHARES)
    assert "done by several trades" in page
    assert "the practice wants medical secretary first" in page
    assert "/p/brehan/delegation/?activity=welcome_patient" in page


def test_what_has_one_reason_is_one_line(small: Small) -> None:
    """Forty same lines would hide the others: the reason is said once, each activity is named under it."""
    for activity in ("welcome_patient", "check_identity"):
        _told(small, "assistant", activity, 30)
    found = _page(small, SHARES).split('class="grid-table found"')[1].split("</table>")[0]
    assert found.count("the practice wants medical secretary first") == 1
    assert "2 activities" in found
    assert 'href="#welcome_patient"' in found
    assert 'href="#check_identity"' in found


def test_what_was_done_a_few_times_is_neither_counted_out_nor_judged(small: Small) -> None:
    _told(small, "assistant", "welcome_patient", 9)
    page = _page(small, SHARES)
    assert "under 10" in page
    assert "the practice wants medical secretary first" not in page


def test_the_practice_changes_its_routing_under_the_law(small: Small) -> None:
    """What no text lets a role do is refused with the sentence of the law; only a doctor changes it."""
    doctor, address = small.signed_in("m1"), f"{SHARES}welcome_patient/routing"
    assert doctor.post(address, {"first": "assistant", "next": "secretary"}).status_code == 302
    assert own_routing(small.house) == {"welcome_patient": ["assistant", "secretary"]}
    assert doctor.post(f"{SHARES}settle_patient/routing", {"first": "secretary"}).status_code in (403, 409)
    assert doctor.post(f"{SHARES}diagnose/routing", {"first": "physician"}).status_code == 409
    assert doctor.post(address, {"first": ""}).status_code == 409
    assert small.signed_in("m4").post(address, {"first": "secretary"}).status_code == 403
    assert own_routing(small.house) == {"welcome_patient": ["assistant", "secretary"]}


@pytest.mark.parametrize("odd", ["?weeks=0", "?weeks=999", "?weeks=x", "?week=2026-99-99", "?week=0001-01-01"])
def test_an_odd_address_shows_a_page(small: Small, odd: str) -> None:
    _page(small, SHARES + odd)
    _page(small, HOURS + odd)


def test_a_trainee_does_not_compare_posts(small: Small) -> None:
    assert small.signed_in("m5").get(SHARES).status_code == 403
    assert small.signed_in("m5").get(HOURS).status_code == 403


def test_a_post_of_nothing_but_secretarial_work_is_said_in_plain_words(small: Small) -> None:
    """With its source, the figures and no threshold; one act beside and the warning is gone."""
    week = (datetime.now(UTC) - timedelta(days=7)).date().isoformat()
    _told(small, "assistant", "answer_phone", 12, days_ago=7)
    page = _page(small, f"{HOURS}?week={week}")
    assert "Nothing but administrative work" in page
    assert "All 12 activities" in page
    assert "No source that was read gives a percentage" in page
    assert "reagjir.fr" in page
    _told(small, "assistant", "settle_patient", 4, days_ago=7)
    page = _page(small, f"{HOURS}?week={week}")
    assert "Nothing but administrative work" not in page
    assert "12 administrative activities of 16" in page
    assert "(75%)" in page


def test_the_week_is_a_file_too(small: Small) -> None:
    """A line per day and trade; planned hours are those of the posts."""
    answer = small.signed_in("m4").get(f"{HOURS}hours.csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(lines) == 7 * 4
    assert {line["role"] for line in lines} == {"physician", "trainee", "assistant", "secretary"}
    assert {line["planned_minutes"] for line in lines if line["role"] == "secretary"} == {"1439"}
    assert "attachment" in answer["Content-Disposition"]


def test_the_table_is_printed(small: Small) -> None:
    assert small.signed_in("m4").get(f"{SHARES}shares.pdf?weeks=1").content.startswith(b"%PDF")


def test_the_pages_cost_few_questions(small: Small) -> None:
    """Whatever the journal holds."""
    _told(small, "assistant", "settle_patient", 200)
    client = small.signed_in("m1")
    for path, ceiling in ((SHARES, 8), (HOURS, 10)):
        client.get(path)
        with CaptureQueriesContext(connection) as asked_of:
            client.get(path)
        assert len(asked_of) <= ceiling, path
