"""How fast a click reaches the other screens, and how many clicks there may be. One command:

    python benchmarks/board.py [--quick] [--json]           the live board, beside its limit and beside polling
    python benchmarks/board.py page|race|kill [--json]      one page and one poll; rivals; a killed server

On SQLite (one process) and PostgreSQL (two processes), on this machine, in one run, nothing mocked. The
measuring process and the server share the processors: on two cores the figures are ceilings of delay.
"""

import argparse
import json
import os
import resource
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import uvloop

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)

from benchmarks.figures import table
from benchmarks.kill import killed
from benchmarks.page import costs
from benchmarks.phases import Load, Measured, watched
from benchmarks.polling import polled
from benchmarks.product import DATABASES, Scratch, Size, scratch, served
from benchmarks.race import raced
from benchmarks.target import bare_broadcast

QUICK = Load(paced_s=2.0, flat_out_s=1.0)
FULL = Load(paced_s=15.0, flat_out_s=8.0)


def live(quick: bool) -> dict[str, dict]:
    """Both databases, then the limit and polling under the same load."""
    load, size = (QUICK, Size()) if quick else (FULL, Size(screens=1000))
    told: dict[str, dict] = {}
    with ExitStack() as held:
        with ThreadPoolExecutor() as together:
            made = list(together.map(lambda name: held.enter_context(scratch(name, size)), DATABASES))
        for one in made:
            told[one.database] = _product(one, load, quick)
    bare = _bare(load, told["sqlite"]["event_bytes"], size, quick)
    for database in DATABASES:
        told[database]["ratio_to_bare"] = _ratio(told[database], bare["one_practice"])
        if not quick:
            told[database]["thousand"]["ratio_to_bare"] = _ratio(told[database]["thousand"], bare["thousand"])
    return {**told, "bare": bare}


def _product(made: Scratch, load: Load, quick: bool) -> dict:
    with served(made) as target:
        one = uvloop.run(watched(target, target.practices[:1], 200, load))
        many = uvloop.run(watched(target, target.practices, 10, load))
        told = {**_said(one), "many_practices": _said(many)}
        if not quick:
            told["thousand"] = _said(uvloop.run(watched(target, target.practices[:1], 1000, load)))
        if made.database == "sqlite":
            seconds = 1.0 if quick else 20.0
            told["polling"] = asdict(uvloop.run(polled(target, target.practices[0], 200, load.rate, seconds)))
    told["locked"] += made.locked()
    return told


def _bare(load: Load, event_bytes: int, size: Size, quick: bool) -> dict:
    paced = Load(rate=load.rate, paced_s=load.paced_s, flat_out_s=0 if quick else load.flat_out_s)
    with bare_broadcast(size.practices, size.visits, event_bytes) as target:
        told = {"one_practice": _said(uvloop.run(watched(target, target.practices[:1], 200, paced)))}
        if not quick:
            told["thousand"] = _said(uvloop.run(watched(target, target.practices[:1], 1000, paced)))
    return told


def _said(measured: Measured) -> dict:
    return {**asdict(measured), "duplicated": measured.repeated}


def _ratio(product: dict, bare: dict) -> float:
    """How many times the limit's p95."""
    return round(product["click_to_screen_ms"]["p95"] / bare["click_to_screen_ms"]["p95"], 1)


def page(quick: bool) -> dict[str, dict]:
    """The board page with 120 visits, and a version poll with nothing new."""
    return _on_both(lambda made: costs(made, 50 if quick else 200), Size(practices=1, screens=1))


def race(quick: bool) -> dict[str, dict]:
    """20 simultaneous moves of one visit, again and again."""

    def run(made: Scratch) -> dict:
        with served(made) as target:
            return asdict(uvloop.run(raced(target, target.practices[0], 20 if quick else 200)))

    return _on_both(run, Size(practices=1, screens=20))


def kill(quick: bool) -> dict[str, dict]:
    """kill -9 of the server under load, again and again."""
    return _on_both(lambda made: asdict(killed(made, 3 if quick else 20)), Size(practices=1, screens=1))


def _on_both(run, size: Size) -> dict[str, dict]:  # type: ignore[no-untyped-def]
    told = {}
    for database in DATABASES:
        with scratch(database, size) as made:
            told[database] = run(made)
    return told


def printed(told: dict[str, dict]) -> str:
    """For a person: one line per phase; what is not a phase as it is."""
    phases = [
        {
            "target": phase["target"],
            "screens": f"{phase['practices']} x {phase['screens'] // phase['practices']}",
            **{f"{name} ms": value for name, value in phase["click_to_screen_ms"].items()},
            "clicks/s": phase["clicks_per_s"],
            "kB/screen": phase["kb_per_screen"],
            "cpu at pace": phase["cpu_share"],
            "cpu ms/click": phase["cpu_ms_per_click"],
            **{name: phase[name] for name in ("lost", "duplicated", "locked", "refused")},
            "x bare": phase.get("ratio_to_bare", ""),
        }
        for phase in _phases(told)
    ]
    rest = {name: one["polling"] for name, one in told.items() if "polling" in one}
    return table(phases) + f"\npolling: {json.dumps(rest)}" if phases else json.dumps(told, indent=2)


def _phases(told: dict) -> list[dict]:
    """Every phase in what a run told, the outer before the inner."""
    own = [told] if "clicks_per_s" in told else []
    return own + [phase for value in told.values() if isinstance(value, dict) for phase in _phases(value)]


def main(arguments: list[str]) -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = {"live": live, "page": page, "race": race, "kill": kill}
    asked.add_argument("what", nargs="?", choices=verbs, default="live")
    asked.add_argument("--quick", action="store_true", help="smaller and shorter: under 50 seconds")
    asked.add_argument("--json", action="store_true", help="for a program")
    options = asked.parse_args(arguments)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a thousand screens are a thousand files
    told = {**verbs[options.what](options.quick), "machine": {"cores": os.cpu_count(), "load_before": LOAD_BEFORE}}
    print(json.dumps(told) if options.json else printed(told))
    return 0


LOAD_BEFORE = round(os.getloadavg()[0], 2)
"""Above 0.5, somebody else is using the machine: the figures are theirs too."""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
