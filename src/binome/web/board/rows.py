"""The board's pieces as HTML, drawn once per audience whatever the number of screens.

A piece holds neither a form token nor a form key: the page puts them in (fill); a script does for what is streamed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.template.loader import get_template

from binome.journal.stories import About, about
from binome.practice.rooms import Room
from binome.web.board.drawn import Audience, Drawn, spoken
from binome.web.board.patterns import own_values, pattern_of, put_in
from binome.web.places import PLACES, place_of
from binome.web.store.board import Line, Standing
from binome.web.store.practice import House

TOKEN, KEY = "%TOKEN%", "%KEY%"

_drawn = Drawn()
_patterns = Drawn()


def line_piece(house: House, line: Line, day: date, audience: Audience) -> str:
    """One visit: its row in the table and its place among the turns."""
    if not audience.reads_reason:
        line = replace(line, words="")
    return _drawn.piece((house.id, house.revision, audience, repr(line)), lambda: _line(house, line, day, audience))


def _line(house: House, line: Line, day: date, audience: Audience) -> str:
    """Most rows of a day look alike but for the person's own values: each look is drawn once."""
    with spoken(house, audience):
        pattern = pattern_of(line, day)
        key = (house.id, house.revision, audience, repr(pattern))
        drawn = _patterns.piece(key, lambda: pattern.drawn(house, audience, TOKEN, KEY))
        return put_in(drawn, own_values(house, line, day))


def rooms_piece(house: House, lines: Iterable[Line], audience: Audience) -> str:
    """The strip of rooms: who is where, since when."""
    seated = {line.room: line for line in lines if line.room}
    return "".join(_room_piece(house, room, seated.get(room.code), audience) for room in house.practice.rooms.values())


def _room_piece(house: House, room: Room, line: Line | None, audience: Audience) -> str:
    key = (house.id, house.revision, audience, room.code, repr(line))
    return _drawn.piece(key, lambda: _draw_room(house, room, line, audience))


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
    since = house.practice.local(line.since) if line and line.since else None
    around = {
        "rooms": [told],
        "amber": thresholds.amber_min * 60,
        "red": thresholds.red_min * 60,
        "since": since.isoformat() if since else "",
        "since_hour": f"{since:%H:%M}" if since else "",
    }
    with spoken(house, audience):
        return get_template("board/rooms.html").render(around)


def counts_piece(house: House, standings: Iterable[Standing | Line], audience: Audience) -> str:
    """The counters: by column for the day, by doctor for the pace."""
    listed = [(s.doctor, place_of(s)) for s in standings]
    by_place = Counter(place for _, place in listed)
    done = Counter(doctor for doctor, place in listed if place == "done")
    numbers = [(place, by_place[place]) for place in PLACES]
    numbers += [("inside", inside(by_place)), ("all-waiting", waiting(by_place))]
    doctors = [(doctor, done[doctor], n) for doctor, n in Counter(doctor for doctor, _ in listed).items()]
    return "".join(
        [_count(house, audience, numbers=[one]) for one in numbers]
        + [_count(house, audience, doctors=[one]) for one in doctors]
    )


def inside(by_place: Counter[str]) -> int:
    """Who is in the practice now."""
    return sum(by_place[place] for place in PLACES if place not in ("expected", "done"))


def waiting(by_place: Counter[str]) -> int:
    """Who waits, before the first step or between two."""
    return by_place["waiting"] + by_place["ready"]


def _count(house: House, audience: Audience, **told: list[tuple[str | int, ...]]) -> str:
    """One counter: from one click to the next two or three of them change."""

    def draw() -> str:
        with spoken(house, audience):
            return get_template("board/counts.html").render(told)

    return _drawn.piece((audience.language, repr(told)), draw)


def gone_piece(story: str) -> str:
    """A visit that left the day: its line and its turn are taken away; so is a task whose asking was undone."""
    if about(story) is About.TASK:
        return f'<li id="{story}" data-gone></li><li id="ask-{story}" data-gone></li>'
    return f'<tr id="visit-{story}" data-into="turns" data-gone></tr><li id="turn-{story}" data-gone></li>'


def fill(pieces: str, token: str, key: str) -> str:
    """The pieces with this page's own form token and key."""
    return pieces.replace(TOKEN, token).replace(KEY, key)
