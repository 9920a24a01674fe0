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
ROLES = re.compile(r'<body[^>]* data-roles="([^"]*)"')
DOOR = re.compile(r'action="(/demo/enter/\d+/)"')
MAY_WELCOME = {"assistant", "secretary"}
SCREENS_PER_PERSON = 12


@dataclass(frozen=True)
class Size:
    """Of a scratch database. Each person may open twelve screens: `screens` is for the first practice."""

    practices: int = 20
    visits: int = 120
    screens: int = 200

    @property
    def people(self) -> int:
        return -(-self.screens // SCREENS_PER_PERSON)


@dataclass
class Scratch:
    """A database with its practices, on which servers may be started again and again."""

    database: str
    folder: Path
    environment: dict[str, str]
    codes: list[str]
    day: str
    size: Size

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
            "BINOME_MODE": "demo",
            "BINOME_DATA": str(folder),
            "BINOME_DATABASE_URL": url,
            "BINOME_SECRET_KEY": "scratch-" * 8,
            "DJANGO_SETTINGS_MODULE": "binome.web.settings",
        }
        asked = ["-m", "benchmarks.seeding", str(size.practices), str(size.visits), str(size.people)]
        told = json.loads(run_python(asked, environment))
        yield Scratch(database, folder, environment, told["codes"], told["day"], size)


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
    asked = ["serve", "--host", HOST, "--port", str(port), "--processes", str(PROCESSES[made.database])]
    command = [sys.executable, "-c", "from binome.cli.app import main; main()", *asked]
    with made.log.open("ab") as log:
        return subprocess.Popen(command, cwd=ROOT, env=made.environment, stderr=log)


def signed_in(made: Scratch, port: int) -> list[Practice]:
    """Somebody at every practice; at the first, as many as its screens need."""
    doors = _doors(Browser(HOST, port).get("/demo/"))
    with ThreadPoolExecutor(4) as four:
        return list(
            four.map(
                lambda code: _practice(made, port, code, doors[code], made.size.people if code == made.codes[0] else 1),
                made.codes,
            )
        )


def _doors(page: str) -> dict[str, list[str]]:
    """The entrances of each practice's people, by its name, which is its code here."""
    sections = re.findall(r"<section.*?</section>", page, re.DOTALL)
    return {re.search(r"<h2[^>]*>([^<]*)", section)[1]: DOOR.findall(section) for section in sections}


def _practice(made: Scratch, port: int, code: str, doors: list[str], people: int) -> Practice:
    board = f"/p/{code}/board/{made.day}/"
    entered: list[Browser] = []
    hand, page = None, ""
    for door in doors:
        if hand and len(entered) >= people:
            break
        browser = Browser(HOST, port)
        browser.submit("/demo/", door, {})
        entered.append(browser)
        if hand is None:
            page = browser.get(board)
            hand = browser if MAY_WELCOME & set(ROLES.search(page)[1].split()) else None
    return Practice(
        code=code,
        hand=Hand(hand.cookie, hand.cookies["csrftoken"]),
        visits=_visits(code, page),
        cookies=[browser.cookie for browser in entered],
        day=made.day,
        version=int(VERSION.search(page)[1]),
    )


def _visits(practice: str, page: str) -> list[Visit]:
    """The visits that a run may click on: expected ones, and those that an earlier life of the server left there."""
    offered = {form.story: form for form in forms_in(page) if form.deed == "withdraw"}
    offered |= {form.story: form for form in forms_in(page) if form.deed == "arrive"}
    return [Visit(practice, story, form) for story, form in offered.items()]
