"""The dashboard of a practice with three years of journal: what its pages cost the server.

    python -m benchmarks.dashboard [--months 36] [--json]

A month of the demonstration is lived by the twin, then written again and again, four weeks further back each time,
until the journal is as long as wanted; its months are counted as the product counts them. Then each page is asked for,
in this process and without a network: the median of several askings, the first asking of a process that holds no month
yet, and how many questions the database is asked. The aim: 300 ms and 20 questions.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

PAGES = {
    "overview": "/measures/",
    "against a year before": "/measures/?against=year_ago",
    "a year": "/measures/?kind=year&on={year}-01-01",
    "one question": "/measures/time/",
    "one figure": "/measures/figure/wait_min/",
    "one figure of patients": "/measures/figure/active_patients/",
    "by doctor": "/measures/figure/wait_min/doctors",
    "the list behind": "/measures/figure/wait_min/behind",
}
ASKINGS = 9
FOUR_WEEKS = 28
SOURCE = date(2026, 11, 20)
"""A Friday: the month that is repeated ends on it."""


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--months", type=int, default=36)
    told.add_argument("--json", action="store_true")
    asked = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _wake(folder)
        found = measured(asked.months)
    print(json.dumps(found, indent=1) if asked.json else _told(found))
    sys.exit(0)


def measured(months: int) -> dict[str, Any]:
    from binome.web.store.tables.journal import EventRow

    began = time.monotonic()
    house = _three_years(months)
    written = time.monotonic()
    count = _count(house)
    return {
        "lines": EventRow.objects.count(),
        "written_s": round(written - began, 1),
        "counted_s": round(time.monotonic() - written, 1),
        "months": count,
        "load": os.getloadavg()[0],
        "pages": {name: _asked(house, path) for name, path in PAGES.items()},
    }


def _wake(folder: str) -> None:
    os.environ |= {"BINOME_MODE": "demo", "BINOME_DATA": folder, "DJANGO_SETTINGS_MODULE": "binome.web.settings"}
    os.environ.pop("BINOME_DATABASE_URL", None)
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def _three_years(months: int) -> Any:
    from binome.web.demo.making import CODE, begin_day, found, write_day
    from binome.web.store import clock

    house = found(CODE, SOURCE)
    begin_day(house, SOURCE, pace=0)
    days = [SOURCE - timedelta(days=n) for n in range(1, FOUR_WEEKS)]
    for day in (it for it in days if it.weekday() < 5 and it.isoformat() != f"{it.year}-11-11"):
        write_day(house, day)
    assert clock.is_set()
    for turn in range(1, months * 365 // 12 // FOUR_WEEKS + 1):
        _again(house.id, turn)
    return house


def _again(practice: int, turn: int) -> None:
    """The four weeks once more, as lines of their own, further back."""
    from django.db import connection

    back = f"-{turn * FOUR_WEEKS} days"
    with connection.cursor() as cursor:
        for table, times, dates in (
            ("store_eventrow", ("at", "due"), ()),
            ("store_visitrow", ("due", "until", "arrived_at", "since"), ("day",)),
        ):
            names = [it.name for it in connection.introspection.get_table_description(cursor, table) if it.name != "id"]
            quoted = [f'"{name}"' for name in names]
            chosen = [_shifted(name, times, dates, back, turn) for name in names]
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(quoted)}) SELECT {', '.join(chosen)} FROM {table}"
                f" WHERE practice_id = {practice} AND story NOT LIKE '%-rr%'"
                f" AND story NOT LIKE 'day-%{SOURCE}' AND {'at' if table == 'store_eventrow' else 'day'}"
                f" < '{SOURCE}'"
            )


def _shifted(name: str, times: tuple[str, ...], dates: tuple[str, ...], back: str, turn: int) -> str:
    if name == "story":
        again = f"-rr{turn}"
        return (
            f"CASE WHEN story LIKE '%-sheet' THEN replace(story, '-sheet', '{again}-sheet') ELSE story || '{again}' END"
        )
    if name in times:
        return f"strftime('%Y-%m-%d %H:%M:%f', {name}, '{back}')"
    return f"date({name}, '{back}')" if name in dates else f'"{name}"'


def _count(house: Any) -> int:
    from binome.web.store import clock
    from binome.web.store.measured_months import measure

    return max(of for _done, of in measure(house, clock.now()))


def _asked(house: Any, path: str) -> dict[str, Any]:
    """The first asking finds nothing in memory: what this process knows of months, figures and lists is forgotten."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from binome.web import figures
    from binome.web.store import measured as months
    from binome.web.store import measured_behind as lists

    client, address = _client(), f"/p/{house.practice.code}{path.format(year=SOURCE.year - 1)}"
    _one(client, address)  # what is imported and compiled once is nobody's first page
    months._known.clear()
    figures._known.clear()
    lists._known.clear()
    first = _one(client, address)
    with CaptureQueriesContext(connection) as queries:
        _one(client, address)
        asked = len(queries)  # the next request begins another list
    times = [_one(client, address) for _asking in range(ASKINGS)]
    return {
        "median_ms": round(statistics.median(wall for wall, _worked in times)),
        "highest_ms": round(max(wall for wall, _worked in times)),
        "first_ms": round(first[0]),
        "processor_ms": round(statistics.median(worked for _wall, worked in times)),
        "first_processor_ms": round(first[1]),
        "queries": asked,
    }


def _client() -> Any:
    from django.test import Client

    from binome.web.dashboard import looking
    from binome.web.store.tables.people import AccountRow

    looking.wake = _nobody
    client = Client()
    client.force_login(AccountRow.objects.order_by("id").first())
    return client


def _nobody(practice: str) -> None:
    """Nothing is counted beside what is timed."""


def _one(client: Any, address: str) -> tuple[float, float]:
    """On the wall, and of the processors: where other things run as well, the second says what it costs."""
    began, worked = time.perf_counter(), time.process_time()
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def _told(found: dict[str, Any]) -> str:
    return "\n".join(_lines(found))


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield f"{found['lines']:,} lines of journal, {found['months']} months, load {found['load']:.1f}"
    yield f"written in {found['written_s']} s, counted in {found['counted_s']} s"
    named = {"median_ms": "median", "highest_ms": "highest", "first_ms": "first"}
    named |= {"processor_ms": "processor", "first_processor_ms": "its first"}
    yield f"{'ms a page':26}" + "".join(f"{it:>13}" for it in named.values()) + f"{'queries':>9}"
    for name, it in found["pages"].items():
        yield f"{name:26}" + "".join(f"{it[one]:13}" for one in named) + f"{it['queries']:9}"


if __name__ == "__main__":
    main()
