"""Who is away, once or every week."""

from dataclasses import dataclass
from datetime import date, time

from binome.practice.team import Absence, Hours
from binome.web.store.practice import House, changed, hours_from
from binome.web.store.tables.practice import AbsenceRow
from binome.web.store.writing import writing


@dataclass(frozen=True, slots=True)
class Written:
    """An absence, and the number under which it can be taken away."""

    id: int
    absence: Absence


def absences_of(house: House, *, since: date) -> list[Written]:
    """Those that are not over, the nearest first."""
    rows = AbsenceRow.objects.filter(practice_id=house.id, until__gt=since).order_by("since", "id")
    return [Written(row.pk, _absence(row)) for row in rows]


def add_absence(house: House, absence: Absence) -> None:
    """From now on the agenda offers nothing there; what is booked stays, and is shown as to be moved."""
    house.practice.member(absence.member)
    weekly = absence.weekly
    with writing():
        AbsenceRow.objects.create(
            practice_id=house.id, member=absence.member, since=absence.since, until=absence.until,
            weekly=[weekly.weekday, _clock(weekly.since), _clock(weekly.until)] if weekly else None,
        )  # fmt: skip
        changed(house.id)


def drop_absence(house: House, absence: int) -> None:
    with writing():
        AbsenceRow.objects.filter(practice_id=house.id, pk=absence).delete()
        changed(house.id)


def _absence(row: AbsenceRow) -> Absence:
    weekly: Hours | None = hours_from([row.weekly])[0] if row.weekly else None
    return Absence(row.member, row.since, row.until, weekly)


def _clock(at: time) -> str:
    return at.strftime("%H:%M")
