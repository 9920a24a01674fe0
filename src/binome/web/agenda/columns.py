"""Columns of the agenda: a person's day, an assistant's, a room's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import combinations
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binome.desk.free import Span, absent, at_work, free_places, gaps, merged, without
from binome.desk.stretches import Stretch, arranged, outline
from binome.journal.event import utc
from binome.web.agenda.picture import Block, Column, Frame, in_lanes
from binome.web.agenda.words import called, civility, full_name, off_words, state_words
from binome.web.store.agenda import Entry
from binome.web.store.booking_rules import booking_rules, holders
from binome.web.store.practice import House

HUES_OF_DOCTORS, FIRST_HUE_OF_NURSES = 6, 7

SHORTEST_TO_READ = timedelta(minutes=10)
"""A preparation of five minutes is drawn as if it took ten: its time must be legible."""


def hues(house: House) -> dict[str, int]:
    """A colour for each person one books with: six for doctors, two for nurses, then again from the first."""
    given, doctors, nurses = {}, 0, 0
    for code in holders(house):
        if any(role.endswith("nurse") for role in house.practice.member(code).roles):
            given[code], nurses = FIRST_HUE_OF_NURSES + nurses % 2, nurses + 1
        else:
            given[code], doctors = 1 + doctors % HUES_OF_DOCTORS, doctors + 1
    return given


@dataclass(frozen=True)
class Sheet:
    """One day of the agenda, and what is needed to draw it."""

    house: House
    day: date
    entries: tuple[Entry, ...]
    frame: Frame
    now: datetime
    may_book: bool
    closed: bool = False

    @cached_property
    def hues(self) -> dict[str, int]:
        return hues(self.house)

    @cached_property
    def by_story(self) -> dict[str, Entry]:
        return {entry.story: entry for entry in self.entries}

    @cached_property
    def outlines(self) -> dict[str, tuple[Stretch, ...]]:
        return {entry.story: outline(self.house.practice, entry.as_slot()) for entry in self.entries}

    def main_of(self, story: str) -> Stretch:
        return next(part for part in self.outlines[story] if part.main)

    def clock(self, at: datetime) -> str:
        """The time on the practice's wall, as a form writes it."""
        local = self.house.practice.local(at)
        return f"{local.hour:02}:{local.minute:02}"

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The day as it can be held: who prepares whom, and where."""
        return arranged(self.house.practice, (entry.as_slot() for entry in self.entries if entry.holds))

    @cached_property
    def clashing(self) -> frozenset[str]:
        """The visits that share their doctor's time with another."""
        mains = sorted((part for part in self.stretches if part.main), key=lambda part: part.since)
        meeting = (pair for pair in combinations(mains, 2) if pair[0].who == pair[1].who and pair[0].meets(pair[1]))
        return frozenset(part.story for pair in meeting for part in pair)

    @cached_property
    def misplaced(self) -> frozenset[str]:
        """The visits that somebody is to come to while their doctor is away."""
        practice = self.house.practice
        gone = {member: absent(practice, member, self.day) for member in {entry.doctor for entry in self.entries}}
        expected = [part for part in self.stretches if part.main and self.by_story[part.story].state == "expected"]
        return frozenset(
            part.story
            for part in expected
            if any(away.since < part.until and part.since < away.until for away in gone[part.who or ""])
        )


def person_column(sheet: Sheet, member: str, *, title: str, href: str = "") -> Column:
    """The day of somebody one books with: their hours, their bookings, and what is free."""
    theirs = [entry for entry in sheet.entries if entry.doctor == member]
    free = list(_free(sheet, member)) if sheet.may_book and not sheet.closed else []
    bookings = [block for entry in theirs for block in _booking(sheet, entry)]
    paired = any(block.kind != "visit" for block in bookings)
    placed = [block for area in ("prep", "after", "main") for block in in_lanes(b for b in bookings if b.area == area)]
    drawn = placed if paired else [replace(block, area="") for block in placed]
    opened = [*_off(sheet, member), *(replace(block, area="main" if paired else "") for block in free), *drawn]
    return replace(
        _column(sheet, title, href),
        sub=_counted(sum(entry.holds for entry in theirs), len(free)),
        doctor=member,
        hue=sheet.hues.get(member, 0),
        blocks=tuple(sorted(opened, key=_order)),
    )


def assistant_column(sheet: Sheet, member: str, *, title: str) -> Column:
    """What the day asks of an assistant."""
    theirs = [block for part in sheet.stretches if part.who == member and not part.main for block in _part(sheet, part)]
    prepared = in_lanes(replace(block, area="most") for block in theirs if block.kind == "prep")
    blocks = (*_off(sheet, member), *prepared, *(block for block in theirs if block.kind == "after"))
    sub = ngettext("%(n)s preparation", "%(n)s preparations", len(prepared)) % {"n": len(prepared)}
    return replace(_column(sheet, title, ""), sub=sub, blocks=tuple(sorted(blocks, key=_order)))


def room_column(sheet: Sheet, room: str | None, *, title: str) -> Column:
    """Who is expected in a room, and when; None gathers those for whom none is free."""
    stays = in_lanes(block for stay in _stays(sheet, room) for block in stay)
    sub = ngettext("%(n)s visit", "%(n)s visits", len(stays)) % {"n": len(stays)}
    return replace(_column(sheet, title, ""), sub=sub, blocks=tuple(stays))


def lacks_a_room(sheet: Sheet) -> bool:
    return any(_stays(sheet, None))


def _column(sheet: Sheet, title: str, href: str) -> Column:
    today = sheet.house.practice.local(sheet.now).date()
    is_today, is_past = sheet.day == today, sheet.day < today
    return Column(title, "", sheet.day, href=href, is_today=is_today, is_past=is_past, closed=sheet.closed)


