"""Finding people, and forgetting them."""

import pytest

from binome.practice.refusal import MoveRefused
from binome.web.store import agenda, patients, waiting
from binome.web.store.journal import DatabaseJournal
from binome.web.store.models import (
    BroughtPatientRow,
    EntryRow,
    ForeignRow,
    ImportRow,
    PatientRow,
    SheetRow,
    VisitRow,
    WroteRow,
)
from tests.web.agenda.building import NOW, TODAY, Built
from tests.web.agenda.test_booking import text
from tests.web.people.building import build as build_another

pytestmark = [pytest.mark.usefixtures("at_ten_twenty")]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("le goff", ["p1"]),
        ("GOFF jeanne", ["p1"]),
        ("legof", ["p5"]),
        ("henaff", ["p2"]),
        ("hén", ["p2"]),
        ("anne marie gueg", ["p3"]),
        ("elouan", ["p4"]),
        ("12/03/1954", ["p1"]),
        ("12031954", ["p1"]),
        ("1954-03-12", ["p1"]),
        ("le goff 12.3.1954", ["p1"]),
        ("le goff 13/03/1954", []),
        ("off", []),
        ("l", []),
        ("", []),
        ("%", []),
    ],
)
def test_somebody_is_found_by_the_beginning_of_a_name_or_a_birth_date(
    built: Built, said: str, found: list[str]
) -> None:
    """Accents, capitals, hyphens and the order of the words aside."""
    assert [person.code for person in patients.found(built.house, said)] == found


def test_another_practices_people_are_not_found(built: Built) -> None:
    other = build_another("ailleurs", "Ailleurs").practice
    PatientRow.objects.create(practice=other, code="x1", family="Hénaff", given="Zoé", sought="henaff zoe")
    assert [person.code for person in patients.found(built.house, "henaff")] == ["p2"]
    assert patients.person(built.house, "x1") is None


def test_what_is_typed_is_posted_and_the_answer_says_who_is_booked_already(built: Built) -> None:
    built.book("15:00", "m3", "p2")
    answer = built.client().post(built.at("patients/found"), {"who": "henaff"})
    assert 'value="p2"' in text(answer)
    assert "15:00" in text(answer)
    assert built.client().get(built.at("patients/found")).status_code == 405


def forgotten(built: Built) -> str:
    """A visit of p2, with words and a wish, that is over."""
    story = built.book("10:00", "m3", "p2", words="Toux depuis hier")
    EntryRow.objects.create(
        practice=built.practice, story=story, patient="p2", kind="note", code="doctor", value="x", by="m6", at=NOW
    )
    waiting.ask(built.house, "p2", waiting.Asked("", TODAY, TODAY, 15), by="m8", at=NOW)
    by = built.house.practice.member("m8")
    agenda.cancel(built.house, story, number=2, key="k", by=by, at=NOW, reason="by_patient")
    return story


def test_forgetting_deletes_names_and_words_and_keeps_the_pseudonym(built: Built) -> None:
    story = forgotten(built)
    before = list(DatabaseJournal(built.practice.pk).everything())
    answer = built.client("m1").post(built.at("patients/p2/forget"))
    assert answer.status_code == 302
    assert not PatientRow.objects.filter(code="p2").exists()
    assert not SheetRow.objects.filter(story=story).exists()
    assert not EntryRow.objects.exists()
    assert waiting.everybody(built.house, today=TODAY) == []
    assert list(DatabaseJournal(built.practice.pk).everything()) == before
    assert VisitRow.objects.get(story=story).patient_id == "p2"


def test_what_remains_is_counted(built: Built) -> None:
    forgotten(built)
    remains = patients.forget(built.house, "p2", at=NOW).remains
    assert (remains.pseudonym, remains.stories, remains.lines) == ("p2", 1, 2)


def test_somebody_with_an_appointment_is_not_forgotten(built: Built) -> None:
    built.book("15:00", "m3", "p2")
    with pytest.raises(MoveRefused, match="open_visits"):
        patients.forget(built.house, "p2", at=NOW)
    assert built.client("m1").post(built.at("patients/p2/forget")).status_code == 409


def test_forgetting_is_the_doctors_to_do(built: Built) -> None:
    assert built.client("m8").post(built.at("patients/p2/forget")).status_code == 403
    assert PatientRow.objects.filter(code="p2").exists()


def test_a_forgotten_persons_page_is_gone_and_their_visits_are_nobodys(built: Built) -> None:
    story = forgotten(built)
    patients.forget(built.house, "p2", at=NOW)
    assert built.client().get(built.at("patients/p2/")).status_code == 409
    page = text(built.client().get(built.at(f"agenda/visits/{story}/")))
    assert "Hénaff" not in page


def test_what_files_said_of_somebody_is_forgotten_with_them(built: Built) -> None:
    """An import keeps names too, to compare the next file with and to take itself back."""
    story = forgotten(built)
    brought = ImportRow.objects.create(practice=built.practice, code="i1", kind="agenda", name="x", by="m8", at=NOW)
    said = {"family": "Hénaff", "given": "Loïc"}
    ForeignRow.objects.create(practice=built.practice, story=story, source="doctolib", said=said)
    WroteRow.objects.create(imported=brought, story=story, number=2, before=said)
    BroughtPatientRow.objects.create(imported=brought, patient="p2", before=said)

    patients.forget(built.house, "p2", at=NOW)

    assert not any(rows.objects.exists() for rows in (ForeignRow, WroteRow, BroughtPatientRow))


def test_a_child_is_found_by_name_without_a_civility(built: Built) -> None:
    """Élouan is seven; Loïc is a grown man."""
    assert "<b>Abgrall Élouan</b>" in text(built.client().post(built.at("patients/found"), {"who": "elouan"}))
    assert "<b>M. Hénaff Loïc</b>" in text(built.client().post(built.at("patients/found"), {"who": "henaff"}))
    story = built.book("10:00", "m3", "p4")
    assert "M. Abgrall" not in text(built.client().get(built.at(f"agenda/visits/{story}/")))
