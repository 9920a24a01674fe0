"""Who sits where: accounts, seats, and the team as its own page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max, OuterRef, Q, Subquery

from binome.practice.rights import SCREEN, lettable, may_use
from binome.web.store.asked import Asked
from binome.web.store.tables.people import InvitationRow, SeatRow
from binome.web.store.tables.practice import MemberRow


@dataclass(frozen=True, slots=True)
class Seat:
    """An account at a practice, as it is at this request. `member` is the code the journal knows; "" for a screen.

    `lets`: the actions that a doctor opened to this member by name.
    """

    account_id: int
    practice_id: int
    practice: str
    practice_name: str
    zone: str
    revision: int
    member: str
    name: str
    roles: tuple[str, ...]
    lets: tuple[str, ...] = ()

    def may(self, action: str) -> bool:
        """By one of their roles, or by name."""
        return may_use(self.roles, action) or (action in self.lets and action in lettable())

    @property
    def listener(self) -> str:
        """The name under which the live streams know this account, to dismiss it."""
        return listener(self.account_id)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A member, and how they come in. `invited_until`: a link is on its way."""

    code: str
    name: str
    roles: tuple[str, ...]
    login: str
    last_seen: datetime | None
    invited_until: datetime | None


def listener(account_id: int) -> str:
    return f"account-{account_id}"


def seat_of(account_id: int, practice: str, now: datetime, **beside: Any) -> tuple[Seat | None, Mapping[str, Any]]:
    """The seat, or None when there is none or its member has left; and the values of `beside`, in one query."""
    if not beside:
        seat = _seated(_seat_here.one(account=account_id, practice=practice), now)
        return seat, {}
    there = _open_seats().filter(account_id=account_id, practice__code=practice).annotate(**beside)
    row = there.values_list(*_SEAT, *beside).first()
    seat = _seated(row[: len(_SEAT)] if row else None, now)
    return seat, dict(zip(beside, row[len(_SEAT) :], strict=True)) if seat and row else {}


def seats_of(account_id: int, now: datetime) -> tuple[Seat, ...]:
    """Everywhere this account may go."""
    rows = _open_seats().filter(account_id=account_id).order_by("practice__name").values_list(*_SEAT)
    return tuple(seat for row in rows if (seat := _seated(row, now)))


def names_of_those_who_may(seat: Seat, roles: Iterable[str], now: datetime) -> tuple[str, ...]:
    """The people of the same practice to turn to."""
    wanted = set(roles)
    return tuple(m.name for m in _members(seat, now) if wanted.intersection(_roles(m)))


def team_of(seat: Seat, now: datetime) -> tuple[TeamLine, ...]:
    """Everybody who has not left, in the practice's own order."""
    waiting = (
        InvitationRow.objects.filter(member=OuterRef("pk"), used_at=None, withdrawn_at=None, until__gt=now)
        .values("member")
        .annotate(last=Max("until"))
        .values("last")
    )
    seats = SeatRow.objects.filter(member=OuterRef("pk"), closed_at=None)
    rows = _members(seat, now).annotate(
        invited_until=Subquery(waiting),
        login=Subquery(seats.values("account__login")[:1]),
        last_seen=Subquery(seats.values("account__last_login")[:1]),
    )
    return tuple(TeamLine(m.code, m.name, _roles(m), m.login or "", m.last_seen, m.invited_until) for m in rows)


def screens_of(practice_id: int) -> tuple[tuple[int, datetime | None], ...]:
    """The wall screens that are let in: (seat, since when)."""
    rows = SeatRow.objects.filter(practice_id=practice_id, member=None, closed_at=None)
    return tuple(rows.order_by("pk").values_list("pk", "account__last_login"))


def dormant(seat: Seat, now: datetime, *, before: datetime) -> tuple[TeamLine, ...]:
    """Those whose door is open and who have not come in since `before`."""
    team = [line for line in team_of(seat, now) if line.login]
    return tuple(line for line in team if line.last_seen is None or line.last_seen < before)


def _open_seats() -> Any:
    return SeatRow.objects.filter(closed_at=None, account__is_active=True)


def _members(seat: Seat, now: datetime) -> Any:
    today = now.astimezone(ZoneInfo(seat.zone)).date()
    return MemberRow.objects.filter(Q(left_on=None) | Q(left_on__gt=today), practice_id=seat.practice_id)


def _roles(member: MemberRow) -> tuple[str, ...]:
    return tuple(post["role"] for post in member.posts)


def _seated(found: tuple[Any, ...] | None, now: datetime) -> Seat | None:
    """The seat that a row tells; None when there is no row, or its member has left."""
    if found is None:
        return None
    account, practice_id, code, called, zone, revision, member, name, posts, lets, left_on = found
    if left_on is not None and left_on <= now.astimezone(ZoneInfo(zone)).date():
        return None
    roles = tuple(post["role"] for post in posts) if member else (SCREEN,)
    return Seat(account, practice_id, code, called, zone, revision, member or "", name or "", roles, tuple(lets or ()))


_SEAT = (
    "account_id", "practice_id", "practice__code", "practice__name", "practice__zone", "practice__revision",
    "member__code", "member__name", "member__posts", "member__lets", "member__left_on",
)  # fmt: skip
_seat_here = Asked(
    lambda account, practice: _open_seats().filter(account_id=account, practice__code=practice).values_list(*_SEAT),
    account=int,
    practice=str,
)
