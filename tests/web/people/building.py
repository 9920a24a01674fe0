"""A small practice with people who can come in."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from binome.web.store.models import AccountRow, MemberRow, PracticeRow, SeatRow

PASSWORD = "une phrase assez longue"
TEAM = {
    "m1": ("Dr Le Goff", ["physician"]),
    "m2": ("Maëlle Kervran", ["assistant"]),
    "m3": ("Solenn Prigent", ["secretary"]),
    "m4": ("Dr Abgrall", ["physician"]),
}


@dataclass(frozen=True)
class Built:
    """The practice, and the accounts of m1 to m3; m4 has none."""

    practice: PracticeRow
    accounts: dict[str, AccountRow]

    def at(self, tail: str = "") -> str:
        return f"/p/{self.practice.code}/{tail}"

    def member(self, code: str) -> MemberRow:
        return MemberRow.objects.get(practice=self.practice, code=code)

    def client(self, member: str) -> Client:
        """A browser in which this member is signed in."""
        client = Client()
        client.force_login(self.accounts[member])
        return client


def build(code: str = "brehan", name: str = "Cabinet de Bréhan") -> Built:
    practice = PracticeRow.objects.create(code=code, name=name)
    accounts = {}
    for position, (member, (called, roles)) in enumerate(TEAM.items()):
        row = MemberRow.objects.create(
            practice=practice,
            code=member,
            name=called,
            position=position,
            posts=[{"role": r, "hours": []} for r in roles],
        )
        if member != "m4":
            accounts[member] = account(f"{member}@{code}.fr")
            SeatRow.objects.create(account=accounts[member], practice=practice, member=row)
    return Built(practice, accounts)


def account(login: str, password: str | None = PASSWORD, **more: Any) -> AccountRow:
    return AccountRow.objects.create_user(login, password, **more)
