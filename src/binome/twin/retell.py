"""A traced day told again in the words of a practice: deeds to ask of a desk, or the events of a journal.

Nothing is decided here that the twin decided: who, where and when are its own. What it does not know (at which
minute of its day a booking was asked for, who answered the telephone) is drawn from the same luck, for the telling
alone. Every story is one that the journal's own replay accepts, and its origin is the run: never lived.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from heapq import heapify, heappop, heappush
from typing import Any
from zoneinfo import ZoneInfo

from binome.journal.event import Event
from binome.journal.stories import DAY_PREFIX
from binome.practice.words import Moment
from binome.twin.deed import Deed
from binome.twin.retell_steps import Line, lines_of
from binome.twin.retell_ways import Way, Ways
from binome.twin.retell_who import Desk
from binome.twin.traced import Booking, TracedDay, TracedVisit

NO_DATE = date(2001, 1, 1)
"""A Monday: day 0 of a run without a calendar."""
NOT_COMING_MIN = 25.0
WALK_IN, URGENT, BOOKED, BY_PATIENT = "walk_in", "urgent", "booked", "by_patient"
RELEASES = (Moment.FINISHED, Moment.SIGNED, Moment.LEFT, Moment.SKIPPED)


def deeds(day: TracedDay, run: str, *, zone: ZoneInfo | Any = UTC, practice: str = "") -> list[Deed]:
    """All that happened to the visits of that day, bookings made before it included, in order of time.

    At one moment, whoever is released comes before whoever is taken. `run` names the stories; with `practice` the
    day itself is opened and closed, unless nobody was to come.
    """
    telling = Telling(day, run, zone)
    stories = [list(told) for told in telling.stories() if told]
    if practice and stories:
        stories.append(telling.of_day(f"{DAY_PREFIX}{practice}-{telling.date(day.number)}"))
    return list(merged(stories))


def events(day: TracedDay, run: str, *, zone: ZoneInfo | Any = UTC, practice: str = "") -> list[Event]:
    """The same as lines of a journal whose origin is `run`, each under the text that lets that person do it."""
    desk = Desk(day.scenario, day.weekday, zone)
    numbers: dict[str, int] = {}
    told = []
    for deed in deeds(day, run, zone=zone, practice=practice):
        for words in desk.lines(deed):
            numbers[deed.story] = numbers.get(deed.story, 0) + 1
            told.append(Event(story=deed.story, number=numbers[deed.story], at=deed.at, origin=run, **words))
    return told


def all_events(
    days: Iterable[TracedDay], run: str, *, zone: ZoneInfo | Any = UTC, practice: str = ""
) -> Iterator[Event]:
    """Those of several days, day by day: the journal of a replication."""
    for day in days:
        yield from events(day, run, zone=zone, practice=practice)


def merged(stories: list[list[Deed]]) -> Iterator[Deed]:
    """Each story in its own order; between stories by time, releases first."""
    heads = [(_order(told[0]), n, 0) for n, told in enumerate(stories)]
    heapify(heads)
    while heads:
        _, n, place = heappop(heads)
        yield stories[n][place]
        if place + 1 < len(stories[n]):
            heappush(heads, (_order(stories[n][place + 1]), n, place + 1))


def _order(deed: Deed) -> tuple[datetime, int]:
    first = 0 if deed.kind in RELEASES else 2
    return deed.at, {Moment.OPENED: -1, Moment.CLOSED: 3}.get(deed.kind, first)


class Telling:
    """One day under way: its dates, its desk, its ways."""

    def __init__(self, day: TracedDay, run: str, zone: Any) -> None:
        self.day, self.run, self.zone = day, run, zone
        self.desk = Desk(day.scenario, day.weekday)
        self.ways = Ways(day.scenario)
        self.over = day.over

    def date(self, number: int) -> date:
        first = (self.day.on or NO_DATE + timedelta(days=self.day.number)) - timedelta(days=self.day.number)
        return first + timedelta(days=number)

    def at(self, number: int, minute: float) -> datetime:
        """A minute of a day of the run, by the clock on the wall, in UTC."""
        local = datetime.combine(self.date(number), time()) + timedelta(minutes=minute)
        return local.replace(tzinfo=self.zone).astimezone(UTC)

    def story(self, entity: int) -> str:
        return f"{self.run}-{self.day.number}-{entity}"

    def stories(self) -> Iterator[Iterator[Deed]]:
        yield from (self._visit(visit) for visit in self.day.visits)
        for number, booking in enumerate(self.day.missed):
            yield self._missed(booking, f"{self.run}-{self.day.number}-m{number}")
        for number, booking in enumerate(self.day.cancelled):
            yield self._cancelled(booking, f"{self.run}-{self.day.number}-c{number}")

    def of_day(self, story: str) -> list[Deed]:
        opens, by = self.desk.opens(self.day.weekday)
        first = min([opens, *(it.arrival for it in self.day.visits)])
        last = max(self.over, self.desk.closes(self.day.weekday)) + NOT_COMING_MIN
        number = self.day.number
        return [
            Deed(at=self.at(number, first), by=by, story=story, kind=Moment.OPENED),
            Deed(at=self.at(number, last), by=self.desk.at(self.day.weekday, last), story=story, kind=Moment.CLOSED),
        ]

    # --- stories

    def _visit(self, visit: TracedVisit) -> Iterator[Deed]:
        story, way = self.story(visit.entity), self.ways.of(visit.kind)
        yield from self._welcome(visit, story, way)
        for line in lines_of(visit, way, self.over, self.desk.prepares):
            yield self._deed(line, story, visit.professional)

    def _welcome(self, visit: TracedVisit, story: str, way: Way) -> Iterator[Deed]:
        at = self.at(self.day.number, visit.arrival)
        by = self.desk.at(self.day.weekday, visit.arrival)
        if visit.booking is not None:
            yield self._booked(visit.booking, story, way, before=visit.arrival)
            yield Deed(at=at, by=by, story=story, kind=Moment.ARRIVED)
            return
        to = visit.professional or self.day.scenario.professionals[0].code
        reason = URGENT if way.urgent else WALK_IN
        words = {"to": self.desk.person(to), "minutes": self.ways.minutes(to), "pathway": way.pathway.code}
        yield Deed(at=at, by=by, story=story, kind=Moment.BOOKED, reason=reason, due=at, **words)  # type: ignore[arg-type]

    def _booked(self, booking: Booking, story: str, way: Way, *, before: float) -> Deed:
        asked_on = booking.booked_on
        weekday = self.date(asked_on).weekday() if self.day.on else self.day.weekday
        minute = self.desk.asked_at(self.day, booking, weekday, before - 1 if asked_on == booking.day else None)
        return Deed(
            at=self.at(asked_on, minute),
            by=self.desk.at(weekday, minute),
            story=story,
            kind=Moment.BOOKED,
            reason=BOOKED,
            to=self.desk.person(booking.professional),
            due=self.at(booking.day, booking.at),
            minutes=booking.minutes,
            pathway=way.pathway.code,
        )

    def _missed(self, booking: Booking, story: str) -> Iterator[Deed]:
        minute = booking.at + NOT_COMING_MIN
        yield self._booked(booking, story, self.ways.asked(booking), before=booking.at)
        by = self.desk.at(self.day.weekday, minute)
        yield Deed(at=self.at(self.day.number, minute), by=by, story=story, kind=Moment.MISSED)

    def _cancelled(self, booking: Booking, story: str) -> Iterator[Deed]:
        """On the eve, when the desk opens; the slot may be another's by noon."""
        booked = self._booked(booking, story, self.ways.asked(booking), before=booking.at)
        weekday = self.date(booking.day - 1).weekday() if self.day.on else self.day.weekday
        minute, by = self.desk.opens(weekday)
        at = max(self.at(booking.day - 1, minute), booked.at)
        yield booked
        yield Deed(at=at, by=by, story=story, kind=Moment.CANCELLED, reason=BY_PATIENT)

    def _deed(self, line: Line, story: str, professional: str | None) -> Deed:
        by = self.desk.person(line.by) if line.by else self.desk.at(self.day.weekday, line.minute)
        return Deed(
            at=self.at(self.day.number, line.minute),
            by=by,
            story=story,
            kind=line.kind,
            step=line.step,
            room=line.room,
            reason=line.reason,
            to=self.desk.doctor(professional) if line.kind is Moment.DEFERRED else None,
        )
