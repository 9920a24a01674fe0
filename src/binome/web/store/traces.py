"""Simulated journals that somebody brought: files beside the database, of one session, for two hours. Never a table.

A file and not this process's memory, since the next request may be another process's. Whoever signs out has none
any more; what nobody asks for again is swept.
"""

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2s
from pathlib import Path
from threading import Timer

from django.conf import settings

from binome.practice.refusal import MoveRefused

KEPT_S = 7_200.0
MOST_OF_ONE = 3
"""Of one session: the oldest makes room."""
MOST_BYTES = 200_000_000
"""Of everybody."""


def owner_of(session: str, practice: str) -> str:
    """A name for who may open it, from which the session cannot be found."""
    return blake2s(f"{practice} {session}".encode(), digest_size=12).hexdigest()


def keep(owner: str, trusted: bytes, at: float) -> str:
    """The code by which its owner opens it. `at` is the machine's time, as files have it."""
    _sweep(at, room_for=len(trusted))
    for old in sorted(_files(f"{owner}-*"), key=_age)[: -(MOST_OF_ONE - 1)]:
        old.unlink(missing_ok=True)
    code = secrets.token_hex(8)
    written = _folder() / f"{owner}-{code}.new"
    with os.fdopen(os.open(written, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
        file.write(trusted)
    os.utime(written, (at, at))
    written.rename(_place(owner, code))
    _sweep_later()
    return code


def kept(owner: str, code: str, at: float) -> Path:
    """Where it is; refused when it never was, is somebody else's, or is too old."""
    _sweep(at)
    place = _place(owner, code)
    if not re.fullmatch("[0-9a-f]{16}", code) or not place.is_file():
        raise MoveRefused("trace.gone")
    return place


def throw_away(owner: str, code: str) -> None:
    if re.fullmatch("[0-9a-f]{16}", code):
        _place(owner, code).unlink(missing_ok=True)


def _sweep(at: float, room_for: int = 0) -> None:
    """What is too old; and the oldest, when all together take too much."""
    room = MOST_BYTES - room_for
    for file in sorted(_files("*"), key=_age, reverse=True):
        with suppress(FileNotFoundError):
            room -= file.stat().st_size
            if room < 0 or not 0 <= at - file.stat().st_mtime < KEPT_S:
                file.unlink()


def _sweep_later() -> None:
    """Even when nobody comes back."""
    timer = Timer(KEPT_S + 1, lambda: _sweep(time.time()))
    timer.daemon = True
    timer.start()


def _files(pattern: str) -> Iterator[Path]:
    return _folder().glob(pattern)


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _place(owner: str, code: str) -> Path:
    return _folder() / f"{owner}-{code}.parquet"


def _folder() -> Path:
    folder = Path(settings.BINOME_DATA) / "traces"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
