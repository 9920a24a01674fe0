"""Changes in the team that must count at the very next request, and cut what is already flowing."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from binome.practice.refusal import Refused
from binome.practice.rights import may_use
from binome.practice.words import Role
from binome.web.store.people import Seat, listener
from binome.web.store.practice import changed
from binome.web.store.tables.people import AccountRow, InvitationRow, SeatRow, SessionRow
from binome.web.store.tables.practice import MemberRow, PracticeRow
from binome.web.store.telling import tell_leave
from binome.web.store.writing import writing


def leaves_today(by: Seat, member: str, *, now: datetime) -> None:
    """Close the seat, end every session, withdraw the links: one click, effective at the next request."""
    with writing():
        row = _member(by, member)
        _keep_one_manager(by, row, ())
        row.left_on = timezone.localdate(now, ZoneInfo(by.zone))
        row.save(update_fields=["left_on"])
        InvitationRow.objects.filter(member=row, used_at=None).update(withdrawn_at=now)
        _close(SeatRow.objects.filter(member=row, closed_at=None), by, now)
        changed(by.practice_id)


def close_screen(by: Seat, seat: int, *, now: datetime) -> None:
    """A wall screen was stolen, sold or moved."""
    with writing():
        _close(SeatRow.objects.filter(pk=seat, practice_id=by.practice_id, member=None, closed_at=None), by, now)


def close_account(by: Seat, member: str, *, now: datetime) -> None:
    """Shut a door that nobody uses; the member stays in the team and may be invited again."""
    with writing():
        _close(SeatRow.objects.filter(member=_member(by, member), closed_at=None), by, now)


def change_roles(by: Seat, member: str, roles: Iterable[str]) -> None:
    """Roles kept keep their hours and their date. Streams are cut: they come back with what the new role may see."""
    with writing():
        row = _member(by, member)
        wanted = [role for role in dict.fromkeys(roles) if role in set(map(str, Role))]
        if not wanted:
            raise Refused("member.no_role", member=member)
        _keep_one_manager(by, row, wanted)
        kept = {post["role"]: post for post in row.posts}
        row.posts = [kept.get(role, {"role": role, "hours": []}) for role in wanted]
        row.save(update_fields=["posts"])
        changed(by.practice_id)
        _dismiss(SeatRow.objects.filter(member=row, closed_at=None).values_list("account", flat=True))


def joins(by: Seat, name: str, roles: Iterable[str]) -> str:
    """A new member; gives the code under which the journal will know them."""
    with writing():
        taken = set(MemberRow.objects.filter(practice_id=by.practice_id).values_list("code", flat=True))
        code = next(code for n in range(1, len(taken) + 2) if (code := f"m{n}") not in taken)
        posts = [{"role": str(Role(role)), "hours": []} for role in roles]
        MemberRow.objects.create(practice_id=by.practice_id, code=code, name=name, posts=posts, position=len(taken))
        changed(by.practice_id)
    return code


def signs_out(sender: object, request: HttpRequest, user: AccountRow | None, **_: object) -> None:
    """Whoever signs out is shown nothing more on this machine, not even by a stream that is already open.

    The session goes first: the page asks for its stream again within seconds, and must find nobody signed in. Other
    machines of the same person ask too, and go on.
    """
    if user is not None and user.pk:
        request.session.flush()
        _dismiss([user.pk])


def _close(seats: QuerySet[SeatRow], by: Seat, now: datetime) -> None:
    accounts = list(seats.values_list("account", flat=True))
    seats.update(closed_at=now, closed_by=by.member)
    SessionRow.objects.filter(account__in=accounts).delete()
    _dismiss(accounts)


def _dismiss(accounts: Iterable[int]) -> None:
    for account in accounts:
        tell_leave(listener(account))


def _keep_one_manager(by: Seat, leaving: MemberRow, roles: Iterable[str]) -> None:
    """A practice whose team nobody can manage any more would have to be opened by a technician."""
    if may_use(roles, "manage_team"):
        return
    PracticeRow.objects.select_for_update().get(id=by.practice_id)  # two who leave at once are counted one by one
    others = SeatRow.objects.filter(practice_id=by.practice_id, closed_at=None, member__left_on=None)
    posts = others.exclude(member=leaving).exclude(member=None).values_list("member__posts", flat=True)
    if not any(may_use([post["role"] for post in held], "manage_team") for held in posts):
        raise Refused("team.last_manager")


def _member(by: Seat, code: str) -> MemberRow:
    found = MemberRow.objects.select_for_update().filter(practice_id=by.practice_id, code=code, left_on=None).first()
    if found is None:
        raise Refused("member.unknown", member=code)
    return found
