"""Before a contract is entered: who may sign, criterion by criterion, what it would pay and ask; nothing is kept."""

import re
from datetime import date
from typing import Any

import pytest

from binome.contract.agreement import COLLECTIVE, INDIVIDUAL
from binome.contract.eligibility import Candidate, asked_of
from binome.web.contract.asking import QUESTIONS
from tests.web.board.small import Small

PATH = "/p/brehan/contract/who-may-sign"
ALONE = {
    "kind": "individual",
    "on": "2025-01-01",
    "share": "1/2",
    "sector": "1",
    "specialty": "general_practice",
    "particular_practice": "no",
    "registered": "775",
}
GROUP = {
    "kind": "collective",
    "on": "2026-11-01",
    "share": "5",
    "sector": "1",
    "specialty": "general_practice",
    "particular_practice": "no",
    "legal_form": "SISA",
    "mean_registered": "775",
    "adhering": "4",
    "trainers": "2",
    "other_contract": "no",
    "left_a_collective": "no",
}


def asked(small: Small, said: dict[str, Any], status: int = 200) -> str:
    answer = small.signed_in("m1").get(PATH, said)
    assert answer.status_code == status
    return answer.content.decode()


def verdict(shown: str) -> str:
    found = re.search(r'id="answer-h">([^<]*)<', shown)
    return found[1] if found else ""


def test_it_is_asked_with_what_the_practice_knows(small: Small) -> None:
    """No answer before a question; the doctors of the practice are counted; never official."""
    shown = small.signed_in("m1").get(PATH).content.decode()
    assert verdict(shown) == ""
    assert "Non officiel" in shown
    assert 'name="registered"' in shown


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({}, "Oui, d’après ces critères"),
        ({"registered": "774"}, "Non, d’après ces critères"),
        ({"registered": ""}, "Cela ne peut pas se dire ici"),
        ({"registered": "774", "exceptions": "rqth"}, "Cela ne peut pas se dire ici"),
        ({"sector": "2"}, "Non, d’après ces critères"),
        ({"sector": ""}, "Cela ne peut pas se dire ici"),
        ({"share": "1/3"}, "Non, d’après ces critères"),
        ({"share": ""}, "Cela ne peut pas se dire ici"),
        ({"specialty": "radiology"}, "Non, d’après ces critères"),
        ({"specialty": "ent", "clinical_percent": "79"}, "Non, d’après ces critères"),
        ({"specialty": "ent", "clinical_percent": "80"}, "Oui, d’après ces critères"),
        ({"on": "2018-01-01"}, "Non, d’après ces critères"),
    ],
)
def test_a_doctor_may_sign_or_not(small: Small, other: dict[str, str], said: str) -> None:
    assert verdict(asked(small, ALONE | other)) == said


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({}, "Oui, d’après ces critères"),
        ({"share": "5,5"}, "Non, d’après ces critères"),
        ({"on": "2026-10-31"}, "Non, d’après ces critères"),
        ({"trainers": "0", "structure_approved": "yes"}, "Oui, d’après ces critères"),
        ({"adhering": ""}, "Cela ne peut pas se dire ici"),
        ({"legal_form": "SEL"}, "Non, d’après ces critères"),
        ({"mean_registered": "774"}, "Non, d’après ces critères"),
        ({"other_contract": "yes"}, "Non, d’après ces critères"),
        ({"other_contract": ""}, "Cela ne peut pas se dire ici"),
        ({"left_a_collective": "yes", "years_since_collective": "2"}, "Oui, d’après ces critères"),
        ({"left_a_collective": "yes", "years_since_collective": "1"}, "Non, d’après ces critères"),
    ],
)
def test_a_group_may_sign_or_not(small: Small, other: dict[str, str], said: str) -> None:
    """The cap is counted from the doctors and the trainers, on its day."""
    assert verdict(asked(small, GROUP | other)) == said


def test_what_it_would_pay_and_ask_is_told_where_a_source_says_it(small: Small) -> None:
    """Half a post: three amounts, and objectives that were not found; a group: so many patients per post."""
    shown = asked(small, ALONE)
    assert all(amount in shown for amount in ("19\xa0000", "14\xa0000", "11\xa0000"))
    assert "non trouvé" in shown
    group = asked(small, GROUP)
    assert "+1\xa0300" in group
    assert "+550" in group
    assert "190\xa0000" in group
    assert "non trouvé" in asked(small, ALONE | {"share": "2"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "tomorrow"},
        {"on": ""},
        {"kind": "divine"},
        {"share": "1/7"},
        {"share": "a half"},
        {"registered": "beaucoup"},
        {"clinical_percent": "-1"},
        {"sector": "9"},
        {"exceptions": "luck"},
    ],
)
def test_an_answer_that_cannot_be_is_told_beside_its_question(small: Small, wrong: dict[str, str]) -> None:
    shown = asked(small, ALONE | wrong, status=422)
    assert verdict(shown) == ""
    assert "data-errors" in shown


@pytest.mark.parametrize("on", ["2019-08-20", "2020-03-01", "2023-05-01", "2024-06-22", "2026-02-25", "2026-11-01"])
@pytest.mark.parametrize("kind", [INDIVIDUAL, COLLECTIVE])
def test_whatever_a_criterion_needs_is_a_question(small: Small, kind: str, on: str) -> None:
    """On each day that a criterion begins; the cap is asked as what it is counted from."""
    names, _exceptions = asked_of(kind, date.fromisoformat(on))
    shown = small.signed_in("m1").get(PATH, {"kind": kind, "on": on}).content.decode()
    wanted = {"adhering" if it == "within_cap" else it for it in names}
    assert {it for it in wanted if f'name="{it}"' not in shown} == set()
    assert names <= set(Candidate.__dataclass_fields__)
    assert names - {"share", "within_cap"} <= set(QUESTIONS)


def test_a_contract_that_runs_is_not_forgotten(small: Small, code: str) -> None:
    """Whether it still runs on the day asked is for whoever asks to say: nothing is answered for them."""
    shown = small.signed_in("m1").get(PATH).content.decode()
    asked_it = shown.partition('name="other_contract"')[2].partition("</select>")[0]
    assert re.search(r'value="" selected', asked_it)


def test_it_shows_money_and_is_for_those_who_see_contracts(small: Small) -> None:
    assert small.signed_in("m3").get(PATH).status_code == 403
    assert "who-may-sign" in small.signed_in("m1").get("/p/brehan/contract/new").content.decode()
    assert "who-may-sign" in small.signed_in("m1").get("/p/brehan/contract/?all=1").content.decode()
