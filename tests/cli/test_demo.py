"""`binome demo` from nothing: folder, tables, practice, its day; and a second start that makes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path


def test_from_nothing_to_practices_that_check_out(tmp_path: Path) -> None:
    """Two of them, for a load test; asked again, the same; the check agrees."""
    words = ["demo", "--seed-only", "--practices", "2", "--visits", "12", "--accounts", "10", "--json"]
    first = _binome(words, tmp_path / "data")
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout) == {"practices": ["kermorwen", "kermorwen-2"]}
    assert json.loads(_binome(words, tmp_path / "data").stdout) == json.loads(first.stdout)
    checked = _binome(["check", "--json"], tmp_path / "data")
    assert checked.returncode == 0, checked.stdout
    assert json.loads(checked.stdout)["stories"] >= 24


def test_an_unknown_pace_is_refused(tmp_path: Path) -> None:
    """Stopped, as in life, or twenty times as fast."""
    said = _binome(["demo", "--pace", "7"], tmp_path)
    assert said.returncode == 2
    assert "--pace" in said.stderr


def _binome(words: list[str], data: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BINOME_", "DJANGO_"))}
    env = {**clean, "BINOME_MODE": "demo", "BINOME_DATA": str(data)}
    command = [sys.executable, "-m", "binome", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=110)
