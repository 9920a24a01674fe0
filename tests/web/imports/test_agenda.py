"""Bringing an agenda: shown before it is written, never twice, and undone as a whole."""

from datetime import UTC, datetime

import pytest
from django.db.models import F

from binome.practice.refusal import MoveRefused
from binome.web.store.imports import Choices, accept, preview, undo
from binome.web.store.imports_waiting import keep
from binome.web.store.models import (
    EventRow,
    MemberRow,
    PatientOrderRow,
    PatientRow,
    PracticeRow,
    TaskRow,
    VisitRow,
)
from tests.web.board.small import Small
from tests.web.tasks.asking import asked

AT = datetime(2027, 3, 1, 8, tzinfo=UTC)
TABLE = """Date;Heure;Durée;Nom;Prénom;Date de naissance;Motif;Praticien;Statut
02/03/2027;09:00;15;RAULT;Rémi;12/05/1980;Renouvellement;Dr LE GOFF;Confirmé
02/03/2027;09:15;15;CARO;Bleuenn;01/02/1992;Toux;Dr LE GOFF;Confirmé
02/03/2027;09:00;20;MOISAN;Maëlys;30/11/1934;Vertiges;Dr MORVAN;Confirmé
"""


def bring(small: Small, text: str = TABLE, **choices: dict[str, str]):
    by = small.house.practice.member("m4")
    code = keep(small.house, text.encode(), "agenda.csv", by=by, at=AT)
    return code, accept(small.house, code, Choices({}, choices), by=by, at=AT)


def test_a_preview_writes_nothing(small: Small) -> None:
    shown = preview(small.house, TABLE.encode(), "agenda.csv")

    assert shown.as_json() == {"created": 3, "changed": 0, "unchanged": 0, "cancelled": 0, "not_understood": []}
    assert EventRow.objects.count() == PatientRow.objects.count() == 0


def test_accepted_visits_are_on_the_board_of_their_day(small: Small) -> None:
    bring(small)

    board = small.signed_in("m1").get("/p/brehan/board/2027-03-02/").content.decode()

    assert board.count('<tr id="visit-') == 3
    assert "RAULT" in board
    assert "Vertiges" in board


def test_the_same_file_twice_changes_nothing(small: Small) -> None:
    bring(small)

    _, again = bring(small)

    assert again["created"] == again["changed"] == again["cancelled"] == 0
    assert again["unchanged"] == 3
    assert (VisitRow.objects.count(), PatientRow.objects.count()) == (3, 3)


def test_a_moved_and_a_vanished_visit_are_recognised(small: Small) -> None:
    bring(small)
    later = TABLE.replace("02/03/2027;09:15;15;CARO", "02/03/2027;10:30;15;CARO")
    later = "\n".join(line for line in later.splitlines() if "RAULT" not in line)

    _, told = bring(small, later)

    assert (told["created"], told["changed"], told["cancelled"]) == (0, 1, 1)
    assert sorted(VisitRow.objects.values_list("state", flat=True)) == ["cancelled", "expected", "expected"]


def test_twins_stay_two_people(small: Small) -> None:
    twins = TABLE.replace("CARO;Bleuenn;01/02/1992", "RAULT;Romain;12/05/1980")

    bring(small, twins)

    assert PatientRow.objects.filter(family="RAULT").count() == 2


def test_an_import_is_undone_as_a_whole(small: Small) -> None:
    code, _ = bring(small)

    told = undo(small.house, code, by=small.house.practice.member("m4"), at=AT)

    assert told == {"undone": 3, "kept": 0}
    assert VisitRow.objects.count() == 0
    assert preview(small.house, TABLE.encode(), "agenda.csv").as_json()["created"] == 3


def test_who_is_spoken_of_since_stays_when_an_import_is_undone(small: Small) -> None:
    """A task about them, an order for them: they would be about nobody."""
    code, _ = bring(small)
    by = small.house.practice.member("m4")
    asked_for, ordered, _neither = PatientRow.objects.order_by("family", "given").values_list("code", flat=True)
    asked(small, patient=asked_for)
    PatientOrderRow.objects.create(
        practice_id=small.house.id, code="o1", patient=ordered, activity="sample_blood", physician="m1",
        since=AT.date(), noted_by="m1", noted_at=AT,
    )  # fmt: skip

    undo(small.house, code, by=by, at=AT)

    assert set(PatientRow.objects.values_list("code", flat=True)) == {asked_for, ordered}
    assert TaskRow.objects.get().patient_id == asked_for


def test_undoing_twice_is_refused(small: Small) -> None:
    code, _ = bring(small)
    by = small.house.practice.member("m4")
    undo(small.house, code, by=by, at=AT)

    with pytest.raises(MoveRefused, match=r"import\.nothing_to_undo"):
        undo(small.house, code, by=by, at=AT)


def test_a_file_is_accepted_once(small: Small) -> None:
    code, _ = bring(small)

    with pytest.raises(MoveRefused, match=r"import\.already_answered"):
        accept(small.house, code, Choices({}, {}), by=small.house.practice.member("m4"), at=AT)


def test_a_name_nobody_bears_is_asked_then_remembered(small: Small) -> None:
    strange = TABLE.replace("Dr LE GOFF", "Cabinet 1")
    by = small.house.practice.member("m4")
    code = keep(small.house, strange.encode(), "agenda.csv", by=by, at=AT)
    with pytest.raises(MoveRefused, match=r"import\.who_sees_them"):
        accept(small.house, code, Choices({}, {}), by=by, at=AT)

    accept(small.house, code, Choices({}, {"cabinet 1": "m1"}), by=by, at=AT)

    assert preview(small.house, strange.encode(), "agenda.csv").unmatched == ()
    assert VisitRow.objects.filter(doctor="m1").count() == 2


def test_a_kind_of_visit_that_somebody_may_not_hold_is_said_and_the_file_goes_on_waiting(small: Small) -> None:
    """One kind was chosen for all: the trainee may, the nurse may not."""
    MemberRow.objects.filter(code="m5").update(posts=[{"role": "nurse"}], name="Hugo Lemaire")
    PracticeRow.objects.update(revision=F("revision") + 1)
    by = small.house.practice.member("m4")
    code = keep(small.house, TABLE.replace("Dr MORVAN", "Hugo LEMAIRE").encode(), "a.csv", by=by, at=datetime.now(UTC))

    refused = small.signed_in("m4").post(f"/p/brehan/import/{code}/accept", {"pathway": "single_room"})

    assert refused.status_code == 409
    assert "Hugo Lemaire" in refused.content.decode()
    assert 'id="answer"' in refused.content.decode()
    assert VisitRow.objects.count() == 0
