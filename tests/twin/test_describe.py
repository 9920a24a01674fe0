"""The model tells itself aloud, whole, in two languages."""

import json
import re

import pytest
from typer.testing import CliRunner

from binome.cli.app import app
from binome.twin.assumptions import assumptions
from binome.twin.description import sections
from binome.twin.model import Scenario
from binome.twin.priors import priors
from binome.twin.saying import Voice
from binome.twin.scenario import read
from tests.twin.scenarios import HERE, every_scenario, scenario

RUNNER = CliRunner()
FRENCH = {
    "single_doctor": "Médecin seul",
    "twin_rooms": "Deux salles jumelles avec un assistant",
    "shared_assistant": "Deux médecins et un assistant partagé",
    "group_practice": "Cabinet de groupe avec infirmier, IPA et secrétaire",
}
ENGLISH = {
    "single_doctor": "Single doctor",
    "twin_rooms": "Twin rooms with an assistant",
    "shared_assistant": "Two doctors sharing one assistant",
    "group_practice": "Group practice with nurse, IPA and secretary",
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_shipped_scenario_is_told(language: str) -> None:
    """No sentence lacks a fact; every member, room, visit and request is named."""
    for found in every_scenario():
        text = "\n".join(line for it in sections(found, language) for line in it.sentences)
        named = [*found.members, *found.rooms, *found.visits, *found.requests, *found.tasks]
        assert [name for name in named if name not in text] == []
        assert "{" not in text


def test_a_prior_is_told_with_its_standing_and_source() -> None:
    """A judgement says that it is one."""
    told = {it.place: it for it in assumptions(scenario(), "en")}
    held = told["pathways.pair.steps.1.minutes"]
    assert held.standing == "judgement"
    assert "our judgement" in held.told
    assert "DREES" in held.source
    assert told["requests.acute.no_show"].standing == "judgement"


def test_a_value_is_told_as_its_language_writes_it() -> None:
    """« 0,5 min » on « 22 novembre 2026 » in French; 0.5 min on 22 November 2026 in English; whole sentences too."""
    changes = ("d1 = { ", "d1 = { move_min = 0.5, away = [{ since = 2027-01-01, until = 2027-01-08 }], ")
    calendar = ("[members]", "[calendar]\nfirst_day = 2026-11-22\nclosed = [2026-12-24]\n\n[members]")
    found = scenario(changes, calendar)
    french, english = ("\n".join(_all_told(found, it)) for it in ("fr", "en"))
    for words in (
        "0,5 min",
        "22 novembre 2026",
        "24 décembre 2026",
        "du 1er janvier 2027 au 8 janvier 2027",
        "cv 0,35",
    ):
        assert words in french
    for words in ("0.5 min", "22 November 2026", "24 December 2026", "1 January 2027", "cv 0.35"):
        assert words in english
    assert not re.search(r"\d\.\d|\d{4}-\d\d-\d\d", french)
    assert not re.search(r"\d,\d|\d{4}-\d\d-\d\d", english.replace("1,643", "").replace("1,577", ""))


def test_no_english_note_is_told_in_french() -> None:
    """Every value to start from has its note and its unit in both languages."""
    french = {it.place: it.told for it in assumptions(scenario(), "fr")}
    assert "Rapproché de DREES" in french["pathways.pair.steps.1.minutes"]
    for prior in priors().values():
        for language in ("fr", "en"):
            assert prior.notes[language]
            assert Voice(language).say("units", prior.unit)
        assert not re.search(r"\b(the|of|and|was|Set beside|others)\b", prior.notes["fr"])


def _all_told(found: Scenario, language: str) -> list[str]:
    return [line for it in sections(found, language) for line in it.sentences] + [
        it.told for it in assumptions(found, language)
    ]


def test_what_the_file_says_and_what_it_leaves_out_are_told_too() -> None:
    """A number of the file is the file's; silence is an assumption."""
    told = {it.place: it.standing for it in assumptions(scenario(), "fr")}
    assert told["agendas.day.sessions.0.slot_min"] == "file"
    assert told["acute.punctuality"] == "absent"
    assert told["interruptions"] == "absent"


def test_a_source_given_by_the_file_is_told() -> None:
    """For the place itself and for all that is below it."""
    found = scenario(("[run]", '[sources]\n"agendas.day" = "our agenda of 2026"\n\n[run]'))
    told = {it.place: it for it in assumptions(found, "en")}
    assert told["agendas.day.sessions.0.slot_min"].source == "our agenda of 2026"


def test_the_command_describes_in_json() -> None:
    """Sections and assumptions, for a program."""
    file = str(HERE / "benchmarks/scenarios/r1.toml")
    done = RUNNER.invoke(app, ["twin", "describe", file, "--language", "en", "--json"])
    told = json.loads(done.stdout)
    assert told["scenario"] == "Reference clinic R1"
    assert {it["standing"] for it in told["assumptions"]} <= {"file", "absent"}


@pytest.mark.parametrize("template", ["single_doctor", "twin_rooms", "shared_assistant", "group_practice"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_template_is_written_in_one_language_and_can_be_told(template: str, language: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """Comments of the other language stay out."""
    out = tmp_path / "mine.toml"
    assert RUNNER.invoke(app, ["twin", "init", "--template", template, "--language", language, str(out)]).exit_code == 0
    text = out.read_text("utf-8")
    assert ("# Chaque valeur" in text) == (language == "fr")
    assert ("# Every value" in text) == (language == "en")
    assert read(text).name == {"fr": FRENCH, "en": ENGLISH}[language][template]
    assert not any(line.startswith(("#fr", "#en")) for line in text.splitlines())
    assert RUNNER.invoke(app, ["twin", "describe", str(out), "--language", language]).exit_code == 0


def test_nothing_is_written_over(tmp_path) -> None:  # type: ignore[no-untyped-def]
    """A file that is there stays as it is."""
    out = tmp_path / "mine.toml"
    out.write_text("mine")
    assert RUNNER.invoke(app, ["twin", "init", str(out)]).exit_code != 0
    assert out.read_text() == "mine"
