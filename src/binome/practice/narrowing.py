"""What a practice takes back from the law: for a role, a person, or one doctor's patients, with a reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from binome.practice.words import Role

Key = tuple[Role, str]
"""A role and an activity."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The practice keeps an activity from a role; from one member of it, or for one doctor's patients, when named."""

    role: Role
    activity: str
    member: str | None = None
    physician: str | None = None
    reason: str = ""
    since: date | None = None
    by: str | None = None

    @property
    def for_the_whole_role(self) -> bool:
        return self.member is None and self.physician is None

    def binds(self, member: str, physician: str | None, on: date) -> bool:
        """One that names a doctor binds only whoever says for which doctor they act."""
        begun = self.since is None or self.since <= on
        theirs = self.member in (None, member)
        return begun and theirs and self.physician in (None, physician)


Narrowed = frozenset[Key] | Mapping[Key, Narrowing]
"""What is taken back here and now: the pairs alone, or each with its narrowing."""

NOTHING_NARROWED: Narrowed = frozenset()


def binding(narrowings: Iterable[Narrowing], member: str, physician: str | None, on: date) -> dict[Key, Narrowing]:
    """Those that bind this member, acting for this doctor, that day; of two the one for the whole role is told."""
    found = [it for it in narrowings if it.binds(member, physician, on)]
    return {(it.role, it.activity): it for it in sorted(found, key=lambda it: it.for_the_whole_role)}


def narrowing_of(narrowed: Narrowed, key: Key) -> Narrowing | None:
    """The narrowing behind a pair, when it is known."""
    return narrowed.get(key) if isinstance(narrowed, Mapping) else None


def closed_to_the_role(narrowed: Narrowed, key: Key) -> bool:
    """Nobody of that role may help; a narrowing of one person leaves the colleagues."""
    found = narrowing_of(narrowed, key)
    return key in narrowed and (found is None or found.for_the_whole_role)
