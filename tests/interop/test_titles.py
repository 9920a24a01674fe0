"""The title of an agenda entry, as secretaries write it, and what we make of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.interop.names import digits, fold, fold_family, split_name
from binome.interop.titles import is_block, who


@pytest.mark.parametrize(
    ("title", "family", "given_name", "reason"),
    [
        ("DUPONT Marie", "DUPONT", "Marie", ""),
        ("Marie DUPONT", "DUPONT", "Marie", ""),
        ("Mme DUPONT Marie - suivi HTA", "DUPONT", "Marie", "suivi HTA"),
        ("Dupont Marie", "Dupont", "Marie", ""),
        ("Dupont, Marie", "Dupont", "Marie", ""),
        ("Consultation - DUPONT Marie", "DUPONT", "Marie", "Consultation"),
        ("Consultation DUPONT Marie", "DUPONT", "Marie", "Consultation"),
        ("Vaccin grippe : BERNARD Paul", "BERNARD", "Paul", "Vaccin grippe"),
        ("Renouvellement de traitement LE GOFF Yann", "LE GOFF", "Yann", "Renouvellement de traitement"),
        ("Anne de LA TOUR", "de LA TOUR", "Anne", ""),
        ("Le Goff Anne", "Le Goff", "Anne", ""),
        ("DUPONT Marie (ECG)", "DUPONT", "Marie", "ECG"),
        ("JEAN-PIERRE Éloïse", "JEAN-PIERRE", "Éloïse", ""),
        ("dupont marie", "dupont", "marie", ""),
        ("Enfant RIOU Tom - fièvre", "RIOU", "Tom", "fièvre"),
    ],
)
def test_who_comes_and_why(title: str, family: str, given_name: str, reason: str) -> None:
    found = who(title)
    assert (found.family, found.given, found.reason) == (family, given_name, reason)


def test_a_telephone_a_birth_date_and_a_birth_name_are_taken_out_of_the_title() -> None:
    found = who("Mme MARTIN (née DURAND) Claire née le 03/04/1961 +33 6 12 34 56 78")
    assert (found.family, found.given, found.birth_name) == ("MARTIN", "Claire", "DURAND")
    assert (found.birth_date, found.phone) == (date(1961, 4, 3), "+33 6 12 34 56 78")


@pytest.mark.parametrize(
    "title", ["Pause", "Pause déjeuner", "CONGÉS", "Réunion d'équipe", "Absence Dr Kerbrat", "Fermé", "Libre", "Garde"]
)
def test_a_block_is_nobody_s_visit(title: str) -> None:
    assert is_block(title)


@pytest.mark.parametrize("title", ["GARDE Paul", "LIBRE Anne", "Mme FERME Rose", "DUPONT Marie - pause traitement"])
def test_a_patient_may_bear_the_name_of_a_block(title: str) -> None:
    assert not is_block(title)


@pytest.mark.parametrize(
    ("one", "other"),
    [("LE-GOFF", "Le Goff"), ("Éloïse", "eloise"), ("D’ARC", "d'Arc"), ("Lætitia", "LAETITIA"), ("Cœur", "COEUR")],
)
def test_two_spellings_of_one_name_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_particles_do_not_make_another_family() -> None:
    assert fold_family("de La Tour") == fold_family("TOUR")
    assert fold_family("Le") == "le"


@pytest.mark.parametrize(
    "phone", ["06 12 34 56 78", "06.12.34.56.78", "+33 6 12 34 56 78", "0033612345678", "+33 (0)6 12 34 56 78"]
)
def test_one_number_however_it_is_written(phone: str) -> None:
    assert digits(phone) == "0612345678"


@pytest.mark.random_cases
@given(st.text(max_size=80))
def test_any_title_is_read_without_a_fall(title: str) -> None:
    who(title)
    is_block(title)
    assert split_name(title) == split_name(title)
