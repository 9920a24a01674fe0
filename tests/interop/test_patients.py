"""Lists of patients and the traits of the national identity."""

from datetime import date

import pytest

from binome.interop.ins import NIA, NIR, NIR_TEST, read_birth_place, read_ins, read_trust
from binome.interop.patients import read_patients
from binome.interop.reading import Ins, Reading, Tongue, Trust, Unreadable
from tests.interop.agendas import whys

HEADING = "IPP;Nom de naissance;Nom d'usage;Prénom;Date de naissance;Sexe;Code INSEE;INS;OID;Statut identité;Tél;Mail"
MARIE = f"42;LE GOFF;DUPONT;Marie;12/03/1957;F;29019;257032901900565;{NIR};Qualifiée;0612345678;m@example.org"


def listed(*lines: str, heading: str = HEADING) -> Reading:
    return read_patients("\n".join([heading, *lines]).encode())


def test_a_list_with_every_trait() -> None:
    reading = listed(MARIE)
    patient = reading.patients[0]
    assert (patient.family, patient.used_name, patient.given) == ("LE GOFF", "DUPONT", "Marie")
    assert (patient.birth_date, patient.sex, patient.birth_place) == (date(1957, 3, 12), "F", "29019")
    assert (patient.ins, patient.trust, patient.ids) == (Ins("2570329019005", NIR), Trust.QUALIFIED, ("|42",))
    assert reading.not_understood == ()


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Nom;Prénom;Né(e) le", "LE GOFF;Marie;12/03/1957"),
        ("Last name,First name,DOB", "LE GOFF,Marie,1957-03-12"),
        ("Patient;Date de naissance", "LE GOFF Marie;12 mars 1957"),
        ("Nom;Date de naissance", "LE GOFF Marie;12/03/57"),
        ("Nom;Nom de naissance;Prénom;Naissance", "DUPONT;LE GOFF;Marie;12/03/1957"),
    ],
)
def test_names_in_whatever_columns(heading: str, line: str) -> None:
    patient = listed(line, heading=heading).patients[0]
    assert (patient.family, patient.given, patient.birth_date) == ("LE GOFF", "Marie", date(1957, 3, 12))


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("12/03/1957", "hier", "patient.bad_birth_date"),
        (";F;", ";Q;", "patient.bad_sex"),
        ("29019", "Brest", "patient.bad_birth_place"),
        ("Qualifiée", "sûre", "patient.bad_trust"),
        ("257032901900565", "257032901900550", "ins.bad_key"),
        ("257032901900565", "12", "ins.bad"),
        (NIR, "1.2.3", "ins.bad_oid"),
        (NIR, NIR_TEST, "ins.for_tests"),
        ("Qualifiée", "Récupérée", "ins.not_qualified"),
    ],
)
def test_a_trait_that_cannot_be_read_is_said_and_the_person_kept(before: str, after: str, why: str) -> None:
    reading = listed(MARIE.replace(before, after))
    assert len(reading.patients) == 1
    assert (2, why) in whys(reading.not_understood)


def test_nobody_is_read_without_a_name() -> None:
    reading = listed(MARIE, MARIE.replace("Marie", ""))
    assert len(reading.patients) == 1
    assert whys(reading.not_understood) == [(3, "patient.no_name")]


@pytest.mark.parametrize(
    ("number", "matricule"),
    [
        ("2 57 03 29 019 005 65", "2570329019005"),
        ("2570329019005", "2570329019005"),
        ("2 55 08 14 168 025 38", "2550814168025"),
        ("1 85 05 2A 004 123 56", "185052A004123"),
        ("1 85 05 2B 033 123 86", "185052B033123"),
    ],
)
def test_a_number_is_kept_without_its_key_corsica_included(number: str, matricule: str) -> None:
    ins, why = read_ins(number, f"urn:oid:{NIA}")
    assert (ins, why) == (Ins(matricule, NIA), None)


@pytest.mark.parametrize(
    ("text", "trust"),
    [("VALI", Trust.VALIDATED), ("Identité récupérée", Trust.RECOVERED), ("QUAL", Trust.QUALIFIED), ("?", None)],
)
def test_the_four_statuses_of_trust(text: str, trust: Trust | None) -> None:
    assert read_trust(text) is trust


@pytest.mark.parametrize(
    ("text", "code"), [("29019", "29019"), ("1053", "01053"), ("2a004", "2A004"), ("99352", "99352"), ("Brest", None)]
)
def test_a_place_of_birth_is_an_insee_code(text: str, code: str | None) -> None:
    assert read_birth_place(text) == code


def test_contacts_as_vcard() -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:LE GOFF;Marie;;;\r\nitem1.TEL;TYPE=CELL:06 12 34 56 78\r\n"
        "BDAY:1957-03-12\r\nGENDER:F\r\nEND:VCARD\r\n"
    )
    reading = read_patients((card + "BEGIN:VCARD\r\nORG:Labo\r\nEND:VCARD\r\n").encode())
    assert reading.tongue is Tongue.VCARD
    assert [(p.family, p.given, p.phone, p.birth_date, p.sex) for p in reading.patients] == [
        ("LE GOFF", "Marie", "06 12 34 56 78", date(1957, 3, 12), "F")
    ]
    assert whys(reading.not_understood) == [(8, "patient.no_name")]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<html>", b"BEGIN:VCALENDAR", b"\x00\x01\x02"])
def test_what_is_no_list_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_patients(data)
    assert caught.value.say()
