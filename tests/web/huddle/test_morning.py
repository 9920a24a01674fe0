"""The morning page: facts the practice knows, for each role what it may read, in a few questions."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binome.practice.team import Absence
from binome.web import forecasts
from binome.web.store import clock
from binome.web.store.absences import add_absence
from binome.web.store.attention import set_mark
from binome.web.store.models import AttentionRow, PatientRow, ReadRow, VisitRow
from tests.web.board.small import Small, book
from tests.web.board.test_foresight import some
from tests.web.tasks.asking import asked

HOME = "/p/brehan/huddle/"


def _page(small: Small, member: str = "m4", path: str = HOME) -> str:
    client = small.signed_in(member)
    client.cookies["binome_language"] = "en"
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_each_patient_comes_with_what_is_due(small: Small) -> None:
    """To prepare, urgent, with open tasks."""
    book(small, "v1", family="Kervadec")
    VisitRow.objects.update(urgent=True)
    asked(small, "appointment_to_make", patient="p-v1")
    page = _page(small)
    assert "Kervadec" in page
    assert "to prepare" in page
    assert "1 open task" in page
    assert "tag-red" in page


def test_what_was_prepared_is_due_no_more(small: Small) -> None:
    book(small, "v1", pathway="single_room")
    assert "to prepare" not in _page(small)


def test_who_did_not_come_last_time_is_told(small: Small) -> None:
    """By their very last visit: one they came to since then wipes it out."""
    book(small, "v1")
    row = VisitRow.objects.get()
    before = {f.attname: getattr(row, f.attname) for f in VisitRow._meta.concrete_fields if f.attname != "id"}
    for number, (ago, state) in enumerate([(60, "done"), (9, "missed")]):
        gone = {**before, "story": f"w{number}", "state": state, "day": row.day - timedelta(days=ago)}
        VisitRow.objects.create(**{**gone, "due": row.due - timedelta(days=ago)})
    assert "did not come on" in _page(small)
    VisitRow.objects.filter(story="w1").update(state="done")
    assert "did not come on" not in _page(small)


def test_a_clinical_reason_is_for_those_who_read_sheets(small: Small) -> None:
    """The secretary sees that there is a mark; the assistant sees why."""
    book(small, "v1")
    set_mark(small.house, "p-v1", "falls", by="m1", at=clock.now(), clinical=True)
    assert "Fell recently" in _page(small, "m3")
    secretary = _page(small, "m4")
    assert "Fell recently" not in secretary
    assert "be attentive" in secretary


def test_a_mark_is_set_and_taken_away_by_people(small: Small) -> None:
    """The secretary sets no clinical one."""
    book(small, "v1")
    secretary = small.signed_in("m4")
    form = {"patient": "p-v1", "reason": "help_to_move"}
    assert secretary.post(f"{HOME}attention", form).status_code == 302
    assert secretary.post(f"{HOME}attention", form).status_code == 302
    assert secretary.post(f"{HOME}attention", {**form, "reason": "falls"}).status_code == 409
    assert secretary.post(f"{HOME}attention", {**form, "patient": "p-none"}).status_code == 409
    assert [(row.reason, row.by) for row in AttentionRow.objects.all()] == [("help_to_move", "m4")]
    secretary.post(f"{HOME}attention", {**form, "gesture": "drop"})
    assert not AttentionRow.objects.exists()


def test_who_is_away_is_said_with_those_of_the_same_trade(small: Small) -> None:
    """And a room whose doctor is away is free."""
    add_absence(small.house, Absence("m1", small.today - timedelta(days=1), small.today + timedelta(days=2)))
    page = _page(small)
    assert "away" in page
    assert "same trade: Dr Morvan" in page
    assert "free, Dr Le Goff is not there" in page


def test_each_trade_that_is_there_has_its_column(small: Small) -> None:
    """A task that is late comes first; a trade that nobody holds has none."""
    late = datetime.now(UTC) - timedelta(hours=1)
    asked(small, "document_to_file", due=late)
    page = _page(small)
    assert page.count('class="card first"') == 4
    assert "1 task is late" in page
    assert 'data-role="health_nurse"' not in page


def test_the_likely_end_of_each_doctor_is_said_to_be_simulated(small: Small) -> None:
    book(small, "v1")
    forecasts.keep("brehan", small.today, some(clock.now()))
    try:
        assert "end simulated" in _page(small)
    finally:
        forecasts.forget()


def test_a_title_that_few_may_read_is_not_on_the_page(small: Small) -> None:
    """A result to read is there; not a word on it."""
    late = datetime.now(UTC) - timedelta(hours=1)
    asked(small, "result_to_read", by="m1", title="Créatinine doublée", due=late)
    page = _page(small, "m1")
    assert "Result to read" in page
    assert "Créatinine" not in page


def test_the_reading_is_logged_and_the_title_names_nobody(small: Small) -> None:
    book(small, "v1", family="Kervadec")
    page = _page(small, "m4", f"{HOME}{small.today}/")
    assert "Kervadec" not in page.partition("</title>")[0]
    assert ReadRow.objects.filter(kind="huddle", by="m4", about=str(small.today)).exists()
    assert small.signed_in("m4").get(f"{HOME}{small.today}/huddle.pdf").content.startswith(b"%PDF")
    assert ReadRow.objects.filter(kind="huddle_sheet").exists()


@pytest.mark.parametrize("visits", [2, 12])
def test_the_page_costs_the_same_questions_however_many_patients(small: Small, visits: int) -> None:
    for number in range(visits):
        book(small, f"v{number}")
        asked(small, key=f"k{number}", patient=f"p-v{number}")
    client = small.signed_in("m3")
    client.get(HOME)
    with CaptureQueriesContext(connection) as asked_of:
        client.get(HOME)
    assert len(asked_of) <= 14


def test_a_day_without_anybody_opens(small: Small) -> None:
    """A Sunday, a day long ago, somebody forgotten."""
    book(small, "v1")
    PatientRow.objects.all().delete()
    assert "Forgotten person" in _page(small)
    assert small.signed_in("m1").get(f"{HOME}1999-01-03/").status_code == 200
