"""What cannot be read is said in the reader's own language, whole; and one file is read at a time."""

from threading import Thread

import pytest

from binome.interop.reading import NotUnderstood
from binome.practice.refusal import MoveRefused
from binome.web.imports.why import why_of
from binome.web.store.imports_turn import turn
from binome.web.store.models import ImportRow
from binome.web.store.practice import House
from tests.web.board.small import Small
from tests.web.imports.test_agenda import TABLE
from tests.web.imports.test_screens import upload

ENGLISH = ("not a zip", "larger than", "field", "found", " MB")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04" + bytes(200), "ce classeur Excel ne s’ouvre pas"),
        (b"\xd0\xcf\x11\xe0" + bytes(200), "ce classeur Excel ne s’ouvre pas"),
        (b'Date;Heure;Nom\n02/03/2027;09:00;"' + b"x" * 140_000, "un guillemet est ouvert"),
    ],
)
@pytest.mark.parametrize("kind", ["agenda", "patients"])
def test_a_file_that_cannot_be_read_is_said_in_french_only(small: Small, data: bytes, said: str, kind: str) -> None:
    answer = upload(small, data, "x.xlsx", kind)

    fault = answer.content.decode().split('role="alert"')[1].split("</div>")[0]
    assert answer.status_code == 422
    assert said in fault
    assert not any(word in fault for word in ENGLISH)


def test_fields_and_likenesses_are_said_in_french_too() -> None:
    assert why_of(NotUnderstood(1, "column.missing", {"field": "time"})) == "aucune colonne reconnue pour : heure"
    assert "mêmes noms" in why_of(NotUnderstood(1, "patient.maybe_known", {"reason": "names"}))


def test_while_one_file_is_read_another_is_told_to_wait(small: Small) -> None:
    answers = []
    house = small.house
    with turn(house):
        other = Thread(target=lambda: answers.append(_refused(house)))
        other.start()
        other.join()

    assert answers == ["import.another_is_read"]
    assert upload(small, TABLE.encode()).status_code == 302
    assert ImportRow.objects.count() == 1


def _refused(house: House) -> str:
    try:
        with turn(house):
            return ""
    except MoveRefused as refusal:
        return refusal.code
