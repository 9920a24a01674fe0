"""The compiled days are never out of date, and somebody who may not write the program may still run it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from numba.core import config

from binome.twin.kernel import compiled


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kernel of one file, whose state nobody has asked for yet."""
    kernel = tmp_path / "kernel"
    kernel.mkdir()
    (kernel / "run.py").write_text("a = 1\n")
    (tmp_path / "chance.py").write_text("b = 2\n")
    monkeypatch.setattr(compiled, "HERE", kernel)
    monkeypatch.setattr(compiled, "OUTSIDE", (tmp_path / "chance.py",))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    return kernel


def folder() -> Path:
    """Asked anew: within a process the answer is kept."""
    compiled.source_hash.cache_clear()
    compiled.folder.cache_clear()
    return compiled.folder()


@pytest.fixture(autouse=True)
def asked_anew_afterwards() -> object:
    yield
    compiled.source_hash.cache_clear()
    compiled.folder.cache_clear()


def test_any_change_of_a_source_has_a_folder_of_its_own(sources: Path) -> None:
    """Those outside the kernel too, whose constants are compiled in."""
    first = folder()
    (sources / "run.py").write_text("a = 2\n")
    second = folder()
    (sources.parent / "chance.py").write_text("b = 3\n")
    assert len({first, second, folder()}) == 3
    assert first.parent == sources / "__pycache__"


def test_older_folders_are_thrown_away(sources: Path) -> None:
    """This one stays."""
    first = folder()
    (sources / "run.py").write_text("a = 2\n")
    second = folder()
    compiled.forget_older()
    assert not first.exists()
    assert second.exists()


def test_who_may_not_write_there_has_a_copy(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what was compiled at set-up: nothing is compiled again."""
    shipped = folder()
    (shipped / "days.nbc").write_text("compiled")
    monkeypatch.setattr(compiled, "_can_be_written", lambda place: False)
    own = folder()
    assert own.parent == sources.parent / "caches" / "binome"
    assert (own / "days.nbc").read_text() == "compiled"


def test_a_server_has_the_compiling_done_beside_it_and_once(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a process that gives way to every other; what is marked complete is not compiled again."""
    left = sources.parent / "left"
    monkeypatch.setattr(compiled, "ASIDE", _instead(f"open({str(left)!r}, 'a').write(str(os.nice(0)) + ' ')"))
    folder()
    compiled.complete_aside(Event())
    assert left.read_text() == "19 "
    compiled.note_complete()
    compiled.complete_aside(Event())
    assert left.read_text() == "19 "


def test_a_server_that_stops_stops_the_compiling_too(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves no process behind."""
    monkeypatch.setattr(compiled, "ASIDE", _instead("import time; time.sleep(60)"))
    folder()
    stopped = Event()
    stopped.set()
    began = time.monotonic()
    compiled.complete_aside(stopped)
    assert time.monotonic() - began < 20


def test_a_server_that_is_killed_leaves_no_compiling_behind(sources: Path, tmp_path: Path) -> None:
    """kill -9 leaves it no time to stop anything."""
    left = tmp_path / "left"
    beside = _instead(f"import time; open({str(left)!r}, 'w').write(str(os.getpid())); time.sleep(60)")
    code = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {beside!r}], stdin=subprocess.PIPE).wait()"
    with subprocess.Popen([sys.executable, "-c", code]) as killed:
        _until(lambda: left.exists() and left.read_text())
        killed.kill()
    _until(lambda: not Path(f"/proc/{left.read_text()}/cmdline").exists())


def _instead(code: str) -> str:
    """What is done aside, but for what it compiles."""
    return compiled.ASIDE.replace('runpy.run_module("binome.twin.kernel.warm", run_name="__main__")', code)


def _until(holds: Callable[[], object]) -> None:
    for _ in range(200):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it never came to that")


def test_numba_is_told_before_anything_is_declared() -> None:
    """Where this process keeps them, and in one that has imported Numba before."""
    assert str(folder()) == config.CACHE_DIR
    code = "import numba\nimport binome.twin.kernel.run as it\n"
    code += "print(it._run._cache._cache_path)"
    environment = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert "/twin-" in told.stdout, told.stderr
