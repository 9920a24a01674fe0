"""Several server processes under one parent, on one port that the kernel shares out."""

import contextlib
import os
import signal
from collections.abc import Callable

TOLD_TO_STOP = (signal.SIGTERM, signal.SIGINT)


def keep(processes: int, work: Callable[[], int]) -> int:
    """Runs `work` in that many children; when one ends, all end, and its exit code is ours.

    No restarting here: a child that dies is a fault to see, and whoever supervises the parent
    (systemd, a container) starts it again whole.
    """
    # Held back until every child is known: a signal in between would miss some of them.
    signal.pthread_sigmask(signal.SIG_BLOCK, TOLD_TO_STOP)
    children = {_born(work) for _ in range(processes)}
    for sign in TOLD_TO_STOP:
        signal.signal(sign, lambda *_: _stop(children))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_TO_STOP)
    child, status = os.wait()
    children.discard(child)
    _stop(children)
    while children:
        children.discard(os.wait()[0])
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def _born(work: Callable[[], int]) -> int:
    child = os.fork()
    if child:
        return child
    # Told to stop before its server listens to signals: there is nothing to end, and no failure.
    for sign in TOLD_TO_STOP:
        signal.signal(sign, lambda *_: os._exit(0))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD_TO_STOP)
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
