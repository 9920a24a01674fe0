"""Bringing an agenda from elsewhere: read, compared, shown; written only once it is accepted; undone as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from binome.desk import bookings, visits
from binome.desk.bookings import Overlap, Wish
from binome.desk.hall import Deed
from binome.interop.acquainted import Acquainted, is_replaced
from binome.interop.names import fold
from binome.interop.plan import Cancelled, Changed, Plan, known_from, plan_of
from binome.interop.reading import ForeignVisit, Reading, Standing
from binome.interop.sniff import read_agenda
from binome.journal.sheets import sheet_story
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.team import Member
from binome.practice.words import Role
from binome.web.store.hall import DatabaseHall, hall_of
from binome.web.store.imports_closed import LeftAlone, apart
from binome.web.store.imports_known import known_visits, visit_as_json
from binome.web.store.imports_people import Acquaintances, acquaintances, learn_birth, take_back
from binome.web.store.imports_waiting import end, still_waiting, waiting
from binome.web.store.practice import House
from binome.web.store.pseudonyms import new_story
from binome.web.store.tables.imports import ForeignRow, HabitRow, ImportRow, WroteRow
from binome.web.store.tables.journal import VisitRow
from binome.web.store.tables.sheets import SheetRow

SEES_PATIENTS = frozenset({Role.PHYSICIAN, Role.TRAINEE, Role.HEALTH_NURSE, Role.ADVANCED_NURSE, Role.NURSE})


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody corrected: columns by field, member by the file's name for them (folded; "" for no name).

    `same`: who a person of the file is (by `interop.acquainted.key_of`), a known code or NEW.
    `leave_closed`: what the file says of closed days is left alone, and the rest is done.
    """

    columns: Mapping[str, int]
    practitioners: Mapping[str, str]
    pathway: str = ""
    leave_closed: bool = False
    same: Mapping[str, str] = field(default_factory=dict)


