"""What a day would like to be: who comes, when, why, and how long each thing takes. All chance is drawn here.

The draws are named (seed, practice, day, place in the day), so that any day can be drawn again alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import blake2b
from math import exp
from random import Random
from typing import Any

from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.practice.words import Step
from binome.web.demo.cast import Book, books, read
from binome.web.demo.sheet_plan import SheetPlan, draw_sheet
from binome.web.store.seeding import NewPatient

NO_SHOW, CANCELLED, TIRED_OF_WAITING, SLIP = 0.035, 0.03, 0.25, 0.012
FILLED = 0.97
KINDS = {"education_visit": "education", "nurse_visit": "follow_up"}
FIRST_BOOKING = timedelta(days=45)


@dataclass(frozen=True, slots=True)
class Intent:
    """One visit as it would go if nothing stood in its way. `comes_at` is None for who will not come.

    `slip`: somebody will first note the arrival by mistake, and take it back.
    """

    story: str
    patient: str
    words: str
    book: Book
    due: datetime
    booked_at: datetime
    comes_at: datetime | None
    minutes: int
    kind: str = "booked"
    cancelled_at: datetime | None = None
    patience: timedelta | None = None
    slip: bool = False
    sheet: SheetPlan | None = None
    lasts: dict[Step, timedelta] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The visits of a day, in the order of the agenda."""

    day: date
    seed: str
    intents: tuple[Intent, ...]

    @property
    def words(self) -> dict[str, str]:
        """Why each of them comes, in their words, by story."""
        return {intent.story: intent.words for intent in self.intents}

    def dice(self, *name: object) -> Random:
        """A stream of chance of its own: what is drawn here moves nothing elsewhere."""
        return Random("/".join(map(str, (self.seed, *name))))  # noqa: S311  a play, not a secret


def plan_day(
    practice: Practice, day: date, patients: Sequence[NewPatient], *, seed: int, visits: int | None = None
) -> DayPlan:
    """Draw a day. `visits` asks for that many bookings in all, at the same hours; None fills the agendas as usual."""
    drawn = _Draw(practice, day, patients, f"{seed}/{practice.code}/{day}")
    intents = [intent for book in books() if drawn.works(book) for intent in drawn.of_book(book)]
    if visits is not None:
        intents = drawn.exactly(intents, visits)
    return DayPlan(day, drawn.seed, tuple(sorted(intents, key=lambda intent: (intent.due, intent.story))))


