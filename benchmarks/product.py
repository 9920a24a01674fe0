"""The real server, on a scratch database, with people signed in as browsers do."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.browser import Browser, forms_in
from benchmarks.clicks import Hand, Visit
from benchmarks.target import HOST, ROOT, Practice, Target, free_port, stopped_at_the_end, wait_until_it_answers
from tests.postgresql import running_postgresql

DATABASES = ("sqlite", "postgresql")
PROCESSES = {"sqlite": 1, "postgresql": 2}
VERSION = re.compile(r'data-version="(\d+)"')
STREAMS_PER_PERSON = 12


@dataclass(frozen=True)
class Size:
    """`people` of the first practice may open twelve screens each."""

    practices: int = 20
    visits: int = 120
    people: int = 17


@dataclass
class Scratch:
    """A database with its practices, on which servers may be started again and again."""

    database: str
    folder: Path
    environment: dict[str, str]
    made: list[dict]

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    def locked(self) -> int:
        """Times the server's own log speaks of a locked database."""
        return self.log.read_text().count("database is locked") if self.log.exists() else 0


@contextmanager
def scratch(database: str, size: Size) -> Iterator[Scratch]:
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="binome-bench-")))
        url = f"sqlite:///{folder / 'binome.sqlite3'}"
        if database == "postgresql":
            url = held.enter_context(running_postgresql(durable=True))
        environment = os.environ | {
            "BINOME_MODE": "test",
            "BINOME_DATA": str(folder),
            "BINOME_DATABASE_URL": url,
            "BINOME_SECRET_KEY": "scratch-" * 8,
            "DJANGO_SETTINGS_MODULE": "binome.web.settings",
        }
        run_python(["-m", "django", "migrate", "-v0"], environment)
        asked = ["-m", "benchmarks.seeding", str(size.practices), str(size.visits), str(size.people)]
        yield Scratch(database, folder, environment, json.loads(run_python(asked, environment)))


def run_python(arguments: list[str], environment: dict[str, str], said: str = "") -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, input=said)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr[-2000:]}")
    return done.stdout


@contextmanager
def served(made: Scratch) -> Iterator[Target]:
    """Started, answering, and everybody signed in."""
    port = free_port()
    process = started(made, port)
    with stopped_at_the_end(process), log_told(made):
        wait_until_it_answers(port, process)
        yield Target(made.database, port, process, signed_in(made, port))


@contextmanager
def log_told(made: Scratch) -> Iterator[None]:
    """What goes wrong in front of a server is explained by the server's log, which is about to be thrown away."""
    try:
        yield
    except Exception as wrong:
        wrong.add_note(made.log.read_text()[-3000:])
        raise


def started(made: Scratch, port: int) -> subprocess.Popen:
    script = (
        "import sys, django; django.setup()\n"
        "from binome.web.live.launch import serve; from binome.web.wiring import wiring\n"
        f"sys.exit(serve(wiring, {HOST!r}, {port}, processes={PROCESSES[made.database]}))"
    )
    with made.log.open("ab") as log:
        return subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=made.environment, stderr=log)


def signed_in(made: Scratch, port: int) -> list[Practice]:
    with ThreadPoolExecutor(4) as four:
        return list(four.map(lambda place: _practice(made.made[place], port, place), range(len(made.made))))


def _practice(told: dict, port: int, place: int) -> Practice:
    browsers = [
        _sign_in(Browser(HOST, port, address=f"127.0.{place}.{n + 1}"), login, told["password"])
        for n, login in enumerate(told["logins"])
    ]
    first = browsers[0]
    page = first.get(f"/p/{told['code']}/board/{told['day']}/")
    return Practice(
        code=told["code"],
        hand=Hand(first.cookie, first.cookies["csrftoken"]),
        visits=_visits(told["code"], page),
        cookies=[browser.cookie for browser in browsers],
        day=told["day"],
        version=int(VERSION.search(page)[1]),
    )


def _sign_in(browser: Browser, login: str, password: str) -> Browser:
    browser.submit("/account/login/", {"login": login, "password": password})
    if "sessionid" not in browser.cookies:
        raise RuntimeError(f"{login} could not sign in")
    return browser


def _visits(practice: str, page: str) -> list[Visit]:
    """The visits nobody has touched yet: the ones a run may click on."""
    expected = {form.story: form for form in forms_in(page) if form.deed == "arrive"}
    return [Visit(practice, story, form) for story, form in expected.items()]
