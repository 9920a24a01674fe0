"""What was read in a foreign file, and what was not: the one shape every tongue is brought to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from binome.interop.why import sentence

Window = tuple[datetime, datetime]
"""Two aware moments, the second not included."""


class Tongue(StrEnum):
    """The kinds of file that are understood."""

    ICAL = "ical"
    TABLE = "table"
    FHIR = "fhir"
    VCARD = "vcard"


class Standing(StrEnum):
    """How the other agenda says a visit stands."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Trust(StrEnum):
    """The four statuses of confidence of a numerical identity (RNIV), weakest first."""

    PROVISIONAL = "provisional"
    RECOVERED = "recovered"
    VALIDATED = "validated"
    QUALIFIED = "qualified"


class Unreadable(Exception):
    """The file as a whole cannot be read. `expected` is a code the faces translate, `found` the file's own words."""

    def __init__(self, line: int | None, expected: str, found: str) -> None:
        super().__init__(line, expected, found)
        self.line = line
        self.expected = expected
        self.found = found

    def say(self) -> str:
        where = "" if self.line is None else f"Line {self.line}: "
        return f"{where}{sentence(self.expected, found=self.found)}"

    def __str__(self) -> str:
        return self.say()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Something of the file that was not taken, or (`kept`) that was taken with a doubt the user should know."""

    line: int | None
    why: str
    facts: Mapping[str, str] = field(default_factory=dict)
    kept: bool = False

    def say(self) -> str:
        return sentence(self.why, **self.facts)

    def as_json(self) -> dict[str, object]:
        return {"line": self.line, "why": self.say()}


@dataclass(frozen=True, slots=True)
class ForeignVisit:
    """One visit in the other agenda's words. `starts` is in UTC; `recurrence_id` is the UTC instant of the
    occurrence in its series, as text; `patient_id` points to a ForeignPatient of the same reading."""

    starts: datetime
    minutes: int
    line: int | None = None
    uid: str | None = None
    recurrence_id: str | None = None
    title: str = ""
    family: str = ""
    given: str = ""
    birth_name: str = ""
    birth_date: date | None = None
    phone: str = ""
    email: str = ""
    practitioner: str = ""
    place: str = ""
    reason: str = ""
    standing: Standing = Standing.BOOKED
    sequence: int = 0
    modified: datetime | None = None
    patient_id: str | None = None


@dataclass(frozen=True, slots=True)
class Ins:
    """The national identity: number, issuing authority (OID)."""

    matricule: str
    oid: str


@dataclass(frozen=True, slots=True)
class ForeignPatient:
    """One person in the other file's words. `family` is the birth name, `sex` is "M", "F" or "", `ids` are the
    numbers the other software knows the person by ("system|value")."""

    family: str
    given: str
    line: int | None = None
    ids: tuple[str, ...] = ()
    used_name: str = ""
    all_given: str = ""
    birth_date: date | None = None
    sex: str = ""
    birth_place: str = ""
    ins: Ins | None = None
    trust: Trust = Trust.PROVISIONAL
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """Which column was taken for a field, and how surely (0 to 1)."""

    column: int
    heading: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Table:
    """How a table was read: shown to the user, who may correct `columns` and have it remembered by `signature`."""

    header: tuple[str, ...]
    columns: Mapping[str, Guess]
    signature: str
    sample: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read. `covers` is the stretch of time the file speaks for (None: it only brings single news);
    `beyond` counts the series that go on outside the window asked for."""

    tongue: Tongue
    source: str
    encoding: str
    visits: tuple[ForeignVisit, ...] = ()
    patients: tuple[ForeignPatient, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    covers: Window | None = None
    beyond: int = 0
    table: Table | None = None
