"""Practices to measure: the templates that everybody begins with, made larger, busier, or a whole region of them."""

from collections.abc import Iterator
from dataclasses import replace

from binome.twin.model import Scenario
from binome.twin.scenario import read
from binome.twin.templates import template_text
from binome.twin.templates import templates as the_templates


def templates() -> dict[str, Scenario]:
    """By name, one year of each."""
    return {name: a_year_of(read(template_text(name, "en"))) for name in the_templates("en")}


def a_year_of(meant: Scenario, years: float = 1.0) -> Scenario:
    """With a calendar all days, without one the working days."""
    days = DAYS_A_YEAR if meant.calendar.first_day else meant.calendar.working_days_per_year
    return replace(meant, run=replace(meant.run, days=max(1, round(days * years)), warm_up_days=0))


DAYS_A_YEAR = 365


def larger(meant: Scenario, times: int) -> Scenario:
    """So many such teams under one roof: everybody and every room so many times, a demand for each, work for each."""

    def copied(code: str) -> Iterator[str]:
        return (f"{code}_{n}" for n in range(times))

    def words(those: tuple[str, ...]) -> tuple[str, ...]:
        """Roles stay, members become all their copies."""
        return tuple(it for word in those for it in (copied(word) if word in meant.members else (word,)))

    members = {it: replace(one, code=it) for code, one in meant.members.items() for it in copied(code)}
    rooms = {
        it: replace(one, code=it, used_by=tuple(f"{who}_{n}" for who in one.used_by))
        for code, one in meant.rooms.items()
        for n, it in enumerate(copied(code))
    }
    pathways = {
        code: replace(one, steps=tuple(replace(step, by=words(step.by)) for step in one.steps))
        for code, one in meant.pathways.items()
    }
    requests = {
        code: replace(
            one,
            open_per_hour={who: rate * times for who, rate in one.open_per_hour.items()},
            search=tuple(replace(stage, who=words(stage.who)) for stage in one.search),
        )
        for code, one in meant.requests.items()
    }
    tasks = {code: replace(one, per_day=one.per_day * times, by=words(one.by)) for code, one in meant.tasks.items()}
    return replace(meant, members=members, rooms=rooms, pathways=pathways, requests=requests, tasks=tasks)


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
