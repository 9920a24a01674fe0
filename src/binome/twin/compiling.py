"""Compiling the twin takes a minute, once: whoever waits is told when it really happens, and not before."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_waiting: list[Callable[[], None]] = []


@contextmanager
def told_when_compiling(tell: Callable[[], None]) -> Iterator[None]:
    """Calls `tell`, once, before the first function that is compiled rather than read from where it is kept.

    Numba is not woken for it: somebody who never lives a day need not load it.
    """
    _waiting.append(tell)
    try:
        yield
    finally:
        if tell in _waiting:
            _waiting.remove(tell)


def is_compiling() -> None:
    """Said by the kernel."""
    while _waiting:
        _waiting.pop()()
