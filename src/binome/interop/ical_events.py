"""One iCalendar event, understood property by property: when, how long, how often, in what state."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from icalendar import vDuration

from binome.interop.ical_lines import Block, Line
from binome.interop.ical_zones import Zones
from binome.interop.letters import excerpt
from binome.interop.moments import is_plausible, settle
from binome.interop.reading import NotUnderstood, Standing
from binome.interop.titles import without_cancelled

LONGEST_MINUTES = 12 * 60
USUAL_MINUTES = 15

_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?)?(Z)?", re.I)
_LOOSE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?(Z)?", re.I)


@dataclass(frozen=True, slots=True)
class Event:
    """An event whose time is sure. `starts` keeps the clock it was written by, which its repetitions follow."""

    block: Block
    uid: str | None
    starts: datetime
    minutes: int
    title: str
    standing: Standing
    sequence: int = 0
    modified: datetime | None = None
    rules: tuple[str, ...] = ()
    also: tuple[datetime, ...] = ()
    never: tuple[datetime | date, ...] = ()
    occurrence: datetime | None = None
    and_future: bool = False

    @property
    def line(self) -> int:
        return self.block.number

    @property
    def repeats(self) -> bool:
        return bool(self.rules or self.also)


@dataclass(slots=True)
class Doubts:
    """What is said about an event while it is being read."""

    line: int
    said: list[NotUnderstood] = field(default_factory=list)

    def say(self, why: str, line: int | None = None, *, kept: bool = True, **facts: str) -> None:
        self.said.append(NotUnderstood(line or self.line, why, facts, kept))


def event_of(block: Block, zones: Zones, usual: int = USUAL_MINUTES) -> tuple[Event | None, list[NotUnderstood]]:
    """The event, or None with the reason why it is not one."""
    doubts = Doubts(block.number)
    starts = _start(block, zones, doubts)
    if starts is None:
        return None, doubts.said
    minutes = _minutes(block, starts, zones, doubts, usual)
    if minutes > LONGEST_MINUTES:
        doubts.say("event.too_long", kept=False, minutes=str(minutes))
        return None, doubts.said
    title, cancelled = without_cancelled(text_of(block.first("SUMMARY")))
    event = Event(
        block,
        (uid.value.strip() or None) if (uid := block.first("UID")) else None,
        starts,
        minutes,
        " ".join(title.split()),
        _standing(block, cancelled),
        _sequence(block),
        _modified(block, zones),
    )
    return _with_repetition(event, zones, doubts), doubts.said


def text_of(line: Line | None) -> str:
    """The words of a property, without iCalendar's backslashes."""
    if line is None:
        return ""
    return re.sub(r"\\(.)", lambda found: "\n" if found.group(1) in "nN" else found.group(1), line.value).strip()


def moment_of(line: Line, value: str, zones: Zones, doubts: Doubts) -> datetime | date | None:
    """A date, or an aware datetime in its own zone; None when it cannot be read or never was."""
    found = _MOMENT.fullmatch(value.strip()) or _LOOSE.fullmatch(value.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups()[:6])
    try:
        if not is_plausible(on := date(year, month, day)):
            return None
        if found.group(4) is None:
            return on
        wall = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001
    except ValueError:
        return None
    zone = UTC if found.group(7) else _zone(line, zones, doubts)
    at, doubt = settle(wall, zone)
    if doubt is not None:
        doubts.say(doubt, line.number, kept=at is not None, text=f"{wall:%d/%m/%Y %H:%M}")
    return None if at is None else wall.replace(tzinfo=zone)


def _zone(line: Line, zones: Zones, doubts: Doubts) -> tzinfo:
    if not (tzid := line.params.get("TZID")):
        return zones.home
    if (zone := zones.named(tzid)) is None:
        doubts.say("zone.unknown", line.number, zone=excerpt(tzid))
    return zone or zones.home


