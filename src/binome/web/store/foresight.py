"""The visits of a day as values, read from its lines: what a forecast starts from."""

from datetime import date, datetime, timedelta
from typing import Any

from binome.practice.pathway import pathways
from binome.practice.visit import Stretch, Visit
from binome.practice.words import Role, State, Status, Step
from binome.web.store.asked import Asked
from binome.web.store.practice import House
from binome.web.store.tables.journal import VisitRow

_COLUMNS = (
    "story",
    "state",
    "pathway",
    "doctor",
    "due",
    "minutes",
    "urgent",
    "arrived_at",
    "room",
    "since",
    "progress",
)

_lines = Asked(
    lambda house, day: VisitRow.objects.filter(practice_id=house, day=day).values_list(*_COLUMNS), house=int, day=date
)


def visits_of(house: House, day: date) -> dict[str, Visit]:
    """By story, without names nor patients: one query. What happened before a visit stood so is not known here."""
    return {found[0]: _visit(*found) for found in _lines(house=house.id, day=day)}


def _visit(story: str, state: str, way: str, *rest: Any) -> Visit:
    doctor, due, minutes, urgent, arrived_at, room, since, progress = rest
    return Visit(
        story,
        state=State(state),
        pathway=pathways().get(way),
        doctor=doctor,
        due=due,
        minutes=minutes,
        urgent=urgent,
        arrived_at=arrived_at,
        room=room,
        since=since,
        progress={Step(step): _stretch(*told) for step, told in progress.items()},
    )


def _stretch(
    status: str, by: str, role: str, since: str, to_sign: bool, begun: str | None = None, worked: float = 0.0
) -> Stretch:
    return Stretch(
        Status(status),
        by,
        Role(role),
        datetime.fromisoformat(since),
        to_sign=to_sign,
        begun=datetime.fromisoformat(begun) if begun else None,
        worked=timedelta(seconds=worked),
    )
