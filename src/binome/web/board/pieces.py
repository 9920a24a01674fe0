"""The board put together: the whole page, or what changed since a version."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from binome.web.board.drawn import Audience
from binome.web.board.rows import counts_piece, gone_piece, inside, line_piece, rooms_piece, waiting
from binome.web.places import place_of
from binome.web.store.board import Line, gone_since, lines, seated, standings, version_of
from binome.web.store.practice import House
from binome.web.thread import thread_since


@dataclass(frozen=True, slots=True)
class Everything:
    """A whole day, drawn: what the page puts together."""

    by_place: Counter[str]
    inside: int
    waiting: int
    rooms: str
    turns: str
    doctors: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Update:
    """What changed up to `version`; an empty `html` says that nothing did."""

    version: int
    html: str


def everything(house: House, day: date, listed: list[Line], audience: Audience) -> Everything:
    by_place = Counter(place_of(line) for line in listed)
    drawn = {line.story: _split(line_piece(house, line, day, audience)) for line in listed}
    return Everything(
        by_place=by_place,
        inside=inside(by_place),
        waiting=waiting(by_place),
        rooms=rooms_piece(house, listed, audience),
        turns="".join(turn for _, turn in drawn.values()),
        doctors=_by_doctor(house, listed, drawn),
    )


def since(house: House, day: date, version: int, audience: Audience) -> Update:
    """The version is read first, so that a line written meanwhile is sent twice rather than never."""
    now = version_of(house.id, day)
    if now <= version:
        return Update(now, "")
    stands = standings(house, day)
    here = {standing.story for standing in stands}
    left = "".join(gone_piece(story) for story in gone_since(house, day, version) if story not in here)
    rows = "".join(line_piece(house, line, day, audience) for line in lines(house, day, since=version))
    pieces = rooms_piece(house, seated(house, day), audience) + counts_piece(house, stands, audience)
    return Update(
        now,
        left + rows + pieces + thread_since(house, day, version, audience.language, carer=audience.sight == "clinical"),
    )


def _by_doctor(house: House, listed: list[Line], drawn: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    """Doctors in the team's order, each with its lines; a doctor without a visit has no block."""
    blocks = []
    for code in house.people:
        own = [line for line in listed if line.doctor == code]
        if own:
            done = sum(place_of(line) == "done" for line in own)
            rows = "".join(drawn[line.story][0] for line in own)
            blocks.append({"code": code, "name": house.people[code], "n": len(own), "done": done, "lines": rows})
    return blocks


def _split(piece: str) -> tuple[str, str]:
    """A line's piece is its row, then its turn."""
    row, end, turn = piece.partition("</tr>")
    return row + end, turn
