"""The aid contract, asked from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

TEMPLATES = ("individual", "shared", "collective")


@pytest.fixture
def file(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "contract.toml"
    assert run("contract", "init", str(path)).code == 0
    return path


def projected(run: Run, file: Path, *words: str) -> dict[str, Any]:
    said = run("contract", "project", str(file), "--on", "2026-11-22", "--json", *words)
    assert said.code == 0
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_a_contract_is_projected_as_json(run: Run, file: Path) -> None:
    """Where it stands, each year's aid with its source, what is unsettled; and that it is not official."""
    found = projected(run, file)
    assert "amelipro" in found["not_official"]["fr"]
    own = found["contracts"][0]
    assert (own["regime"], own["year"], own["contract"]["share"]) == ("convention_2024", 3, "1/2")
    assert own["standings"]["registered"]["today"] == 1066
    assert [it["most"] for it in own["years"]] == [19000.0, 14000.0, 11000.0, 11000.0, 11000.0]
    assert own["years"][3]["amount"]["sources"][0]["address"].startswith("https://www.ameli.fr")
    assert {it["key"] for it in own["unsettled"]} >= {"open.method", "rule.prorated"}
    assert own["standings"]["registered"]["outlook"]["how"]["en"].startswith("straight line through 4 counts")
    assert found["together"]["posts"][0]["parts"] == [["dr-a", "1/2"]]


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_template_is_told_in_both_languages(run: Run, tmp_path: Path, template: str, language: str) -> None:
    """Written, read, projected, told; its comments in one language only."""
    path = tmp_path / "c.toml"
    assert run("contract", "init", str(path), "--template", template, "--language", language).code == 0
    assert not any(line.startswith(("#fr", "#en")) for line in path.read_text("utf-8").splitlines())
    said = run("contract", "project", str(path), "--on", "2026-11-22", "--language", language)
    assert said.code == 0
    assert said.out.count("amelipro") >= 2
    assert ("Trésorerie" in said.out) is (language == "fr")


def test_a_day_is_a_day_and_a_language_a_language(run: Run, file: Path) -> None:
    """Otherwise 2, with a sentence."""
    for said in ("tomorrow", "9999-12-31", "0001-01-01"):
        assert run("contract", "project", str(file), "--on", said).code == 2
    assert run("contract", "project", str(file), "--language", "de").code == 2


def test_a_file_that_is_wrong_is_refused_line_by_line(run: Run, file: Path) -> None:
    """In the language that was asked for; 2."""
    file.write_text(file.read_text("utf-8").replace('share = "1/2"', 'share = "2/3"'), "utf-8")
    said = run("contract", "project", str(file), "--language", "en")
    assert said.code == 2
    assert "contract.0.share: one of these shares of a full time was expected: 1/3, 1/2, 1, 3/2, 2." in said.err
    assert "Line 6: " in said.err


def test_a_file_that_is_not_there_is_said_so(run: Run, tmp_path: Path) -> None:
    """2, and no traceback."""
    said = run("contract", "project", str(tmp_path / "gone.toml"))
    assert (said.code, "could not be read" in said.err) == (2, True)


def test_nothing_is_written_over(run: Run, file: Path) -> None:
    """Nor is an unknown template."""
    assert run("contract", "init", str(file)).code == 2
    assert run("contract", "init", str(file.with_name("other.toml")), "--template", "none").code == 2
    assert run("contract", "init", "-").out.startswith("# Un contrat individuel.")


def test_the_rules_are_listed_with_what_is_not_found(run: Run) -> None:
    """As JSON, nulls stay null; told, they are question marks."""
    found = json.loads(run("contract", "regimes", "--json").out)
    assert [it["code"] for it in found["regimes"]] == [
        "avenant_7",
        "arbitral_2023",
        "convention_2024",
        "collective_2026",
    ]
    double = next(it for it in found["regimes"][2]["amounts"] if it["share"] == "2" and it["band"] == "standard")
    assert [it["value"] for it in double["years"]] == [None, None, None]
    assert next(it for it in found["rules"] if it["key"] == "rule.prorated")["value"] is None
    told = run("contract", "regimes", "--language", "en").out
    assert "2 standard: ? / ? / ?" in told
    assert "1 standard: 38000 / 28000 / 22000" in told


def test_who_may_sign_is_answered_criterion_by_criterion(run: Run) -> None:
    """0 when yes, 1 when no or when something is not known; each with its text."""
    said = ("--given", "sector=1", "--given", "registered=775", "--given", "share=1/2", "--on", "2025-01-01")
    found = run("contract", "eligible", *said, "--json")
    told = json.loads(found.out)
    assert (found.code, told["may_sign"]) == (0, True)
    assert {it["code"]: it["verdict"] for it in told["criteria"]}["floor_775"] == "met"
    assert told["criteria"][0]["datum"]["sources"][0]["address"].startswith("http")
    fewer = run("contract", "eligible", *said, "--given", "registered=774", "--language", "en")
    assert (fewer.code, fewer.out.splitlines()[0]) == (1, "No.")
    unknown = run("contract", "eligible", "--given", "sector=1", "--on", "2025-01-01", "--language", "en")
    assert (unknown.code, unknown.out.splitlines()[0]) == (1, "Not to be decided here: see the fund.")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("sectr=1", "Perhaps “sector”?"),
        ("sector=3", "1, 2_optam, 2; found 3"),
        ("coordinated=maybe", "yes, no; found maybe"),
        ("registered=many", "found many"),
        ("exceptions=tired", "found tired"),
    ],
)
def test_a_fact_that_makes_no_sense_is_refused(run: Run, given: str, said: str) -> None:
    """With what may be said; 2."""
    found = run("contract", "eligible", "--given", given, "--language", "en")
    assert (found.code, said in found.err) == (2, True)


def test_several_exceptions_may_be_said(run: Run) -> None:
    """One after the other; one that a criterion knows is enough for the fund to adapt it."""
    said = [
        word
        for it in ("sector=1", "registered=10", "share=1", "exceptions=young_list", "exceptions=rqth")
        for word in ("--given", it)
    ]
    told = json.loads(run("contract", "eligible", *said, "--on", "2025-01-01", "--json").out)
    assert {it["code"]: it["verdict"] for it in told["criteria"]}["floor_775"] == "adapted"
    assert told["may_sign"] is None
