"""Agendas and patients written by other people's programs (see files/README.md)."""

from datetime import date
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events

from binome.interop.patients import read_patients
from binome.interop.reading import Reading, Standing, Unreadable
from binome.interop.sniff import read_agenda
from tests.interop.agendas import AUTUMN, PARIS, starts

FILES = Path(__file__).parent / "files"
SHIPPED = sorted(
    path for library in (icalendar, recurring_ical_events) for path in Path(library.__file__).parent.rglob("*.ics")
)
"""The calendars these libraries try themselves on: bug reports of twenty years, from every agenda there is."""


def opened(name: str) -> Reading:
    return read_agenda((FILES / name).read_bytes(), PARIS, name, window=AUTUMN)


def told(reading: Reading) -> list[str]:
    return [f"{when} {v.minutes} {v.family} {v.given}" for when, v in zip(starts(reading), reading.visits, strict=True)]


def test_icalendar_for_python() -> None:
    reading = opened("icalendar.ics")
    assert told(reading) == [
        "14/10 09:00 20 LE GOFF Anne",
        "21/10 09:00 20 LE GOFF Anne",
        "28/10 09:00 20 LE GOFF Anne",
        "05/11 11:00 20 LE GOFF Anne",
        "18/11 09:00 20 LE GOFF Anne",
        "23/11 14:00 15 DUPONT Marie",
    ]
    last = reading.visits[-1]
    assert (last.phone, last.place, last.birth_date) == ("06 12 34 56 78", "Salle 2", date(1957, 3, 12))
    assert last.reason.startswith("renouvellement, tension à contrôler très très")
    assert reading.visits[4].standing is Standing.CANCELLED
    assert {visit.practitioner for visit in reading.visits} == {"Dr Yves Kerbrat"}
    assert reading.not_understood == ()


def test_ics_for_python() -> None:
    reading = opened("ics_py.ics")
    assert told(reading) == [
        "23/11 09:00 10 BERNARD Paul",
        "23/11 09:00 10 BERNARD Paule",
        "24/11 17:30 15 HUET Jeanne",
    ]
    assert [one.why for one in reading.not_understood] == ["event.all_day"]


def test_vobject_for_python() -> None:
    reading = opened("vobject.ics")
    assert told(reading) == ["26/11 09:15 30 MARTIN Claire"]
    assert reading.visits[0].birth_name == "DURAND"
    assert "deuxième trimestre" in reading.visits[0].title
    assert [one.why for one in reading.not_understood] == ["event.not_a_visit"]


def test_ical_generator_for_node() -> None:
    reading = opened("ical_generator.ics")
    assert told(reading) == [
        "23/11 10:00 15 TANGUY Loïc",
        "23/11 10:15 15 RIOU Maëlle",
        "24/11 08:30 15 COZ Annick",
        "08/12 08:30 15 COZ Annick",
    ]
    assert reading.visits[1].standing is Standing.CANCELLED
    assert reading.not_understood == ()


def test_ics_for_node() -> None:
    reading = opened("ics_npm.ics")
    assert told(reading) == ["27/11 09:00 30 PRIGENT Soizic"]
    assert (reading.visits[0].practitioner, reading.visits[0].reason) == ("Dr Kerbrat", "diabète")
    assert [one.why for one in reading.not_understood] == ["event.not_a_visit"]


def test_a_workbook_by_openpyxl() -> None:
    reading = opened("booking.xlsx")
    assert told(reading) == ["23/11 09:00 15 DUPONT Marie", "23/11 09:15 20 LE GOFF Yann", "24/11 09:45 15 HUET Paul"]
    assert [visit.standing for visit in reading.visits] == [Standing.BOOKED, Standing.CANCELLED, Standing.MISSED]
    assert [one.why for one in reading.not_understood] == ["sheet.ignored"]


def test_a_synthetic_patient_by_synthea() -> None:
    reading = read_patients((FILES / "synthea_bundle.json").read_bytes())
    assert [(p.family, p.given, p.birth_date, p.sex) for p in reading.patients] == [
        ("McCullough561", "Luna60", date(2008, 11, 6), "F")
    ]
    assert {one.why for one in reading.not_understood} == {"resource.ignored"}
    assert all(one.line for one in reading.not_understood)


def test_invented_patients_by_medplum() -> None:
    reading = read_patients((FILES / "medplum_bundle.json").read_bytes())
    assert [f"{p.given} {p.family}" for p in reading.patients] == [
        "Homer Simpson",
        "Marge Simpson",
        "Lisa Simpson",
        "Bart Simpson",
    ]
    assert {(one.why, one.facts["type"]) for one in reading.not_understood} == {
        ("resource.ignored", "Device"),
        ("resource.ignored", "Encounter"),
        ("resource.not_valid", "Patient"),  # this server writes a meta.author that FHIR does not know
    }


def test_two_hundred_and_fifty_calendars_are_at_hand() -> None:
    assert len(SHIPPED) > 250


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.timeout(30)
def test_every_calendar_the_libraries_ship_is_read_or_refused(path: Path) -> None:
    data = path.read_bytes()
    try:
        reading = read_agenda(data, PARIS, path.name)
    except Unreadable:
        return
    assert reading == read_agenda(data, PARIS, path.name)
    assert all(one.say() for one in reading.not_understood)
    events = data.upper().count(b"BEGIN:VEVENT")
    assert events == 0 or reading.visits or reading.not_understood or reading.beyond
