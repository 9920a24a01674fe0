"""Somebody at the door: the person, the words they bring, and the visit, written together."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from binome.desk import bookings
from binome.desk.bookings import Wish
from binome.desk.hall import Deed
from binome.journal.port import number_taken
from binome.practice.team import Member
from binome.web.store.hall import hall_of
from binome.web.store.journal import DatabaseJournal
from binome.web.store.practice import House, today
from binome.web.store.pseudonyms import new_patient, new_story, sought_form
from binome.web.store.tables.practice import PatientRow
from binome.web.store.tables.sheets import SheetRow


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who is there, as they say it, and why they come, in their own words."""

    family: str
    given: str
    birth_date: date | None
    sex: str = ""
    phone: str = ""
    words: str = ""


def insert(house: House, somebody: Somebody, wish: Wish, *, by: Member, at: datetime, urgent: bool, key: str) -> str:
    """The walk-in's story. The same form sent twice inserts once: the second finds its first line."""
    story = new_story()
    with hall_of(house, today(house.practice, wish.due), key=key or None) as hall:
        written = _written_by(house, key, by)  # under the day's lock: of two that come at once, one waits for the other
        if written:
            return written
        patient = known_or_new(house, somebody)
        bookings.walk_in(hall, Deed(by, at, story), replace(wish, patient=patient), urgent=urgent)
        SheetRow.objects.create(practice_id=house.id, story=story, reason_words=somebody.words, key=key or None)
    return story


def _written_by(house: House, key: str, by: Member) -> str | None:
    """The walk-in that this form of theirs has already opened; refused when the form is another's."""
    rows = SheetRow.objects.filter(practice_id=house.id, key=key) if key else SheetRow.objects.none()
    story = rows.values_list("story", flat=True).first()
    first = DatabaseJournal(house.id).of_story(story)[:1] if story else ()
    if first and first[0].by != by.code:
        raise number_taken(first[0])
    return story


def known_or_new(house: House, somebody: Somebody) -> str:
    """The one person of that very name and birth date, else a new one: never a guess."""
    sought = sought_form(somebody.family, somebody.given)
    same = PatientRow.objects.filter(practice_id=house.id, sought=sought, birth_date=somebody.birth_date)
    codes = list(same.values_list("code", flat=True)[:2]) if somebody.birth_date else []
    if len(codes) == 1:
        return codes[0]
    row = PatientRow.objects.create(
        practice_id=house.id,
        code=new_patient(),
        family=somebody.family,
        given=somebody.given,
        birth_date=somebody.birth_date,
        sex=somebody.sex,
        phone=somebody.phone,
        sought=sought,
    )
    return row.code
