"""Counts the months that have moved, beside the pages: one thread of low priority, which ends when nothing waits.

A page that finds its figures behind calls it; the server calls it every quarter of an hour for every practice, so that
a month that is over is frozen in its time even where nobody looks.
"""

import logging
import os
import threading
import time
from contextlib import suppress
from datetime import timedelta

from django.db import connections

from binome.measures.answers import student
from binome.measures.patients import months_back
from binome.web.store import clock
from binome.web.store.measured import held
from binome.web.store.measured_months import measure
from binome.web.store.practice import House, codes, house, today

EVERY_S = 900.0
LOW_PRIORITY = 10

logger = logging.getLogger("binome.measures")

LOOKED_BACK_MONTHS = 36
"""The twelve months a page draws, and before them the two years that tell who is new."""

LOOKS_AGAIN_S = 30.0
"""Somebody who turns pages is not a reason to look at every page."""

_waiting: set[str] = set()
_looked: dict[str, float] = {}
_progress: dict[str, tuple[int, int]] = {}
_thread: threading.Thread | None = None
_door = threading.Lock()


def wake(practice: str) -> None:
    """Its months are counted as soon as may be. Nothing is done twice: what is counted has not moved."""
    global _thread
    with _door:
        if time.monotonic() - _looked.get(practice, -LOOKS_AGAIN_S) < LOOKS_AGAIN_S:
            return
        _looked[practice] = time.monotonic()
        _waiting.add(practice)
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_work, name="measures", daemon=True)
            _thread.start()


def under_way(practice: str) -> tuple[int, int] | None:
    """How many months are counted, of how many; None when nothing is being counted in this process."""
    return _progress.get(practice)


def count(practice: str) -> None:
    """Every month of a practice that has moved. A demonstration's past is written by another process, which freezes."""
    found = house(practice)
    if found is None:
        return
    try:
        for done in measure(found, clock.now(), freeze=not found.is_demo):
            _progress[practice] = done
    finally:
        _progress.pop(practice, None)
    _make_ready(found)


def _make_ready(found: House) -> None:
    """What the first page of a process would wait for: its months, packed as they are kept, and the quantiles."""
    here = today(found.practice, clock.now())
    held(found, months_back(here, LOOKED_BACK_MONTHS), here + timedelta(days=1))
    student(1)


def _next() -> str | None:
    """Who waits; when nobody does the thread is gone, by the same door: no call falls between."""
    global _thread
    with _door:
        if _waiting:
            return _waiting.pop()
        _thread = None
        return None


def _work() -> None:
    with suppress(OSError, AttributeError):  # where a thread has no priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOW_PRIORITY)
    try:
        while (practice := _next()) is not None:
            try:
                count(practice)
            except Exception:
                # Its figures stay as they were, and say of when they are; the next call tries again.
                logger.exception("the months of a practice could not be counted")
    finally:
        connections.close_all()


def call() -> None:
    """Every practice of this machine."""
    for code in codes():
        wake(code)
