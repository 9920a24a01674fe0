"""The preparation sheet: what was done, by whom, under which text, and what was not."""

import re

import pytest

from binome.journal.sheets import sheet_story
from binome.web.store.journal import DatabaseJournal
from binome.web.store.models import AccountRow, EntryRow, PatientRow, ReadRow, SheetRow, VisitRow
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

    assert "68,4 <small>kg</small>" in shown
    assert "148 <small>mmHg</small>" in shown
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


def test_figures_are_written_as_the_reader_writes_them(visit: Small) -> None:
    """A comma in French, a point in English; units in plain words, never their codes."""
    write(visit, "m3", "measures", weight="77", height="170", temperature="37,5", heart_rate="72")

    french = page(visit)
    AccountRow.objects.filter(pk=visit.accounts["m1"].pk).update(language="en")
    english = page(visit)

    assert "77,0 <small>kg</small>" in french
    assert "37,5 <small>°C</small>" in french
    assert "72 <small>bpm</small>" in french
    assert "26,6 kg/m²" in french
    assert "77.0 <small>kg</small>" in english
    assert not re.search(r"mm\[Hg\]|Cel<|77\.0", french)


def test_what_is_kept_bears_the_codes(visit: Small) -> None:
    write(visit, "m3", "measures", temperature="37,5", systolic="130", diastolic="80")

    kept = set(EntryRow.objects.values_list("value", "unit"))

    assert kept == {("37.5", "Cel"), ("130", "mm[Hg]"), ("80", "mm[Hg]")}


def test_the_bounds_of_a_refusal_are_written_so_too(visit: Small) -> None:
    refused = write(visit, "m3", "measures", weight="0,1").content.decode()

    assert "entre 0,3 et 400" in refused


def test_a_child_is_called_by_name_alone(visit: Small) -> None:
    """Fifteen is the age from which somebody is Mr or Mrs, on the day of the visit."""
    day = visit.house.practice.local(VisitRow.objects.get(story="v1").due).date()
    patient = PatientRow.objects.filter(code="p-v1")

    patient.update(sex="male", birth_date=day.replace(year=day.year - 15, month=1, day=1))
    assert "M. Rault" in page(visit)
    patient.update(birth_date=day.replace(year=day.year - 4, month=1, day=1))
    assert "M. Rault" not in page(visit)
    assert "Rault" in page(visit)


SENT_TWICE = {
    "note": {"words": "Chevilles gonflées"},
    "measures": {"weight": "70", "height": "170"},
    "identity": {"check": "document"},
    "words": {"words": "Je tousse"},
    "tick": {"activity": "check_screenings"},
}


@pytest.mark.both_databases
@pytest.mark.parametrize("what", SENT_TWICE)
def test_the_same_form_sent_twice_writes_once(visit: Small, what: str) -> None:
    """A double click, or a network that lost the answer."""
    form = {**SENT_TWICE[what], "key": "a-key"}
    write(visit, "m3", what, **form)
    once = len(DatabaseJournal(visit.house.id).of_story(sheet_story("v1"))), EntryRow.objects.count()

    again = write(visit, "m3", what, **form)

    assert again.status_code == 302
    assert (len(DatabaseJournal(visit.house.id).of_story(sheet_story("v1"))), EntryRow.objects.count()) == once


@pytest.mark.parametrize("what", SENT_TWICE)
def test_every_form_of_the_sheet_bears_a_key(visit: Small, what: str) -> None:
    """The page's own, as drawn."""
    forms = re.findall(rf'action="{what}">(.*?)</form>', page(visit, "m3"), re.S)

    assert forms
    assert all(re.search(r'name="key" value="\w{16}"', form) for form in forms)


def test_a_form_filled_in_again_is_another_form(visit: Small) -> None:
    """Back in the browser, other words, the same hidden key: nothing is lost."""
    write(visit, "m3", "note", words="Chevilles gonflées", key="a-key")
    write(visit, "m3", "note", words="Essoufflée", key="a-key")

    assert EntryRow.objects.filter(kind="note").count() == 2


def test_words_sent_again_do_not_hide_those_written_since(visit: Small) -> None:
    """An old page sent a second time is told that it is behind."""
    for words in ("Je tousse", "J’ai de la fièvre"):
        write(visit, "m3", "words", words=words, key="a-key")

    late = write(visit, "m3", "words", words="Je tousse", key="a-key")

    assert late.status_code == 409
    assert SheetRow.objects.get(story="v1").reason_words == "J’ai de la fièvre"


def test_what_is_done_is_folded_away_and_what_is_to_be_done_is_open(visit: Small) -> None:
    """A reason that was asked and an identity that was checked are read first; to change them is one key further."""
    before = page(visit, "m3")
    write(visit, "m3", "words", words="Mal à la gorge")
    write(visit, "m3", "identity", check="document")
    after = page(visit, "m3")

    assert before.count('<details class="again" open>') == 2
    assert after.count('<details class="again">') == 2
    assert "Corriger ces mots" in after
    assert "Vérifier à nouveau" in after


def test_past_columns_are_drawn_where_there_is_a_past_and_the_tick_comes_before_its_button(visit: Small) -> None:
    shown = page(visit, "m3")

    assert ">Tendance<" not in shown
    assert shown.index('name="sure"') < shown.index("Garder les mesures")
    assert shown.index('name="alert"') < shown.index("Noter pour le médecin")
