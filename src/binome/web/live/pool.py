"""Ordinary synchronous Django beside the streams: a fixed pool of threads behind ASGI.

A request crosses to its thread once and its answer crosses back once: the body is read before a thread is
taken, so that a slow upload holds none, and an answer goes out whole unless it is large.
"""

import asyncio
import contextvars
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from .asgi import Message, Receive, Scope, Send

Environ = dict[str, Any]

IN_MEMORY = 1 << 20
LARGEST_BODY = 64 << 20
LARGE_ANSWER = 1 << 18

TOO_LARGE: Message = {
    "type": "http.response.start",
    "status": 413,
    "headers": [(b"connection", b"close"), (b"content-length", b"0")],
}


class _Gone(Exception):
    """Whoever asked hung up before they had said everything: a body cut short is not a shorter body."""


class _TooLarge(Exception):
    """More than anybody has to import."""


class Pool:
    """A WSGI application as an ASGI one."""

    def __init__(self, wsgi: Callable[..., Iterable[bytes]], threads: int) -> None:
        self._wsgi = wsgi
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="django")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                size = await _read(receive, body)
            except _Gone:
                return
            except _TooLarge:
                await send(TOO_LARGE)
                await send({"type": "http.response.body"})
                return
            await self._answer(environ_of(scope, body, size), send)

    def shut(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _answer(self, environ: Environ, send: Send) -> None:
        loop = asyncio.get_running_loop()
        answer = _Answer(send, loop)
        # Its own context, so that a language or a zone left switched on dies with the request.
        run = contextvars.copy_context().run
        await loop.run_in_executor(self._threads, run, answer.fill, self._wsgi, environ)
        await answer.send(last=True)


class _Answer:
    """What the application says, kept until it ends or grows large."""

    def __init__(self, send: Send, loop: asyncio.AbstractEventLoop) -> None:
        self._send = send
        self._loop = loop
        self._start: Message | None = None
        self._chunks: list[bytes] = []
        self._size = 0

    def fill(self, wsgi: Callable[..., Iterable[bytes]], environ: Environ) -> None:
        """In a thread of the pool. A large answer waits here until its reader has taken what is there."""
        said = wsgi(environ, self._begin)
        try:
            for chunk in said:
                self._chunks.append(chunk)
                self._size += len(chunk)
                if self._size > LARGE_ANSWER:
                    asyncio.run_coroutine_threadsafe(self.send(last=False), self._loop).result()
        finally:
            getattr(said, "close", lambda: None)()

    async def send(self, *, last: bool) -> None:
        if self._start is not None:
            await self._send(self._start)
            self._start = None
        body = b"".join(self._chunks)
        self._chunks, self._size = [], 0
        await self._send({"type": "http.response.body", "body": body, "more_body": not last})

    def _begin(self, status: str, headers: list[tuple[str, str]], _wrong: object = None) -> Callable[[bytes], None]:
        self._start = {
            "type": "http.response.start",
            "status": int(status[:3]),
            "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        }
        return self._chunks.append


async def _read(receive: Receive, body: IO[bytes]) -> int:
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        size += body.write(message.get("body", b""))
        if size > LARGEST_BODY:
            raise _TooLarge
        more = message.get("more_body", False)
    body.seek(0)
    return size


def environ_of(scope: Scope, body: IO[bytes], size: int) -> Environ:
    """The request as WSGI tells it (PEP 3333)."""
    host, port = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        if b"_" not in raw_name:  # X_Forwarded_For would pass for the proxy's own X-Forwarded-For
            _add(environ, _variable(raw_name), raw_value.decode("latin-1"))
    environ["CONTENT_LENGTH"] = str(size)
    return environ


def _add(environ: Environ, name: str, value: str) -> None:
    """Two headers of one name are one list; two cookie headers are one line of cookies."""
    joint = "; " if name == "HTTP_COOKIE" else ","
    environ[name] = f"{environ[name]}{joint}{value}" if name in environ else value


def _variable(header: bytes) -> str:
    name = header.decode("latin-1").upper().replace("-", "_")
    return name if name == "CONTENT_TYPE" else f"HTTP_{name}"
