"""`binome twin run`, `compare`, `optimise`, `trace`: what they answer, and how they refuse."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from binome.journal.columns import SCHEMA
from binome.twin.scenario import write
from tests.cli.conftest import Run
from tests.twin.small_experiment import month


@pytest.fixture
def practice(tmp_path: Path) -> str:
    file = tmp_path / "practice.toml"
    file.write_text(write(month()), "utf-8")
    return str(file)


@pytest.fixture
def alone(tmp_path: Path) -> str:
    file = tmp_path / "alone.toml"
    file.write_text(write(month("single_doctor")), "utf-8")
    return str(file)


def test_the_figures_are_said_as_json_the_same_on_any_threads(practice: str, run: Run) -> None:
    """Byte for byte; with the command that makes them again."""
    one, two = (run("twin", "run", practice, "--replications", "12", "--json", "--threads", n) for n in "12")
    assert one.code == 0
    assert one.out == two.out
    said = json.loads(one.out)
    assert said["figures"]["wait_min"]["count"] == 12
    assert said["provenance"]["command"].endswith("--replications 12 --seed 1")


@pytest.mark.parametrize(("language", "words"), [("fr", "Temps médical par visite"), ("en", "Medical time per visit")])
def test_the_figures_are_a_table_for_a_person(language: str, words: str, practice: str, run: Run) -> None:
    """With their ranges, in the language asked."""
    said = run("twin", "run", practice, "--replications", "3", "--language", language)
    assert said.code == 0
    assert words in said.out


def test_a_run_goes_on_from_its_folder(practice: str, tmp_path: Path, run: Run) -> None:
    """To the same bytes as a run that was never stopped."""
    folder = str(tmp_path / "out")
    assert run("twin", "run", practice, "--replications", "4", "--out", folder).code == 0
    longer = run("twin", "run", practice, "--replications", "9", "--resume", folder, "--json")
    assert longer.out == run("twin", "run", practice, "--replications", "9", "--json").out
    other = run("twin", "run", practice, "--seed", "2", "--resume", folder)
    assert other.code == 2
    assert "another experiment" in other.err


def test_a_precision_that_is_not_reached_ends_with_1(practice: str, run: Run) -> None:
    """And says how close it came."""
    said = run("twin", "run", practice, "--replications", "20", "--precision", "wait_min=±0.001", "--language", "en")
    assert said.code == 1
    assert "is not reached in 20 replications" in said.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--precision", "beauty=1"), "FIGURE"),
        (("--precision", "wait_min=much"), "FIGURE"),
        (("--begins", "sideways"), "said, empty, full or both"),
        (("--language", "br"), "fr or en"),
        (("--resume", "nowhere"), "no result"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    words: tuple[str, ...], why: str, practice: str, run: Run
) -> None:
    """Exit 2, no traceback."""
    said = run("twin", "run", practice, *words)
    assert said.code == 2
    assert why in said.err
    assert "Traceback" not in said.err


def test_a_scenario_that_is_none_is_refused_with_its_lines(tmp_path: Path, run: Run) -> None:
    """By every verb."""
    file = tmp_path / "wrong.toml"
    file.write_text('name = "x"\nspeed = 3\n', "utf-8")
    for words in (["run", file], ["compare", file, file], ["trace", file, tmp_path / "out.parquet"]):
        said = run("twin", *map(str, words), "--language", "en")
        assert said.code == 2
        assert "Line 2" in said.err


def test_a_run_from_both_beginnings_says_whether_they_agree(practice: str, run: Run) -> None:
    """Exit 1 when the beginning still shows."""
    said = run("twin", "run", practice, "--replications", "6", "--begins", "both", "--json")
    both = json.loads(said.out)
    assert said.code == (1 if both["disagree"] else 0)
    assert both["empty"]["provenance"]["begins"] == "empty"


def test_two_scenarios_are_compared_with_their_guardrails(alone: str, practice: str, run: Run) -> None:
    """Exit 1 when one is crossed."""
    said = run("twin", "compare", alone, practice, "--replications", "8", "--json")
    told = json.loads(said.out)
    assert told["figures"]["freed_min_per_week"]["difference"]["mean"] > 0
    assert said.code == (1 if "crossed" in told["guardrails"].values() else 0)
    assert run("twin", "compare", alone, alone, "--replications", "3").code == 0


def test_options_are_chosen_among(alone: str, tmp_path: Path, run: Run) -> None:
    """And a file of options that makes no sense is refused."""
    file = tmp_path / "options.toml"
    head = f'base = "{Path(alone).name}"\nfigure = "wait_min"\nmatters = 2\nmost_replications = 100\n'
    file.write_text(head + '[options.slower]\nchange = { "agendas.day.sessions.0.slot_min" = 30 }\n', "utf-8")
    said = run("twin", "optimise", str(file), "--json")
    assert said.code in (0, 1)
    assert json.loads(said.out)["best"] in ("base", "slower")
    for wrong in (
        head,
        head + "[options.a]\nremove = ['visits.none']",
        head + "[grid]\n'run.days' = [-1]",
        "base = 'x'",
    ):
        file.write_text(wrong, "utf-8")
        assert run("twin", "optimise", str(file)).code == 2


def test_a_replication_leaves_as_a_journal_leaves(practice: str, tmp_path: Path, run: Run) -> None:
    """The same columns as lived days, the origin apart; or a row for each step of the model."""
    out = tmp_path / "traced.parquet"
    said = run("twin", "trace", practice, "--replication", "2", str(out), "--json")
    assert said.code == 0
    table = pl.read_parquet(out)
    assert table.columns == list(SCHEMA)
    assert table["origin"].unique().to_list() == ["twin-1-0-2"]
    assert json.loads(said.out)["rows"] == table.height
    assert run("twin", "trace", practice, str(out), "--stamps").code == 0
    assert "start_min" in pl.read_parquet(out).columns
    assert run("twin", "trace", practice, str(tmp_path / "no" / "where.parquet")).code == 2
    assert run("twin", "trace", practice, str(out), "--zone", "Mars/Base").code == 2


@pytest.mark.parametrize("more", [(), ("--precision", "wait_min=±0,5"), ("--precision", "wait_min=0.001")])
def test_the_command_of_a_run_makes_the_same_result_again(more: tuple[str, ...], practice: str, run: Run) -> None:
    """To the last byte and the same exit: a precision reached or not is part of it."""
    said = run("twin", "run", practice, "--replications", "40", "--begins", "empty", "--practice", "3", "--json", *more)
    again = run(*_words(json.loads(said.out)["provenance"]["command"]), "--json")
    assert (again.code, again.out) == (said.code, said.out)


@pytest.mark.parametrize("more", [(), ("--precision", "wait_min=1"), ("--precision", "wait_min=0.001")])
def test_the_command_of_a_comparison_makes_it_again(more: tuple[str, ...], alone: str, practice: str, run: Run) -> None:
    """Both sides, their differences and guardrails, to the last byte."""
    said = run("twin", "compare", alone, practice, "--replications", "30", "--seed", "4", "--json", *more)
    command = json.loads(said.out)["command"]
    assert ("--precision" in command) == bool(more)
    again = run(*_words(command), "--json")
    assert (again.code, again.out) == (said.code, said.out)


def test_the_command_of_a_choice_makes_it_again(alone: str, tmp_path: Path, run: Run) -> None:
    """From the same file of options."""
    file = tmp_path / "my options.toml"
    head = f'base = "{Path(alone).name}"\nfigure = "wait_min"\nmatters = 2\nmost_replications = 60\n'
    file.write_text(head + '[options.slower]\nchange = { "agendas.day.sessions.0.slot_min" = 30 }\n', "utf-8")
    said = run("twin", "optimise", str(file), "--seed", "3", "--json")
    again = run(*_words(json.loads(said.out)["command"]), "--json")
    assert (again.code, again.out) == (said.code, said.out)


@pytest.mark.parametrize("more", [(), ("--zone", "America/Cayenne"), ("--stamps",)])
def test_the_command_of_a_trace_writes_the_same_file_again(
    more: tuple[str, ...], practice: str, tmp_path: Path, run: Run
) -> None:
    """The same bytes on disk."""
    out = tmp_path / "traced.parquet"
    said = run("twin", "trace", practice, str(out), "--replication", "2", "--practice", "7", "--json", *more)
    written = out.read_bytes()
    out.unlink()
    again = run(*_words(json.loads(said.out)["command"]), "--json")
    assert (again.code, again.out) == (said.code, said.out)
    assert out.read_bytes() == written


def _words(command: str) -> list[str]:
    """As a shell hands them over, without the program's name."""
    return shlex.split(command)[1:]


def test_a_run_wakes_neither_django_nor_polars(practice: str) -> None:
    """Nor a statistics library of its own: the first answer is soon there."""
    code = f"import sys; sys.argv = ['binome', 'twin', 'run', {practice!r}, '--replications', '1']\n"
    code += "from binome.cli.app import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
    code += "assert not {'django', 'polars', 'pandas'} & set(sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
