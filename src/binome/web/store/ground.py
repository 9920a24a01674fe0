"""The practice's own ground: its hours, rooms and thresholds, changed by whoever manages it."""

import re
from typing import Any

from binome.practice.refusal import MoveRefused
from binome.practice.rooms import ROOM_KINDS
from binome.practice.team import Hours
from binome.web.store.practice import House, changed
from binome.web.store.tables.journal import VisitRow
from binome.web.store.tables.practice import MemberRow, PracticeRow, RoomRow
from binome.web.store.writing import writing

Week = tuple[Hours, ...]

LAST_ROOM = "last_room"
"""In the practice's settings: the number of the last room that was opened."""

_NUMBERED = re.compile(r"^s(\d{1,6})$")


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
    """Change a room, or open one when `code` is ""; refused when the room was closed meanwhile."""
    if kind not in ROOM_KINDS:
        raise MoveRefused("room.unknown_kind", kind=kind[:20])
    told = {"name": name, "kind": kind, "doctor": doctor if doctor in house.practice.members else ""}
    with writing():
        if not code:
            _open_room(house, told)
        elif not RoomRow.objects.filter(practice_id=house.id, code=code).update(**told):
            raise MoveRefused("room.unknown", room=code)
        changed(house.id)


def _open_room(house: House, told: dict[str, str]) -> None:
    """Its code is drawn under the practice's lock, never one a closed room bore: the journal names it still."""
    practice = PracticeRow.objects.select_for_update().get(id=house.id)
    number = _last_number(practice) + 1
    position = RoomRow.objects.filter(practice=practice).count()
    RoomRow.objects.create(practice=practice, code=f"s{number}", position=position, **told)
    _remember_number(practice, number)


def close_room(house: House, code: str) -> None:
    """A room that is no more; refused while somebody is in it."""
    with writing():
        if VisitRow.objects.filter(practice_id=house.id, room=code).exists():
            raise MoveRefused("room.in_use", room=code)
        practice = PracticeRow.objects.select_for_update().get(id=house.id)
        _remember_number(practice, _last_number(practice))
        RoomRow.objects.filter(practice_id=house.id, code=code).delete()
        changed(house.id)


def _last_number(practice: PracticeRow) -> int:
    """The highest number a room of the practice ever bore, closed rooms included."""
    codes = RoomRow.objects.filter(practice=practice).values_list("code", flat=True)
    borne = [int(found[1]) for code in codes if (found := _NUMBERED.match(code))]
    return max([practice.settings.get(LAST_ROOM, 0), *borne])


def _remember_number(practice: PracticeRow, number: int) -> None:
    practice.settings = {**practice.settings, LAST_ROOM: number}
    practice.save(update_fields=["settings"])