NO_CHOICES = Choices({}, {})


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, and what it would leave alone because its day is closed; `days`: all it speaks of.

    `practitioners`: each name of the file with the member it was taken for, or "".
    """

    reading: Reading
    plan: Plan
    left: LeftAlone
    days: frozenset[date]
    practitioners: Mapping[str, str]
    names: Mapping[str, str]
    people: Acquainted

    @property
    def unmatched(self) -> tuple[str, ...]:
        return tuple(said for said, member in self.practitioners.items() if not member)

    def as_json(self) -> dict[str, object]:
        left, by_name, several = len(self.left.lines), len(self.people.by_name), len(self.people.several)
        beside = {"left_alone": left, "known_by_name": by_name, "several_of_that_name": several}
        return {**self.plan.as_json(), **{name: count for name, count in beside.items() if count}}


def preview(house: House, data: bytes, name: str, choices: Choices = NO_CHOICES) -> Preview:
    """Read and compare; nothing is written. Raises Unreadable when the file as a whole cannot be read."""
    zone = house.practice.zone
    reading = read_agenda(data, zone, name, mapping=choices.columns or None)
    if reading.table and not choices.columns:
        kept = _habit(house, "columns", reading.table.signature)
        if kept:
            reading = read_agenda(data, zone, name, mapping=kept)
    plan = plan_of(known_visits(house, reading.source, reading.covers), reading)
    found = apart(house, plan)
    names = {fold(v.practitioner): v.practitioner for v in reading.visits}
    members = {said: _member_for(house, said, choices) for said in names}
    people = acquaintances(house, found.plan)
    return Preview(reading, found.plan, found.left, found.days, members, names, people)


def accept(house: House, code: str, choices: Choices, *, by: Member, at: datetime) -> Mapping[str, int]:
    """Do what the preview said, whole or not at all. The plan is made again under the lock, on what is known then."""
    pending = waiting(house, code, at=at)
    days = preview(house, pending.data, pending.name, choices).days
    with hall_of(house, *days) as hall:
        imported = still_waiting(house, code, locked=True)
        shown = preview(house, pending.data, pending.name, choices)
        if shown.left and not choices.leave_closed:
            raise MoveRefused("import.closed_days", days=shown.left.days, count=len(shown.left.lines))
        if shown.unmatched and any(not choices.practitioners.get(said) for said in shown.unmatched):
            raise MoveRefused("import.who_sees_them", names=tuple(shown.names[said] for said in shown.unmatched))
        told = _write(hall, imported, shown, choices, by, at)
        _remember(house, shown, choices)
        report = [one.as_json() for one in shown.plan.not_understood]
        end(imported, "accepted", at, {**told, "not_understood": report, "closed_days": _as_text(shown.left.days)})
    return told


def undo(house: House, code: str, *, by: Member, at: datetime) -> Mapping[str, int]:
    """Take back all that an import wrote, where nothing happened since; what stays is counted."""
    row = ImportRow.objects.filter(practice_id=house.id, code=code, state="accepted").first()
    if row is None:
        raise MoveRefused("import.nothing_to_undo")
    wrote = list(row.wrote.order_by("-id"))
    days = set(VisitRow.objects.filter(story__in=[w.story for w in wrote]).values_list("day", flat=True))
    days |= {house.practice.local(datetime.fromisoformat(w.before["starts"])).date() for w in wrote if w.before}
    with hall_of(house, *days) as hall:
        if not ImportRow.objects.filter(pk=row.pk, state="accepted").update(state="undone", ended_at=at):
            raise MoveRefused("import.nothing_to_undo")
        done = sum(_take_back(hall, one, by, at) for one in wrote)
        for brought in row.brought.order_by("-id"):
            take_back(brought)
    return {"undone": done, "kept": len(wrote) - done}


def kind_of(house: House, code: str) -> str:
    """What an accepted import brought: an agenda, or patients."""
    return ImportRow.objects.filter(practice_id=house.id, code=code).values_list("kind", flat=True).first() or "agenda"


def sees_patients(house: House, member: str) -> bool:
    """May visits be booked with this member?"""
    return bool(SEES_PATIENTS & set(house.practice.member(member).roles))


def _write(
    hall: DatabaseHall, imported: ImportRow, shown: Preview, choices: Choices, by: Member, at: datetime
) -> dict[str, int]:
    members = {said: choices.practitioners.get(said) or member for said, member in shown.practitioners.items()}
    people = Acquaintances(hall.house, shown.people, {**imported.choices.get("same", {}), **choices.same})
    scribe = _Scribe(hall, imported, shown.reading.source, members, people, choices.pathway, by, at)
    for visit in shown.plan.created:
        scribe.create(visit)
    for changed in shown.plan.changed:
        scribe.change(changed)
    for cancelled in shown.plan.cancelled:
        scribe.cancel(cancelled)
    return {**scribe.counts, "unchanged": len(shown.plan.unchanged), "left_alone": len(shown.left.lines)}


def _as_text(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in days]


class _Scribe:
    """Writes an import, one deed of the desk per visit."""

    def __init__(
        self,
        hall: DatabaseHall,
        imported: ImportRow,
        source: str,
        members: Mapping[str, str],
        people: Acquaintances,
        pathway: str,
        by: Member,
        at: datetime,
    ) -> None:
        self.hall, self.imported, self.source = hall, imported, source
        self.members, self.people, self.pathway, self.by, self.at = members, people, pathway, by, at
        self.counts = {"created": 0, "changed": 0, "cancelled": 0}

    def create(self, visit: ForeignVisit) -> None:
        story = new_story()
        doctor = self._doctor(visit)
        wish = Wish(self.people.meet(self.imported, visit), doctor, visit.starts, visit.minutes, self._pathway(doctor))
        booked = bookings.book(self.hall, self._deed(story), wish, overlap=Overlap.SILENT, reason="imported")
        if visit.standing is Standing.MISSED:
            booked = visits.miss(self.hall, self._deed(story))
        self._words(story, visit)
        self._wrote(story, booked.standing, None)
        self._heard(story, visit)
        self.counts["created"] += 1

    def change(self, changed: Changed) -> None:
        story, visit = changed.known.code, changed.visit
        if is_replaced(changed):
            self._replace(changed)
            return
        names = {change.name for change in changed.fields}
        if "birth_date" in names:
            learn_birth(self.imported, self._patient(story), visit.birth_date)
        if names & {"starts", "minutes", "practitioner"}:
            moved = bookings.move(
                self.hall,
                self._deed(story),
                due=visit.starts,
                minutes=visit.minutes,
                doctor=self._doctor(visit),
                overlap=Overlap.SILENT,
                reason="imported",
            )
            self._wrote(story, moved.standing, visit_as_json(changed.known))
        self._words(story, visit)
        self._heard(story, visit)
        self.counts["changed"] += 1

    def cancel(self, cancelled: Cancelled) -> None:
        if cancelled.known is None or cancelled.known.standing is Standing.CANCELLED:
            return
        story = cancelled.known.code
        ended = bookings.cancel(self.hall, self._deed(story), reason="import")
        self._wrote(story, ended.standing, visit_as_json(cancelled.known))
        told = cancelled.visit or cancelled.known
        said = {**visit_as_json(known_from(told, story, self.source)), "standing": str(Standing.CANCELLED)}  # type: ignore[arg-type]
        ForeignRow.objects.filter(story=story).update(said=said)
        self.counts["cancelled"] += 1

    def _replace(self, changed: Changed) -> None:
        """The place went to somebody else: one visit is cancelled, another is booked."""
        self.cancel(Cancelled(changed.known, None))
        ForeignRow.objects.filter(story=changed.known.code).update(source=f"{self.source} (replaced)")
        self.create(changed.visit)
        self.counts["cancelled"] -= 1
        self.counts["created"] -= 1
        self.counts["changed"] += 1

    def _deed(self, story: str) -> Deed:
        return Deed(self.by, self.at, story)

    def _patient(self, story: str) -> str:
        return str(VisitRow.objects.values_list("patient__code", flat=True).get(story=story))

    def _doctor(self, visit: ForeignVisit) -> str:
        return self.members[fold(visit.practitioner)]

    def _pathway(self, doctor: str) -> str:
        if self.pathway:
            return self.pathway
        roles = set(self.hall.practice.member(doctor).roles)
        if Role.TRAINEE in roles:
            return "supervised_trainee"
        if Role.HEALTH_NURSE in roles:
            return "education_visit"
        if roles & {Role.ADVANCED_NURSE, Role.NURSE}:
            return "nurse_visit"
        return str(self.hall.house.settings.get("pathway", "twin_rooms"))

    def _words(self, story: str, visit: ForeignVisit) -> None:
        if visit.reason:
            words = {"reason_words": visit.reason[:500]}
            SheetRow.objects.update_or_create(practice_id=self.hall.house.id, story=story, defaults=words)

    def _wrote(self, story: str, number: int, before: dict[str, object] | None) -> None:
        WroteRow.objects.create(imported=self.imported, story=story, number=number, before=before)

    def _heard(self, story: str, visit: ForeignVisit) -> None:
        said = visit_as_json(known_from(visit, story, self.source))
        told = {"practice_id": self.hall.house.id, "source": self.source, "said": said}
        ForeignRow.objects.update_or_create(story=story, defaults=told)


def _take_back(hall: DatabaseHall, wrote: WroteRow, by: Member, at: datetime) -> bool:
    """Withdraw one line, if it is still the visit's last word; what the source had said before stands again."""
    row = VisitRow.objects.filter(story=wrote.story).first()
    if row is None or row.standing != wrote.number or _is_prepared(hall, wrote.story):
        return False
    try:
        visits.withdraw(hall, Deed(by, at, wrote.story), reason="import_undone")
    except Refused:
        return False
    if wrote.before is None:
        ForeignRow.objects.filter(story=wrote.story).delete()
        SheetRow.objects.filter(story=wrote.story).delete()
    else:
        ForeignRow.objects.filter(story=wrote.story).update(said=wrote.before)
    return True


