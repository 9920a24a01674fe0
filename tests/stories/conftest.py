"""A demonstration, served for real, with its day stopped: what the stories are lived in."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PATIENCE_S = 100
Enter = Callable[..., Page]
Freeze = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True)
class Served:
    """A demonstration that runs: where, and as which process."""

    address: str
    process: int


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A running demonstration, its day stopped."""
    folder = tmp_path_factory.mktemp("demo")
    port = _free_port()
    command = [sys.executable, "-m", "binome", "demo", "--port", str(port), "--pace", "0", "--data", str(folder)]
    around = {name: value for name, value in os.environ.items() if not name.startswith(("BINOME_", "DJANGO_"))}
    log = (folder / "log").open("wb")
    with subprocess.Popen(command, env={**around, "BINOME_MODE": "demo"}, stdout=log, stderr=log) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/demo/", server, folder / "log")
            yield Served(f"http://127.0.0.1:{port}", server.pid)
        finally:
            server.terminate()
            server.wait(timeout=10)


@pytest.fixture(scope="session")
def demo(served: Served) -> str:
    return served.address


@pytest.fixture
def freeze(served: Served) -> Freeze:
    """with freeze(): the server answers nothing, as when a machine hangs or a cable is pulled."""

    @contextmanager
    def frozen() -> Iterator[None]:
        os.kill(served.process, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(served.process, signal.SIGCONT)

    return frozen


@pytest.fixture
def enter(demo: str, browser: Browser, browser_context_args: dict) -> Iterator[Enter]:
    """enter("Solenn") opens a browser of one's own and signs in as that persona."""
    with _door(demo, browser, browser_context_args) as sign_in:
        yield sign_in


@pytest.fixture(scope="module")
def at_once(demo: str, browser: Browser, browser_context_args: dict) -> Iterator[Enter]:
    """The same, for screens that a whole module shares."""
    with _door(demo, browser, browser_context_args) as sign_in:
        yield sign_in


@contextmanager
def _door(demo: str, browser: Browser, usual: dict) -> Iterator[Enter]:
    opened = []

    def sign_in(who: str, **context: object) -> Page:
        alone = browser.new_context(base_url=demo, **{**usual, **context})
        opened.append(alone)
        page = alone.new_page()
        page.goto("/demo/")
        page.locator("button.person", has_text=who).first.click()
        page.wait_for_url("**/board/**")
        page.locator("#freshness[data-fresh=live]").wait_for()
        return page

    yield sign_in
    for context in opened:
        context.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the demonstration did not open:\n{log.read_text()[-2000:]}")
