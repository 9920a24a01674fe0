"""Several server processes under one parent, on one port that the kernel shares out."""

import contextlib
import os
import signal
from collections.abc import Callable


def keep(processes: int, work: Callable[[], int]) -> int:
    """Runs `work` in that many children; when one ends, all end, and its exit code is ours.

    No restarting here: a child that dies is a fault to see, and whoever supervises the parent
    (systemd, a container) starts it again whole.
    """
    children = {_born(work) for _ in range(processes)}
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: _stop(children))
    first, code = None, 0
    while children:
        child, status = os.wait()
        children.discard(child)
        if first is None:
            first, code = child, os.waitstatus_to_exitcode(status)
            _stop(children)
    return code if code >= 0 else 128 - code


def _born(work: Callable[[], int]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        code = work()
    finally:
        # Not sys.exit: the parent's own clean-up must not run twice.
        os._exit(code)


def _stop(children: set[int]) -> None:
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
