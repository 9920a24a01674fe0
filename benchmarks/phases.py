"""The phases of a run, the same for every target."""

import asyncio
import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.clicks import Clicking, Pace
from benchmarks.figures import spread_ms
from benchmarks.screens import Audience, Clicks
from benchmarks.target import HOST, Practice, Target

SETTLE_S = 0.4


@dataclass(frozen=True)
class Measured:
    """One phase: N screens, clicks at a pace, then as fast as answered."""

    target: str
    practices: int
    screens: int
    click_to_screen_ms: dict[str, float]
    answer_ms: dict[str, float]
    clicks_per_s: float
    kb_per_screen: float
    event_bytes: int
    cpu_share: float
    cpu_ms_per_click: float
    lost: int
    repeated: int
    locked: int
    refused: int


@contextmanager
def no_pauses() -> Iterator[None]:
    """A collection in the measuring process would be read as a late server."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@dataclass(frozen=True)
class Load:
    """Clicks: `rate` a second for `paced_s`, then by `hands` that do not wait for `flat_out_s`."""

    rate: float = 20.0
    paced_s: float = 10.0
    flat_out_s: float = 5.0
    hands: int = 16


async def watched(target: Target, practices: list[Practice], screens: int, load: Load) -> Measured:
    """`screens` on each of these practices, everything measured, everything closed again."""
    clicks = Clicks()
    before = target.memory()
    audiences = await _open(target, practices, screens, clicks)
    count = screens * len(practices)
    kb = (target.memory() - before) / 1024 / count if count else 0.0
    with no_pauses():
        clicking = _clicking(target, practices, clicks)
        cpu = target.cpu_s()
        start = time.perf_counter()
        paced = await clicking.open_loop(load.rate, load.paced_s)
        await asyncio.sleep(SETTLE_S)
        share = (target.cpu_s() - cpu) / (time.perf_counter() - start)
        latencies = list(clicks.latencies)
        cpu = target.cpu_s()
        per_s = await clicking.closed_loop(load.hands, load.flat_out_s) if load.flat_out_s else 0.0
        await _all_shown(audiences, practices)
        cpu = target.cpu_s() - cpu
    flat_out = clicking.pace
    measured = Measured(
        target=target.name,
        practices=len(practices),
        screens=count,
        click_to_screen_ms=spread_ms(latencies),
        answer_ms=spread_ms(paced.answers_s),
        clicks_per_s=round(per_s, 1),
        kb_per_screen=round(kb, 1),
        event_bytes=_event_bytes(audiences),
        cpu_share=round(share, 2),
        cpu_ms_per_click=round(1000 * cpu / max(1, flat_out.statuses[200]), 1),
        lost=_lost(audiences, practices),
        repeated=sum(audience.repeated() for audience in audiences),
        locked=paced.locked + flat_out.locked,
        refused=_refused(paced) + _refused(flat_out),
    )
    for practice, audience in zip(practices, audiences, strict=True):
        practice.version = max([practice.version, *(screen.last_id for screen in audience.screens)])
        audience.close()
    return measured


async def _open(target: Target, practices: list[Practice], screens: int, clicks: Clicks) -> list[Audience]:
    audiences = []
    for practice in practices:
        audience = Audience(practice.code, clicks, {v.story.encode(): v.form.number - 1 for v in practice.visits})
        await audience.open(HOST, target.port, practice.streams(screens))
        audiences.append(audience)
    await asyncio.sleep(SETTLE_S)
    return audiences


def _clicking(target: Target, practices: list[Practice], clicks: Clicks) -> Clicking:
    hands = {practice.code: practice.hand for practice in practices}
    # One practice after the other, so that a pace is shared fairly between them.
    depth = max(len(practice.visits) for practice in practices)
    visits = [p.visits[row] for row in range(depth) for p in practices if row < len(p.visits)]
    return Clicking(HOST, target.port, hands, visits, clicks)


async def _all_shown(audiences: list[Audience], practices: list[Practice]) -> None:
    """Time for the last clicks to arrive; what has not arrived then is lost."""
    for _ in range(40):
        if not _lost(audiences, practices):
            return
        await asyncio.sleep(0.1)


def _lost(audiences: list[Audience], practices: list[Practice]) -> int:
    stories = {practice.code: {visit.story.encode() for visit in practice.visits} for practice in practices}
    return sum(audience.lost(stories[audience.code]) for audience in audiences)


def _event_bytes(audiences: list[Audience]) -> int:
    screens = [screen for audience in audiences for screen in audience.screens]
    events = sum(screen.events for screen in screens)
    return round(sum(screen.bytes for screen in screens) / events) if events else 0


def _refused(pace: Pace) -> int:
    return sum(count for status, count in pace.statuses.items() if status != 200)
