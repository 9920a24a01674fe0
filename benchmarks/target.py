"""What is loaded: a server that answers a stream and a gesture, whichever it is."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.browser import Form
from benchmarks.clicks import Hand, Visit

HOST = "127.0.0.1"
ROOT = Path(__file__).parent.parent
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Practice:
    """One practice of the target: how its screens ask, who clicks, on what."""

    code: str
    hand: Hand
    visits: list[Visit]
    cookies: list[str] = field(default_factory=list)
    day: str = "2026-11-23"
    version: int = 0

    def streams(self, count: int) -> list[bytes]:
        """As many requests, spread over the people who are signed in."""
        cookies = self.cookies or [""]
        return [
            f"GET /p/{self.code}/live/{self.day}?since={self.version} HTTP/1.1\r\n"
            f"Host: {HOST}\r\nCookie: {cookies[place % len(cookies)]}\r\nAccept: text/event-stream\r\n\r\n".encode()
            for place in range(count)
        ]


@dataclass
class Target:
    name: str
    port: int
    process: subprocess.Popen
    practices: list[Practice]

    def pids(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]

    def memory(self) -> int:
        """Bytes of the server's own processes."""
        return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE for pid in self.pids())

    def cpu_s(self) -> float:
        """Processor seconds used so far by the server's own processes."""
        ticks = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13] for pid in self.pids())
        return sum(int(tick) for pair in ticks for tick in pair) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as door:
        door.bind((HOST, 0))
        return door.getsockname()[1]


def wait_until_it_answers(port: int, process: subprocess.Popen, within: float = 40) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        with socket.socket() as door:
            if door.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not answer in time")


@contextmanager
def stopped_at_the_end(process: subprocess.Popen) -> Iterator[subprocess.Popen]:
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def bare_broadcast(practices: int, visits: int, event_bytes: int) -> Iterator[Target]:
    """The limit, with as many practices and visits, and events as heavy, as the product's."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.bare", str(port), str(event_bytes)]
    with stopped_at_the_end(subprocess.Popen(command, cwd=ROOT)) as process:
        wait_until_it_answers(port, process)
        yield Target("bare", port, process, [_bare_practice(f"p{n}", visits) for n in range(practices)])


def _bare_practice(code: str, visits: int) -> Practice:
    stories = [f"{code}-v{n}" for n in range(visits)]
    made = [Visit(code, story, Form(story, "arrive", {"number": "1"})) for story in stories]
    return Practice(code, Hand("", ""), made)
