"""When the day will likely end and patients be seen, drawn for the board: plainly simulated, rounded outwards.

Nothing here computes: `foresight_thread` does, in the background, and leaves its last answer of each day here.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from django.template.loader import get_template
from django.utils.translation import get_language

from binome.web.board.drawn import Audience, spoken
from binome.web.forecasts import KEEPS, hours_of, latest
from binome.web.store.practice import House

if TYPE_CHECKING:
    from binome.twin.forecast import Forecast

COMES_LIKELY = 0.5
"""Below that, whoever is late has perhaps forgotten, and no hour is said for them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One element of the page, by its id; an empty one is taken away."""

    id: str
    html: str


def pieces(house: House, forecast: "Forecast", audience: Audience) -> list[Piece]:
    """Everything that it says, for an audience: no name, no reason, only hours."""
    with spoken(house, audience):
        told = [Piece("foresight", _legend(house, forecast))]
        told += [_end(doctor, hours_of(house, it)) for doctor, it in forecast.ends.items() if doctor in house.people]
        return told + [
            _seen(story, hours_of(house, it.seen))
            for story, it in forecast.patients.items()
            if it.comes_share >= COMES_LIKELY
        ]


def changed(before: Mapping[str, str], now: list[Piece]) -> str:
    """What a screen that shows `before` needs to show `now`."""
    here = {it.id for it in now}
    gone = [f'<span id="{known}" data-gone></span>' for known in before if known not in here]
    return "".join(gone + [it.html for it in now if before.get(it.id) != it.html])


def of_day(house: House, day: date, now: datetime, audience: Audience) -> str:
    """What a page that opens shows at once; nothing when nothing is known."""
    found = latest(house.practice.code, day, now)
    return "".join(it.html for it in pieces(house, found, audience)) if found else ""


@cache
def coverage() -> Mapping[str, Any]:
    """How often the ranges held on days that the twin itself lived."""
    return tomllib.loads(resources.files("binome.twin").joinpath("data", "foresight.toml").read_text("utf-8"))


def _legend(house: House, forecast: "Forecast") -> str:
    held = coverage()
    told = {
        "at": house.practice.local(forecast.at),
        "keeps": int(KEEPS.total_seconds()),
        "minutes": int(KEEPS.total_seconds()) // 60,
        "replications": forecast.replications,
        "days": held["days"],
        "patients_percent": round(100 * held["patients_share"]),
        "ends_percent": round(100 * held["ends_share"]),
    }
    return get_template("board/foresight.html").render(told)


def _end(doctor: str, hours: tuple[str, str]) -> Piece:
    return _piece(f"ends-{doctor}", f"load-{doctor}-ends", "end", hours)


def _seen(story: str, hours: tuple[str, str]) -> Piece:
    return _piece(f"seen-{story}", f"then-{story}", "seen", hours)


def _piece(name: str, into: str, what: str, hours: tuple[str, str]) -> Piece:
    return _drawn(get_language(), name, into, what, hours)


@lru_cache(maxsize=8_000)
def _drawn(_language: str, name: str, into: str, what: str, hours: tuple[str, str]) -> Piece:
    """In the language that is spoken now. From one forecast to the next most hours are the same."""
    told = {"id": name, "into": into, "what": what, "low": hours[0], "high": hours[1]}
    return Piece(name, get_template("board/foreseen.html").render(told).strip())
