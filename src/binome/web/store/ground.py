"""The practice's own ground: its hours, rooms and thresholds, changed by whoever manages it."""

from typing import Any

from binome.practice.refusal import MoveRefused
from binome.practice.rooms import ROOM_KINDS
from binome.practice.team import Hours
from binome.web.store.practice import House, changed
from binome.web.store.tables.journal import VisitRow
from binome.web.store.tables.practice import MemberRow, PracticeRow, RoomRow
from binome.web.store.writing import writing

Week = tuple[Hours, ...]


def as_listed(week: Week) -> list[list[Any]]:
    """Hours as their rows keep them."""
    return [[h.weekday, h.since.isoformat("minutes"), h.until.isoformat("minutes")] for h in week]


def save_settings(house: House, said: dict[str, Any]) -> None:
    """Thresholds, conditions, opening hours: what is given replaces what was; the rest stays."""
    with writing():
        row = PracticeRow.objects.select_for_update().get(id=house.id)
        row.settings = {**row.settings, **said}
        row.save(update_fields=["settings"])
        changed(house.id)


def save_hours(house: House, member: str, hours: dict[str, Week]) -> None:
    """The week of a member, by role; a role that is not named keeps its hours."""
    with writing():
        row = MemberRow.objects.select_for_update().filter(practice_id=house.id, code=member).first()
        if row is None:
            raise MoveRefused("member.unknown", member=member)
        row.posts = [
            {**post, "hours": as_listed(hours[post["role"]]) if post["role"] in hours else post.get("hours", [])}
            for post in row.posts
        ]
        row.save(update_fields=["posts"])
        changed(house.id)


def save_room(house: House, code: str, *, name: str, kind: str, doctor: str) -> None:
    """Rename a room, or open one when the code is new."""
    if kind not in ROOM_KINDS:
        raise MoveRefused("room.unknown_kind", kind=kind[:20])
    with writing():
        told = {"name": name, "kind": kind, "doctor": doctor if doctor in house.practice.members else ""}
        position = RoomRow.objects.filter(practice_id=house.id).count()
        row, born = RoomRow.objects.get_or_create(
            practice_id=house.id, code=code, defaults={**told, "position": position}
        )
        if not born:
            RoomRow.objects.filter(pk=row.pk).update(**told)
        changed(house.id)


def close_room(house: House, code: str) -> None:
    """A room that is no more; refused while somebody is in it."""
    with writing():
        if VisitRow.objects.filter(practice_id=house.id, room=code).exists():
            raise MoveRefused("room.in_use", room=code)
        RoomRow.objects.filter(practice_id=house.id, code=code).delete()
        changed(house.id)


def new_room_code(house: House) -> str:
    """A code that no room of the practice bears."""
    taken = set(RoomRow.objects.filter(practice_id=house.id).values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := f"s{n}") not in taken)
