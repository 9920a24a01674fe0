"""The preparation sheet: what was done, by whom, under which text, and what was not."""

import pytest

from binome.journal.sheets import sheet_story
from binome.web.store.journal import DatabaseJournal
from binome.web.store.models import ReadRow
from tests.web.board.small import Small, book


def write(small: Small, member: str, what: str, **form: str):
    return small.signed_in(member).post(f"/p/brehan/prepare/v1/{what}", form)


def page(small: Small, member: str = "m1") -> str:
    return small.signed_in(member).get("/p/brehan/prepare/v1/").content.decode()


@pytest.fixture
def visit(small: Small) -> Small:
    book(small, "v1")
    return small


def test_the_doctor_sees_what_the_assistant_measured_with_its_unit(visit: Small) -> None:
    write(visit, "m3", "measures", weight="68,4", systolic="148", diastolic="86")

    shown = page(visit)

    assert "68.4 <small>kg</small>" in shown
    assert "148 <small>mm[Hg]</small>" in shown
    assert "Nadia Kerbrat" in shown


def test_each_activity_is_a_line_of_the_journal_with_its_legal_ground(visit: Small) -> None:
    write(visit, "m3", "measures", systolic="130", diastolic="80")

    [event] = DatabaseJournal(visit.house.id).of_story(sheet_story("v1"))

    assert (event.activity, event.by) == ("measure_blood_pressure", "m3")
    assert event.delegation == "assistant:measure_blood_pressure@ameli_missions"


@pytest.mark.parametrize(
    "typed",
    [
        {"weight": "68000"},
        {"weight": "soixante"},
        {"weight": "NaN"},
        {"weight": "-70"},
        {"systolic": "80", "diastolic": "120"},
        {"temperature": "1e99"},
        {},
    ],
)
def test_what_cannot_be_right_is_refused_in_words_and_nothing_is_kept(visit: Small, typed: dict[str, str]) -> None:
    refused = write(visit, "m3", "measures", **typed)

    assert refused.status_code == 409
    assert 'role="alert"' in refused.content.decode()
    assert DatabaseJournal(visit.house.id).of_story(sheet_story("v1")) == ()


def test_an_unusual_value_is_asked_again_then_kept(visit: Small) -> None:
    first = write(visit, "m3", "measures", temperature="41")
    second = write(visit, "m3", "measures", temperature="41", sure="yes")

    assert (first.status_code, second.status_code) == (409, 302)


def test_an_assistant_is_not_given_what_no_source_gives(visit: Small) -> None:
    refused = write(visit, "m3", "measures", respiratory_rate="16")

    assert refused.status_code == 409


def test_the_secretary_does_not_read_the_sheet(visit: Small) -> None:
    assert visit.signed_in("m4").get("/p/brehan/prepare/v1/").status_code == 403


def test_opening_a_sheet_is_written_down(visit: Small) -> None:
    page(visit)

    assert ReadRow.objects.filter(kind="preparation", story="v1", by="m1", patient="p-v1").count() == 1


def test_what_was_left_out_is_said_with_its_reason(visit: Small) -> None:
    write(visit, "m3", "tick", activity="check_screenings", reason="no_time")

    told = DatabaseJournal(visit.house.id).of_story(sheet_story("v1"))

    assert [(str(e.moment), e.activity, e.reason) for e in told] == [("omitted", "check_screenings", "no_time")]


def test_an_identity_confirmed_by_another_person_needs_that_person_s_name(visit: Small) -> None:
    unnamed = write(visit, "m3", "identity", check="other_person")
    named = write(visit, "m3", "identity", check="other_person", said="Jeanne Rault, sa mère")

    assert (unnamed.status_code, named.status_code) == (409, 302)


def test_the_reason_in_the_patient_s_words_reaches_the_board(visit: Small) -> None:
    write(visit, "m3", "words", words="Je suis essoufflée <dans l’escalier>")

    board = visit.signed_in("m1").get("/p/brehan/board/").content.decode()

    assert "essoufflée &lt;dans l’escalier&gt;" in board


def test_the_history_of_a_patient_follows_from_visit_to_visit(visit: Small) -> None:
    write(visit, "m3", "measures", weight="70")
    write(visit, "m3", "measures", weight="72")

    assert 'class="trend"' in page(visit)


def test_the_sheet_prints(visit: Small) -> None:
    write(visit, "m3", "measures", weight="70", height="170")
    write(visit, "m3", "note", words="Chevilles gonflées #set text #panic()", alert="yes")

    printed = visit.signed_in("m1").get("/p/brehan/prepare/v1/sheet.pdf")

    assert printed.content.startswith(b"%PDF")
