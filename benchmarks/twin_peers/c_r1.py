"""R1 in C (and R2): compiled from its own source when the benchmark begins, by the machine's compiler if it has one."""

import ctypes
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from benchmarks.twin_peers.given import Visit, Waits

SOURCE = Path(__file__).with_suffix(".c")
COMPILERS = ("gcc", "cc")
FLAGS = ("-std=c99", "-O3", "-shared", "-fPIC")
SUMS = ("served", "before_room", "before_doctor", "stay", "busy", "within", "overtime", "doctors", "last", "events")
ACCESS = ("mornings", "third_next", "advance", "lead", "same_day", "lost")
ROOM = ctypes.POINTER(ctypes.c_double)


class InC(NamedTuple):
    library: ctypes.CDLL

    def day(self, visits: Sequence[Visit], scale: int = 1) -> list[Waits]:
        """What each visit waited, in the order of their numbers."""
        rows, waits = np.array(visits, dtype=np.float64), np.empty((len(visits), 3))
        if self.library.given_day(_room(rows), len(visits), scale, _room(waits)):
            raise ValueError(f"{len(visits)} visits at scale {scale} are too many for the C version.")
        return [Waits(*row) for row in waits.tolist()]

    def days(self, seed: int, many: int) -> dict[str, float]:
        """That many days drawn and run; what they add up to."""
        sums = np.empty(len(SUMS))
        self.library.drawn_days(ctypes.c_uint64(seed), ctypes.c_int64(many), _room(sums))
        return dict(zip(SUMS, sums.tolist(), strict=True))

    def with_a_backlog(self, seed: int, days: int) -> dict[str, float]:
        """One replication of R2; what its days after the warming up add up to."""
        sums, access = np.zeros(len(SUMS)), np.zeros(len(ACCESS))
        self.library.days_with_a_backlog(ctypes.c_uint64(seed), ctypes.c_int64(days), _room(sums), _room(access))
        return dict(zip((*SUMS, *ACCESS), (*sums.tolist(), *access.tolist()), strict=True))


def _room(array: np.ndarray) -> ctypes.Array:
    return array.ctypes.data_as(ROOM)


def compiler() -> str | None:
    return next(filter(None, map(shutil.which, COMPILERS)), None)


@contextmanager
def compiled() -> Iterator[InC | None]:
    """None on a machine without a compiler."""
    with TemporaryDirectory() as folder:
        yield _compiled(Path(folder)) if compiler() else None


def _compiled(folder: Path) -> InC:
    library = folder / "c_r1.so"
    subprocess.run([compiler() or "cc", *FLAGS, str(SOURCE), "-lm", "-o", str(library)], check=True)
    return InC(ctypes.CDLL(str(library)))
