"""The preparation sheet: what was written, by whom, and how it compares with before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from binome.desk import sheets
from binome.desk.hall import Deed
from binome.journal.sheets import Sheet, sheet_from, sheet_story
from binome.practice.measurement import measurement_kinds
from binome.practice.refusal import MoveRefused
from binome.practice.team import Member
from binome.web.store.board import Line, day_of_story, lines
from binome.web.store.hall import DatabaseHall, hall_of
from binome.web.store.journal import DatabaseJournal
from binome.web.store.practice import House
from binome.web.store.tables.sheets import EntryRow, SheetRow

HISTORY = 12
LASTING = ("known", "item")
"""The kinds of what is written of a patient for every visit, until it is written otherwise."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing written, as it was."""

    kind: str
    code: str
    value: str
    unit: str
    by: str
    at: datetime
    story: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sheet as its page shows it. `history` maps a measurement to the patient's values, oldest first.

    `lasting`: what was written of the patient on any visit and still stands (what is known, items of their own).
    """

    line: Line
    sheet: Sheet
    entries: tuple[Entry, ...]
    history: Mapping[str, tuple[Entry, ...]]
    lasting: tuple[Entry, ...] = ()

    def last(self, kind: str, code: str) -> Entry | None:
        return next((e for e in reversed(self.entries) if (e.kind, e.code) == (kind, code)), None)

    def values(self, code: str) -> tuple[Entry, ...]:
        """What was measured of that kind on this visit, in the order it was."""
        return tuple(e for e in self.entries if (e.kind, e.code) == ("measure", code))

    def notes(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.entries if e.kind == "note")


def prepared(house: House, story: str) -> Prepared:
    """The sheet of a visit, empty when nothing was written; refused when this practice has no such visit."""
    line = lines(house, day_of_story(house, story), stories=[story])[0]
    told = DatabaseJournal(house.id).of_story(sheet_story(story))
    own = EntryRow.objects.filter(practice_id=house.id, story=story).order_by("id")
    past = _of_patient(house, line.patient)
    lasting = tuple({(e.kind, e.code): e for e in past if e.kind in LASTING}.values())
    return Prepared(line, sheet_from(sheet_story(story), told), _entries(own), _history(past), lasting)


def write_measures(
    house: House, story: str, values: Mapping[str, Decimal], *, by: Member, at: datetime, key: str = ""
) -> None:
    """Measurements taken together: each is checked against what the person may do, all are kept or none."""
    activities = dict.fromkeys(measurement_kinds()[code].activity for code in values)

    def deed(hall: DatabaseHall) -> None:
        for activity in activities:
            sheets.note(hall, Deed(by, at, story), activity)
        for code, value in values.items():
            write_entry(hall, story, "measure", code, str(value), measurement_kinds()[code].ucum, by, at)

    once(house, story, key, by, deed)


def write_identity(house: House, story: str, check: str, said: str, *, by: Member, at: datetime, key: str = "") -> None:
    """How the identity was checked; `said` names who confirmed it when it was not the patient."""

    def deed(hall: DatabaseHall) -> None:
        sheets.note(hall, Deed(by, at, story), "check_identity")
        write_entry(hall, story, "identity", check, said, "", by, at)

    entries = EntryRow.objects.filter(practice_id=house.id, story=story, kind="identity").order_by("-id")
    once(house, story, key, by, deed, stands=lambda: entries.values_list("code", "value").first() == (check, said))


def write_words(house: House, story: str, words: str, *, by: Member, at: datetime, key: str = "") -> None:
    """Why the patient comes, in the patient's own words."""
    sheet = SheetRow.objects.filter(practice_id=house.id, story=story, reason_words=words)

    def deed(hall: DatabaseHall) -> None:
        sheets.note(hall, Deed(by, at, story), "collect_reason")
        SheetRow.objects.update_or_create(practice_id=house.id, story=story, defaults={"reason_words": words})
        hall.redraw(story)

    once(house, story, key, by, deed, stands=sheet.exists)


def write_note(house: House, story: str, words: str, *, alert: bool, by: Member, at: datetime, key: str = "") -> None:
    """What the assistant noticed, for the doctor."""

    def deed(hall: DatabaseHall) -> None:
        sheets.note(hall, Deed(by, at, story), "note_for_doctor")
        write_entry(hall, story, "note", "alert" if alert else "note", words, "", by, at)

    once(house, story, key, by, deed)


def tick(
    house: House,
    story: str,
    activity: str,
    reason: str | None,
    *,
    by: Member,
    at: datetime,
    key: str = "",
    item: str | None = None,
) -> None:
    """Done; or left out, with its reason. `item`: the one of a checklist, when it is not the whole activity."""

    def deed(hall: DatabaseHall) -> None:
        if reason:
            sheets.omit(hall, Deed(by, at, story), activity, reason=reason, item=item)
        else:
            sheets.note(hall, Deed(by, at, story), activity, item=item)

    once(house, story, key, by, deed)


def once(
    house: House,
    story: str,
    key: str,
    by: Member,
    deed: Callable[[DatabaseHall], None],
    *,
    stands: Callable[[], bool] = lambda: True,
) -> None:
    """Write on a sheet, under its day's lock: the same form sent twice writes once.

    A form sent again after somebody wrote over what it said (`stands`) is neither obeyed nor forgotten: it is refused.
    """
    with hall_of(house, day_of_story(house, story), key=key or None) as hall:
        if not key or not hall.journal.wrote_on(sheet_story(story), key, by.code):
            deed(hall)
        elif not stands():
            raise MoveRefused("story.gap")


def write_entry(
    hall: DatabaseHall, story: str, kind: str, code: str, value: str, unit: str, by: Member, at: datetime
) -> None:
    visit = hall.of_story(story)[0]
    EntryRow.objects.create(
        practice_id=hall.house.id,
        story=story,
        patient=visit.patient,
        kind=kind,
        code=code,
        value=value,
        unit=unit,
        by=by.code,
        at=at,
    )


def _of_patient(house: House, patient: str | None) -> tuple[Entry, ...]:
    """What was measured or noted of the patient for good, whatever the visit; the oldest first."""
    if patient is None:
        return ()
    kinds = ["measure", *LASTING]
    rows = EntryRow.objects.filter(practice_id=house.id, patient=patient, kind__in=kinds).order_by("at", "id")
    return _entries(rows)


def _history(past: tuple[Entry, ...]) -> Mapping[str, tuple[Entry, ...]]:
    by_code: dict[str, list[Entry]] = {}
    for entry in past:
        if entry.kind == "measure":
            by_code.setdefault(entry.code, []).append(entry)
    return {code: tuple(found[-HISTORY:]) for code, found in by_code.items()}


def _entries(rows: object) -> tuple[Entry, ...]:
    return tuple(
        Entry(*found)
        for found in rows.values_list("kind", "code", "value", "unit", "by", "at", "story")  # type: ignore[attr-defined]
    )