class _Draw:
    """The day's own luck, and who has already been given a place in it."""

    def __init__(self, practice: Practice, day: date, patients: Sequence[NewPatient], seed: str) -> None:
        self.practice, self.day, self.seed = practice, day, seed
        self.dice = Random(seed)  # noqa: S311  a play, not a secret
        self._panel = self.dice.sample(patients, len(patients))
        self._number = 0

    def works(self, book: Book) -> bool:
        return self.practice.works(book.member, self._at(book.sessions[0][0]))

    def of_book(self, book: Book) -> Iterator[Intent]:
        for since, until in book.sessions:
            due, end = self._at(since), self._at(until)
            while due + book.slot <= end:
                if self.dice.random() < FILLED:
                    yield self._booked(book, due)
                due += book.slot
        if book.assistants or book.pathway == "single_room":
            yield from self._uninvited(book)

    def exactly(self, intents: list[Intent], visits: int) -> list[Intent]:
        """As many booked visits as asked: some are left out, or the same slots are taken again."""
        booked = [intent for intent in intents if intent.kind == "booked"]
        while len(booked) < visits:
            again = intents[len(booked) % len(intents)]
            booked.append(self._booked(again.book, again.due))
        return booked[:visits]

    def _uninvited(self, book: Book) -> Iterator[Intent]:
        """Who comes without an appointment: two to four a day for a doctor, one of them in a hurry."""
        for _ in range(self.dice.choice((2, 2, 3, 4))):
            urgent = self.dice.random() < 0.35
            yield self._walk_in(book, "urgent" if urgent else "walk_in")

    def _booked(self, book: Book, due: datetime) -> Intent:
        luck = self.dice.random()
        booked_at = self._booked_at(due)
        comes = due + timedelta(seconds=int(self.dice.gauss(-11 * 60, 7 * 60)))
        return self._intent(
            book,
            due,
            KINDS.get(book.pathway, "doctor"),
            booked_at=booked_at,
            comes_at=None if luck < CANCELLED + NO_SHOW else comes,
            cancelled_at=self._cancelled_at(booked_at, due) if luck < CANCELLED else None,
            slip=self.dice.random() < SLIP,
            patience=timedelta(minutes=self.dice.randint(45, 80)) if self.dice.random() < TIRED_OF_WAITING else None,
        )

    def _cancelled_at(self, booked_at: datetime, due: datetime) -> datetime:
        return max(booked_at + timedelta(hours=1), due - timedelta(hours=self.dice.randint(20, 50)))

    def _walk_in(self, book: Book, kind: str) -> Intent:
        since, until = self.dice.choice(book.sessions)
        span = self._at(until) - self._at(since) - timedelta(minutes=20)
        comes = self._at(since) + timedelta(seconds=int(self.dice.random() * span.total_seconds()))
        return self._intent(book, comes, kind, booked_at=comes, comes_at=comes, kind=kind)

    def _intent(self, book: Book, due: datetime, reason: str, **more: Any) -> Intent:
        self._number += 1
        patient = self._panel[self._number % len(self._panel)]
        age = (self.day - patient.birth_date).days / 365.25
        told = self._reason(reason, age)
        story = f"v{blake2b(f'{self.seed}/{self._number}'.encode(), digest_size=6).hexdigest()}"
        more |= {"lasts": self._lasts(book, told["length"]), "minutes": book.slot // timedelta(minutes=1)}
        if book.assistants:
            own = Random(patient.code)  # noqa: S311  a play, not a secret
            more["sheet"] = draw_sheet(age, told.get("takes", ()), _REASONS["notes"], own=own, today=self.dice)
        return Intent(story, patient.code, self.dice.choice(told["words"]), book, due, **more)

    def _reason(self, kind: str, age: float) -> dict[str, Any]:
        """Why somebody of that age comes; what everybody may say, when nothing else suits."""
        listed = [r for r in _REASONS[kind] if r["ages"][0] <= age < r["ages"][1]] or _REASONS["walk_in"]
        return self.dice.choices(listed, [reason["weight"] for reason in listed])[0]

    def _lasts(self, book: Book, length: float) -> dict[Step, timedelta]:
        talk = book.talk_min * length
        return {
            Step.WELCOME: self._about(2.0),
            Step.PREPARATION: self._about(5.5),
            Step.CONSULTATION: self._about(talk),
            Step.EDUCATION: self._about(talk if book.pathway == "education_visit" else 9.0),
            Step.CLOSING: self._about(2.5),
        }

    def _about(self, minutes: float) -> timedelta:
        """Around the middle value, never less than a minute, now and then twice as long."""
        return timedelta(seconds=max(60, int(60 * minutes * exp(self.dice.gauss(0, 0.28)))))

    def _booked_at(self, due: datetime) -> datetime:
        """Days before, in the hours when somebody answers the telephone; a third of them in the last two days."""
        days = self.dice.choice((1, 1, 1, 2, 2, 3, 5, 7, 9, 14, 21, 30))
        day = due.date() - timedelta(days=days)
        while day.weekday() > 4:
            day -= timedelta(days=1)
        return datetime.combine(day, time(8, 30), due.tzinfo) + timedelta(seconds=self.dice.randrange(9 * 3600))

    def _at(self, local: time) -> datetime:
        return datetime.combine(self.day, local, self.practice.zone)


_REASONS = read("reasons.toml")


def improvised(visit: Visit, plan: DayPlan) -> Intent:
    """What becomes of a visit that a person brought into the day: they come on time, and things take as usual."""
    assert visit.due is not None
    book = next((book for book in books() if book.member == visit.doctor), books()[0])
    dice = plan.dice(visit.story)
    usual = {step: timedelta(minutes=dice.uniform(3, 6)) for step in Step}
    lasts = usual | {Step.CONSULTATION: timedelta(minutes=dice.uniform(8, 16))}
    comes = visit.due - timedelta(minutes=dice.randint(0, 10))
    return Intent(visit.story, visit.patient or "", "", book, visit.due, visit.due, comes, visit.minutes, lasts=lasts)
