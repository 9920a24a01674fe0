"""The versions that were signed: of the practice's delegation protocol, and of each member's job description."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from binome.practice.refusal import MoveRefused
from binome.web.store.agreed import Author
from binome.web.store.practice import House
from binome.web.store.tables.delegation import SignedPaperRow
from binome.web.store.writing import writing

PROTOCOL = ""
"""The practice's own paper; a member's code is that of their job description."""

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """A paper as it was signed, and who noted it."""

    number: int
    member: str
    signed_on: date
    content: Content
    by: str
    at: datetime


def keep_signed(house: House, author: Author, member: str, content: Content, signed_on: date) -> int:
    """What the paper says now is what was signed that day; not a day to come."""
    if signed_on > author.day(house):
        raise MoveRefused("paper.signed_to_come")
    with writing():
        row = SignedPaperRow.objects.create(
            practice_id=house.id,
            member=member,
            signed_on=signed_on,
            content=content,
            noted_by=author.by,
            noted_at=author.at,
        )
    return int(row.pk)


def versions(house: House, member: str | None = None) -> tuple[Version, ...]:
    """The newest first; of every paper when no member is said. One query."""
    rows = SignedPaperRow.objects.filter(practice_id=house.id).order_by("-signed_on", "-id")
    return tuple(_version(row) for row in (rows if member is None else rows.filter(member=member)))


def version(house: House, number: int) -> Version:
    row = SignedPaperRow.objects.filter(practice_id=house.id, pk=number).first()
    if row is None:
        raise MoveRefused("paper.unknown")
    return _version(row)


def _version(row: SignedPaperRow) -> Version:
    return Version(row.pk, row.member, row.signed_on, row.content, row.noted_by, row.noted_at)
