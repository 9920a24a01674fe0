"""Visits and patients as the practice knows them, in the words an import compares itself with."""

from dataclasses import dataclass
from datetime import date, datetime

from binome.interop.reading import Ins, Standing, Trust


@dataclass(frozen=True, slots=True)
class KnownVisit:
    """A visit of the practice, in the words of the file that last spoke of it (its own, if none did).

    `code` is whatever the caller goes by; `source` the Reading.source it came from ("" if it was booked here).
    `decided_here`: its standing is the team's doing, and no file may take it back.
    """

    code: str
    starts: datetime
    minutes: int
    source: str = ""
    uid: str | None = None
    recurrence_id: str | None = None
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
    decided_here: bool = False


@dataclass(frozen=True, slots=True)
class KnownPatient:
    """A person of the practice, with what a stranger can be recognised by. `code` is whatever the caller goes by."""

    code: str
    family: str
    given: str
    used_name: str = ""
    all_given: str = ""
    birth_date: date | None = None
    sex: str = ""
    birth_place: str = ""
    ins: Ins | None = None
    trust: Trust = Trust.PROVISIONAL
    phone: str = ""
    email: str = ""
    ids: tuple[str, ...] = ()
