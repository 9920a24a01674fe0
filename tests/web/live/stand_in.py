"""A product made of a counter: what the transport tests stand on."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from urllib.parse import parse_qs

from binome.web.live.channel import Admission, Channel, Limits, Update
from binome.web.live.hub import Hub
from binome.web.live.launch import House, Wiring, listening, server

DAY = date(2026, 11, 23)


def machine() -> datetime:
    return datetime.now(UTC)


@dataclass
class StandIn:
    """Version n of every day changed the row n; refuses whoever does not say who they are."""

    version: int = 1
    slowness: float = 0.0
    weight: int = 0
    renderings: list[tuple[Channel, int]] = field(default_factory=list)
    broken: bool = False
    hub: Hub | None = None

    def admit(self, scope, practice: str, day: date) -> Admission | int:
        asked = parse_qs(scope["query_string"].decode())
        if "user" not in asked:
            return 403
        sight = asked.get("sight", ["clinical"])[0]
        return Admission(asked["user"][0], Channel(practice, day, sight, "fr"))

    def render(self, channel: Channel, since: int) -> Update:
        self.renderings.append((channel, since))
        if self.broken:
            raise RuntimeError("asked to break")
        version = self.version
        time.sleep(self.slowness)
        rows = (f'<tr id="visit-{n}">{"x" * self.weight}</tr>' for n in range(since + 1, version + 1))
        return Update(version, "\n".join(rows))

    def django(self, environ, start_response):
        start_response("200 OK", [("content-type", "text/plain")])
        return [f"{environ['PATH_INFO']} {threading.active_count()}".encode()]

    def listen(self, hub: Hub):
        self.hub = hub
        return lambda: None

    def wiring(self, limits: Limits) -> Wiring:
        return Wiring(self.django, self.admit, self.render, self.listen, now=machine, limits=limits)

    def write(self, practice: str = "brehan", day: date = DAY) -> int:
        self.version += 1
        self.hub.announce(practice, day, self.version)
        return self.version


@contextlib.contextmanager
def serving(stand_in: StandIn, limits: Limits | None = None) -> Iterator[int]:
    """A real uvicorn on a loopback port, in a thread of this process; gives the port."""
    house = House(stand_in.wiring(limits or Limits()))
    running, door = server(house, log_level="critical"), listening("127.0.0.1", 0)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [door]})
    thread.start()
    eventually(lambda: running.started)
    try:
        yield door.getsockname()[1]
    finally:
        running.should_exit = True
        thread.join(timeout=10)
    assert not thread.is_alive()


def eventually(said, within: float = 5.0) -> None:
    """Waits for something to become true; a test never sleeps for a guessed while."""
    until = time.monotonic() + within
    while not said():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.005)
