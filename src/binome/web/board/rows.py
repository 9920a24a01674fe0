"""The board's pieces as HTML, drawn once per audience whatever the number of screens.

A piece holds neither a form token nor a form key: the page puts them in (fill); a script does for what is streamed.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from threading import Lock

from django.template.loader import get_template
from django.utils import timezone, translation

from binome.practice.rooms import Room
from binome.web.board.actions import more_actions, next_actions, turn_of
from binome.web.board.places import PLACES, place_of
from binome.web.store.board import Line, Standing
from binome.web.store.practice import House

TOKEN, KEY = "%TOKEN%", "%KEY%"
KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Audience:
    """Who looks: what they may see, and in which language."""

    sight: str
    language: str


class _Drawn:
    """The last pieces drawn, so that a page is a join and a click is one drawing."""

    def __init__(self) -> None:
        self._pieces: OrderedDict[object, str] = OrderedDict()
        self._lock = Lock()

    def get(self, key: object) -> str | None:
        with self._lock:
            return self._pieces.get(key)

    def keep(self, key: object, piece: str) -> str:
        with self._lock:
            self._pieces[key] = piece
            while len(self._pieces) > KEPT:
                self._pieces.popitem(last=False)
        return piece


_drawn = _Drawn()


@contextmanager
def spoken(house: House, audience: Audience) -> Iterator[None]:
    """In the audience's language and the practice's own zone: a stream has no request that would set them."""
    with translation.override(audience.language), timezone.override(house.practice.zone):
        yield


def line_piece(house: House, line: Line, day: date, audience: Audience) -> str:
    """One visit: its row in the table and its place among the turns."""
    key = (house.id, house.revision, audience, repr(line))
    return _drawn.get(key) or _drawn.keep(key, _draw_line(house, line, day, audience))


def _draw_line(house: House, line: Line, day: date, audience: Audience) -> str:
    with spoken(house, audience):
        place, actions = place_of(line), next_actions(line, day)
        told = {
            "line": line,
            "p": house.practice.code,
            "place": place,
            "look": "education" if "education" in (line.under_way, line.awaits) and place != "waiting" else place,
            "columns": [(p, _column(p, place)) for p in PLACES],
            "local_due": house.practice.local(line.due),
            "room": house.places.get(line.room or "", ""),
            "holder": house.people.get(line.holder or line.owner or "", ""),
            "doctor": house.people.get(line.doctor, ""),
            "age": _age(line.birth_date, day),
            "actions": actions,
            "turn": turn_of(line, actions),
            "more": more_actions(line),
            "clinical": audience.sight == "clinical",
            "amber": house.practice.thresholds.amber_min * 60,
            "red": house.practice.thresholds.red_min * 60,
            "token": TOKEN,
            "key": KEY,
        }
        return get_template("board/line.html").render(told) + get_template("board/turn.html").render(told)


def rooms_piece(house: House, lines: Iterable[Line], audience: Audience) -> str:
    """The strip of rooms: who is where, since when."""
    seated = {line.room: line for line in lines if line.room}
    return "".join(_room_piece(house, room, seated.get(room.code), audience) for room in house.practice.rooms.values())


def _room_piece(house: House, room: Room, line: Line | None, audience: Audience) -> str:
    key = (house.id, house.revision, audience, room.code, repr(line))
    return _drawn.get(key) or _drawn.keep(key, _draw_room(house, room, line, audience))


def _draw_room(house: House, room: Room, line: Line | None, audience: Audience) -> str:
    told = {
        "code": room.code,
        "name": house.places[room.code],
        "line": line,
        "place": place_of(line) if line else "",
        "holder": house.people.get(line.holder or "", "") if line else "",
        "doctor": house.people.get(line.doctor, "") if line else "",
    }
    thresholds = house.practice.thresholds
    around = {"rooms": [told], "amber": thresholds.amber_min * 60, "red": thresholds.red_min * 60}
    with spoken(house, audience):
        return get_template("board/rooms.html").render(around)


def counts_piece(house: House, standings: Iterable[Standing], audience: Audience) -> str:
    """The counters: by column for the day, by doctor for the pace."""
    listed = [(s, place_of(s)) for s in standings]
    by_place = Counter(place for _, place in listed)
    done = Counter(s.doctor for s, place in listed if place == "done")
    told = {
        "places": [(place, by_place[place]) for place in PLACES],
        "inside": sum(by_place[p] for p in PLACES if p not in ("expected", "done")),
        "waiting": by_place["waiting"] + by_place["ready"],
        "doctors": [(d, done[d], n) for d, n in Counter(s.doctor for s, _ in listed).items()],
    }
    with spoken(house, audience):
        return get_template("board/counts.html").render(told)


def gone_piece(story: str) -> str:
    """A visit that left the day: its line and its turn are taken away."""
    return f'<tr id="visit-{story}" data-into="turns" data-gone></tr><li id="turn-{story}" data-gone></li>'


def fill(pieces: str, token: str, key: str) -> str:
    """The pieces with this page's own form token and key."""
    return pieces.replace(TOKEN, token).replace(KEY, key)


def _column(place: str, now: str) -> str:
    here, there = PLACES.index(place), PLACES.index(now)
    return "is" if here == there else "was" if here < there else ""


def _age(born: date | None, day: date) -> tuple[int, str] | None:
    """Years, or months before two years: what a team says of a patient."""
    if born is None:
        return None
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    return (months, "months") if months < 24 else (months // 12, "years")
