"""What the law lets whom do, asked from the command line."""

import json
from typing import Any

import pytest

from binome.practice.activities import activities
from binome.practice.words import Role
from tests.cli.conftest import Run

DAY = ("--on", "2026-07-01")
AUTOMATIC = ("--given", "automatic_device=yes")


def asked(run: Run, *words: str) -> tuple[int, dict[str, Any]]:
    said = run("may", *words, *DAY, "--json")
    return said.code, json.loads(said.out)


def test_a_yes_says_its_text_its_conditions_and_its_duties(run: Run) -> None:
    """Exit 0."""
    trained = ("--given", "training=CQP", "--given", "obtained=2024-05-01")
    code, found = asked(run, "assistant", "measure_blood_pressure", *AUTOMATIC, *trained)
    assert (code, found["answer"], found["unsettled"]) == (0, "does", False)
    assert found["basis"]["code"] == "ameli_missions"
    assert found["conditions"] == ["automatic_device", "training_in_order"]
    assert found["duties"] == ["record_entry"]
    assert "Assurance Maladie" in found["because"]


def test_a_role_is_presumed_to_be_held_lawfully_until_something_is_said_of_the_person(run: Run) -> None:
    """The answer says what it leans on; a training that is not in order is a no again."""
    code, found = asked(run, "assistant", "measure_weight")
    assert (code, found["answer"], found["presumed"]) == (0, "does", ["training_in_order"])
    assert "Presumed" in found["because"]
    for said in ("training_in_order=no", "post_since=2019-12-01"):
        code, found = asked(run, "assistant", "measure_weight", "--given", said)
        assert (code, found["missing"], found["presumed"]) == (1, ["training_in_order"], [])


def test_what_is_prepared_is_a_yes_too(run: Run) -> None:
    """A doctor signs; exit 0."""
    code, found = asked(run, "assistant", "draft_sick_leave")
    assert (code, found["answer"], found["duties"]) == (0, "prepares", ["physician_signs"])
    assert (found["basis"]["standing"], found["basis"]["reading"]) == ("conflicting", "ours")


def test_a_condition_that_lacks_is_named_with_its_way_out(run: Run) -> None:
    """Exit 1, no basis."""
    code, found = asked(run, "assistant", "measure_blood_pressure", "--given", "training=CQP")
    assert (code, found["answer"], found["basis"]) == (1, "no", None)
    assert (found["code"], found["missing"]) == ("delegation.condition", ["automatic_device"])
    assert "Equip the practice" in found["because"]


def test_a_no_of_a_text_gives_that_text(run: Run) -> None:
    """And who may."""
    code, found = asked(run, "assistant", "prescribe")
    assert (code, found["answer"], found["unsettled"]) == (1, "no", False)
    assert (found["basis"]["code"], found["who"]) == ("csp_l4161_1", ["physician"])


def test_what_is_unsettled_is_a_no_that_says_why(run: Run) -> None:
    """In the language asked for."""
    code, found = asked(run, "assistant", "perform_rapid_test", "--language", "fr")
    assert (code, found["answer"], found["unsettled"], found["basis"]) == (1, "no", True, None)
    assert "délivrance" in found["because"]


def test_what_nobody_wrote_down_is_a_no(run: Run) -> None:
    """A secretary who weighs."""
    code, found = asked(run, "secretary", "measure_weight")
    assert (code, found["answer"], found["code"], found["conditions"]) == (1, "no", "delegation.no", [])


@pytest.mark.parametrize(
    ("day", "given", "answer"),
    [
        ("2025-01-20", ["structure=MSP"], "no"),
        ("2025-01-21", ["structure=MSP"], "does"),
        ("2025-01-21", ["structure=ESP"], "no"),
        ("2025-01-20", ["entrusted=2025-01-02"], "no"),
        ("2025-01-20", ["entrusted=2025-01-02", "protocol=organisation"], "does"),
        ("2025-01-21", ["entrusted=2025-01-02"], "does"),
        ("2025-01-21", ["entrusted=2025-01-02", "entrusted_patient=no"], "no"),
    ],
)
def test_the_day_and_the_facts_decide(run: Run, day: str, given: list[str], answer: str) -> None:
    """The follow-up of an advanced nurse, on both sides of the decree of January 2025."""
    said = run("may", "advanced_nurse", "conduct_nurse_follow_up", "--on", day, "--json", *_given(given))
    assert json.loads(said.out)["answer"] == answer


def test_without_json_it_is_a_sentence(run: Run) -> None:
    """With the way out."""
    said = run("may", "assistant", "measure_weight", "--given", "training_in_order=no", *DAY)
    assert said.code == 1
    assert "Note the person's training" in said.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("assistan", "measure_weight"), "no role is called 'assistan'; near: assistant"),
        (("assistant", "measure_wieght"), "no activity is called 'measure_wieght'; near: measure_weight"),
        (("assistant", "zzz"), "no activity is called 'zzz'; there are: welcome_patient"),
        (("assistant", "measure_weight", "--on", "tomorrow"), "'tomorrow' is no day"),
        (("assistant", "measure_weight", "--language", "de"), "no language is called 'de'"),
        (("assistant", "measure_weight", "--given", "trainin=CQP"), "'trainin' says nothing here; near: training"),
        (("assistant", "measure_weight", "--given", "training=BAC"), "CQP or FAE"),
        (("assistant", "measure_weight", "--given", "automatic_device=maybe"), "yes or no was expected"),
        (("assistant", "measure_weight", "--given", "post_since=soon"), "a day like 2026-03-01"),
        (("assistant", "measure_weight", "--given", "obtained=2024-01-01"), "obtained= comes after training="),
    ],
)
def test_what_makes_no_sense_is_said(run: Run, words: tuple[str, ...], sentence: str) -> None:
    """Exit 2, nothing on the output, and what was near."""
    said = run("may", *words)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err


def test_every_activity_is_listed_with_who_may(run: Run) -> None:
    """Code, line, domain, names, and an answer for each role."""
    said = run("activities", *DAY, "--json")
    listed = {it["code"]: it for it in json.loads(said.out)}
    assert list(listed) == list(activities())
    weight = listed["measure_weight"]
    assert (weight["line"], weight["domain"], weight["labels"]["fr"]) == (27, "consultation", "Peser")
    assert set(weight["who"]) == set(map(str, Role))
    assert weight["who"]["assistant"]["conditions"] == [["training_in_order"]]
    assert listed["perform_rapid_test"]["who"]["assistant"] == {"answer": "no", "unsettled": True, "conditions": []}


def test_without_json_each_is_a_line(run: Run) -> None:
    """A star where something is asked for."""
    said = run("activities", *DAY)
    assert "measure_weight: Measure the weight (physician does, trainee does, assistant does*," in said.out
    assert len(said.out.splitlines()) == len(activities())


def _given(pairs: list[str]) -> list[str]:
    return [word for pair in pairs for word in ("--given", pair)]
