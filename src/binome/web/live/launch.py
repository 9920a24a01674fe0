"""The server: one event loop that carries the streams beside a fixed pool that runs Django."""

import contextlib
import gc
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import uvicorn
import uvicorn.server
from django.db import connections

from .asgi import Receive, Scope, Send
from .channel import Admit, Clock, Limits, Render
from .family import keep
from .hub import Hub
from .pool import Pool
from .stream import Stream, place

DJANGO_THREADS = 4
# Streams do not wait behind a slow page: an import may hold all of Django's threads for seconds.
LIVE_THREADS = 2
GRACE_S = 2
# A tablet that left the room holds its connection no longer than this (the beats keep it honest).
SILENCE_MS = 20_000

logger = logging.getLogger("binome.live")

Stop = Callable[[], None]


@dataclass(frozen=True)
class Wiring:
    """What the product hands in. `listen` starts telling the hub of commits and says how to stop."""

    django: Callable[..., Any]
    admit: Admit
    render: Render
    listen: Callable[[Hub], Stop]
    now: Clock
    limits: Limits = field(default_factory=Limits)


class House:
    """The ASGI application: the streams, Django, and what lives as long as the server."""

    def __init__(self, wiring: Wiring) -> None:
        self.pool = ThreadPoolExecutor(LIVE_THREADS, thread_name_prefix="live")
        self.hub = Hub(wiring.render, self.pool, wiring.now, wiring.limits)
        self._stream = Stream(self.hub, wiring.admit)
        self._django = Pool(wiring.django, DJANGO_THREADS)
        self._listen = wiring.listen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http" and (found := place(scope["path"])):
            await self._stream(scope, receive, send, *found)
        else:
            await self._django(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self.hub.open()
        stop = self._listen(self.hub)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        stop()
        self.pool.shutdown(wait=False, cancel_futures=True)
        self._django.shut()
        await send({"type": "lifespan.shutdown.complete"})


class Server(uvicorn.Server):
    """uvicorn waits for open responses before it stops: here the streams end first.

    It also dies of the signal it was stopped with: here being told to stop is not a failure.
    """

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is threading.main_thread():
            for sign in uvicorn.server.HANDLED_SIGNALS:
                signal.signal(sign, self.handle_exit)
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._hub.close()
        await super().shutdown(sockets)


def listening(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """A bound socket whose connections do not outlive a silent other end."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        door.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENCE_MS)
    door.bind((host, port))
    return door


def server(house: House, *, log_level: str = "warning", proxied: bool = False) -> Server:
    config = uvicorn.Config(
        house,
        loop="uvloop" if sys.platform != "win32" else "auto",
        http="httptools",
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=GRACE_S,
        log_level=log_level,
        access_log=False,
        server_header=False,
        proxy_headers=proxied,
        backlog=2048,
    )
    return Server(config, house.hub)


def serve(build: Callable[[], Wiring], host: str, port: int, *, processes: int = 1) -> int:
    """Serves until told to stop (SIGTERM, SIGINT) and answers the exit code.

    `build` is called in each process, after it was born: connections and threads do not survive a
    fork. More than one process needs a database that tells them all (see relay.py).
    """
    if processes == 1:
        return _serve_one(build, listening(host, port))
    connections.close_all()  # two processes that talk on one connection hear each other's answers
    return keep(processes, lambda: _serve_one(build, listening(host, port, shared=True)))


def _open_as_many_as_allowed() -> None:
    """A screen is a file for the system, and the usual soft limit is a thousand of them."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):  # some systems allow less than they say
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _leave_what_stays_alone() -> None:
    """The program itself is no garbage: looking through it again and again would stop every screen for a while."""
    gc.collect()
    gc.freeze()


def _serve_one(build: Callable[[], Wiring], door: socket.socket) -> int:
    _open_as_many_as_allowed()
    logger.info("process %d serves", os.getpid())
    running = server(House(build()))
    _leave_what_stays_alone()
    running.run(sockets=[door])
    return 0 if running.started else 3
