"""Twenty people press the same button at the same instant: one wins, nineteen get the sentence."""

import asyncio
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.clicks import Visit, Wire
from benchmarks.target import HOST, Practice, Target

HANDS = 20
TOKEN = re.compile(r"csrftoken=(\w+)")


@dataclass(frozen=True)
class Raced:
    """`exactly_one`: rounds in which one hand won and every other got 409 with a sentence."""

    rounds: int
    exactly_one: int
    statuses: dict[int, int]


async def raced(target: Target, practice: Practice, rounds: int) -> Raced:
    loop = asyncio.get_running_loop()
    wires = [(await loop.create_connection(Wire, HOST, target.port))[1] for _ in range(HANDS)]
    visit, told, right = practice.visits[0], Counter(), 0
    for turn in range(rounds):
        answers = await asyncio.gather(*(w.ask(_move(target, practice, visit, turn, n)) for n, w in enumerate(wires)))
        told.update(status for status, _, _ in answers)
        sentences = sum(status == 409 and b"x-sentence" in head.lower() for status, head, _ in answers)
        winners = [body for status, _, body in answers if status == 200]
        right += len(winners) == 1 and sentences == HANDS - 1
        if winners:
            visit.learn(winners[0].decode())
    for wire in wires:
        wire.transport.abort()
    return Raced(rounds, right, dict(told))


def _move(target: Target, practice: Practice, visit: Visit, turn: int, hand: int) -> bytes:
    # Each hand has its own form, so its own key: they are rivals, not the same form sent twice.
    cookie = practice.cookies[hand % len(practice.cookies)]
    token = TOKEN.search(cookie)[1]
    fields = {**visit.form.fields, "csrfmiddlewaretoken": token, "key": f"race-{turn}-{hand}"}
    body = urlencode(fields).encode()
    head = (
        f"POST /p/{practice.code}/visits/{visit.story}/{visit.form.deed} HTTP/1.1\r\n"
        f"Host: {HOST}:{target.port}\r\nOrigin: http://{HOST}:{target.port}\r\n"
        f"Cookie: {cookie}\r\nX-In-Place: 1\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
