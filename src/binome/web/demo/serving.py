"""The demonstration's server: the product's own, with the day living beside it."""

import signal
from collections.abc import Callable
from typing import NoReturn

from binome.web.demo.opening import living


def serve_and_live(serve: Callable[[], int]) -> int:
    """Serve until told to stop, while the day goes on; answers the exit code."""
    signal.signal(signal.SIGTERM, _leave)  # until the server listens to it itself
    with living():
        return serve()


def _leave(*_: object) -> NoReturn:
    """Out through the front door: dying of the signal would leave the process that writes the past behind."""
    raise SystemExit(0)
