"""The power of a promise: the server is killed under load, and every click it acknowledged is in the journal."""

import asyncio
import json
import os
import random
import signal
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

import uvloop

from benchmarks.clicks import Clicking
from benchmarks.product import Scratch, log_told, run_python, signed_in, started
from benchmarks.screens import Clicks
from benchmarks.target import HOST, Target, free_port, wait_until_it_answers


@dataclass(frozen=True)
class Killed:
    """`missing`: acknowledged clicks that the journal does not have. It must be 0."""

    times: int
    acknowledged: int
    missing: int


def killed(made: Scratch, times: int) -> Killed:
    acknowledged = missing = 0
    for _ in range(times):
        kept = _one_life(made)
        acknowledged += len(kept)
        missing += _missing(made, kept)
    return Killed(times, acknowledged, missing)


def _one_life(made: Scratch) -> list[tuple[str, int]]:
    port = free_port()
    process = started(made, port)
    with log_told(made):
        wait_until_it_answers(port, process)
        practices = signed_in(made, port)
        target = Target(made.database, port, process, practices)
        clicks = uvloop.run(_click_until_the_end(target, random.uniform(0.3, 1.2)))
    process.wait()
    return [(story.decode(), number) for story, number in clicks.acknowledged]


async def _click_until_the_end(target: Target, seconds: float) -> Clicks:
    clicks, practice = Clicks(), target.practices[0]
    clicking = Clicking(HOST, target.port, {practice.code: practice.hand}, practice.visits, clicks)
    asyncio.get_running_loop().call_later(seconds, _kill, target.pids())
    with suppress(ConnectionError, RuntimeError):
        await clicking.closed_loop(8, seconds + 5)
    return clicks


def _kill(pids: Iterable[int]) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def _missing(made: Scratch, acknowledged: list[tuple[str, int]]) -> int:
    return int(run_python(["-m", "benchmarks.inside", "missing"], made.environment, said=json.dumps(acknowledged)))
