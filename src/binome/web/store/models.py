"""Where Django looks for tables; they live in tables/, by subject."""

from binome.web.store.tables.journal import DayRow, EventRow, VisitRow
from binome.web.store.tables.people import AccountRow, InvitationRow, ReadRow, SeatRow, SessionRow
from binome.web.store.tables.practice import AbsenceRow, MemberRow, PatientRow, PracticeRow, RoomRow

__all__ = [
    "AbsenceRow",
    "AccountRow",
    "DayRow",
    "EventRow",
    "InvitationRow",
    "MemberRow",
    "PatientRow",
    "PracticeRow",
    "ReadRow",
    "RoomRow",
    "SeatRow",
    "SessionRow",
    "VisitRow",
]
