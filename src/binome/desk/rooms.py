"""Which room a step takes place in, when nobody says."""

from binome.desk.hall import Hall, day_of
from binome.practice.refusal import MoveRefused
from binome.practice.rooms import Room
from binome.practice.visit import Visit
from binome.practice.words import Step


def room_for(hall: Hall, visit: Visit, step: Step, asked: str | None) -> str | None:
    """The room asked for; else the one the patient sits in if it suits; else a free one, the doctor's own first.

    None when the step needs no room: the patient then gives up the one they were in. Refused when none is free.
    """
    if asked is not None:
        return hall.practice.room(asked).code
    kind = visit.plan_of(step).room_kind
    if not kind:
        return None
    if visit.room and hall.practice.room(visit.room).kind == kind:
        return visit.room
    taken = hall.elsewhere(day_of(hall.practice, visit), visit.story).rooms
    suitable = [room for room in hall.practice.rooms.values() if _suits(room, kind, visit.doctor)]
    free = [room.code for room in sorted(suitable, key=lambda room: room.doctor is None) if room.code not in taken]
    if not free:
        raise MoveRefused("room.none_free", step=step, rooms=tuple(room.code for room in suitable))
    return free[0]


def _suits(room: Room, kind: str, doctor: str | None) -> bool:
    return room.kind == kind and room.doctor in (None, doctor)
