"""An iCalendar text taken apart: folded lines put back together, blocks found, each with its line in the file."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from icalendar.parser import Contentline

from binome.interop.letters import MOST_EVENTS, excerpt, no_more_than
from binome.interop.reading import NotUnderstood, Unreadable


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name in capitals, its parameters, its value as written."""

    number: int
    name: str
    value: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Block:
    """An event, with the method of the calendar it stands in."""

    number: int
    calendar: "Properties"
    lines: list[Line] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]


Properties = dict[str, str]

_MOST_DATES = {"RDATE": 10_000, "EXDATE": 50_000}
"""Dates that the series of one file add and leave out, all told."""

_DEEPEST = 50
"""An alarm in an event in a calendar is three deep."""


@dataclass(slots=True)
class Parts:
    """What a file holds: events, the raw text of its time zones, and all that is not taken."""

    events: list[Block] = field(default_factory=list)
    zones: list[list[str]] = field(default_factory=list)
    calendars: list[Properties] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    not_understood: list[NotUnderstood] = field(default_factory=list)


def unfold(text: str) -> Iterator[tuple[int, str]]:
    """Whole lines with the number of their first physical line. A line that opens with a blank goes on;
    empty lines, which some programs put between the two, are nothing."""
    kept: list[str] = []
    at = 0
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line[:1] in (" ", "\t") and kept:
            kept.append(line[1:])
            continue
        if not line:
            continue
        if any(kept):
            yield at, "".join(kept)
        kept, at = [line], number
    if any(kept):
        yield at, "".join(kept)


def take_apart(text: str) -> Parts:
    """The parts of the text. A line that cannot be read is reported and costs nothing else; a file made to exhaust
    its reader is Unreadable as soon as it shows."""
    walk = _Walk()
    for number, line in unfold(text):
        if line.strip():
            walk.step(number, line.rstrip())
    walk.close_all()
    return walk.parts


@dataclass(slots=True)
class _Walk:
    """Where we stand in the blocks while the lines go by."""

    parts: Parts = field(default_factory=Parts)
    open: list[tuple[str, int]] = field(default_factory=list)
    event: Block | None = None
    zone: list[str] | None = None
    dates: Counter[str] = field(default_factory=Counter)

    def step(self, number: int, line: str) -> None:
        word, _, kind = line.partition(":")
        match word.strip().upper():
            case "BEGIN":
                self._begin(number, kind.strip().upper(), line)
            case "END":
                self._end(kind.strip().upper(), line)
            case _:
                self._property(number, line)

    def _begin(self, number: int, kind: str, line: str) -> None:
        if kind in ("VEVENT", "VCALENDAR") and self.event is not None:
            self._leave_unfinished()
        if kind == "VCALENDAR":
            self.open = []
            self.parts.calendars.append({})
        elif kind == "VEVENT":
            self.event = Block(number, self._calendar())
        elif kind == "VTIMEZONE":
            self.zone = []
        elif self.event is None and self.zone is None:
            self.parts.others[kind] += 1
        if self.zone is not None:
            self.zone.append(line)
        self.open.append((kind, number))
        if len(self.open) > _DEEPEST:
            raise Unreadable(number, "file.too_nested", "")

    def _end(self, kind: str, line: str) -> None:
        if kind not in (name for name, _ in self.open):
            return
        if kind == "VCALENDAR" and self.event is not None:
            self._leave_unfinished()
        while self.open and self.open.pop()[0] != kind:
            pass
        if self.zone is not None:
            self.zone.append(line)
        if kind == "VEVENT" and self.event is not None:
            self.parts.events.append(self.event)
            self.event = None
            no_more_than(MOST_EVENTS, len(self.parts.events), "file.too_many_events")
        elif kind == "VTIMEZONE" and self.zone is not None:
            self.parts.zones.append(self.zone)
            self.zone = None

    def _property(self, number: int, line: str) -> None:
        where = self.open[-1][0] if self.open else ""
        if self.zone is not None:
            self.zone.append(line)
        elif where == "VEVENT" and self.event is not None:
            if (read := self._read(number, line)) is not None:
                self._count_dates(read)
                self.event.lines.append(read)
        elif where == "VCALENDAR":
            if (read := self._read(number, line)) is not None:
                self._calendar()[read.name] = read.value
        elif not where:
            self._report(number, "line.outside", text=excerpt(line))

    def _count_dates(self, read: Line) -> None:
        if read.name in _MOST_DATES:
            self.dates[read.name] += read.value.count(",") + 1
            no_more_than(_MOST_DATES[read.name], self.dates[read.name], "file.too_many_dates")

    def _read(self, number: int, line: str) -> Line | None:
        name, colon, value = line.partition(":")
        if colon and name.replace("-", "").isalnum():
            return Line(number, name.upper(), value)
        try:
            name, params, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
        except (ValueError, IndexError):
            self._report(number, "line.unreadable", text=excerpt(line))
            return None
        said = {str(key).upper(): str(text) for key, text in params.items()}
        return Line(number, str(name).upper(), str(value), said)

    def _calendar(self) -> Properties:
        if not self.parts.calendars:
            self.parts.calendars.append({})
        return self.parts.calendars[-1]

    def _leave_unfinished(self) -> None:
        if self.event is not None:
            self._report(self.event.number, "event.unfinished")
        self.event = None
        self.open = [(kind, at) for kind, at in self.open if kind == "VCALENDAR"]

    def close_all(self) -> None:
        if self.event is not None:
            self._leave_unfinished()
        if self.open:
            kind, number = self.open[0]
            self.parts.not_understood.append(
                NotUnderstood(number, "file.cut", {"found": f"BEGIN:{excerpt(kind)}"}, kept=True)
            )

    def _report(self, number: int, why: str, **facts: str) -> None:
        self.parts.not_understood.append(NotUnderstood(number, why, facts))