def _start(block: Block, zones: Zones, doubts: Doubts) -> datetime | None:
    line = block.first("DTSTART")
    if line is None:
        doubts.say("event.no_start", kept=False)
        return None
    before = len(doubts.said)
    at = moment_of(line, line.value, zones, doubts)
    if isinstance(at, datetime):
        return at
    if at is not None:
        doubts.say("event.all_day", kept=False, title=excerpt(text_of(block.first("SUMMARY"))))
    elif len(doubts.said) == before:
        doubts.say("event.bad_start", line.number, kept=False, text=excerpt(line.value))
    return None


def _minutes(block: Block, starts: datetime, zones: Zones, doubts: Doubts, usual: int) -> int:
    """From the end, else from the length, else the usual one."""
    end, length = block.first("DTEND"), block.first("DURATION")
    span: timedelta | None = None
    if end is not None and isinstance(until := moment_of(end, end.value, zones, doubts), datetime):
        span = until.astimezone(UTC) - starts.astimezone(UTC)
    elif end is None and length is not None:
        span = _duration(length.value)
    elif end is None:
        return usual
    if span is None:
        written = end or length
        doubts.say(
            "event.bad_end",
            written.number if written else None,
            minutes=str(usual),
            text=excerpt(written.value if written else ""),
        )
        return usual
    if span < timedelta(0):
        doubts.say("event.ends_before", minutes=str(usual))
    return int(span.total_seconds() // 60) if span >= timedelta(minutes=1) else usual


def _duration(value: str) -> timedelta | None:
    try:
        read = vDuration.from_ical(value.strip())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        return None
    return read if isinstance(read, timedelta) else None


def _standing(block: Block, cancelled: bool) -> Standing:
    status = block.first("STATUS")
    said = status.value.strip().upper() if status else ""
    over = (
        cancelled or said in ("CANCELLED", "CANCELED") or block.calendar.get("METHOD", "").strip().upper() == "CANCEL"
    )
    return Standing.CANCELLED if over else Standing.BOOKED


def _sequence(block: Block) -> int:
    line = block.first("SEQUENCE")
    value = line.value.strip() if line else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _modified(block: Block, zones: Zones) -> datetime | None:
    """When it was last written. DTSTAMP only says when the file was made, so it cannot tell two versions apart."""
    line = block.first("LAST-MODIFIED")
    at = moment_of(line, line.value, zones, Doubts(block.number)) if line else None
    return at.astimezone(UTC) if isinstance(at, datetime) else None


def _with_repetition(event: Event, zones: Zones, doubts: Doubts) -> Event:
    block = event.block
    written = block.first("RECURRENCE-ID")
    occurrence = moment_of(written, written.value, zones, doubts) if written else None
    if written and occurrence is None:
        doubts.say("event.bad_value", written.number, name="RECURRENCE-ID", text=excerpt(written.value))
    if occurrence is not None and not isinstance(occurrence, datetime):
        occurrence = datetime.combine(occurrence, event.starts.timetz())
    return replace(
        event,
        rules=tuple("".join(line.value.split()) for line in block.all("RRULE")),
        also=tuple(at for at in _moments(block, "RDATE", zones, doubts) if isinstance(at, datetime)),
        never=tuple(_moments(block, "EXDATE", zones, doubts)),
        occurrence=occurrence,
        and_future=written is not None and written.params.get("RANGE", "").upper() == "THISANDFUTURE",
    )


def _moments(block: Block, name: str, zones: Zones, doubts: Doubts) -> list[datetime | date]:
    """The dates of every line of that name; of a period, where it starts."""
    read: list[datetime | date] = []
    for line in block.all(name):
        for value in line.value.split(","):
            at = moment_of(line, value.partition("/")[0], zones, doubts)
            if at is not None:
                read.append(at)
            elif value.strip():
                doubts.say("event.bad_value", line.number, name=name, text=excerpt(value))
    return read
