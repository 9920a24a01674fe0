"""The live endpoint, as a raw ASGI application: /p/<practice>/live/<YYYY-MM-DD>."""

import asyncio
import random
import re
from datetime import date
from http import HTTPStatus
from urllib.parse import parse_qs

from .asgi import Message, Receive, Scope, Send
from .channel import Admission, Admit
from .feed import Feed
from .frame import body
from .hub import Hub
from .screen import Screen

PATH = re.compile(r"/p/(?P<practice>[\w-]{1,64})/live/(?P<day>\d{4}-\d\d-\d\d)(?:/wall)?/?", re.ASCII)

START: Message = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ],
}
END: Message = {"type": "http.response.body", "body": b"", "more_body": False}


def place(path: str) -> tuple[str, date] | None:
    """The practice and the day that a path names; None when it is not ours to answer."""
    found = PATH.fullmatch(path)
    try:
        return (found["practice"], date.fromisoformat(found["day"])) if found else None
    except ValueError:
        return None


def last_seen(scope: Scope) -> int:
    """The browser's own memory wins over the address, which only knows the page's first version."""
    headers = dict(scope["headers"])
    said = headers.get(b"last-event-id", b"").decode("latin-1")
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("since", [""])[-1]
    # isdecimal() alone accepts other scripts' digits, and a made-up number may be very long.
    return next((int(word) for word in (said, asked) if re.fullmatch("[0-9]{1,15}", word)), 0)


class Stream:
    """Admits, then follows: one task and one small object per screen, no thread."""

    def __init__(self, hub: Hub, admit: Admit) -> None:
        self.hub = hub
        self.admit = admit

    async def __call__(self, scope: Scope, receive: Receive, send: Send, practice: str, day: date) -> None:
        found = await self._join(scope, practice, day)
        if isinstance(found, HTTPStatus):
            await refuse(send, found)
        else:
            await self._keep(*found, last_seen(scope), receive, send)

    async def _join(self, scope: Scope, practice: str, day: date) -> tuple[Feed, Screen] | HTTPStatus:
        if scope["method"] != "GET":
            return HTTPStatus.METHOD_NOT_ALLOWED
        loop = asyncio.get_running_loop()
        asked_at = loop.time()
        admitted = await loop.run_in_executor(self.hub.pool, self.admit, scope, practice, day)
        if not isinstance(admitted, Admission):
            return HTTPStatus(admitted)
        return self.hub.join(admitted, asked_at) or HTTPStatus.TOO_MANY_REQUESTS

    async def _keep(self, feed: Feed, screen: Screen, since: int, receive: Receive, send: Send) -> None:
        gone = asyncio.create_task(_end_when_gone(screen, receive))
        try:
            await _follow(feed, screen, since, send)
        finally:
            self.hub.leave(feed, screen)
            gone.cancel()


async def _follow(feed: Feed, screen: Screen, since: int, send: Send) -> None:
    missed = await feed.catch_up(screen, since)
    await send(START)
    # Spread, so that the screens of a restarted server do not come back in the same instant.
    pause = random.randint(1000, 3000)  # noqa: S311 - not a secret
    for message in (body(f"retry: {pause}\n\n"), *missed):
        if not screen.ended:
            await send(message)
    del missed  # a whole day, which a stream would otherwise hold as long as it lives
    while not screen.ended:
        await _send_fresh(feed, screen, send)
    await send(END)


async def _send_fresh(feed: Feed, screen: Screen, send: Send) -> None:
    frames = feed.fresh(screen)
    if frames is None:
        screen.end()
        return
    for frame in frames:
        if screen.ended:
            return
        await send(frame.message)
    if not feed.ahead_of(screen) and not screen.ended:
        await screen.woken()


async def _end_when_gone(screen: Screen, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    screen.end()


async def refuse(send: Send, status: HTTPStatus) -> None:
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        headers.append((b"retry-after", b"60"))
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({**END, "body": b"" if status == HTTPStatus.NO_CONTENT else status.phrase.encode()})
