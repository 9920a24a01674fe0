"""What the live process does again and again, whether anybody looks or not."""

import logging
import threading
from collections.abc import Callable

from django.db import connections

logger = logging.getLogger("binome.regularly")


class Regularly:
    """One thread, until it is stopped; it holds no connection between two looks. The first look is `every` seconds on.

    A look that fails is missed, and the next one comes.
    """

    def __init__(self, name: str, look: Callable[[], object], every: float) -> None:
        self.name = name
        self._look = look
        self._every = every
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()

    def join(self, timeout: float) -> None:
        """Wait until its last look is over."""
        self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stopped.wait(self._every):
            try:
                self._look()
            except Exception:
                logger.exception("%s: a look failed", self.name)
            finally:
                connections.close_all()
