"""The aid contracts of a practice as typed: each version kept, the last one stands; read as the core's own values."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from binome.contract.agreement import QUANTITIES, AidContract, Amendment, AssistantPost, Goal, Signatory
from binome.practice.refusal import MoveRefused
from binome.practice.words import Role
from binome.web.store.agreed import Author
from binome.web.store.contracts_noted import Notes, notes_of
from binome.web.store.practice import House
from binome.web.store.tables.contracts import AidContractRow
from binome.web.store.writing import writing

Words = dict[str, Any]
"""Days as text; `registered` and `active` are [start, target]; `signatories`, `posts` and `choices` as read below."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A contract as it stands: what was typed, which version it is, whose."""

    code: str
    version: int
    words: Mapping[str, Any]
    simulated: bool
    by: str
    at: datetime

    @property
    def name(self) -> str:
        return str(self.words.get("name") or self.code)

    @property
    def doctors(self) -> tuple[str, ...]:
        return tuple(it["code"] for it in self.words["signatories"])

    @property
    def assistants(self) -> tuple[str, ...]:
        """Of the first day."""
        return tuple(it["code"] for it in self.words["posts"])

    @property
    def choices(self) -> Mapping[str, Any]:
        """What its page leaves to whoever looks: the readings of the texts, the fee, where the outlook comes from."""
        return self.words.get("choices", {})


def contracts(house: House) -> list[Kept]:
    """Those that stand, the latest begun first."""
    last: dict[str, AidContractRow] = {}
    for row in AidContractRow.objects.filter(practice_id=house.id).order_by("version"):
        last[row.code] = row
    found = [_kept(row) for row in last.values() if not row.withdrawn]
    return sorted(found, key=lambda it: (it.words["starts_on"], it.code), reverse=True)


def contract(house: House, code: str) -> Kept:
    row = AidContractRow.objects.filter(practice_id=house.id, code=code).order_by("-version").first()
    if row is None or row.withdrawn:
        raise MoveRefused("contract.unknown")
    return _kept(row)


def enter(house: House, author: Author, words: Words, *, simulated: bool = False) -> str:
    """A contract that was signed; the answer is its code."""
    code = secrets.token_hex(5)
    with writing():
        _write(house, author, code, 1, words, simulated=simulated)
    return code


def change(house: House, author: Author, code: str, version: int, words: Words) -> None:
    """As it is put right; refused when somebody did it since `version`. What the form does not ask for stays."""
    with writing():
        was = _standing(house, code, version)
        _write(house, author, code, version + 1, {**was.words, **words}, simulated=was.simulated)


def withdraw(house: House, author: Author, code: str, version: int) -> None:
    """Entered by mistake. Its versions and notes stay in the database, with who took it away."""
    with writing():
        was = _standing(house, code, version)
        _write(house, author, code, version + 1, was.words, simulated=was.simulated, withdrawn=True)


def versions(house: House, code: str) -> list[Kept]:
    """Every version, the newest first: who changed what, when."""
    rows = AidContractRow.objects.filter(practice_id=house.id, code=code).order_by("-version")
    return [_kept(row) for row in rows]


def agreed(house: House, kept: Kept, notes: Notes | None = None) -> AidContract:
    """The core's own value: what was typed, what was noted since, and the assistants as the practice knows them."""
    said, noted = kept.words, notes or notes_of(house, kept.code)
    return AidContract(
        code=kept.code,
        starts_on=_wanted(said["starts_on"]),
        share=Fraction(said["share"]),
        registered=Goal(*said["registered"]),
        active=Goal(*said["active"]),
        kind=said["kind"],
        band=said["band"],
        signed_on=_day(said.get("signed_on")),
        ends_on=_day(said.get("ends_on")),
        signatories=tuple(_signatory(it) for it in said["signatories"]),
        posts=tuple(_post(house, it) for it in said["posts"]),
        absences=tuple(it.value for it in noted.absences),
        paid=tuple(it.value for it in noted.paid),
        amendments=tuple(_amendment(house, it) for it in said.get("amendments", ())),
    )


def with_amendment(house: House, contract: AidContract, words: Words) -> AidContract:
    """The contract as it would be with this one more."""
    return replace(contract, amendments=(*contract.amendments, _amendment(house, words)))


def _standing(house: House, code: str, version: int) -> AidContractRow:
    rows = AidContractRow.objects.select_for_update().filter(practice_id=house.id, code=code)
    row = rows.order_by("-version").first()
    if row is None or row.withdrawn:
        raise MoveRefused("contract.unknown")
    if row.version != version:
        raise MoveRefused("contract.changed_meanwhile", by=row.noted_by, at=row.noted_at)
    return row


def _write(house: House, author: Author, code: str, version: int, words: Words, **said: bool) -> None:
    AidContractRow.objects.create(
        practice_id=house.id,
        code=code,
        version=version,
        words=words,
        noted_by=author.by,
        noted_at=author.at,
        **said,
    )


def _kept(row: AidContractRow) -> Kept:
    return Kept(row.code, row.version, row.words, row.simulated, row.noted_by, row.noted_at)


def _signatory(said: Words) -> Signatory:
    more: Words = {name: _day(said.get(name)) for name in ("joined", "left")}
    more |= {name: said[name] for name in _NUMBERS if name in said}
    return Signatory(said["code"], trainer=bool(said.get("trainer")), **more)


_NUMBERS = ("start_registered", "start_active", "gained_registered", "gained_active")


def _post(house: House, said: Words) -> AssistantPost:
    """Since when they hold the post, and what they have learned, is what the practice knows of them."""
    member = house.practice.members.get(said["code"])
    return AssistantPost(
        said["code"],
        Fraction(said["etp"]),
        Decimal(said["cost_per_year"]) if said.get("cost_per_year") else None,
        member.taken(Role.ASSISTANT) if member else None,
        member.qualifications if member else (),
    )


def _amendment(house: House, said: Words) -> Amendment:
    return Amendment(
        _wanted(said["on"]),
        Fraction(said["share"]) if said.get("share") else None,
        posts=None if said.get("posts") is None else tuple(_post(house, it) for it in said["posts"]),
        **{it: Goal(*said[it]) for it in QUANTITIES if said.get(it)},
    )


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _wanted(said: str) -> date:
    return date.fromisoformat(said)
