"""An aid contract as signed, and what was counted and paid since: plain values, as the paper and amelipro say them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from binome.practice.qualification import Qualification

REGISTERED, ACTIVE = "registered", "active"
QUANTITIES = (REGISTERED, ACTIVE)
"""What a contract counts: the patients who declared the doctor (patientèle médecin traitant, PMT), and the distinct
patients seen in twelve months (file active, FA)."""

INDIVIDUAL, COLLECTIVE = "individual", "collective"
KINDS = (INDIVIDUAL, COLLECTIVE)

STANDARD, P90_TO_P95, P95_AND_ABOVE = "standard", "p90_to_p95", "p95_and_above"
BANDS = (STANDARD, P90_TO_P95, P95_AND_ABOVE)
"""Which column of amounts the signed contract gives: below the 90th national percentile, from it to the 95th, above."""

SHARES: Mapping[str, Fraction] = MappingProxyType(
    {it: Fraction(it) for it in ("1/3", "1/2", "1", "3/2", "2")} | {"1.5": Fraction(3, 2)}
)
"""The shares of a full-time post that an individual contract may be for, as written."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Two of the four numbers of the signed contract: where a quantity started, where it is to be."""

    start: int
    target: int

    @property
    def growth(self) -> int:
        """How many patients more; nought (or less) is a contract that only asks to maintain."""
        return self.target - self.start


@dataclass(frozen=True, slots=True)
class Signatory:
    """A doctor who signed. `trainer`: an approved university trainer who hosts a docteur junior (PAMSU).

    `start_registered`, `start_active`: their own part of the start of a collective contract. `gained_…`: the patients
    already gained under a former individual contract, which lower the group's objective. Not a member before `joined`,
    nor from `left` on.
    """

    code: str
    joined: date | None = None
    left: date | None = None
    start_registered: int | None = None
    start_active: int | None = None
    gained_registered: int = 0
    gained_active: int = 0
    trainer: bool = False

    def is_in(self, day: date) -> bool:
        return (self.joined is None or self.joined <= day) and (self.left is None or day < self.left)


@dataclass(frozen=True, slots=True)
class AssistantPost:
    """An assistant paid with the help of the contract. `etp`: the share of a full time that this contract counts;
    `cost_per_year`: what that share costs the employer a year, charges included, when it is known. `taken`: since when
    the assistant holds the post; with `trainings`, the deadlines of the training are told."""

    code: str
    etp: Fraction
    cost_per_year: Decimal | None = None
    taken: date | None = None
    trainings: tuple[Qualification, ...] = ()


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a signed amendment changes from a day on; what is None stays. `posts`: all of them from then on."""

    on: date
    share: Fraction | None = None
    registered: Goal | None = None
    active: Goal | None = None
    posts: tuple[AssistantPost, ...] | None = None

    def goal(self, quantity: str) -> Goal | None:
        return self.registered if quantity == REGISTERED else self.active


@dataclass(frozen=True, slots=True)
class PostAbsence:
    """The assistant is away. From `since` to the eve of `until`; `until` None: still away, or not known."""

    since: date
    until: date | None = None
    reason: str = ""
    declared_on: date | None = None
    post: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """Money of the fund that came in, for one contract year."""

    on: date
    year: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted on a day, and where it was read (amelipro, the practice's own figures).

    `doctor`: whose count it is, in a collective contract; empty for the whole contract's.
    """

    on: date
    registered: int | None = None
    active: int | None = None
    source: str = ""
    doctor: str = ""

    def of(self, quantity: str) -> int | None:
        return self.registered if quantity == REGISTERED else self.active


@dataclass(frozen=True, slots=True)
class AidContract:
    """What was signed. The four numbers (`registered`, `active`) are those of the paper: none is computed here.

    `share`: of a full-time post (1/3, 1/2, 1…); for a collective contract the number of ETP. `signed_on` says the
    regime, and is the first day when it is not given. `ends_on`: the first day it holds no more, when it ends before
    its term. `share`, the four numbers and `posts` are those of the first day: an amendment changes them from its own.
    """

    code: str
    starts_on: date
    share: Fraction
    registered: Goal
    active: Goal
    kind: str = INDIVIDUAL
    band: str = STANDARD
    signed_on: date | None = None
    ends_on: date | None = None
    signatories: tuple[Signatory, ...] = ()
    posts: tuple[AssistantPost, ...] = ()
    absences: tuple[PostAbsence, ...] = ()
    paid: tuple[Paid, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @property
    def signed(self) -> date:
        return self.signed_on or self.starts_on

    @property
    def assistants(self) -> tuple[AssistantPost, ...]:
        """Each assistant that it ever paid for, with the part that was said last."""
        listed = (self.posts, *(it.posts or () for it in sorted(self.amendments, key=lambda it: it.on)))
        return tuple({post.code: post for posts in listed for post in posts}.values())

    def goal(self, quantity: str) -> Goal:
        """Of the first day."""
        return self.registered if quantity == REGISTERED else self.active

    def goal_on(self, quantity: str, day: date) -> Goal:
        return next((goal for it in self.amended_by(day) if (goal := it.goal(quantity))), self.goal(quantity))

    def share_on(self, day: date) -> Fraction:
        return next((it.share for it in self.amended_by(day) if it.share is not None), self.share)

    def posts_on(self, day: date) -> tuple[AssistantPost, ...]:
        return next((it.posts for it in self.amended_by(day) if it.posts is not None), self.posts)

    def amended_by(self, day: date) -> list[Amendment]:
        """Those that hold that day, the latest first."""
        return sorted((it for it in self.amendments if it.on <= day), key=lambda it: it.on, reverse=True)

    def stretches(self, since: date, until: date) -> Iterator[tuple[date, date]]:
        """The days between, cut where an amendment begins."""
        cuts = sorted({since, until, *(it.on for it in self.amendments if since < it.on < until)})
        return pairwise(cuts)