def _is_prepared(hall: DatabaseHall, story: str) -> bool:
    """Somebody has written on its sheet."""
    return bool(hall.of_story(sheet_story(story)))


def _member_for(house: House, said: str, choices: Choices) -> str:
    """The member a file means: as chosen, as remembered, or whose name holds all the file's words."""
    chosen = choices.practitioners.get(said) or _habit(house, "practitioner", said)
    if chosen in house.practice.members:
        return str(chosen)
    able = [m.code for m in house.practice.members.values() if SEES_PATIENTS & set(m.roles)]
    if not said:
        return able[0] if len(able) == 1 else ""
    words = set(said.split()) - {"dr", "docteur", "mme", "m"}
    alike = [code for code in able if words and words <= set(fold(house.people[code]).split())]
    alike = alike or [code for code in able if set(fold(house.people[code]).split()) - {"dr"} <= words]
    return alike[0] if len(alike) == 1 else ""


def _habit(house: House, kind: str, said: str) -> Any:
    return (
        HabitRow.objects.filter(practice_id=house.id, kind=kind, said=said[:200])
        .values_list("meant", flat=True)
        .first()
    )


def _remember(house: House, shown: Preview, choices: Choices) -> None:
    habits = [("practitioner", said, member) for said, member in choices.practitioners.items() if member]
    if choices.columns and shown.reading.table:
        habits.append(("columns", shown.reading.table.signature, dict(choices.columns)))  # type: ignore[arg-type]
    for kind, said, meant in habits:
        HabitRow.objects.update_or_create(practice_id=house.id, kind=kind, said=said[:200], defaults={"meant": meant})
