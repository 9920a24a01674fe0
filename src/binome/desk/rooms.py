"""Which room a step takes place in, when nobody says."""

from binome.desk.hall import Hall, day_of
from binome.practice.refusal import MoveRefused
from binome.practice.rooms import Room
from binome.practice.visit import Visit
from binome.practice.words import Step


def room_for(hall: Hall, visit: Visit, step: Step, asked: str | None) -> str | None:
    """The room asked for, if it suits or nothing that suits is free; else the one the patient sits in if it suits;
    else a free one, the doctor's own first.

    None when the step needs no room: the patient then gives up the one they were in. Refused when none is free.
    """
    kind = visit.plan_of(step).room_kind
    if asked is not None:
        return _asked_for(hall, visit, step, kind, asked)
    if not kind:
        return None
    if visit.room and hall.practice.room(visit.room).kind == kind:
        return visit.room
    suitable, free = _rooms(hall, visit, kind)
    if not free:
        raise MoveRefused("room.none_free", step=step, rooms=tuple(room.code for room in suitable))
    return free[0]


def _asked_for(hall: Hall, visit: Visit, step: Step, kind: str, asked: str) -> str:
    """Somebody chose: a room of another kind will do when there is no better one, and only then."""
    room = hall.practice.room(asked)
    if not kind or room.kind == kind or room.code == visit.room:
        return room.code
    _, free = _rooms(hall, visit, kind)
    if free:
        raise MoveRefused("room.other_kind", room=room.code, step=step, free=tuple(free))
    return room.code


def _rooms(hall: Hall, visit: Visit, kind: str) -> tuple[list[Room], list[str]]:
    """The rooms that suit, and those of them that are free, the doctor's own first."""
    taken = hall.elsewhere(day_of(hall.practice, visit), visit.story).rooms
    suitable = [room for room in hall.practice.rooms.values() if _suits(room, kind, visit.doctor)]
    ordered = sorted(suitable, key=lambda room: room.doctor is None)
    return suitable, [room.code for room in ordered if room.code not in taken]


def _suits(room: Room, kind: str, doctor: str | None) -> bool:
    return room.kind == kind and room.doctor in (None, doctor)
