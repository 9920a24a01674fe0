"""What a page and a poll cost: queries, milliseconds on the server, bytes."""

import json
from dataclasses import asdict, dataclass

from benchmarks.figures import percentile
from benchmarks.product import Scratch, run_python

MEASURE = """
import json, re, sys, time, django; django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
code, day, times = json.load(sys.stdin)
client = Client()
door = re.search(r'action="(/demo/enter/\\d+/)"', client.get("/demo/").content.decode())[1]
client.post(door)
board = f"/p/{code}/board/{day}/"

def measured(path, **headers):
    answer = client.get(path, headers=headers)  # the first one warms up
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path, headers=headers)
    queries, took = len(asked), []
    for _ in range(times):
        at = time.perf_counter()
        client.get(path, headers=headers)
        took.append(time.perf_counter() - at)
    head = sum(len(name) + len(value) + 4 for name, value in answer.items())
    told = {"status": answer.status_code, "queries": queries, "body_bytes": len(answer.content), "head_bytes": head}
    return {**told, "took": took}

page = measured(board)
etag = client.get(board + "version").headers["ETag"]
print(json.dumps({"page": page, "poll": measured(board + "version", if_none_match=etag)}))
"""


@dataclass(frozen=True)
class Cost:
    """Of one answer, inside the server: middleware, view, database and drawing; not the wire."""

    status: int
    queries: int
    body_bytes: int
    head_bytes: int
    p50_ms: float
    p95_ms: float


def costs(made: Scratch, times: int) -> dict[str, dict]:
    """The board page of the first practice, and a version poll with nothing new."""
    told = json.loads(run_python(["-c", MEASURE], made.environment, said=json.dumps([made.codes[0], made.day, times])))
    return {name: asdict(_cost(found)) for name, found in told.items()}


def _cost(found: dict) -> Cost:
    took = found.pop("took")
    p50, p95 = (round(percentile(took, share) * 1000, 2) for share in (0.5, 0.95))
    return Cost(**found, p50_ms=p50, p95_ms=p95)
