"""What an account keeps about the person in front of the screen."""

from dataclasses import dataclass

from binome.web.store.tables.people import AccountRow, SeatRow
from binome.web.store.tables.practice import MemberRow


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody of a demonstration, whom anybody may play."""

    seat: int
    practice: str
    practice_name: str
    name: str
    roles: tuple[str, ...]


def like(account: AccountRow, *, language: str, theme: str) -> None:
    """Their language, and light or dark."""
    account.language, account.theme = language, theme
    account.save(update_fields=["language", "theme"])


def demo_personas() -> list[Persona]:
    """Everybody who may be played: the people of practices that are marked as demonstrations."""
    seats = SeatRow.objects.select_related("member", "practice").filter(practice__is_demo=True, closed_at=None)
    played = seats.filter(member__left_on=None).exclude(member=None).order_by("practice__code", "member__position")
    return [_persona(seat, seat.member) for seat in played if seat.member]


def demo_account(seat: int) -> AccountRow | None:
    """The account behind a persona; never one of a real practice."""
    found = SeatRow.objects.select_related("account").filter(pk=seat, practice__is_demo=True, closed_at=None).first()
    return found.account if found else None


def _persona(seat: SeatRow, member: MemberRow) -> Persona:
    roles = tuple(post["role"] for post in member.posts)
    return Persona(seat.pk, seat.practice.code, seat.practice.name, member.name, roles)
