"""Open screens, as many sockets in one event loop: what each saw, when, and what it missed or saw twice.

The parsing is kept to the numbers, and the same bytes sent to two hundred screens are read once, so that
the measuring process is not what is measured.
"""

import asyncio
import re
import time
from array import array
from dataclasses import dataclass, field

ROW = re.compile(rb'<tr id="visit-([\w-]+)"[^>]*? data-number="(\d+)"')
ID = re.compile(rb"(?:^|\n)id: (\d+)\n")
END_OF_EVENT = b"\n\n\r\n"

Seen = tuple[tuple[int, ...], tuple[tuple[bytes, int], ...]]


@dataclass
class Clicks:
    """When each line of each visit was meant to be written, and which were acknowledged."""

    meant: dict[tuple[bytes, int], float] = field(default_factory=dict)
    acknowledged: set[tuple[bytes, int]] = field(default_factory=set)
    latencies: array = field(default_factory=lambda: array("d"))


class Screen(asyncio.Protocol):
    """One EventSource. `numbers` holds, by visit, the last line this screen was shown."""

    def __init__(self, practice: "Audience", request: bytes) -> None:
        self.practice = practice
        self.request = request
        self.numbers = dict(practice.numbers)
        self.last_id = 0
        self.events = self.repeated = 0
        self.bytes = 0
        self.lost_at: float | None = None
        self.open = asyncio.get_running_loop().create_future()
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._time = time.perf_counter
        transport.write(self.request)

    def connection_lost(self, problem: Exception | None) -> None:
        self.lost_at = self._time()

    def data_received(self, data: bytes) -> None:
        at = self._time()
        self.bytes += len(data)
        if self._rest:
            data = self._rest + data
        if not self.open.done():
            self._opened(data)
        if not data.endswith(END_OF_EVENT):
            self._rest = data
            return
        self._rest = b""
        ids, rows = self.practice.read(data)
        for number in ids:
            self.events += 1
            self.repeated += number <= self.last_id
            self.last_id = max(self.last_id, number)
        for story, number in rows:
            self._show(story, number, at)

    def _opened(self, data: bytes) -> None:
        if data[9:12] != b"200":
            self.open.set_exception(ConnectionError(f"the stream was refused: {data[:200]!r}"))
        elif data.endswith(END_OF_EVENT):
            self.open.set_result(None)

    def _show(self, story: bytes, number: int, at: float) -> None:
        """A row that jumps over a line shows that line too: both clicks are on the screen."""
        clicks = self.practice.clicks
        for line in range(self.numbers.get(story, number - 1) + 1, number + 1):
            meant = clicks.meant.get((story, line))
            if meant is not None:
                clicks.latencies.append(at - meant)
        self.numbers[story] = max(number, self.numbers.get(story, 0))


class Audience:
    """The screens of one practice. `numbers`: the last line of each visit on the page they show."""

    def __init__(self, code: str, clicks: Clicks, numbers: dict[bytes, int]) -> None:
        self.code = code
        self.clicks = clicks
        self.numbers = numbers
        self.screens: list[Screen] = []
        self._read: dict[tuple[bytes, int], Seen] = {}

    def read(self, data: bytes) -> Seen:
        # Two events of one practice that agree on their length and their first bytes (the id) are one.
        key = (data[:32], len(data)) if b"id: " in data[:12] else (data, 0)
        found = self._read.get(key)
        if found is None:
            ids = tuple(int(number) for number in ID.findall(data))
            rows = tuple((story, int(number)) for story, number in ROW.findall(data))
            found = self._read[key] = (ids, rows)
        return found

    async def open(self, host: str, port: int, requests: list[bytes], at_once: int = 50) -> None:
        """Opened in small groups: a practice's screens are not switched on in the same millisecond."""
        loop = asyncio.get_running_loop()
        for first in range(0, len(requests), at_once):
            group = requests[first : first + at_once]
            made = [await loop.create_connection(lambda said=said: Screen(self, said), host, port) for said in group]
            opened = [protocol for _, protocol in made]
            await asyncio.wait_for(asyncio.gather(*(screen.open for screen in opened)), 30)
            self.screens += opened

    def close(self) -> None:
        for screen in self.screens:
            screen.transport.abort()

    def lost(self, stories: set[bytes]) -> int:
        """Acknowledged clicks, times screens of this practice that never showed them."""
        return sum(
            screen.numbers.get(story, 0) < line
            for story, line in self.clicks.acknowledged
            if story in stories
            for screen in self.screens
        )

    def repeated(self) -> int:
        return sum(screen.repeated for screen in self.screens)
