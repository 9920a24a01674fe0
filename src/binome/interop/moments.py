"""Dates, times and lengths as people and programs write them, in French and in English."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev feb february",
            "mars mar march",
            "avril avr apr april",
            "mai may",
            "juin jun june",
            "juillet juil jul july",
            "aout aou aug august",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for word in words.split()
}
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\d/.-])(\d{1,2})(?:[-/.](\d{1,2})[-/.](\d{4}|\d{2})| (\d{2}) (\d{4}))(?![\d:h])")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:er|st|nd|rd|th)?[ -]+([a-z]{3,9})\.?,?[ -]+(\d{4}|\d{2})(?!\d)")
_NAMED_FIRST = re.compile(r"\b([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?!\d)")
_TIME = re.compile(
    r"(?<![\d/.:])(?P<hour>\d{1,2})"
    r"(?:\s*h(?:eures?)?\s*(?P<after_h>\d{2})?|[:.](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)"
    r"(?![\d/])\s*(?P<half>[ap]\.?m\b)?"
)
_TIME_12 = re.compile(r"(?<![\d:])(?P<hour>\d{1,2})\s*(?P<half>[ap])\.?m\b")
_TIME_BARE = re.compile(r"(?:\d{8}t|^)(?P<hour>\d{1,2})(?P<minute>\d{2})(?P<second>\d{2})?(?:z|$)")
_OFFSET = re.compile(r"(?<=\d)(z|[+-]\d{2}:?\d{2})$")
_ISO_LENGTH = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.I)
_WORDS_LENGTH = re.compile(r"(?:(\d+)\s*h(?:eures?|ours?|rs?)?)?\s*(?:(\d+)\s*(?:m(?:in(?:utes?)?|n)?|')?\.?)?", re.I)
_CLOCK_LENGTH = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_EXCEL_DAYS = range(20_000, 80_000)
_EXCEL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  (a spreadsheet knows no zone)


def is_plausible(day: date) -> bool:
    """No agenda speaks of other centuries, and the arithmetic of dates ends where the year 9999 does."""
    return 1900 <= day.year < 2200


def settle(local: datetime, zone: tzinfo) -> tuple[datetime | None, str | None]:
    """A wall-clock time in UTC, and why it is doubtful: "time.never" (skipped: no moment at all) or "time.twice"."""
    try:
        first = local.replace(tzinfo=zone, fold=0)
        back = first.astimezone(UTC).astimezone(zone)
        twice = first.utcoffset() != first.replace(fold=1).utcoffset()
        if back.replace(tzinfo=None) != local.replace(tzinfo=None, fold=0):
            return None, "time.never"
        return first.astimezone(UTC), "time.twice" if twice else None
    except (OverflowError, ValueError):
        return None, "time.never"


def flat(text: str) -> str:
    """Lower case without accents: months are written in every way."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c)).replace("\u202f", " ").replace("\xa0", " ").strip()


def read_date(text: str, month_first: bool = False) -> date | None:
    """The first date of a text. 03/04/2026 is 3 April unless `month_first`."""
    return _date_in(text, month_first, lambda year: year + 2000)


def read_birth_date(text: str, month_first: bool = False) -> date | None:
    """As `read_date`, but a year in two digits may be of the last century: nobody is born in 2057 yet."""
    return _date_in(text, month_first, lambda year: year + (2000 if year < 30 else 1900))


def _date_in(text: str, month_first: bool, century: Callable[[int], int]) -> date | None:
    plain = flat(text)
    for pattern, order in _date_patterns(month_first):
        if found := pattern.search(plain):
            groups = [group for group in found.groups() if group is not None]
            year, month, day = (groups[at] for at in order)
            return _date_of(century(int(year)) if len(year) == 2 else int(year), month, int(day))
    return None


def _date_patterns(month_first: bool) -> tuple[tuple[re.Pattern[str], tuple[int, int, int]], ...]:
    """Each pattern with where its year, month and day are."""
    return (
        (_YEAR_FIRST, (0, 1, 2)),
        (_DAY_FIRST, (2, 0, 1) if month_first else (2, 1, 0)),
        (_NAMED, (2, 1, 0)),
        (_NAMED_FIRST, (2, 0, 1)),
        (_COMPACT, (0, 1, 2)),
    )


def _date_of(year: int, month: str, day: int) -> date | None:
    try:
        return date(year, _MONTHS.get(month, 0) if month.isalpha() else int(month), day)
    except ValueError:
        return None


def read_times(text: str) -> tuple[time, ...]:
    """The times of a text, in its order: "9h - 9h30" holds two."""
    plain = flat(text)
    if _YEAR_FIRST.search(plain):
        plain = _YEAR_FIRST.sub(" ", _OFFSET.sub("", plain))
    plain = _DAY_FIRST.sub(" ", plain)
    for pattern in (_TIME, _TIME_12, _TIME_BARE):
        if found := [_time_of(match.groupdict()) for match in pattern.finditer(plain)]:
            return tuple(moment for moment in found if moment is not None)
    return ()


def _time_of(said: dict[str, str | None]) -> time | None:
    hour, half = int(said["hour"] or 0), said.get("half") or ""
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    minute = said.get("minute") or said.get("after_h")
    try:
        return time(hour, int(minute or 0), int(said.get("second") or 0))
    except ValueError:
        return None


def read_offset(text: str) -> timedelta | None:
    """The offset at the end of an ISO moment: "2026-03-29T09:00:00+02:00" has two hours, most texts have none."""
    plain = flat(text)
    found = _OFFSET.search(plain) if re.search(r"\dt\d", plain) else None
    if found is None:
        return None
    if found.group(1) == "z":
        return timedelta(0)
    sign, figures = found.group(1)[0], found.group(1)[1:].replace(":", "")
    size = timedelta(hours=int(figures[:2]), minutes=int(figures[2:]))
    return (-size if sign == "-" else size) if size < timedelta(hours=24) else None


def read_minutes(text: str) -> int | None:
    """A length in minutes: "20", "20 min", "1h", "1 h 15", "00:20", "PT20M"."""
    plain = flat(text)
    if clock := _CLOCK_LENGTH.fullmatch(plain):
        return int(clock.group(1)) * 60 + int(clock.group(2)) or None
    if iso := _ISO_LENGTH.fullmatch(plain):
        days, hours, minutes, _ = (int(part or 0) for part in iso.groups())
        return days * 1440 + hours * 60 + minutes or None
    words = _WORDS_LENGTH.fullmatch(plain)
    if words is None or not any(words.groups()):
        return None
    total = int((words.group(1) or "0")[:4]) * 60 + int((words.group(2) or "0")[:5])
    return total or None


def from_serial(days: float) -> datetime | None:
    """A spreadsheet's day number, when it can be one."""
    return _EXCEL_ZERO + timedelta(seconds=round(days * 86_400)) if int(days) in _EXCEL_DAYS else None
