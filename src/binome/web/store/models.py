"""Every table, for Django to find. Faces never import this: they ask the store's verbs."""

from binome.web.store.tables.agenda import WaitingRow
from binome.web.store.tables.contracts import AidContractRow, AidNoteRow
from binome.web.store.tables.delegation import AgreementRow, PatientOrderRow, SignedPaperRow
from binome.web.store.tables.drafts import DraftRow, DraftWordsRow, TemplateRow
from binome.web.store.tables.huddle import AttentionRow, HandOverRow
from binome.web.store.tables.imports import BroughtPatientRow, ForeignRow, HabitRow, ImportRow, WroteRow
from binome.web.store.tables.journal import DayRow, EventRow, VisitRow
from binome.web.store.tables.measures import AnnotationRow, ImprovementRow, MeasuredMonthRow, MonthDecisionRow
from binome.web.store.tables.people import AccountRow, InvitationRow, ReadRow, SeatRow, SessionRow
from binome.web.store.tables.practice import AbsenceRow, MemberRow, PatientRow, PracticeRow, RoomRow
from binome.web.store.tables.pulse import PulseBoxRow, PulseRoundRow, PulseWhoRow
from binome.web.store.tables.sheets import EntryRow, SheetRow
from binome.web.store.tables.tasks import DocumentBytesRow, DocumentRow, TaskNoteRow, TaskRow, TaskWordsRow
from binome.web.store.tables.whatifs import LearnedRow, WhatIfRow

__all__ = [
    "AbsenceRow",
    "AccountRow",
    "AgreementRow",
    "AidContractRow",
    "AidNoteRow",
    "AnnotationRow",
    "AttentionRow",
    "BroughtPatientRow",
    "DayRow",
    "DocumentBytesRow",
    "DocumentRow",
    "DraftRow",
    "DraftWordsRow",
    "EntryRow",
    "EventRow",
    "ForeignRow",
    "HabitRow",
    "HandOverRow",
    "ImportRow",
    "ImprovementRow",
    "InvitationRow",
    "LearnedRow",
    "MeasuredMonthRow",
    "MemberRow",
    "MonthDecisionRow",
    "PatientOrderRow",
    "PatientRow",
    "PracticeRow",
    "PulseBoxRow",
    "PulseRoundRow",
    "PulseWhoRow",
    "ReadRow",
    "RoomRow",
    "SeatRow",
    "SessionRow",
    "SheetRow",
    "SignedPaperRow",
    "TaskNoteRow",
    "TaskRow",
    "TaskWordsRow",
    "TemplateRow",
    "VisitRow",
    "WaitingRow",
    "WhatIfRow",
    "WroteRow",
]
