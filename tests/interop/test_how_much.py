"""A file that holds too much is refused whole: of half an agenda, the other half would look cancelled."""

from zoneinfo import ZoneInfo

import pytest

from binome.interop.letters import MOST_EVENTS, MOST_PEOPLE
from binome.interop.patients import read_patients
from binome.interop.reading import Unreadable
from binome.interop.sniff import read_agenda

PARIS = ZoneInfo("Europe/Paris")


def test_a_table_of_too_many_visits_is_refused() -> None:
    rows = "02/03/2027;09:00;RAULT;Rémi\n" * (MOST_EVENTS + 1)

    with pytest.raises(Unreadable) as refusal:
        read_agenda(f"Date;Heure;Nom;Prénom\n{rows}".encode(), PARIS)

    assert refusal.value.say() == "the file holds more than 20\u202f000 appointments: export a shorter period"


@pytest.mark.parametrize("rows", [MOST_PEOPLE + 1, 3 * MOST_PEOPLE])
def test_a_list_of_too_many_people_is_refused(rows: int) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_patients(("Nom;Prénom;Date de naissance\n" + "RAULT;Rémi;12/05/1980\n" * rows).encode())

    assert refusal.value.expected == "file.too_many_people"


def test_too_many_cards_are_refused() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_patients(b"BEGIN:VCARD\nN:RAULT;Remi\nEND:VCARD\n" * (MOST_PEOPLE + 1))

    assert refusal.value.expected == "file.too_many_people"
