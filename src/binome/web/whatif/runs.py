"""Lives the days of what-ifs beside the pages: one run at a time, soon something to see. On every core, since all of it
has low priority: the threads of a run are born of this one, and whoever clicks comes first.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from django.db import connections

from binome.twin.chance import Key
from binome.twin.experiment import run
from binome.twin.model import Scenario
from binome.twin.outcome import Outcome
from binome.twin.paired import Paired
from binome.twin.provenance import provenance_of
from binome.twin.scenario import read
from binome.web.store import whatifs
from binome.web.store.whatifs import ToLive
from binome.web.whatif.caps import LONGEST_S
from binome.web.whatif.learning import is_to_learn, start_known, test_known, with_learned
from binome.web.whatif.lived import as_bytes, from_bytes
from binome.web.whatif.replay import typical_day

logger = logging.getLogger("binome.whatif")

BEFORE_FILE, AFTER_FILE = "today.toml", "what-if.toml"
FIRST = 4
"""Replications after which rough ranges are shown; then twice as many, and so on."""
LOOKS_EVERY_S = 0.5
LOW_PRIORITY = 10

_thread: threading.Thread | None = None
_called = False
_door = threading.Lock()
_ahead: set[str] = set()


def learn_ahead(practice: str) -> None:
    """Somebody is about to begin from that practice: what its days teach will be known by then."""
    _ahead.add(practice)
    wake()


def wake() -> None:
    """Something may be waiting. In this process one thread does it all, and ends when nothing waits."""
    global _thread, _called
    with _door:
        _called = True
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_work, name="whatif", daemon=True)
            _thread.start()


def _is_called() -> bool:
    """Has anybody called since the last look? If not this thread leaves, by the same door: no call falls between."""
    global _thread, _called
    with _door:
        called, _called = _called, False
        if not called:
            _thread = None
        return called


def _work() -> None:
    with suppress(OSError, AttributeError):  # where a thread has no priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOW_PRIORITY)
    try:
        while _is_called():
            _all_that_waits()
    finally:
        _leave()
        connections.close_all()


def _leave() -> None:
    """Whatever made this thread end, the next call finds no thread and begins another."""
    global _thread
    with _door:
        if _thread is threading.current_thread():
            _thread = None


def _all_that_waits() -> None:
    """The runs, and between them what practices are learned ahead for."""
    live_all()
    while _ahead:
        practice = _ahead.pop()
        _learn(start_known, practice)
        live_all()
        _learn(test_known, practice)
        live_all()


def _learn(learn: Callable[[str], None], practice: str) -> None:
    """What cannot be learned keeps no run waiting: the run that needs it will fail by itself, and say so."""
    try:
        learn(practice)
    except Exception:
        logger.exception("what the days of a practice teach could not be known")


def live_all() -> None:
    """Everything that waits."""
    while (it := whatifs.take(time.time())) is not None:
        try:
            live(it)
        except Exception:
            logger.exception("a what-if could not be lived")
            whatifs.end(it, whatifs.FAILED)


def live(it: ToLive) -> None:
    """Both sides under the same luck, in turns, until enough, until it is stopped, or until its time is over."""
    if is_to_learn(it):
        it = with_learned(it)
        _ahead.add(it.practice)  # its test comes when nobody waits
    pair = _Pair(it)
    for upto in _stages(it.wanted, pair.lived):
        if not pair.live(upto):
            break
        whatifs.note(it, pair.lived, time.time(), found=pair.found())
    if pair.lived >= min(2, it.wanted):
        pair.settle()
    whatifs.end(it, whatifs.DONE if pair.lived >= it.wanted else whatifs.STOPPED)


def _stages(wanted: int, lived: int) -> Iterator[int]:
    upto = max(FIRST, lived)
    while upto < wanted:
        yield upto
        upto = min(2 * upto, upto + 100)
    yield wanted


class _Pair:
    """The two sides, and what they have lived."""

    def __init__(self, it: ToLive) -> None:
        self.it, self.began, self.looked = it, time.monotonic(), 0.0
        self.goes_on = True
        self.before, self.after = read(it.before), read(it.after)
        self.same = it.before == it.after
        self.one = self._kept(it.lived_before, self.before, it.before, BEFORE_FILE)
        self.other = self._kept(it.lived_after, self.after, it.after, AFTER_FILE)

    @property
    def lived(self) -> int:
        return min(self.one.replications, self.other.replications) if self.one and self.other else 0

    def live(self, upto: int) -> bool:
        """Is there more to live afterwards, as far as anybody has said?"""
        self.one = self._run(self.before, self.it.before, BEFORE_FILE, self.one, upto)
        self.other = self.one if self.same else self._run(self.after, self.it.after, AFTER_FILE, self.other, upto)
        return self.goes_on or self.lived >= upto

    def found(self) -> dict[str, Any]:
        assert self.one
        assert self.other
        said = Paired(self.one, self.other).as_json()
        return {
            "before": _without_text(self.one.as_json()),
            "after": _without_text(self.other.as_json()),
            "figures": said["figures"],
            "guardrails": said["guardrails"],
            "in_time": time.monotonic() - self.began < LONGEST_S,
        }

    def settle(self) -> None:
        """What a stopped run is taken up from, and a day to look at."""
        assert self.one
        assert self.other
        kept = {"lived_before": as_bytes(self.one), "lived_after": as_bytes(self.other)}
        day = typical_day(self.before, self.after, Key.of(self.it.seed, 0, 0))
        whatifs.note(self.it, self.lived, time.time(), found=self.found(), day=day, **kept)

    def _run(self, scenario: Scenario, text: str, file: str, so_far: Outcome | None, upto: int) -> Outcome:
        if so_far and so_far.replications >= upto:
            return so_far
        return run(
            scenario,
            replications=upto,
            seed=self.it.seed,
            threads=0,
            so_far=so_far,
            text=text,
            file=file,
            stop=self._is_over,
        )

    def _is_over(self) -> bool:
        now = time.monotonic()
        if now - self.looked > LOOKS_EVERY_S:
            self.looked = now
            self.goes_on = now - self.began < LONGEST_S and whatifs.is_to_go_on(self.it, time.time())
        return not self.goes_on

    def _kept(self, kept: bytes | None, scenario: Scenario, text: str, file: str) -> Outcome | None:
        return from_bytes(kept, scenario, provenance_of(text, seed=self.it.seed, file=file))


def _without_text(told: dict[str, Any]) -> dict[str, Any]:
    """The scenario is kept beside the result already; nor are periods shown."""
    source = {name: it for name, it in told["provenance"].items() if name != "scenario"}
    return {name: it for name, it in told.items() if name != "periods"} | {"provenance": source}
