"""Assistants of more or fewer hours: half days where the doctors need them most, cut where they came last."""

from collections.abc import Iterator
from typing import Any

from binome.twin.forms import WEEKDAYS, Stretch, stretch
from binome.twin.model import Scenario
from binome.web.whatif.dials import Dials, assistants, doctors, planned, weekly_hours

Words = dict[str, Any]
FULL_POST_H = 35.0
NOON = 13 * 60.0
ROUND_IT_MIN = 15.0
"""An assistant comes a little before the doctor and leaves a little after."""
USUAL: tuple[Stretch, ...] = ((510.0, 750.0), (840.0, 1080.0))
HalfDay = tuple[int, Stretch]


def turn_hours(words: Words, scenario: Scenario, wanted_h: float) -> None:
    weeks = {it.code: list(planned(it)) for it in assistants(scenario)}
    missing = wanted_h - sum(weekly_hours(it.hours) for it in assistants(scenario))
    if missing < 0:
        _cut(weeks, -missing * 60)
    else:
        _add(weeks, scenario, missing * 60)
    for code, week in weeks.items():
        member = words["members"].setdefault(code, _new_assistant())
        member["hours"] = _as_words(week)
        member.pop("planned", None)
        if not week:
            del words["members"][code]


def turn_learning(words: Words, wanted: Dials) -> None:
    """Only those who learn: whoever is there already has learnt."""
    for member in words["members"].values():
        if member["role"] == "assistant" and "learning_days" in member:
            if wanted.learning_extra and wanted.learning_days:
                member["learning_extra_share"] = wanted.learning_extra / 100
                member["learning_days"] = float(wanted.learning_days)
            else:
                del member["learning_extra_share"], member["learning_days"]


def _new_assistant() -> Words:
    learning = {"learning_extra_share": {"prior": "learning_extra"}, "learning_days": {"prior": "learning_days"}}
    return {"role": "assistant", "hours": {}, **learning}


def _cut(weeks: dict[str, list[HalfDay]], minutes: float) -> None:
    """From the last assistant, from the end of the week."""
    for code in reversed(weeks):
        while weeks[code] and minutes > 0:
            weekday, (since, until) = weeks[code].pop()
            if until - since > minutes:
                weeks[code].append((weekday, (since, until - minutes)))
            minutes -= until - since


def _add(weeks: dict[str, list[HalfDay]], scenario: Scenario, minutes: float) -> None:
    """To whoever is free then and has less than a full post; else to a new assistant."""
    while minutes > 0:
        weekday, (since, until) = min(_half_days(scenario), key=lambda it: _covered(weeks, it))
        until = min(until, since + minutes)
        free = (code for code, week in weeks.items() if _may_take(week, (weekday, (since, until))))
        code = next(free, None) or _next_code(weeks)
        weeks.setdefault(code, []).append((weekday, (since, until)))
        minutes -= until - since


def _half_days(scenario: Scenario) -> list[HalfDay]:
    """Mornings of the week, then afternoons; those that more doctors share come as often."""
    found = [it for doctor in doctors(scenario) for it in planned(doctor)]
    listed = found or [(weekday, half) for half in USUAL for weekday in range(5)]
    wide = {
        (weekday, since >= NOON): (weekday, (max(0.0, since - ROUND_IT_MIN), until + ROUND_IT_MIN))
        for weekday, (since, until) in _halved(listed)
    }
    return [wide[key] for key in sorted(wide, key=lambda it: (it[1], it[0]))]


def _halved(listed: list[HalfDay]) -> Iterator[HalfDay]:
    """A stretch that goes through noon is two."""
    for weekday, (since, until) in listed:
        if since < NOON - 60 and until > NOON + 120:
            yield from ((weekday, (since, NOON - 15)), (weekday, (NOON + 30, until)))
        else:
            yield weekday, (since, until)


def _covered(weeks: dict[str, list[HalfDay]], half: HalfDay) -> int:
    return sum(_touches(half, other) for week in weeks.values() for other in week)


def _touches(one: HalfDay, other: HalfDay) -> bool:
    return one[0] == other[0] and one[1][0] < other[1][1] and other[1][0] < one[1][1]


def _may_take(week: list[HalfDay], half: HalfDay) -> bool:
    with_it = sum(until - since for _, (since, until) in [*week, half])
    return with_it <= FULL_POST_H * 60 + 1 and not any(_touches(half, it) for it in week)


def _next_code(weeks: dict[str, list[HalfDay]]) -> str:
    return next(code for n in range(1, 100) if (code := f"new{n}") not in weeks)


def _as_words(week: list[HalfDay]) -> dict[str, list[str]]:
    days: dict[str, list[str]] = {}
    for weekday, hours in sorted(week):
        days.setdefault(WEEKDAYS[weekday], []).append(stretch(hours))
    return days
