"""What most agendas do instead: every screen asks for the whole page again every five seconds."""

import asyncio
import random
import time
from dataclasses import dataclass

from benchmarks.clicks import Clicking, Wire
from benchmarks.figures import spread_ms
from benchmarks.phases import no_pauses
from benchmarks.screens import ROW, Clicks
from benchmarks.target import HOST, Practice, Target

EVERY_S = 5.0


@dataclass(frozen=True)
class Polled:
    """The same figures as for streams, and what the asking costs."""

    screens: int
    click_to_screen_ms: dict[str, float]
    cpu_share: float
    pages_per_s: float
    page_bytes: int


class Poller:
    """One screen that reloads. It sees a click when a page that holds it has arrived."""

    def __init__(self, request: bytes, clicks: Clicks, numbers: dict[bytes, int]) -> None:
        self.request = request
        self.clicks = clicks
        self.numbers = dict(numbers)
        self.pages = self.bytes = 0

    async def run(self, port: int, until: float) -> None:
        _, wire = await asyncio.get_running_loop().create_connection(Wire, HOST, port)
        due = time.perf_counter() + random.uniform(0, EVERY_S)
        while due < until:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            if wire.transport.is_closing():
                _, wire = await asyncio.get_running_loop().create_connection(Wire, HOST, port)
            _, _, page = await wire.ask(self.request)
            self._look(page, time.perf_counter())
            due = max(due + EVERY_S, time.perf_counter())
        wire.transport.abort()

    def _look(self, page: bytes, at: float) -> None:
        self.pages += 1
        self.bytes += len(page)
        for story, said in ROW.findall(page):
            for line in range(self.numbers.get(story, 0) + 1, int(said) + 1):
                meant = self.clicks.meant.get((story, line))
                if meant is not None:
                    self.clicks.latencies.append(at - meant)
            self.numbers[story] = int(said)


async def polled(target: Target, practice: Practice, screens: int, rate: float, seconds: float) -> Polled:
    clicks = Clicks()
    numbers = {visit.story.encode(): visit.form.number - 1 for visit in practice.visits}
    pollers = [Poller(_page(practice, place, target.port), clicks, numbers) for place in range(screens)]
    with no_pauses():
        cpu, start = target.cpu_s(), time.perf_counter()
        until = start + seconds + EVERY_S
        clicking = Clicking(HOST, target.port, {practice.code: practice.hand}, practice.visits, clicks)
        looking = asyncio.gather(*(poller.run(target.port, until) for poller in pollers))
        await clicking.open_loop(rate, seconds)
        await looking
    took = time.perf_counter() - start
    pages = sum(poller.pages for poller in pollers)
    return Polled(
        screens=screens,
        click_to_screen_ms=spread_ms(clicks.latencies),
        cpu_share=round((target.cpu_s() - cpu) / took, 2),
        pages_per_s=round(pages / took, 1),
        page_bytes=sum(poller.bytes for poller in pollers) // max(1, pages),
    )


def _page(practice: Practice, place: int, port: int) -> bytes:
    cookie = practice.cookies[place % len(practice.cookies)]
    head = f"GET /p/{practice.code}/board/{practice.day}/ HTTP/1.1\r\nHost: {HOST}:{port}\r\nCookie: {cookie}\r\n\r\n"
    return head.encode()
