"""What a person has learned, until when it is valid, and by when an assistant's training must be held."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

from binome.practice.activities import in_both_tongues, read_data
from binome.practice.conditions import Circumstance

NURSING_DIPLOMAS = ("DEI", "DEAS", "DEAP")
"""The diplomas that open the assistant's post by themselves, the FAE to follow (order of 7 November 2019)."""

GIVES: Mapping[str, str] = MappingProxyType({"AFGSU": "first_aid_training", "VACCINATION": "vaccination_training"})
"""The condition met by holding one training, whatever the post."""

KINDS_OF_TRAINING = ("CQP", "FAE", *NURSING_DIPLOMAS, *GIVES)


@dataclass(frozen=True, slots=True)
class Qualification:
    """A diploma, a certificate or a training. Not held before `obtained`, nor from `valid_until` on."""

    kind: str
    obtained: date | None = None
    valid_until: date | None = None
    started: date | None = None

    def held_on(self, day: date) -> bool:
        obtained = self.obtained is not None and self.obtained <= day
        return obtained and (self.valid_until is None or day < self.valid_until)

    def begun_by(self, day: date) -> bool:
        """A training obtained was begun, whether or not somebody noted when."""
        first = min((it for it in (self.started, self.obtained) if it), default=None)
        return first is not None and first <= day


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when a training must be begun or held, in years from the day the post was taken."""

    code: str
    path: str
    what: str
    years: int
    effect: str
    standing: str
    labels: Mapping[str, str]
    posts_since: date | None = None
    posts_until: date | None = None

    def is_for_a_post_of(self, taken: date) -> bool:
        after = self.posts_since is None or self.posts_since <= taken
        return after and (self.posts_until is None or taken < self.posts_until)

    def falls_on(self, taken: date) -> date:
        return years_after(taken, self.years)

    def met_on(self, day: date, held: Iterable[Qualification]) -> bool:
        """Was what it asks for there on that day?"""
        own = [it for it in held if it.kind == self.path]
        return any(it.begun_by(day) if self.what == "started" else it.held_on(day) for it in own)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A date that approaches: a training's deadline, or the end of a training's validity."""

    code: str
    on: date
    effect: str
    labels: Mapping[str, str]


@cache
def deadlines() -> tuple[Deadline, ...]:
    """Every deadline of an assistant's training, as the texts have it."""
    return tuple(_deadline(code, words) for code, words in read_data("deadlines.toml").items())


def _deadline(code: str, words: dict[str, object]) -> Deadline:
    names = ("path", "what", "years", "effect", "standing", "posts_since", "posts_until")
    said = {name: words[name] for name in names if name in words}
    return Deadline(code=code, labels=in_both_tongues(words), **said)  # type: ignore[arg-type]


def path_of(held: Iterable[Qualification], day: date) -> str:
    """The training an assistant still owes: the FAE to who holds a caring diploma that day, the CQP otherwise."""
    return "FAE" if any(it.kind in NURSING_DIPLOMAS and it.held_on(day) for it in held) else "CQP"


def qualified(held: tuple[Qualification, ...], day: date) -> bool:
    """The CQP, or a caring diploma and the FAE."""
    kinds = {it.kind for it in held if it.held_on(day)}
    return "CQP" in kinds or ("FAE" in kinds and not kinds.isdisjoint(NURSING_DIPLOMAS))


def training_in_order(held: tuple[Qualification, ...], taken: date | None, day: date) -> bool:
    """Qualified that day; or in the post since a known day, and past no deadline that refuses."""
    if qualified(held, day):
        return True
    if taken is None or day < taken:
        return False
    return not any(
        it.effect == "refuses" and it.falls_on(taken) <= day and not it.met_on(day, held)
        for it in _for(held, taken, day)
    )


def trained(held: tuple[Qualification, ...], taken: date | None, day: date) -> Circumstance:
    """The conditions that a person's trainings meet on that day. `taken`: since when they are an assistant here."""
    given = {GIVES[it.kind] for it in held if it.kind in GIVES and it.held_on(day)}
    return frozenset(given | ({"training_in_order"} if training_in_order(held, taken, day) else set()))


def reminders(held: tuple[Qualification, ...], taken: date | None, day: date, *, within_days: int) -> list[Reminder]:
    """What falls within so many days and is not met yet, the nearest first; what has passed unmet stays."""
    last = day + timedelta(days=within_days)
    owed = [] if taken is None or qualified(held, day) else _owed(held, taken, day)
    ending = [_ends(it, it.valid_until) for it in held if it.valid_until and it.held_on(day)]
    return sorted((it for it in owed + ending if it.on <= last), key=lambda it: (it.on, it.code))


def _owed(held: tuple[Qualification, ...], taken: date, day: date) -> list[Reminder]:
    due = [it for it in _for(held, taken, day) if not it.met_on(day, held)]
    return [Reminder(it.code, it.falls_on(taken), it.effect, it.labels) for it in due]


def _ends(held: Qualification, until: date) -> Reminder:
    labels = {"fr": f"Fin de validité : {held.kind}", "en": f"No longer valid: {held.kind}"}
    return Reminder(f"end_of_{held.kind}", until, "refuses", labels)


def _for(held: Iterable[Qualification], taken: date, day: date) -> list[Deadline]:
    path = path_of(held, day)
    return [it for it in deadlines() if it.path == path and it.is_for_a_post_of(taken)]


def years_after(day: date, years: int) -> date:
    """The same day so many years later; the first of March for a 29 February that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
