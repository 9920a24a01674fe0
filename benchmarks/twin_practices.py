"""Practices to measure: the templates that everybody begins with, made larger, busier, or a whole region of them."""

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

from binome.twin.model import Scenario
from binome.twin.scenario import read


def templates() -> dict[str, Scenario]:
    """By name, one year of each."""
    held = sorted(files("binome.twin.templates").iterdir(), key=lambda it: it.name)
    return {it.name[:-5]: a_year_of(read(it.read_text("utf-8"))) for it in held if it.name.endswith(".toml")}


def a_year_of(meant: Scenario, years: float = 1.0) -> Scenario:
    """With a calendar all days, without one the working days."""
    days = DAYS_A_YEAR if meant.calendar.first_day else meant.calendar.working_days_per_year
    return replace(meant, run=replace(meant.run, days=max(1, round(days * years)), warm_up_days=0))


DAYS_A_YEAR = 365


def larger(meant: Scenario, times: int) -> Scenario:
    """So many such teams under one roof: everybody and every room so many times, a demand for each, work for each."""

    def copies(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"{code}_{n}" for code in codes for n in range(times))

    return replace(
        meant,
        members={c: replace(it, code=c) for code, it in meant.members.items() for c in copies((code,))},
        rooms={
            c: replace(it, code=c, used_by=tuple(f"{who}_{n}" for who in it.used_by))
            for code, it in meant.rooms.items()
            for n, c in enumerate(copies((code,)))
        },
        requests={
            code: replace(it, open_per_hour={who: rate * times for who, rate in it.open_per_hour.items()})
            for code, it in meant.requests.items()
        },
        tasks={code: replace(it, per_day=it.per_day * times) for code, it in meant.tasks.items()},
    )


def busier(meant: Scenario, factor: float) -> Scenario:
    """So many times the demand, booked or not; nobody and no room is added."""
    return replace(
        meant,
        members={
            code: it if it.panel is None else replace(it, panel=replace(it.panel, visits_factor=factor))
            for code, it in meant.members.items()
        },
        requests={
            code: replace(
                it,
                per_day={who: rate * factor for who, rate in it.per_day.items()},
                open_per_hour={who: rate * factor for who, rate in it.open_per_hour.items()},
            )
            for code, it in meant.requests.items()
        },
    )


def region(practices: int) -> Iterator[Scenario]:
    """Practices of every template in turn, no two with the same panel."""
    kinds = list(templates().values())
    for number in range(practices):
        yield busier(kinds[number % len(kinds)], 0.8 + 0.4 * number / practices)
