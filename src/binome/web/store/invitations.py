"""Letting somebody in: a link that works once, for a while, and of which only the digest is kept."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from binome.practice.refusal import Refused
from binome.practice.rights import SCREEN
from binome.web.store.people import Seat, listener
from binome.web.store.tables.people import AccountRow, InvitationRow, SeatRow
from binome.web.store.tables.practice import MemberRow
from binome.web.store.telling import tell_leave
from binome.web.store.writing import writing


@dataclass(frozen=True, slots=True)
class Invitation:
    """`login` is the account it renews; "" when it makes one. `name` is "" for a wall screen."""

    practice: str
    practice_name: str
    name: str
    login: str

    @property
    def for_a_screen(self) -> bool:
        return not self.name


def invite(by: Seat, member: str | None, *, now: datetime, days: int) -> str:
    """Make the link's secret; earlier links to the same member stop working. None invites a wall screen."""
    with writing():
        row = _member(by, member) if member else None
        if row:
            _waiting(now).filter(member=row).update(withdrawn_at=now)
        return _link(by, row, now, days)


def _link(by: Seat, member: MemberRow | None, now: datetime, days: int) -> str:
    secret = secrets.token_urlsafe(32)
    InvitationRow.objects.create(
        practice_id=by.practice_id,
        member=member,
        digest=_digest(secret),
        made_by=by.member,
        made_at=now,
        until=now + timedelta(days=days),
    )
    return secret


def invitation(secret: str, *, now: datetime) -> Invitation:
    """What the link opens; refused when it was used, withdrawn, replaced or is too old."""
    return _told(_row(secret, now))


def accept(secret: str, *, login: str, email: str = "", password: str | None, now: datetime) -> AccountRow:
    """Make the account, or renew it: a new password, no second factor left, no session left, and a seat."""
    with writing():
        row = _row(secret, now)
        account = _renewed(row, password) or _made(row, login, email, password)
        _leave_the_seat_to(account, row, now)
        SeatRow.objects.get_or_create(account=account, practice=row.practice, member=row.member, closed_at=None)
        if not InvitationRow.objects.filter(pk=row.pk, used_at=None).update(used_at=now):
            raise Refused("invitation.gone")
    return account


def seat_for(secret: str, account: AccountRow, *, now: datetime) -> None:
    """Use the link for an account that exists already: somebody who works at two practices."""
    with writing():
        row = _row(secret, now)
        here = SeatRow.objects.filter(account=account, practice=row.practice, closed_at=None)
        if row.member is None or _account_of(row.member) or here.exists():
            raise Refused("invitation.gone")
        if not InvitationRow.objects.filter(pk=row.pk, used_at=None).update(used_at=now):
            raise Refused("invitation.gone")
        SeatRow.objects.create(account=account, practice=row.practice, member=row.member)


def withdraw(by: Seat, member: str, *, now: datetime) -> None:
    """The links on their way to this member stop working."""
    _waiting(now).filter(practice_id=by.practice_id, member__code=member).update(withdrawn_at=now)


def login_taken(login: str) -> bool:
    return AccountRow.objects.filter(Q(login=login.strip().lower()) | Q(email__iexact=login.strip())).exists()


def _row(secret: str, now: datetime) -> InvitationRow:
    found = _waiting(now).select_related("practice", "member").filter(digest=_digest(secret)).first()
    if found is None or (found.member and found.member.left_on):
        raise Refused("invitation.gone")
    return found


def _waiting(now: datetime) -> QuerySet[InvitationRow]:
    return InvitationRow.objects.filter(used_at=None, withdrawn_at=None, until__gt=now)


def _told(row: InvitationRow) -> Invitation:
    account = _own_account_of(row.member) if row.member else None
    name = row.member.name if row.member else ""
    return Invitation(row.practice.code, row.practice.name, name, account.login if account else "")


def _renewed(row: InvitationRow, password: str | None) -> AccountRow | None:
    account = _own_account_of(row.member) if row.member else None
    if account is None:
        return None
    account.set_password(password)
    account.save(update_fields=["password"])
    account.authenticator_set.all().delete()  # type: ignore[attr-defined]
    account.sessions.all().delete()
    return account


def _made(row: InvitationRow, login: str, email: str, password: str | None) -> AccountRow:
    if row.member is None:
        login = f"{SCREEN}-{row.practice.code}-{row.pk}"
    if login_taken(login):
        raise Refused("invitation.login_taken", login=login)
    return AccountRow.objects.create_user(login, password, email=email)


def _account_of(member: MemberRow) -> AccountRow | None:
    seat = SeatRow.objects.select_related("account").filter(member=member, closed_at=None).first()
    return seat.account if seat else None


def _own_account_of(member: MemberRow) -> AccountRow | None:
    """The account that a link of this practice may renew: never one that opens another practice too."""
    account = _account_of(member)
    elsewhere = SeatRow.objects.filter(account=account, closed_at=None).exclude(practice=member.practice_id)
    return None if account is None or elsewhere.exists() else account


def _leave_the_seat_to(account: AccountRow, row: InvitationRow, now: datetime) -> None:
    """The account that sat there until now, and works elsewhere too, keeps its other seats and loses this one."""
    if row.member is None:
        return
    seats = SeatRow.objects.filter(member=row.member, closed_at=None).exclude(account=account)
    for left in seats.values_list("account", flat=True):
        tell_leave(listener(left))
    seats.update(closed_at=now, closed_by=row.made_by)


def _member(by: Seat, code: str) -> MemberRow:
    found = MemberRow.objects.filter(practice_id=by.practice_id, code=code, left_on=None).first()
    if found is None:
        raise Refused("member.unknown", member=code)
    return found


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def name_for(invited: Invitation) -> str:
    """A sign-in name for somebody who will never type one: they come in with Pro Santé Connect."""
    return invited.login or f"{invited.practice}-{secrets.token_hex(4)}"
