"""One file is read at a time in a practice: a large one costs seconds, and the clicks of the day go on beside it."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from binome.practice.refusal import MoveRefused
from binome.web.store.practice import House

_WAITS_S = 1.0
"""Files of a usual day are read in far less: two people who bring theirs together do not notice each other."""

_READING: defaultdict[int, RLock] = defaultdict(RLock)
"""By practice, in this process; of several processes, each reads one."""


@contextmanager
def turn(house: House) -> Iterator[None]:
    """Raises MoveRefused while another file of the practice is being read."""
    mine = _READING[house.id]
    if not mine.acquire(timeout=_WAITS_S):
        raise MoveRefused("import.another_is_read")
    try:
        yield
    finally:
        mine.release()
