"""What can only be seen from inside the product, asked by a run in a process of its own.

python -m benchmarks.inside costs CODE DAY TIMES      what a page and a poll cost, in one process, without the wire
python -m benchmarks.inside missing                   of the clicks on the standard input, how many the journal lacks
"""

import json
import re
import sys
import time

from binome.web.waking import set_up

set_up()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from binome.web.store.tables.journal import EventRow  # noqa: E402

DOOR = re.compile(r'action="(/demo/enter/\d+/)"')


def costs(code: str, day: str, times: int) -> dict[str, dict]:
    client = Client(SERVER_NAME="localhost")
    client.post(DOOR.search(client.get("/demo/").content.decode())[1])
    board = f"/p/{code}/board/{day}/"
    page = _cost(client, board, {}, times)
    etag = client.get(board + "version").headers["ETag"]
    return {"page": page, "poll": _cost(client, board + "version", {"if-none-match": etag}, times)}


def _cost(client: Client, path: str, headers: dict[str, str], times: int) -> dict:
    client.get(path, headers=headers)  # the first one warms up
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path, headers=headers)
        queries = len(asked)
    took = []
    for _ in range(times):
        at = time.perf_counter()
        client.get(path, headers=headers)
        took.append(time.perf_counter() - at)
    head = sum(len(name) + len(value) + 4 for name, value in answer.items())
    told = {"status": answer.status_code, "queries": queries, "body_bytes": len(answer.content), "head_bytes": head}
    return {**told, "took": took}


def missing() -> int:
    kept = set(EventRow.objects.values_list("story", "number"))
    return sum((story, number) not in kept for story, number in json.load(sys.stdin))


if __name__ == "__main__":
    asked = sys.argv[1:]
    json.dump(missing() if asked == ["missing"] else costs(asked[1], asked[2], int(asked[3])), sys.stdout)
