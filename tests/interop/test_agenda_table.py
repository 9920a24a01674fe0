"""Agendas as tables: what a booking site exports, and a day copied from a page."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.interop.agenda_table import read_agenda_table
from binome.interop.reading import Reading, Standing, Unreadable
from binome.interop.sheet import neutral
from tests.interop.agendas import PARIS, starts, whys

DOCTOLIB_LIKE = """Date;Heure;Durée;Nom;Prénom;Date de naissance;Téléphone;Motif;Agenda;Lieu;Statut
23/11/2026;09:00;15;DUPONT;Marie;12/03/1957;06 12 34 56 78;Suivi;Dr Kerbrat;Salle 2;Confirmé
23/11/2026;09:15;20;LE GOFF;Yann;01/02/1960;;Vaccin;Dr Kerbrat;;Annulé
"""
MONDAY = date(2026, 11, 23)


def table(text: str, **how: object) -> Reading:
    return read_agenda_table(text.encode(), PARIS, **how)  # type: ignore[arg-type]


def test_a_booking_site_s_export() -> None:
    reading = table(DOCTOLIB_LIKE)
    first, second = reading.visits
    assert (first.family, first.given, first.birth_date) == ("DUPONT", "Marie", date(1957, 3, 12))
    assert (first.phone, first.reason, first.practitioner) == ("06 12 34 56 78", "Suivi", "Dr Kerbrat")
    assert (first.place, first.minutes, first.standing) == ("Salle 2", 15, Standing.BOOKED)
    assert (second.minutes, second.standing) == (20, Standing.CANCELLED)
    assert starts(reading) == ["23/11 09:00", "23/11 09:15"]
    assert reading.not_understood == ()


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_any_delimiter_in_any_encoding(sign: str, encoding: str) -> None:
    data = DOCTOLIB_LIKE.replace(";", sign).encode(encoding)
    assert read_agenda_table(data, PARIS).visits == table(DOCTOLIB_LIKE).visits


def test_quotes_keep_a_delimiter_and_a_line_break_inside_a_cell() -> None:
    reading = table(
        'Date,Heure,Patient,Motif\n23/11/2026,09:00,"DUPONT, Marie","toux,\nfièvre"\n23/11/2026,10:00,HUET Paul,x\n'
    )
    assert [(visit.line, visit.family, visit.reason) for visit in reading.visits] == [
        (2, "DUPONT", "toux, fièvre"),
        (4, "HUET", "x"),
    ]


@pytest.mark.parametrize(
    ("heading", "line", "when", "minutes"),
    [
        ("Début;Fin;Patient", "23/11/2026 09:00;23/11/2026 09:25;DUPONT Marie", "23/11 09:00", 25),
        ("Date et heure;Patient", "2026-11-23 09:00;DUPONT Marie", "23/11 09:00", 15),
        ("Start;End;Patient", "2026-11-23T09:00:00+01:00;2026-11-23T09:25:00+01:00;DUPONT Marie", "23/11 09:00", 25),
        ("Start;Patient", "2026-11-23T08:00:00Z;DUPONT Marie", "23/11 09:00", 15),
        ("Jour;Créneau;Patient", "lundi 23 novembre 2026;9h - 9h25;DUPONT Marie", "23/11 09:00", 25),
        ("Date;Début;Fin;Nom du patient", "23/11/26;09h00;09h25;DUPONT Marie", "23/11 09:00", 25),
        (
            "Appointment Date;Start Time;Duration;Patient Name",
            "11/23/2026;9:00 AM;25 min;Marie DUPONT",
            "23/11 09:00",
            25,
        ),
        ("DATE RDV;HEURE RDV;NOM PRENOM", "46349;0.375;DUPONT Marie", "23/11 09:00", 15),
        ("Horaire;Nom;Date", "9h00;DUPONT Marie;23/11/2026", "23/11 09:00", 15),
    ],
)
def test_columns_of_any_name_in_any_order(heading: str, line: str, when: str, minutes: int) -> None:
    reading = table(f"{heading}\n{line}\n")
    assert starts(reading) == [when]
    assert [(visit.family, visit.given, visit.minutes) for visit in reading.visits] == [("DUPONT", "Marie", minutes)]


def test_columns_that_resemble_ours_are_not_taken_for_them() -> None:
    reading = table(
        "Date de création;Date;Heure;Patient;Médecin traitant;Commentaire\n"
        "01/10/2026;23/11/2026;09:00;DUPONT Marie;Dr Loin;rien\n"
    )
    assert starts(reading) == ["23/11 09:00"]
    assert reading.visits[0].practitioner == ""


def test_the_guess_is_shown_and_may_be_corrected() -> None:
    text = "A;B;C\nx;23/11/2026 09:00;DUPONT Marie\n"
    guessed = table(text)
    assert guessed.table is not None
    assert guessed.table.header == ("A", "B", "C")
    corrected = table(text, mapping={"starts": 1, "patient": 2, "reason": 0})
    assert [(visit.family, visit.reason) for visit in corrected.visits] == [("DUPONT", "x")]
    assert corrected.table is not None
    assert corrected.table.columns["reason"].confidence == 1.0


def test_a_heading_is_remembered_whatever_its_accents_and_capitals() -> None:
    one, other = table(DOCTOLIB_LIKE), table(DOCTOLIB_LIKE.replace("Prénom", "PRENOM"))
    assert one.table is not None
    assert other.table is not None
    assert one.table.signature == other.table.signature
    assert one.source == other.source


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("Confirmé", Standing.BOOKED),
        ("À venir", Standing.BOOKED),
        ("Annulé par le patient", Standing.CANCELLED),
        ("Reporté", Standing.CANCELLED),
        ("Absent non excusé", Standing.MISSED),
        ("No show", Standing.MISSED),
        ("En salle d'attente", Standing.ARRIVED),
        ("Vu", Standing.DONE),
        ("Terminé", Standing.DONE),
        ("", Standing.BOOKED),
    ],
)
def test_the_state_of_a_visit_in_every_word_for_it(status: str, standing: Standing) -> None:
    reading = table(f"Date;Heure;Patient;Statut\n23/11/2026;09:00;DUPONT Marie;{status}\n")
    assert [visit.standing for visit in reading.visits] == [standing]
    assert reading.not_understood == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (";09:00;DUPONT Marie", "row.no_date"),
        ("demain;09:00;DUPONT Marie", "row.bad_date"),
        ("23/11/2026;;DUPONT Marie", "row.no_time"),
        ("23/11/2026;tôt;DUPONT Marie", "row.bad_time"),
        ("23/11/2026;09:00;", "row.no_patient"),
        ("23/11/2026;12:00;Pause déjeuner", "event.not_a_visit"),
        ("29/03/2026;02:30;DUPONT Marie", "time.never"),
        ("24/11/2026;09:00;HUET Paul", "row.twice"),
    ],
)
def test_a_line_that_cannot_be_taken_is_said_with_its_number(line: str, why: str) -> None:
    reading = table(f"Date;Heure;Patient\n24/11/2026;09:00;HUET Paul\n{line}\n")
    assert starts(reading) == ["24/11 09:00"]
    assert whys(reading.not_understood) == [(3, why)]


def test_an_hour_that_comes_twice_is_the_first_and_said() -> None:
    reading = table("Date;Heure;Patient\n25/10/2026;02:30;DUPONT Marie\n")
    assert [visit.starts.hour for visit in reading.visits] == [0]
    assert whys(reading.not_understood) == [(2, "time.twice")]


def test_a_title_above_the_table_gives_the_day() -> None:
    reading = table("Agenda du lundi 23 novembre 2026\n\nHeure;Patient\n09:00;DUPONT Marie\n")
    assert starts(reading) == ["23/11 09:00"]


def test_the_name_of_the_file_gives_the_day() -> None:
    assert starts(table("Heure;Patient\n09:00;DUPONT Marie\n", name="agenda 2026-11-23.csv")) == ["23/11 09:00"]


def test_a_day_without_a_date_asks_for_one() -> None:
    pasted = "09:00\tDUPONT Marie\tConsultation\n09:15\tLE GOFF Yann\tSuivi\n"
    assert "column.missing" in [one.why for one in table(pasted).not_understood]
    assert starts(table(pasted, day=MONDAY)) == ["23/11 09:00", "23/11 09:15"]


def test_a_week_pasted_day_by_day() -> None:
    reading = table(
        "Lundi 23 novembre 2026\n09:00\tDUPONT Marie\tConsultation\n09:15 - 09:45\tLE GOFF Yann\tSuivi\n"
        "Mardi 24 novembre 2026\n10:00\tHUET Anne\tVaccin\n"
    )
    assert starts(reading) == ["23/11 09:00", "23/11 09:15", "24/11 10:00"]
    assert [visit.reason for visit in reading.visits] == ["Consultation", "Suivi", "Vaccin"]


def test_a_page_pasted_as_blocks_of_lines() -> None:
    reading = table(
        "09:00\nDUPONT Marie\nConsultation\n09:15 - 09:45\nLE GOFF Yann\nSuivi\nConfirmé\n9h50 HUET Anne Vaccin\n",
        day=MONDAY,
    )
    assert starts(reading) == ["23/11 09:00", "23/11 09:15", "23/11 09:50"]
    assert [(v.line, v.family, v.minutes, v.reason) for v in reading.visits] == [
        (1, "DUPONT", 15, "Consultation"),
        (4, "LE GOFF", 30, "Suivi - Confirmé"),
        (8, "HUET", 15, "Vaccin"),
    ]


def test_a_formula_is_nothing_but_words() -> None:
    reading = table('Date;Heure;Nom;Prénom;Motif\n23/11/2026;09:00;=cmd|calc;@Marie;="0612"\n')
    visit = reading.visits[0]
    assert (visit.family, visit.given, visit.reason) == ("cmd|calc", "Marie", "0612")


@given(st.text(max_size=30))
def test_no_text_stays_a_formula(text: str) -> None:
    assert neutral(text)[:1] not in ("=", "@")


@pytest.mark.parametrize(
    "data", [b"hello world\nfoo", b"\x89PNG\r\n\x1a\n....", b"PK\x03\x04 not a workbook", b"\xd0\xcf\x11\xe0 neither"]
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_agenda_table(data, PARIS)
    assert caught.value.say()


def test_a_workbook_and_a_text_that_say_the_same_are_read_the_same(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for line in DOCTOLIB_LIKE.splitlines():
        book.active.append(line.split(";"))
    book.save(tmp_path / "a.xlsx")
    assert read_agenda_table((tmp_path / "a.xlsx").read_bytes(), PARIS).visits == table(DOCTOLIB_LIKE).visits


@pytest.mark.timeout(60)
def test_five_thousand_lines_are_read_in_seconds() -> None:
    line = "{:02d}/11/2026;{:02d}:{:02d};15;NOM{};Prénom;12/03/1957;0612345678;Suivi;Dr Kerbrat;;Confirmé\n"
    lines = [line.format(1 + n % 28, 8 + n % 10, n % 60, n) for n in range(5_000)]
    assert len(table(DOCTOLIB_LIKE.splitlines()[0] + "\n" + "".join(lines)).visits) == 5_000


def test_a_day_typed_line_by_line_loses_nobody_to_what_is_said_under_a_name() -> None:
    pasted = "9h00 DUPONT Jean renouvellement\n9h15 DURAND Marie (12/03/1961) tension\n9h30 Petit Louise\npause café\n"
    read = table(pasted, day=MONDAY)
    assert [(one.family, one.reason) for one in read.visits] == [
        ("DUPONT", "renouvellement"),
        ("DURAND", "tension"),
        ("Petit", "pause café"),
    ]
