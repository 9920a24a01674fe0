"""What a list of tasks costs the server when thousands are open. One command:

    python benchmarks/tasks.py [--tasks 5000] [--times 30] [--json]

On SQLite, in a folder that goes away: a small team, as many open tasks of every kind, and each list asked for through
the product's own pages, sign-in included. Beside each time, how many questions the database was asked.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)

LISTS = ("mine", "role", "all", "asked", "ended")
PAGE_MS, QUESTIONS = 100, 10
"""What was promised."""


def measured(tasks: int, times: int) -> dict[str, dict[str, float]]:
    """Milliseconds and questions by list: the median of the pages asked for one after the other, and the slowest."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(_filled(tasks))
    told = {}
    for whose in LISTS:
        address = f"/p/bench/tasks/?whose={whose}"
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
            questions = len(asked)  # each request empties the list
        took = [_one(client, address) for _ in range(times)]
        told[whose] = {
            "median_ms": round(statistics.median(took), 1),
            "slowest_ms": round(max(took), 1),
            "questions": questions,
        }
    return told


def _one(client, address: str) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - began) * 1000


def _filled(tasks: int):  # type: ignore[no-untyped-def]
    """A practice of six, and its open tasks; answers the secretary's account."""
    from binome.practice.task_kind import task_kinds
    from binome.web.store.models import (
        AccountRow,
        MemberRow,
        PatientRow,
        PracticeRow,
        SeatRow,
        TaskRow,
        TaskWordsRow,
    )

    practice = PracticeRow.objects.create(code="bench", name="Bench")
    team = {"m1": "physician", "m2": "physician", "m3": "assistant", "m4": "secretary", "m5": "trainee", "m6": "nurse"}
    for code, role in team.items():
        row = MemberRow.objects.create(practice=practice, code=code, name=code, posts=[{"role": role, "hours": []}])
        if code == "m4":
            account = AccountRow.objects.create_user("bench", "unused")
            SeatRow.objects.create(account=account, practice=practice, member=row)
    patients = [
        PatientRow(practice=practice, code=f"p{n}", family=f"Patient {n}", sought=f"patient {n}") for n in range(500)
    ]
    PatientRow.objects.bulk_create(patients)
    kinds, now = list(task_kinds().values()), datetime.now(UTC)
    lines, words = [], []
    for n in range(tasks):
        kind, story = kinds[n % len(kinds)], f"task-{n}"
        lines.append(
            TaskRow(
                practice=practice, story=story, told_on=now.date(), version=1, number=1, kind=kind.code,
                level=kind.level, state="asked", patient_id=f"p{n % 500}", role=kind.roles[0],
                person=None if n % 3 else next((m for m, r in team.items() if r == kind.roles[0]), None),
                asked_by="m4" if n % 2 else "m1", asked_role="secretary", asked_at=now, since=now,
                due=now + timedelta(minutes=n - tasks // 4),
            )
        )  # fmt: skip
        words.append(TaskWordsRow(practice=practice, story=story, title=f"Something to do, number {n}"))
    TaskRow.objects.bulk_create(lines, batch_size=400)
    TaskWordsRow.objects.bulk_create(words, batch_size=400)
    return account


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=5000)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"BINOME_MODE": "test", "BINOME_DATA": folder, "DJANGO_SETTINGS_MODULE": "binome.web.settings"}
        import django

        django.setup()
        from binome.web.waking import migrate

        migrate()
        told = measured(said.tasks, said.times)
    load = round(os.getloadavg()[0], 2)
    if said.json:
        print(json.dumps({"tasks": said.tasks, "load": load, "lists": told}))
    else:
        print(f"{said.tasks} open tasks, load {load}")
        for whose, one in told.items():
            print(
                f"{whose:6} {one['median_ms']:7.1f} ms (slowest {one['slowest_ms']:.1f}), {one['questions']} questions"
            )
    kept = all(one["median_ms"] <= PAGE_MS and one["questions"] <= QUESTIONS for one in told.values())
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
