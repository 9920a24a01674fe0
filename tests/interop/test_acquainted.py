"""Who the people of an agenda are, when it says their name and little else."""

from datetime import date

from binome.interop.acquainted import Acquainted, acquainted, key_of
from binome.interop.known import KnownPatient
from binome.interop.reading import ForeignPatient

MARIE = KnownPatient("p1", "DURAND", "Marie", birth_date=date(1961, 3, 12))
NAMESAKE = KnownPatient("p2", "Durand", "Marie", birth_date=date(1990, 1, 2))


def meet(person: ForeignPatient, *known: KnownPatient) -> Acquainted:
    return acquainted(known, [person])


def test_a_full_name_that_one_known_person_bears_is_proposed_as_them_accents_and_capitals_apart() -> None:
    person = ForeignPatient("dùrand", "MARIE")

    assert meet(person, MARIE).by_name[key_of(person)].known is MARIE


def test_a_name_that_several_bear_is_asked() -> None:
    person = ForeignPatient("DURAND", "Marie")

    found = meet(person, MARIE, NAMESAKE)

    assert not found.by_name
    assert {double.known.code for double in found.several[key_of(person)].doubles} == {"p1", "p2"}


def test_the_used_name_is_a_name_too() -> None:
    person = ForeignPatient("LE BIHAN", "Marie")
    married = KnownPatient("p3", "DURAND", "Marie", used_name="LE BIHAN", birth_date=date(1961, 3, 12))

    assert meet(person, married).by_name


def test_a_birth_date_that_agrees_is_sure_and_one_that_does_not_is_somebody_else() -> None:
    same = ForeignPatient("DURAND", "Marie", birth_date=date(1961, 3, 12))
    other = ForeignPatient("DURAND", "Marie", birth_date=date(1975, 7, 7))

    assert meet(same, MARIE, NAMESAKE).sure == {key_of(same): "p1"}
    assert meet(other, MARIE) == Acquainted({}, {}, {})


def test_half_a_name_is_nobody() -> None:
    for person in (ForeignPatient("DURAND", ""), ForeignPatient("DURAND", "Marie-Anne"), ForeignPatient("", "Marie")):
        assert meet(person, MARIE) == Acquainted({}, {}, {})


def test_two_known_people_of_one_name_and_birth_date_are_asked_about() -> None:
    twin = KnownPatient("p9", "DURAND", "Marie", birth_date=date(1961, 3, 12))
    person = ForeignPatient("DURAND", "Marie", birth_date=date(1961, 3, 12))

    assert len(meet(person, MARIE, twin).several[key_of(person)].doubles) == 2


def test_a_birth_date_for_a_namesake_known_without_one_is_asked_about() -> None:
    person = ForeignPatient("DURAND", "Marie", birth_date=date(1961, 3, 12))
    undated = KnownPatient("p5", "Durand", "Marie")

    asked = meet(person, undated, NAMESAKE).several[key_of(person)]

    assert [double.known for double in asked.doubles] == [undated]
    assert meet(person, undated, MARIE).sure == {key_of(person): "p1"}


def test_a_birth_date_one_slip_away_from_a_namesake_s_is_asked_about() -> None:
    turned = ForeignPatient("DURAND", "Marie", birth_date=date(1961, 12, 3))

    assert key_of(turned) in meet(turned, MARIE, NAMESAKE).several
