"""Who sits where: accounts, seats, and the team as its own page shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max, OuterRef, Q, Subquery

from binome.practice.rights import SCREEN
from binome.web.store.tables.people import InvitationRow, SeatRow
from binome.web.store.tables.practice import MemberRow


@dataclass(frozen=True, slots=True)
class Seat:
    """An account at a practice, as it is at this request. `member` is the code the journal knows; "" for a screen."""

    account_id: int
    practice_id: int
    practice: str
    practice_name: str
    zone: str
    revision: int
    member: str
    name: str
    roles: tuple[str, ...]

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
    open_seats = _open_seats().filter(account_id=account_id, practice__code=practice)
    row = open_seats.annotate(**beside).first()
    if row is None or _has_left(row, now):
        return None, {}
    return _seat(row), {name: getattr(row, name) for name in beside}


def seats_of(account_id: int, now: datetime) -> tuple[Seat, ...]:
    """Everywhere this account may go."""
    rows = _open_seats().filter(account_id=account_id).order_by("practice__name")
    return tuple(_seat(row) for row in rows if not _has_left(row, now))


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
    return SeatRow.objects.select_related("practice", "member").filter(closed_at=None, account__is_active=True)


def _members(seat: Seat, now: datetime) -> Any:
    today = now.astimezone(ZoneInfo(seat.zone)).date()
    return MemberRow.objects.filter(Q(left_on=None) | Q(left_on__gt=today), practice_id=seat.practice_id)


def _has_left(row: SeatRow, now: datetime) -> bool:
    if row.member is None or row.member.left_on is None:
        return False
    return row.member.left_on <= now.astimezone(ZoneInfo(row.practice.zone)).date()


def _roles(member: MemberRow) -> tuple[str, ...]:
    return tuple(post["role"] for post in member.posts)


def _seat(row: SeatRow) -> Seat:
    return Seat(
        account_id=row.account_id,
        practice_id=row.practice_id,
        practice=row.practice.code,
        practice_name=row.practice.name,
        zone=row.practice.zone,
        revision=row.practice.revision,
        member=row.member.code if row.member else "",
        name=row.member.name if row.member else "",
        roles=_roles(row.member) if row.member else (SCREEN,),
    )
