"""What would not hold is refused before anything listens."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.cli.conftest import Run


def test_several_processes_need_postgresql(transactional_db: None, run: Run) -> None:
    """On SQLite they would not hear of each other's clicks."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL tells every process")
    said = run("serve", "--processes", "2")
    assert said.code == 2
    assert "PostgreSQL" in said.err


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_door_is_said(command: str, transactional_db: None, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the address, instead of a traceback."""
    monkeypatch.setattr("binome.cli.demo._refuse_elsewhere", lambda: None)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = run(command, "--port", str(taken.getsockname()[1]))
    assert said.code == 2
    assert "cannot be listened on" in said.err


def test_the_demonstration_runs_in_its_own_mode_only(transactional_db: None, run: Run) -> None:
    """Not in the tests' mode, and not in production."""
    said = run("demo", "--seed-only")
    assert said.code == 2
    assert "BINOME_MODE=demo" in said.err


def test_production_without_its_secret_is_refused(tmp_path: Path) -> None:
    """In a sentence that says how to make one."""
    said = _binome(["serve"], tmp_path, mode="production")
    assert said.returncode == 2
    assert "BINOME_SECRET_KEY is missing" in said.stderr
    assert "Traceback" not in said.stderr


def test_tables_of_another_version_are_refused(tmp_path: Path) -> None:
    """And brought to this one's shape by a command of their own."""
    said = _binome(["check"], tmp_path)
    assert said.returncode == 2
    assert "binome migrate" in said.stderr
    assert _binome(["migrate"], tmp_path).returncode == 0
    assert _binome(["check"], tmp_path).returncode == 0


@pytest.mark.parametrize("words", [["serve"], ["migrate"], ["check"], ["demo", "--seed-only"]])
@pytest.mark.parametrize("lost", ["DROP TABLE store_whatifrow", "ALTER TABLE store_patientrow DROP COLUMN phone"])
def test_a_folder_of_another_version_is_refused(made: Path, words: list[str], lost: str, tmp_path: Path) -> None:
    """With its name and the way out, before anything is served: its tables say that they are of this version."""
    data = tmp_path / "data"
    shutil.copytree(made, data)
    with closing(sqlite3.connect(data / "binome.sqlite3")) as other:
        other.execute(lost)
    said = _binome(words, data, mode="demo" if words[0] == "demo" else "test")
    assert said.returncode == 2
    assert str(data) in said.stderr
    assert "another version" in said.stderr
    assert "new folder" in said.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("made")
    assert _binome(["migrate"], data).returncode == 0
    return data


def test_production_says_what_it_worries_about(tmp_path: Path) -> None:
    """Without https, for instance; it still serves, since a proxy may hold the certificate."""
    around = {"BINOME_SECRET_KEY": "weak", "BINOME_HTTPS": "0"}
    assert _binome(["migrate"], tmp_path, mode="production", **around).returncode == 0
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = _binome(["serve", "--port", port], tmp_path, mode="production", **around)
    assert "binome: warning:" in said.stderr
    assert "security.W" in said.stderr


def _binome(words: list[str], data: Path, *, mode: str = "test", **around: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BINOME_", "DJANGO_"))}
    env = {**clean, "BINOME_MODE": mode, "BINOME_DATA": str(data), **around}
    return subprocess.run(
        [sys.executable, "-m", "binome", *words], env=env, capture_output=True, text=True, check=False, timeout=100
    )
