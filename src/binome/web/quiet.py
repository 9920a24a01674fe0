"""The quiet clock: once a minute, what is late enough is shown to one role more. Nothing rings, nothing pops up."""

import logging

from binome.practice.refusal import Refused
from binome.web.store import clock
from binome.web.store.practice import codes, house
from binome.web.store.tasks import sweep

EVERY_S = 60.0

logger = logging.getLogger("binome.tasks")


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
