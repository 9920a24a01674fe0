"""Which clock a time in an iCalendar file was written by."""

import functools
import re
from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import cast
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_FREQUENCY = re.compile(r"FREQ=(\w+)", re.I)
_SKIPS_YEARS = re.compile(r"INTERVAL=(?!1\b)", re.I)
_MOST_CHANGES = 60


class Zones:
    """The zones a file may name: those the world knows, then those the file defines itself."""

    def __init__(self, definitions: Iterable[list[str]], home: tzinfo) -> None:
        self.home = home
        self.own = {name: zone for lines in definitions for name, zone in _defined(lines)}

    def named(self, tzid: str) -> tzinfo | None:
        return known(tzid) or self.own.get(_clean(tzid))


def known(tzid: str) -> tzinfo | None:
    """A zone of the world by its own name, by Windows' name for it, or behind a program's prefix."""
    name = _clean(tzid)
    parts = name.split("/")
    candidates = [name, WINDOWS_TO_OLSON.get(name, ""), *("/".join(parts[i:]) for i in range(1, len(parts) - 1))]
    for candidate in candidates:
        if zone := _world().get(candidate.casefold()):
            return ZoneInfo(zone)
    return None


@functools.cache
def _world() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def _clean(tzid: str) -> str:
    return tzid.strip().strip('"').strip("/")


def _defined(lines: list[str]) -> list[tuple[str, tzinfo]]:
    """The zone that a VTIMEZONE block describes, unless it is nonsense."""
    name = next((line.partition(":")[2] for line in lines if line.upper().startswith("TZID")), "")
    if not name or known(name) or not _is_sober(lines):
        return []
    # The library keeps every zone it meets under its name, for the life of the process: one name for all, so that
    # a file neither fills the memory nor changes how the next one is read.
    body = [line for line in lines if not line.upper().startswith(("TZID", "X-"))]
    text = "\r\n".join([body[0], "TZID:in-this-file", *body[1:]])
    try:
        zone = cast(Timezone, Timezone.from_ical(text)).to_tz(lookup_tzid=False)
        for year in (1970, 2026, 2099):
            datetime(year, 7, 1, tzinfo=zone).utcoffset()
    except Exception:
        # Two libraries parse a stranger's text here and promise no family of errors: the zone is then unknown,
        # which is reported where it is used.
        return []
    return [(_clean(name), zone)] if isinstance(zone, tzinfo) else []


def _is_sober(lines: list[str]) -> bool:
    """Clocks change once or twice a year: a definition that says otherwise would cost hours to follow."""
    rules = [_FREQUENCY.search(line) for line in lines if line.upper().startswith("RRULE")]
    named = any(line.upper().startswith("DTSTART;TZID") for line in lines)
    yearly = not named and all(rule is not None and rule.group(1).upper() == "YEARLY" for rule in rules)
    return yearly and len(lines) <= _MOST_CHANGES * 10 and not any(map(_SKIPS_YEARS.search, lines))
