"""The limit: the same load on a broadcast with no framework, no rights, no database and no rendering.

    python -m benchmarks.bare PORT SIZE

It answers the addresses that the product answers (a stream, a gesture) with rows of SIZE bytes, so that the
same screens and the same hands measure both.
"""

import asyncio
import re
import sys
from collections import defaultdict

import uvloop

STREAM = re.compile(rb"GET /p/([\w-]+)/live/")
GESTURE = re.compile(rb"POST /p/([\w-]+)/visits/([\w-]+)/(\w+) ")
NUMBER = re.compile(rb"(?:^|&)number=(\d+)")
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.I)
OPENING = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"

screens: dict[bytes, set[asyncio.Transport]] = defaultdict(set)
versions: dict[bytes, int] = defaultdict(int)


class Connection(asyncio.Protocol):
    def __init__(self, size: int) -> None:
        self.size = size
        self.practice: bytes | None = None
        self.data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def connection_lost(self, problem: Exception | None) -> None:
        if self.practice:
            screens[self.practice].discard(self.transport)

    def data_received(self, data: bytes) -> None:
        self.data += data
        head, found, body = self.data.partition(b"\r\n\r\n")
        said = LENGTH.search(head)
        if not found or (said and len(body) < int(said[1])):
            return
        self.data = b""
        if stream := STREAM.match(head):
            self._stream(stream[1])
        elif gesture := GESTURE.match(head):
            self._gesture(gesture[1], gesture[2], int(NUMBER.search(body)[1]))

    def _stream(self, practice: bytes) -> None:
        self.practice = practice
        screens[practice].add(self.transport)
        self.transport.write(OPENING + chunk(b"retry: 1000\n\n"))

    def _gesture(self, practice: bytes, story: bytes, number: int) -> None:
        versions[practice] += 1
        row = drawn(story, number, self.size)
        event = chunk(b"id: %d\ndata: %s\n\n" % (versions[practice], row))
        for transport in screens[practice]:
            transport.write(event)
        self.transport.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%s" % (len(row), row))


def drawn(story: bytes, number: int, size: int) -> bytes:
    """A row with the form of the next gesture, as heavy as the product's."""
    deed = b"withdraw" if number % 2 else b"arrive"
    row = (
        b'<tr id="visit-%s" data-number="%d"><form method="post" action="/p/x/visits/%s/%s">'
        b'<input type="hidden" name="number" value="%d"></form></tr>' % (story, number, story, deed, number + 1)
    )
    return row + b"." * (size - len(row))


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


async def serve(port: int, size: int) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: Connection(size), "127.0.0.1", port, backlog=2048)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), int(sys.argv[2])))
