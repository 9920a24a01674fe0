"""Every command explains itself in good English, and a word that is no command ends with 2."""

import subprocess
import sys

import pytest

from tests.cli.conftest import Run

COMMANDS = {
    ("demo",): "Open a demonstration practice in the middle of its day",
    ("serve",): "Serve the practices of this machine until told to stop",
    ("migrate",): "Bring the tables to this version's shape",
    ("check",): "Tell every story of the journal again",
    ("backup",): "Copy the database to a file",
    ("evaluate",): "What moved with a change",
    ("explain",): "What explains a difference",
    ("import", "agenda"): "Bring appointments",
    ("import", "patients"): "Bring a list of patients",
    ("journal", "export"): "Write the journal's events as columns",
    ("journal", "forget"): "Delete a patient's names and words",
    ("measure",): "Every figure of a period",
    ("measures",): "The catalogue: what each figure means",
    ("practice", "init"): "Found a practice and its first account",
    ("twin", "calibrate"): "Learn minutes, attendance and demand",
    ("twin", "compare"): "Live two scenarios under the same luck",
    ("twin", "describe"): "Tell the whole model in plain sentences",
    ("twin", "init"): "Write a commented scenario to start from",
    ("twin", "optimise"): "Name the best option that keeps the guardrails",
    ("twin", "run"): "Live a scenario many times",
    ("twin", "trace"): "Live one replication alone",
    ("twin", "validate"): "Run theory and the published tables again",
    ("user", "invite"): "Print a link that works once",
}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_explains_itself(command: tuple[str, ...], run: Run) -> None:
    """What it does, and each of its options in a few words."""
    said = run(*command, "--help")
    assert said.code == 0
    assert COMMANDS[command] in " ".join(said.out.split())


def test_every_command_is_in_this_table(run: Run) -> None:
    """A command that is added explains itself too."""
    groups = {"import", "journal", "practice", "twin", "user"}
    listed = {line.split()[0] for line in run("--help").out.partition("Commands:")[2].splitlines() if line.strip()}
    words = {word for word in listed if word.isalpha()}
    assert {command[0] for command in COMMANDS} <= words
    for group in groups:
        inside = run(group, "--help").out.partition("Commands:")[2]
        named = {
            line.split()[0] for line in inside.splitlines() if line.startswith("  ") and not line.startswith("   ")
        }
        assert named == {command[1] for command in COMMANDS if command[0] == group}


@pytest.mark.parametrize("words", [("fly",), ("check", "--fast"), ("journal", "export", "x", "--format", "pdf"), ()])
def test_what_is_not_understood_ends_with_2(words: tuple[str, ...], run: Run) -> None:
    """And says where help is."""
    said = run(*words)
    assert said.code == 2
    assert "Usage" in said.err + said.out


def test_python_m_binome_is_binome() -> None:
    """Where no script was installed; and --help does not wake Django."""
    code = "import sys; sys.argv = ['binome', '--help']\nfrom binome.cli.app import main\n"
    code += "try:\n    main()\nfinally:\n    assert 'django' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
    told = subprocess.run([sys.executable, "-m", "binome", "--help"], capture_output=True, text=True, check=False)
    assert told.returncode == 0
    assert "the live day of a general practice" in told.stdout
