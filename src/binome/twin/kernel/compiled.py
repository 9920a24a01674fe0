"""Where the compiled days are kept: one folder for each state of their sources, so that none is ever out of date.

Numba looks at the one file in which a function stands; a change in a file it calls would go unnoticed. Beside the
kernel when that can be written, else in the user's own cache, filled from there: the wait is paid at set-up.
"""

import os
import shutil
from functools import cache
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
OUTSIDE = tuple(HERE.parent / name for name in ("chance.py", "tables.py"))
"""Beyond the kernel, the modules whose constants are compiled in."""


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
