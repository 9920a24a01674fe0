"""A week as people write it: "08:30-12:30 14:00-19:00", a line per day."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from itertools import pairwise

from django.utils.formats import date_format

from binome.practice.refusal import MoveRefused
from binome.practice.team import Hours

_STRETCH = re.compile(r"^(\d{1,2})[:hH](\d{2})?-(\d{1,2})[:hH](\d{2})?$")
_A_MONDAY = date(2026, 1, 5)


def week_in(form: Mapping[str, str], prefix: str) -> tuple[Hours, ...]:
    """The hours in the fields `prefix-0` (Monday) to `prefix-6`; raises MoveRefused with what cannot be read."""
    return tuple(hours for day in range(7) for hours in _day(day, form.get(f"{prefix}-{day}", "")))


def as_fields(week: Iterable[Hours]) -> list[tuple[int, str, str]]:
    """(weekday, its name, its hours as written), Monday first."""
    by_day: dict[int, list[Hours]] = {}
    for hours in week:
        by_day.setdefault(hours.weekday, []).append(hours)
    return [(day, _name(day), " ".join(map(_written, by_day.get(day, ())))) for day in range(7)]


def _day(day: int, said: str) -> list[Hours]:
    found = [_stretch(day, word) for word in said.replace(" - ", "-").replace(",", " ").split()]
    for one, other in pairwise(found):
        if other.since < one.until:
            raise MoveRefused("hours.overlap", text=said[:40])
    return found


def _stretch(day: int, word: str) -> Hours:
    read = _STRETCH.match(word)
    if read is None:
        raise MoveRefused("hours.unreadable", text=word[:40])
    try:
        since, until = (time(int(read[n]), int(read[n + 1] or 0)) for n in (1, 3))
    except ValueError:
        raise MoveRefused("hours.unreadable", text=word[:40]) from None
    if since >= until:
        raise MoveRefused("hours.unreadable", text=word[:40])
    return Hours(day, since, until)


def _written(hours: Hours) -> str:
    return f"{hours.since:%H:%M}-{hours.until:%H:%M}"


def _name(day: int) -> str:
    return date_format(_A_MONDAY + timedelta(days=day), "l")