def _off(sheet: Sheet, member: str) -> Iterator[Block]:
    """Where they are not: away, on a public holiday, or outside their hours."""
    practice, frame = sheet.house.practice, sheet.frame
    whole = Span(_instant(sheet, frame.first), _instant(sheet, frame.last))
    away = [whole] if sheet.day in practice.holidays else absent(practice, member, sheet.day)
    label = off_words("holiday" if sheet.day in practice.holidays else "away")
    there = at_work(practice, practice.member(member), sheet.day)
    for span in away:
        yield from frame.block("away", span.since, span.until, label=label)
    for span in without(without([whole], there), merged(away)):
        yield from frame.block("shut", span.since, span.until)


def _free(sheet: Sheet, member: str) -> Iterator[Block]:
    minutes = booking_rules(sheet.house).minutes_with(member)
    slots = [entry.as_slot() for entry in sheet.entries if entry.holds]
    for gap in gaps(sheet.house.practice, sheet.house.practice.member(member), sheet.day, slots):
        for place in free_places(gap, minutes):
            if place.since > sheet.now:
                yield from _free_block(sheet, member, place)


def _free_block(sheet: Sheet, member: str, place: Span) -> list[Block]:
    local = sheet.house.practice.local
    asked = {
        "doctor": member, "day": sheet.day.isoformat(), "since": f"{local(place.since):%H:%M}",
        "until": f"{local(place.until):%H:%M}",
    }  # fmt: skip
    href = f"/p/{sheet.house.practice.code}/agenda/book/?{urlencode(asked)}"
    told = _("Free from %(since)s to %(until)s, %(who)s") % {**asked, "who": sheet.house.people[member]}
    return sheet.frame.block("free", place.since, place.until, told=told, href=href, main=asked["since"])


def _booking(sheet: Sheet, entry: Entry) -> Iterator[Block]:
    """A booking's stretches; one that holds no place any more is drawn as it was booked."""
    for part in sheet.outlines[entry.story]:
        if part.main or entry.holds:
            yield from _part(sheet, part)


def _part(sheet: Sheet, part: Stretch) -> list[Block]:
    entry, practice = sheet.by_story[part.story], sheet.house.practice
    main = sheet.main_of(part.story)
    kind = "visit" if part.main else "prep" if part.since < main.since else "after"
    return sheet.frame.block(
        kind,
        part.since,
        max(part.until, part.since + SHORTEST_TO_READ) if kind == "prep" else part.until,
        civility=civility(entry.addressed) if entry.family else "",
        label=entry.family or called(entry),
        told=_told(sheet, entry, part),
        entry=entry,
        area="main" if part.main else kind,
        hue=sheet.hues.get(entry.doctor, 0),
        href=f"/p/{practice.code}/agenda/visits/{entry.story}/",
        clash=_trouble(sheet, part) if part.main else "",
        main=sheet.clock(main.since),
    )


def _trouble(sheet: Sheet, part: Stretch) -> str:
    if part.story in sheet.misplaced:
        return _("nobody is there then: to be moved")
    return _("overlaps another") if part.story in sheet.clashing else ""


def _told(sheet: Sheet, entry: Entry, part: Stretch) -> str:
    """What a screen reader says of a block, and what shows when the pointer rests on it."""
    facts = {
        "who": full_name(entry),
        "since": sheet.clock(part.since),
        "until": sheet.clock(part.until),
        "with": sheet.house.people.get(entry.doctor, ""),
        "state": state_words(entry.state),
    }
    if part.main:
        return _("%(who)s, %(since)s to %(until)s with %(with)s, %(state)s") % facts
    return _("%(who)s, assistant's part, %(since)s to %(until)s, then %(with)s") % facts


def _stays(sheet: Sheet, room: str | None) -> list[list[Block]]:
    """One block for the time a visit spends in the room; a patient who is somewhere is there, whatever was planned."""
    found: dict[str, list[Stretch]] = {}
    for part in sheet.stretches:
        if part.room_kind and (sheet.by_story[part.story].room or part.room) == room:
            found.setdefault(part.story, []).append(part)
    return [_stay(sheet, parts) for parts in found.values()]


def _stay(sheet: Sheet, parts: list[Stretch]) -> list[Block]:
    whole = replace(max(parts, key=lambda part: part.main), since=parts[0].since, until=parts[-1].until, main=True)
    return [replace(block, area="", clash="") for block in _part(sheet, whole)]


def _counted(visits: int, free: int) -> str:
    said = ngettext("%(n)s visit", "%(n)s visits", visits) % {"n": visits}
    return said + ", " + ngettext("%(n)s free", "%(n)s free", free) % {"n": free} if free else said


def _instant(sheet: Sheet, minute: int) -> datetime:
    midnight = datetime.combine(sheet.day, datetime.min.time(), sheet.house.practice.zone)
    return utc(midnight + timedelta(minutes=minute))  # added on the wall clock, as the rows are


def _order(block: Block) -> tuple[bool, int, str]:
    return block.kind not in ("away", "shut"), block.row, block.area


def people_shown(house: House, sheets: Iterable[Sheet]) -> list[str]:
    """Whoever one books with, less those who left for good and have nothing left on these days."""
    listed = list(sheets)
    busy = {entry.doctor for sheet in listed for entry in sheet.entries}
    return [code for code in holders(house) if code in busy or not _gone(house, code, listed[0].day)]


def _gone(house: House, member: str, day: date) -> bool:
    return any(a.member == member and a.until == date.max and a.since <= day for a in house.practice.absences)
