"""The server as a process: it stops when told, and several share one port."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .listener import Listener
from .stand_in import eventually

HERE = Path(__file__).parent
SCRIPT = """
import sys
from tests.web.live.stand_in import StandIn
from binome.web.live.channel import Limits
from binome.web.live.launch import serve
sys.exit(serve(lambda: StandIn().wiring(Limits()), "127.0.0.1", {port}, processes={processes}))
"""


@pytest.fixture
def started():
    born = []

    def start(processes: int) -> tuple[subprocess.Popen, int]:
        port = _free_port()
        script = SCRIPT.format(port=port, processes=processes)
        born.append(subprocess.Popen([sys.executable, "-c", script], cwd=HERE.parents[2]))
        eventually(lambda: _answers(port), within=20)
        return born[-1], port

    yield start
    for child in born:
        child.kill()
        child.wait()


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_within_three_seconds_with_streams_open(started, processes, sign):
    """Told to stop, the server ends its open streams properly and is gone within three seconds."""
    child, port = started(processes)
    opened = [Listener(port, user=f"m{n}").ready() for n in range(30)]
    at = time.monotonic()
    child.send_signal(sign)
    assert child.wait(timeout=3) == 0
    assert time.monotonic() - at < 3
    assert all(screen.update() is None for screen in opened)


def test_one_process_lost_ends_the_whole(started):
    """When one of several processes dies the others stop and the exit code says so."""
    child, port = started(2)
    children = _children(child)
    assert len(children) == 2
    os.kill(int(children[0]), signal.SIGKILL)
    assert child.wait(timeout=5) == 128 + signal.SIGKILL
    assert not _answers(port)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_before_it_serves(sign):
    """Processes that are told to stop while they still get ready end at once, and it is no failure."""
    script = "import time; from binome.web.live.family import keep; raise SystemExit(keep(2, lambda: time.sleep(60)))"
    child = subprocess.Popen([sys.executable, "-c", script], cwd=HERE.parents[2])
    try:
        eventually(lambda: len(_children(child)) == 2, within=20)
        child.send_signal(sign)
        assert child.wait(timeout=5) == 0
    finally:
        child.kill()


def _children(child: subprocess.Popen) -> list[str]:
    return Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def _answers(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0
