"""The quiet clock: once a minute, what is late enough is shown to one role more. Nothing rings, nothing pops up."""

import logging
import threading

from django.db import close_old_connections

from binome.practice.refusal import Refused
from binome.web.store import clock
from binome.web.store.practice import codes, house
from binome.web.store.tasks import sweep

EVERY_S = 60.0

logger = logging.getLogger("binome.tasks")


class QuietClock:
    """One thread of the live process. Two processes may look at the same task: its next line is written once."""

    def __init__(self, every: float = EVERY_S) -> None:
        self._every = every
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="quiet clock", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(self._every):
            try:
                look()
            except Exception:
                # A look that fails is missed, and the next one comes in a minute.
                logger.exception("late tasks could not be looked at")
            finally:
                close_old_connections()


def look() -> int:
    """Every practice of this machine, once; answers how many tasks were shown to one role more.

    One that fails keeps none of the others waiting.
    """
    shown = 0
    for code in codes():
        try:
            found = house(code)
            shown += sweep(found, clock.now()) if found else 0
        except Refused:  # another process, or somebody, was faster
            continue
        except Exception:
            logger.exception("late tasks of one practice could not be looked at")
    return shown
