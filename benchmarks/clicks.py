"""People who click: open loop (at a pace, whatever the answers take) and closed loop (as fast as answered)."""

import asyncio
import itertools
import re
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urlencode

from benchmarks.browser import Form, forms_in
from benchmarks.screens import Clicks

LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.I)
PREFERRED = ("arrive", "start", "finish", "withdraw")
STANDING_ENOUGH = 5


@dataclass
class Visit:
    """A line of the board in front of whoever clicks on it, with the gesture they are about to do.

    A visit goes forward a few gestures and is then undone back to its start, so that a run may be as long
    as wanted on a day of ordinary size.
    """

    practice: str
    story: str
    form: Form
    undoing: bool = False

    def learn(self, html: str) -> None:
        offered = {form.deed: form for form in reversed(forms_in(html)) if form.story == self.story}
        self.undoing = "withdraw" in offered and (self.undoing or "arrive" not in offered)
        self.form = offered["withdraw" if self.undoing else "arrive"]


@dataclass
class Hand:
    """Somebody signed in, on one kept connection."""

    cookie: str
    token: str


@dataclass
class Pace:
    """What a phase of clicking came to."""

    statuses: Counter = field(default_factory=Counter)
    answers_s: list[float] = field(default_factory=list)
    refusals: list[bytes] = field(default_factory=list)
    locked: int = 0


class Wire(asyncio.Protocol):
    """One kept HTTP connection: a request, its whole answer."""

    def __init__(self) -> None:
        self._answer: asyncio.Future[tuple[int, bytes, bytes]] | None = None
        self._data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def connection_lost(self, problem: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(problem or ConnectionResetError("closed before it answered"))

    def data_received(self, data: bytes) -> None:
        self._data += data
        head, found, body = self._data.partition(b"\r\n\r\n")
        if not found:
            return
        said = LENGTH.search(head)
        whole = len(body) >= int(said[1]) if said else body.endswith(b"0\r\n\r\n") or head[9:12] in (b"204", b"304")
        if whole and self._answer and not self._answer.done():
            self._data = b""
            self._answer.set_result((int(head[9:12]), head, body))

    async def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self._answer


class Clicking:
    """Sends the gestures of a set of visits; one visit is in one hand at a time."""

    def __init__(self, host: str, port: int, hands: dict[str, Hand], visits: list[Visit], clicks: Clicks) -> None:
        self.host, self.port = host, port
        self.hands = hands
        self.visits = deque(visits)
        self.clicks = clicks
        self.pace = Pace()
        self._idle: list[Wire] = []
        self._keys = itertools.count()

    async def open_loop(self, per_second: float, seconds: float) -> Pace:
        """A click is due at its hour, and its delay counts from there even when the server was late."""
        self.pace = Pace()
        start, under_way = time.perf_counter() + 0.05, set()
        for place in range(int(per_second * seconds)):
            due = start + place / per_second
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            task = asyncio.create_task(self._click(self.visits.popleft(), due))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.wait_for(asyncio.gather(*under_way), 30)
        return self.pace

    async def closed_loop(self, hands: int, seconds: float) -> float:
        """Clicks acknowledged per second when each hand clicks again as soon as it is answered."""
        self.pace = Pace()
        start = time.perf_counter()
        await asyncio.gather(*(self._keep_clicking(start + seconds) for _ in range(hands)))
        return self.pace.statuses[200] / (time.perf_counter() - start)

    async def _keep_clicking(self, until: float) -> None:
        while time.perf_counter() < until:
            await self._click(self.visits.popleft(), time.perf_counter())

    async def _click(self, visit: Visit, due: float) -> None:
        line = (visit.story.encode(), visit.form.number)
        self.clicks.meant[line] = due
        status, head, body = await self._send(visit)
        self.pace.statuses[status] += 1
        self.pace.answers_s.append(time.perf_counter() - due)
        self.pace.locked += b"database is locked" in body
        if status == 200:
            self.clicks.acknowledged.add(line)
            visit.learn(body.decode())
        else:
            del self.clicks.meant[line]
            self.pace.refusals.append(head[:12] + body[:200])
        self.visits.append(visit)

    async def _send(self, visit: Visit) -> tuple[int, bytes, bytes]:
        wire = await self._wire()
        answer = await wire.ask(self._request(visit))
        self._idle.append(wire)
        return answer

    async def _wire(self) -> Wire:
        """A kept connection; the server closes those that were idle for a while."""
        while self._idle:
            wire = self._idle.pop()
            if not wire.transport.is_closing():
                return wire
        _, wire = await asyncio.get_running_loop().create_connection(Wire, self.host, self.port)
        return wire

    def _request(self, visit: Visit) -> bytes:
        hand = self.hands[visit.practice]
        fields = {**visit.form.fields, "csrfmiddlewaretoken": hand.token, "key": f"click-{next(self._keys)}"}
        body = urlencode(fields).encode()
        origin = f"http://{self.host}:{self.port}"
        head = (
            f"POST /p/{visit.practice}/visits/{visit.story}/{visit.form.deed} HTTP/1.1\r\n"
            f"Host: {self.host}:{self.port}\r\nOrigin: {origin}\r\nCookie: {hand.cookie}\r\nX-In-Place: 1\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body
