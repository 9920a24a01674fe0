"""What the agenda asks of the house: the bookings of some days, and the deeds that change them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Sum

from binome.desk import bookings, visits
from binome.desk.bookings import Overlap, Wish
from binome.desk.free import Span, off_duty
from binome.desk.hall import Deed, Slot
from binome.desk.stretches import before_main, outline
from binome.journal.event import utc
from binome.journal.replay import visit_from
from binome.practice.refusal import MoveRefused, NumberTaken
from binome.practice.team import Member
from binome.practice.visit import Visit
from binome.practice.words import Moment, State
from binome.web.store.ages import addressed
from binome.web.store.arrivals import Somebody, known_or_new
from binome.web.store.board import perform
from binome.web.store.booking_rules import booking_rules
from binome.web.store.hall import HOLDING_STATES, hall_of
from binome.web.store.journal import DatabaseJournal
from binome.web.store.practice import House, today
from binome.web.store.stories import days_given_back
from binome.web.store.tables.agenda import WaitingRow
from binome.web.store.tables.journal import DayRow, VisitRow
from binome.web.store.tables.sheets import SheetRow


@dataclass(frozen=True, slots=True)
class Entry:
    """One booking as the agenda shows it, names included; `family` is empty once the person is forgotten."""

    story: str
    number: int
    day: date
    doctor: str
    due: datetime
    until: datetime
    minutes: int
    pathway: str
    urgent: bool
    state: str
    room: str | None
    standing: int
    patient: str | None
    family: str
    given: str
    sex: str
    birth_date: date | None
    phone: str

    @property
    def holds(self) -> bool:
        """Does it keep its place in the agenda?"""
        return self.state in HOLDING_STATES

    @property
    def addressed(self) -> str:
        return addressed(self.sex, self.birth_date, self.due.date())

    def as_slot(self) -> Slot:
        return Slot(self.story, self.doctor, self.due, self.until, self.patient, self.pathway)


@dataclass(frozen=True, slots=True)
class Freed:
    """A place that a visit has left, and that nobody has taken since."""

    doctor: str
    day: date
    span: Span


_COLUMNS = (
    "story", "number", "day", "doctor", "due", "until", "minutes", "pathway", "urgent", "state", "room", "standing",
    "patient_id", "patient__used", "patient__family", "patient__given", "patient__sex", "patient__birth_date",
    "patient__phone",
)  # fmt: skip


def entries(house: House, first: date, last: date, *, stories: Iterable[str] | None = None) -> list[Entry]:
    """The bookings of some days, both included, in order; those that were cancelled are not there: one query."""
    rows = VisitRow.objects.filter(practice_id=house.id, day__gte=first, day__lte=last)
    if stories is not None:
        rows = rows.filter(story__in=list(stories))
    kept = rows.exclude(state=str(State.CANCELLED)).order_by("due", "story")
    return [_entry(found) for found in kept.values_list(*_COLUMNS)]


def entry_of(house: House, story: str) -> Entry:
    """One booking, cancelled or not; refused when this practice has none of that name."""
    found = VisitRow.objects.filter(practice_id=house.id, story=story).values_list(*_COLUMNS).first()
    if found is None:
        raise MoveRefused("visit.unknown", story=story)
    return _entry(found)


def names_of(house: House, stories: Iterable[str]) -> list[Entry]:
    """The bookings behind a refusal, to be named in its sentence."""
    rows = VisitRow.objects.filter(practice_id=house.id, story__in=list(stories)).order_by("due", "story")
    return [_entry(found) for found in rows.values_list(*_COLUMNS)]


def booked_slots(house: House, first: date, last: date) -> dict[date, tuple[Slot, ...]]:
    """What keeps its place on each of some days, whoever with, without a name: one query."""
    rows = VisitRow.objects.filter(practice_id=house.id, day__gte=first, day__lte=last, state__in=HOLDING_STATES)
    found: dict[date, list[Slot]] = {}
    columns: tuple[str, ...] = ("day", "story", "doctor", "due", "until", "patient_id", "pathway")
    for day, *slot in rows.values_list(*columns):
        found.setdefault(day, []).append(Slot(*slot))
    return {day: tuple(slots) for day, slots in found.items()}


def version_between(house_id: int, first: date, last: date) -> int:
    """A number that rises whenever anything of these days is written."""
    rows = DayRow.objects.filter(practice_id=house_id, day__gte=first, day__lte=last)
    return rows.aggregate(sum=Sum("version"))["sum"] or 0


def closed_days(house: House, first: date, last: date) -> frozenset[date]:
    rows = DayRow.objects.filter(practice_id=house.id, day__gte=first, day__lte=last, closed=True)
    return frozenset(rows.values_list("day", flat=True))


def book(
    house: House,
    wish: Wish,
    *,
    story: str,
    by: Member,
    at: datetime,
    words: str = "",
    somebody: Somebody | None = None,
    seen: bool = False,
    waiting: int | None = None,
) -> None:
    """Book, with the patient's words; `somebody` is a new person, `waiting` the line of the waiting list it answers.

    `story` is drawn when the form is shown, so that the same form sent twice books once. All of it is one
    transaction, and the day is locked before anything is read: of two people who want one place, one gets it.
    """
    _refuse_outside(house, wish, seen)
    try:
        with hall_of(house, _day(house, wish), key=story) as hall:
            wanted = replace(wish, patient=known_or_new(house, somebody)) if somebody else wish
            bookings.book(hall, Deed(by, at, story, 1), wanted, overlap=booking_rules(house).overlap, seen=seen)
            SheetRow.objects.create(practice_id=house.id, story=story, reason_words=words, key=story)
            if waiting:
                WaitingRow.objects.filter(practice_id=house.id, pk=waiting, patient__code=wanted.patient).delete()
    except NumberTaken:
        if not _is_that_booking(house, story, wish, by):
            raise


def _is_that_booking(house: House, story: str, wish: Wish, by: Member) -> bool:
    """The form as it was sent the first time; one that was filled in again asks for something else."""
    first = DatabaseJournal(house.id).of_story(story)[:1]
    asked = (wish.doctor, utc(wish.due), wish.minutes, wish.pathway)
    return any(
        e.by == by.code and (e.to, e.due, e.minutes, e.pathway) == asked and wish.patient in ("", e.patient)
        for e in first
    )


def move(
    house: House, entry: Entry, *, due: datetime, minutes: int, doctor: str, number: int, key: str, by: Member,
    at: datetime, seen: bool = False,
) -> None:  # fmt: skip
    """Give a visit another place, on the same day or another: both days are locked."""
    wish = Wish(entry.patient or "", doctor, due, minutes, entry.pathway)
    _refuse_outside(house, wish, seen)
    deed = Deed(by, at, entry.story, number)
    level = booking_rules(house).overlap
    place = {"due": due, "minutes": minutes, "doctor": doctor, "overlap": level, "seen": seen}
    perform(
        house,
        entry.story,
        lambda hall: bookings.move(hall, deed, **place),  # type: ignore[arg-type]
        number=number,
        key=key,
        by=by,
        also=[_day(house, wish)],
    )


def cancel(house: House, story: str, *, number: int, key: str, by: Member, at: datetime, reason: str) -> None:
    deed = Deed(by, at, story, number)
    perform(house, story, lambda hall: bookings.cancel(hall, deed, reason=reason), number=number, key=key, by=by)


def undo(house: House, story: str, *, number: int, key: str, by: Member, at: datetime, seen: bool = False) -> None:
    """Withdraw the last thing that was done to a visit; what it gives back may be a place on another day."""
    deed, level = Deed(by, at, story, number), booking_rules(house).overlap
    perform(
        house,
        story,
        lambda hall: visits.withdraw(hall, deed, reason="mistake", overlap=level, seen=seen),
        number=number,
        key=key,
        by=by,
        also=days_given_back(house, story),
    )


def freed_by(house: House, story: str) -> Freed | None:
    """The place this visit held before its last move or cancellation; None when it holds it still."""
    told = DatabaseJournal(house.id).of_story(story)
    visit = visit_from(story, told)
    left = visit.standing and told[visit.standing - 1].moment in (Moment.MOVED, Moment.CANCELLED)
    if not left or visit.before is None:
        return None
    place = _place(house, visit.before)
    kept = _place(house, visit) if visit.state is not State.CANCELLED else None
    return None if kept and (kept.doctor, kept.span) == (place.doctor, place.span) else place


def undone_how(house: House, story: str) -> Moment | None:
    """What an undo would take back: the last deed of the agenda that stands, if nothing came after it."""
    told = DatabaseJournal(house.id).of_story(story)
    visit = visit_from(story, told)
    last = told[visit.standing - 1].moment if visit.standing else None
    return last if last in (Moment.BOOKED, Moment.MOVED, Moment.CANCELLED) else None


def _place(house: House, visit: Visit) -> Freed:
    assert visit.due is not None
    assert visit.doctor is not None
    way = visit.pathway.code if visit.pathway else ""
    since = visit.due + before_main(house.practice, way)
    span = Span(since, since + timedelta(minutes=visit.minutes))
    return Freed(visit.doctor, today(house.practice, since), span)


def _refuse_outside(house: House, wish: Wish, seen: bool) -> None:
    """A booking stays within its day; outside somebody's hours it is asked first, unless the practice asks nothing."""
    parts = outline(house.practice, wish.as_slot(""))
    last = parts[-1].until - timedelta(microseconds=1)
    if today(house.practice, last) != _day(house, wish):
        raise MoveRefused("booking.past_midnight", day=_day(house, wish))
    why = off_duty(house.practice, wish)
    if why and not seen and booking_rules(house).overlap is not Overlap.SILENT:
        raise MoveRefused("booking.off_duty", why=why, doctor=wish.doctor, due=wish.due)


def _day(house: House, wish: Wish) -> date:
    return today(house.practice, wish.due)


def _entry(found: tuple[Any, ...]) -> Entry:
    *own, used, family, given, sex, born, phone = found
    return Entry(*own, used or family or "", given or "", sex or "", born, phone or "")  # type: ignore[call-arg]
