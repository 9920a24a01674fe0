"""Appointments and patients in FHIR R4, as Bundles of every type and as NDJSON."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from binome.interop.fhir import read_fhir_bundle
from binome.interop.reading import Ins, Reading, Standing, Trust, Unreadable
from tests.interop.agendas import PARIS, starts, whys

Json = dict[str, Any]
FR_CORE = "https://hl7.fr/ig/fhir/core/StructureDefinition/"

MARIE: Json = {
    "resourceType": "Patient",
    "id": "marie",
    "identifier": [
        {"system": "urn:oid:1.2.250.1.213.1.4.8", "value": "2570329019005"},
        {"system": "ipp", "value": "42"},
    ],
    "extension": [
        {
            "url": FR_CORE + "fr-core-identity-reliability",
            "extension": [{"url": "identityStatus", "valueCoding": {"code": "QUAL"}}],
        },
        {
            "url": "http://hl7.org/fhir/StructureDefinition/patient-birthPlace",
            "valueAddress": {
                "extension": [{"url": FR_CORE + "fr-core-address-insee-code", "valueCoding": {"code": "29019"}}]
            },
        },
    ],
    "name": [
        {"use": "official", "family": "LE GOFF", "given": ["Marie", "Anne"]},
        {"use": "usual", "family": "DUPONT"},
    ],
    "birthDate": "1957-03-12",
    "gender": "female",
    "telecom": [
        {"system": "phone", "use": "home", "value": "0298000000"},
        {"system": "phone", "use": "mobile", "value": "0612345678"},
    ],
}
DOCTOR: Json = {
    "resourceType": "Practitioner",
    "id": "k",
    "name": [{"family": "KERBRAT", "given": ["Yves"], "prefix": ["Dr"]}],
}
ROOM: Json = {"resourceType": "Location", "id": "r2", "name": "Salle 2"}


def appointment(*actors: str, **more: Any) -> Json:
    told = {"status": "booked", "start": "2026-11-23T09:00:00+01:00", "minutesDuration": 20, "id": "a"} | more
    people = [{"actor": {"reference": actor}, "status": "accepted"} for actor in actors]
    return {"resourceType": "Appointment", "participant": people, **told}


def bundle(*resources: Json, kind: str = "collection") -> bytes:
    return json.dumps(
        {"resourceType": "Bundle", "type": kind, "entry": [entry(r) for r in resources]}, indent=1
    ).encode()


def entry(resource: Json) -> Json:
    return {
        "fullUrl": f"https://elsewhere.example/fhir/{resource['resourceType']}/{resource.get('id', 'x')}",
        "resource": resource,
    }


def read(*resources: Json, kind: str = "collection") -> Reading:
    return read_fhir_bundle(bundle(*resources, kind=kind), PARIS)


@pytest.mark.parametrize("kind", ["collection", "searchset", "transaction", "batch", "document"])
def test_an_appointment_with_its_patient_doctor_and_room(kind: str) -> None:
    reading = read(MARIE, DOCTOR, ROOM, appointment("Patient/marie", "Practitioner/k", "Location/r2"), kind=kind)
    visit = reading.visits[0]
    assert starts(reading) == ["23/11 09:00"]
    assert (visit.family, visit.given, visit.birth_name) == ("DUPONT", "Marie", "LE GOFF")
    assert (visit.practitioner, visit.place, visit.minutes) == ("Dr Yves KERBRAT", "Salle 2", 20)
    assert (visit.phone, visit.uid, visit.patient_id) == ("0612345678", "Appointment/a", "Patient/marie")
    assert reading.not_understood == ()


def test_a_qualified_identity_comes_with_its_five_traits_and_its_number() -> None:
    patient = read(MARIE).patients[0]
    assert (patient.family, patient.used_name, patient.given, patient.all_given) == (
        "LE GOFF",
        "DUPONT",
        "Marie",
        "Marie Anne",
    )
    assert (patient.birth_date, patient.sex, patient.birth_place) == (date(1957, 3, 12), "F", "29019")
    assert (patient.ins, patient.trust) == (Ins("2570329019005", "1.2.250.1.213.1.4.8"), Trust.QUALIFIED)
    assert "ipp|42" in patient.ids
    assert not any("1.2.250" in number for number in patient.ids)


def with_status(code: str) -> Json:
    status = {
        "url": MARIE["extension"][0]["url"],
        "extension": [{"url": "identityStatus", "valueCoding": {"code": code}}],
    }
    return MARIE | {"extension": [status]}


@pytest.mark.parametrize(
    ("code", "trust", "said"),
    [
        ("QUAL", Trust.QUALIFIED, []),
        ("VALI", Trust.QUALIFIED, []),
        ("RECUP", Trust.RECOVERED, ["ins.not_qualified"]),
        ("PROV", Trust.PROVISIONAL, ["ins.not_qualified"]),
        ("DOUT", Trust.PROVISIONAL, ["patient.bad_trust", "ins.not_qualified"]),
    ],
)
def test_a_number_proves_nothing_until_the_identity_is_qualified(code: str, trust: Trust, said: list[str]) -> None:
    """VALI with a number is how FR Core, before 2.2, wrote what it now calls QUAL."""
    reading = read(with_status(code))
    assert reading.patients[0].trust is trust
    assert [one.why for one in reading.not_understood] == said


@pytest.mark.parametrize(
    "reference",
    [
        "Patient/marie",
        "https://elsewhere.example/fhir/Patient/marie",
        "https://other.example/base/Patient/marie",
        "Patient/marie/_history/3",
        "urn:uuid:marie",
        "Patient?identifier=ipp|42",
    ],
)
def test_references_are_followed_inside_the_bundle(reference: str) -> None:
    assert read(MARIE, appointment(reference)).visits[0].birth_name == "LE GOFF"


def test_a_reference_may_point_inside_its_own_resource() -> None:
    inside = appointment("#p", contained=[MARIE | {"id": "p"}])
    assert read(inside).visits[0].family == "DUPONT"


def test_a_reference_may_be_an_identifier_alone() -> None:
    actor = {"actor": {"type": "Patient", "identifier": {"system": "ipp", "value": "42"}}, "status": "accepted"}
    assert read(MARIE, appointment(participant=[actor])).visits[0].family == "DUPONT"


def test_a_patient_who_is_not_in_the_file_is_known_by_the_name_shown() -> None:
    actor = {"actor": {"reference": "Patient/9", "display": "HUET Paul"}, "status": "accepted"}
    reading = read(appointment(participant=[actor]))
    assert [(visit.family, visit.given) for visit in reading.visits] == [("HUET", "Paul")]
    assert whys(reading.not_understood) == [(5, "reference.lost")]


def test_a_role_stands_for_the_person_who_holds_it() -> None:
    role = {"resourceType": "PractitionerRole", "id": "role", "practitioner": {"reference": "Practitioner/k"}}
    assert (
        read(MARIE, DOCTOR, role, appointment("Patient/marie", "PractitionerRole/role")).visits[0].practitioner
        == "Dr Yves KERBRAT"
    )


def test_a_slot_says_when_and_its_schedule_with_whom() -> None:
    schedule = {
        "resourceType": "Schedule",
        "id": "s",
        "actor": [{"reference": "Practitioner/k"}, {"reference": "Location/r2"}],
    }
    slot = {"resourceType": "Slot", "id": "t", "status": "busy", "schedule": {"reference": "Schedule/s"}}
    slot |= {"start": "2026-11-23T09:00:00+01:00", "end": "2026-11-23T09:25:00+01:00"}
    booked = appointment("Patient/marie", slot=[{"reference": "Slot/t"}], start=None, minutesDuration=None)
    reading = read(MARIE, DOCTOR, ROOM, schedule, slot, booked)
    visit = reading.visits[0]
    assert (starts(reading), visit.minutes, visit.practitioner, visit.place) == (
        ["23/11 09:00"],
        25,
        "Dr Yves KERBRAT",
        "Salle 2",
    )


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("booked", Standing.BOOKED),
        ("pending", Standing.BOOKED),
        ("arrived", Standing.ARRIVED),
        ("checked-in", Standing.ARRIVED),
        ("fulfilled", Standing.DONE),
        ("noshow", Standing.MISSED),
        ("cancelled", Standing.CANCELLED),
        ("entered-in-error", Standing.CANCELLED),
    ],
)
def test_each_status_has_its_meaning(status: str, standing: Standing) -> None:
    assert [visit.standing for visit in read(MARIE, appointment("Patient/marie", status=status)).visits] == [standing]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"status": "proposed"}, "visit.not_confirmed"),
        ({"status": "waitlist"}, "visit.not_confirmed"),
        ({"status": "bof"}, "visit.bad_status"),
        ({"start": "hier"}, "event.bad_start"),
        ({"start": None}, "event.no_start"),
        ({"start": "9999-12-31T23:59:59Z"}, "event.bad_start"),
        ({"participant": []}, "visit.no_patient"),
    ],
)
def test_an_appointment_that_is_none_is_said_with_its_line(told: Json, why: str) -> None:
    reading = read(appointment("Patient/marie", **told))
    assert reading.visits == ()
    assert whys(reading.not_understood) == [(5, why)]


def test_resources_of_another_kind_are_counted_by_type() -> None:
    reading = read(MARIE, *({"resourceType": "Observation", "id": str(n)} for n in range(3)))
    assert [(one.why, one.facts["type"], one.facts["count"]) for one in reading.not_understood] == [
        ("resource.ignored", "Observation", "3")
    ]


def test_what_the_server_says_of_its_own_answer_is_passed_on() -> None:
    outcome = {
        "resourceType": "OperationOutcome",
        "issue": [{"severity": "warning", "code": "x", "diagnostics": "12 autres"}],
    }
    assert [one.say() for one in read(MARIE, outcome).not_understood] == ["the sender says: 12 autres"]


def test_a_deletion_cannot_be_followed_and_is_said() -> None:
    data = json.dumps(
        {"resourceType": "Bundle", "entry": [{"request": {"method": "DELETE", "url": "Appointment/1"}}, 3]}
    )
    assert [one.why for one in read_fhir_bundle(data.encode(), PARIS).not_understood] == [
        "entry.deleted",
        "resource.not_an_object",
    ]


def test_a_resource_that_breaks_the_standard_is_read_and_its_fault_said() -> None:
    reading = read(MARIE | {"birthDate": "1957-03-12", "maritalStatus": "veuve"})
    assert len(reading.patients) == 1
    assert [one.why for one in reading.not_understood] == ["resource.not_valid"]
    assert "maritalStatus" in reading.not_understood[0].say()


def test_who_is_no_longer_in_use_is_left_out() -> None:
    reading = read(MARIE | {"active": False})
    assert (reading.patients, [one.why for one in reading.not_understood]) == ((), ["patient.not_in_use"])


def test_one_resource_a_line_is_read_too_and_bad_lines_are_said() -> None:
    lines = [json.dumps(MARIE), "{broken", json.dumps(appointment("Patient/marie")), "", "[]"]
    reading = read_fhir_bundle("\n".join(lines).encode(), PARIS)
    assert [(visit.line, visit.family) for visit in reading.visits] == [(3, "DUPONT")]
    assert whys(reading.not_understood) == [(2, "line.not_json"), (5, "line.not_json")]


def test_versions_say_which_is_newer() -> None:
    meta = {"versionId": "7", "lastUpdated": "2026-11-01T10:00:00Z"}
    visit = read(MARIE, appointment("Patient/marie", meta=meta)).visits[0]
    assert (visit.sequence, visit.modified) == (7, datetime(2026, 11, 1, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"{", "file.json"),
        (b"[" * 100_000, "file.json"),
        (b'{"a": 1}', "file.bundle"),
        (b"3", "file.bundle"),
        (b"<Bundle/>", "file.json"),
    ],
)
def test_what_is_no_fhir_is_refused_with_a_sentence(data: bytes, expected: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_fhir_bundle(data, PARIS)
    assert caught.value.expected == expected


def test_half_a_character_is_left_out_of_a_name() -> None:
    """JSON may escape it; no database keeps it and no page can be written with it."""
    told = json.dumps({"resourceType": "Patient", "id": "p", "name": [{"family": "Hé\ud800naff", "given": ["Loïc"]}]})
    (patient,) = read_fhir_bundle(told.encode(), PARIS).patients
    assert patient.family == "Hénaff"
