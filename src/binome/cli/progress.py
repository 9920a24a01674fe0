"""How far a long command is, on the error stream, when somebody watches it."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WIDTH = 30
AT_MOST_EVERY_S = 0.1


@contextmanager
def progress(what: str = "") -> Iterator[Callable[[int, int], None]]:
    """A bar, drawn again in place; nothing at all in a file or a pipe."""
    if not sys.stderr.isatty():
        yield lambda done, of: None
        return
    last = 0.0

    def show(done: int, of: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= AT_MOST_EVERY_S or done >= of:
            last = now
            full = WIDTH * done // max(of, 1)
            sys.stderr.write(f"\r\033[K{what}[{'█' * full}{'·' * (WIDTH - full)}] {done}/{of}")
            sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()
