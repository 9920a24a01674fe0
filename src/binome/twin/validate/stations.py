"""Scenarios for theory: stations in a row where people turn up, one day being as long as it takes.

Everybody here is called a physician, so that no text of law comes into it; the first of them has an agenda without
slots, because a practice has a professional.
"""

from collections.abc import Sequence
from dataclasses import dataclass

OVERLOAD_PER_HOUR = 10_000.0
"""Everybody comes in the first hour or so: after a moment somebody always waits, to the end of the day."""


@dataclass(frozen=True)
class Station:
    """Who works there, and how long it takes. `keeps`: whoever has done the work waits until the next can begin."""

    persons: int
    minutes: str
    in_room: bool = False
    keeps: bool = False


def constant(minutes: float) -> str:
    return f'{{ law = "constant", value_min = {minutes!r} }}'


def exponential(mean: float) -> str:
    return f'{{ law = "exponential", mean_min = {mean!r} }}'


def lognormal(mean: float, cv: float) -> str:
    return f'{{ law = "lognormal", mean_min = {mean!r}, cv = {cv!r} }}'


def spread(mean: float, cv: float) -> str:
    """A law of that mean and coefficient of variation."""
    if cv == 0:
        return constant(mean)
    return exponential(mean) if cv == 1 else lognormal(mean, cv)


def open_stations(stations: Sequence[Station], per_hour: float, visits: int, days: int) -> str:
    """People come at random, about `visits` of them a day."""
    return _scenario(stations, per_hour, f"0:00-{_clock(60 * visits / per_hour)}", days, rooms=0)


def busy_stations(stations: Sequence[Station], visits: int, days: int, rooms: int = 0) -> str:
    """Somebody always waits before the first station, or for one of the rooms."""
    doors = f"0:00-{_clock(60 * visits / OVERLOAD_PER_HOUR)}"
    return _scenario(stations, OVERLOAD_PER_HOUR, doors, days, rooms)


def own_stations(doctors: int, minutes: str, per_hour: float, visits: int, days: int) -> str:
    """Each doctor's patients go to one person, her own; `per_hour` and `visits` are of one doctor."""
    names = [f"doctor_{n}" for n in range(doctors)]
    steps = f'[[pathways.way.steps]]\nstep = "consultation"\nby = ["own"]\nminutes = {minutes}\n'
    rates = "{ " + ", ".join(f"{name} = {per_hour!r}" for name in names) + " }"
    people = "".join(_member(name, agenda=True) for name in names)
    return _opening(f"0:00-{_clock(60 * visits / per_hour)}", days) + people + steps + _closing(rates)


def _scenario(stations: Sequence[Station], per_hour: float, doors: str, days: int, rooms: int) -> str:
    names = [[f"person_{number}_{n}" for n in range(it.persons)] for number, it in enumerate(stations)]
    people = "".join(_member(name, agenda=name == names[0][0]) for some in names for name in some)
    places = "".join(f"[rooms.room_{n}]\n" for n in range(rooms))
    steps = "".join(_step(number, it, names[number]) for number, it in enumerate(stations))
    return _opening(doors, days) + people + places + steps + _closing(repr(per_hour))


def _opening(doors: str, days: int) -> str:
    return (
        f'name = "Stations"\ndoors = ["{doors}"]\n[run]\ndays = {days}\n[agendas.empty]\nsessions = []\n'
        '[visits.visit]\npathway = "way"\n'
    )


def _closing(rates: str) -> str:
    return f'[requests.walks_in]\nvisit = "visit"\nopen_per_hour = {rates}\n'


def _member(name: str, *, agenda: bool) -> str:
    line = 'agenda = "empty"\n' if agenda else ""
    return f'[members.{name}]\nrole = "physician"\nhours = ["0:00-"]\n{line}'


def _step(number: int, station: Station, names: list[str]) -> str:
    by = ", ".join(f'"{name}"' for name in names)
    lines = [
        "[[pathways.way.steps]]",
        'step = "consultation"',
        f'name = "station_{number}"',
        f"by = [{by}]",
        f"minutes = {station.minutes}",
    ]
    lines += ['room = "consultation"'] if station.in_room else []
    lines += ["keeps_person = true"] if station.keeps else []
    return "\n".join(lines) + "\n"


def _clock(minutes: float) -> str:
    whole = round(minutes)
    return f"{whole // 60}:{whole % 60:02}"
