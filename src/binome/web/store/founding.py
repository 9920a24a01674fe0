"""The beginning of a practice, before anybody can sign in."""

from datetime import datetime

from django.conf import settings

from binome.practice.refusal import MoveRefused
from binome.web.store.invitations import invite
from binome.web.store.people import Seat
from binome.web.store.practice import house
from binome.web.store.seeding import NewMember, NewPractice, NewRoom, found_practice

FIRST = "m1"
"""The first doctor's code."""

OPENING = [[weekday, since, until] for weekday in range(5) for since, until in (("08:00", "12:30"), ("13:30", "19:00"))]


def found_with_first_doctor(code: str, *, name: str, doctor: str, rooms: int, zone: str) -> int:
    """A practice with usual hours, rooms to be renamed and one doctor, who manages the rest from the screen."""
    listed = tuple(NewRoom(f"s{n}", f"Salle {n}", "consultation") for n in range(1, rooms + 1))
    first = NewMember(FIRST, doctor, [{"role": "physician", "hours": []}])
    return found_practice(NewPractice(code, name, zone, {"opening": OPENING}, (first,), listed))


def invitation_secret(practice: str, member: str, *, now: datetime) -> str:
    """The secret of a link for this member, made by whoever holds the machine."""
    found = house(practice)
    if found is None or member not in found.practice.members:
        raise MoveRefused("member.unknown", member=member)
    by = Seat(0, found.id, practice, found.name, str(found.practice.zone), found.revision, "", "", ())
    return invite(by, member, now=now, days=settings.BINOME_INVITATION_DAYS)
