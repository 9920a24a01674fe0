"""Who may already be known, and why; twins never."""

from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.interop.doubles import doubles, likeness
from binome.interop.known import KnownPatient
from binome.interop.patient_plan import known_from_patient
from binome.interop.reading import ForeignPatient, Ins, Trust

NUMBER, OTHER_NUMBER = Ins("2570329019005", "1.2.250.1.213.1.4.8"), Ins("2550814168025", "1.2.250.1.213.1.4.8")
MARIE = ForeignPatient(
    family="LE GOFF",
    given="Marie",
    used_name="DUPONT",
    birth_date=date(1957, 3, 12),
    sex="F",
    birth_place="29019",
    ins=NUMBER,
    trust=Trust.QUALIFIED,
    phone="0612345678",
    ids=("|42",),
)
BARE = replace(MARIE, ins=None, trust=Trust.PROVISIONAL, birth_place="", phone="", ids=(), used_name="")
KNOWN = known_from_patient(MARIE, "marie")
KNOWN_BARE = known_from_patient(BARE, "marie")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, (True, "ins")),
        ({"family": "TOUT AUTRE", "given": "Nom"}, (True, "ins")),
        ({"ins": OTHER_NUMBER}, None),
        ({"ins": None}, (True, "number")),
        ({"ins": None, "ids": ()}, (True, "traits")),
        ({"ins": None, "ids": (), "family": "Le-Goff", "given": "MARIE"}, (True, "traits")),
        ({"trust": Trust.RECOVERED, "ids": (), "birth_place": ""}, (False, "ins_unproved")),
        ({"ins": None, "family": "BERNARD", "given": "Luc", "used_name": ""}, (False, "number")),
    ],
)
def test_a_qualified_number_decides_then_the_other_software_s_number_then_the_five_traits(
    change: dict[str, object], why: tuple[bool, str] | None
) -> None:
    assert likeness(KNOWN, replace(MARIE, **change)) == why  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, "names"),
        ({"family": "Goff"}, "names"),
        ({"given": "Marie-Anne"}, "names"),
        ({"family": "DUPONT"}, "used_name"),
        ({"family": "RIOU", "used_name": "LE GOFF"}, "used_name"),
        ({"family": "MARIE", "given": "Le Goff"}, "swapped"),
        ({"family": "LE GOF"}, "spelling"),
        ({"birth_date": date(1957, 12, 3)}, "birth_date"),
        ({"birth_date": date(1957, 3, 13)}, "birth_date"),
        ({"birth_date": None}, "no_birth_date"),
        ({"family": "BERNARD", "phone": "+33 6 12 34 56 78"}, "phone"),
        ({"birth_date": date(1960, 1, 1)}, None),
        ({"family": "BERNARD"}, None),
        ({"given": "Anne"}, None),
    ],
)
def test_what_looks_alike_is_shown_with_its_reason_and_left_to_decide(
    change: dict[str, object], reason: str | None
) -> None:
    known = replace(KNOWN, ins=None, trust=Trust.PROVISIONAL, ids=())
    assert likeness(known, replace(BARE, **change)) == (None if reason is None else (False, reason))  # type: ignore[arg-type]


def test_a_slip_of_the_pen_in_a_family_name() -> None:
    known = replace(KNOWN_BARE, family="KERBRAT")
    for written in ("KERBART", "KERBRATT", "KEBRAT", "KERBRAD"):
        assert likeness(known, replace(BARE, family=written)) == (False, "spelling")


names = st.sampled_from(["Paul", "Paule", "Jean", "Jeanne", "Léa", "Léo", "Marie-Anne", "Marie-Laure", "Luc"])


@pytest.mark.random_cases
@given(names, names)
def test_twins_are_never_one_person(one: str, other: str) -> None:
    if one != other:
        assert likeness(replace(KNOWN_BARE, given=one), replace(BARE, given=other)) is None


def test_two_qualified_homonyms_born_the_same_day_are_two_persons() -> None:
    assert likeness(KNOWN, replace(MARIE, ins=OTHER_NUMBER, ids=())) is None


def test_every_pair_is_found_without_comparing_everybody() -> None:
    crowd = [KnownPatient(str(n), f"NOM{n}", "Luc", birth_date=date(1960, 1, 1)) for n in range(3_000)]
    found = doubles([*crowd, KNOWN], [MARIE, replace(BARE, birth_date=date(1957, 12, 3))])
    assert [(double.known.code, double.certain, double.reason) for double in found] == [
        ("marie", True, "ins"),
        ("marie", False, "birth_date"),
    ]


@pytest.mark.random_cases
@given(
    st.lists(
        st.builds(
            replace, st.just(BARE), family=names, given=names, birth_date=st.sampled_from([None, date(1957, 3, 12)])
        ),
        max_size=8,
    )
)
def test_the_shelf_hides_nobody(people: list[ForeignPatient]) -> None:
    known = [known_from_patient(person, str(at)) for at, person in enumerate(people)]
    pairs = {(double.known.code, at) for at, one in enumerate(people) for double in doubles(known, [one])}
    assert pairs == {(k.code, at) for at, one in enumerate(people) for k in known if likeness(k, one) is not None}


def test_thousands_of_people_of_one_name_and_birth_date_are_compared_in_seconds() -> None:
    crowd = [ForeignPatient("DUPONT", f"Jean{at}", at, birth_date=date(1900, 1, 1)) for at in range(3_000)]
    known = [known_from_patient(person, str(person.line)) for person in crowd]

    before = process_time()
    found = doubles(known, crowd)

    assert process_time() - before < 20
    # Whoever shares everything is still found, first of all
    assert next(one for one in found if one.incoming.given == "Jean0").known.code == "0"
