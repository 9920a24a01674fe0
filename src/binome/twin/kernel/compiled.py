"""Where the compiled days are kept: one folder for each state of their sources, so that none is ever out of date.

Numba looks at the one file in which a function stands; a change in a file it calls would go unnoticed. Beside the
kernel when that can be written, else in the user's own cache, filled from there: the wait is paid at set-up.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Event

HERE = Path(__file__).parent
OUTSIDE = tuple(HERE.parent / name for name in ("chance.py", "tables.py"))
"""Beyond the kernel, the modules whose constants are compiled in."""

ASIDE = """
import os, runpy, sys, threading
os.nice(19)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(1)), daemon=True).start()
runpy.run_module("binome.twin.kernel.warm", run_name="__main__")
"""
"""Whoever started it holds its standard input: when they end, even killed, so does it."""
LOOK_S = 0.2


@cache
def source_hash() -> str:
    """The state of everything that is compiled."""
    told = sha256()
    for file in sorted([*HERE.glob("*.py"), *OUTSIDE]):
        told.update(file.name.encode() + b"\0" + file.read_bytes())
    return told.hexdigest()


@cache
def folder() -> Path:
    """This state's own. Whoever set NUMBA_CACHE_DIR has it there."""
    name = f"twin-{source_hash()[:16]}"
    shipped = Path(os.environ.get("NUMBA_CACHE_DIR") or HERE / "__pycache__") / name
    if _can_be_written(shipped):
        return shipped
    own = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "binome" / name
    if shipped.is_dir() and not own.exists():
        shutil.copytree(shipped, own)
    return own


def note_complete() -> None:
    """Everything of this state is compiled."""
    _mark().touch()


def complete_aside(stopped: Event) -> None:
    """Unless it is done: in another process, which comes after everything else that the machine has to do.

    Compiling takes a minute and holds the interpreter all the while: a server would answer nobody.
    """
    if _mark().exists():
        return
    with subprocess.Popen([sys.executable, "-c", ASIDE], stdin=subprocess.PIPE) as other:  # noqa: S603 - our own words
        while other.poll() is None:
            if stopped.wait(LOOK_S):
                other.terminate()
                return


def _mark() -> Path:
    return folder() / "complete"


def forget_older() -> None:
    """Throw away earlier states, which nothing will read again."""
    for other in folder().parent.glob("twin-*"):
        if other != folder():
            shutil.rmtree(other, ignore_errors=True)


def _can_be_written(place: Path) -> bool:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(place, os.W_OK)
