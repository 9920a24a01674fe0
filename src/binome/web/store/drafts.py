"""The one way to act on documents, and what a document knows without being told."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.utils import formats, translation

from binome.desk.hall import Deed
from binome.journal.replay import draft_from
from binome.journal.stories import DRAFT_PREFIX
from binome.practice.draft import Draft
from binome.practice.refusal import MoveRefused
from binome.practice.team import Member
from binome.web.store.ages import addressed
from binome.web.store.hall import DatabaseHall, named_by, once
from binome.web.store.journal import DatabaseJournal
from binome.web.store.practice import House, today
from binome.web.store.tables.drafts import DraftRow
from binome.web.store.tables.practice import PatientRow

DraftDeed = Callable[[DatabaseHall], object]

CIVILITIES = {"female": "Mme", "male": "M."}
"""Documents are in French, whatever the screen speaks."""


def new_draft(house: House, by: Member, key: str) -> str:
    """The story of a document to prepare: the same form of the same person names the same one."""
    return named_by(DRAFT_PREFIX, house, by, key)


def perform_draft(house: House, deeds: Iterable[Deed], gesture: DraftDeed, *, key: str) -> None:
    """Do one gesture on one or several documents, in one transaction: the same form sent twice does it once."""
    listed = list(deeds)
    if not listed:
        raise MoveRefused("draft.nothing_to_sign")
    with once(house, listed[0], key=key) as hall:
        _refuse_if_elsewhere(house, listed)
        gesture(hall)


def draft(house: House, story: str) -> Draft:
    """The draft as its story tells it; refused when this practice has no such document."""
    told = DatabaseJournal(house.id).of_story(story) if story.startswith(DRAFT_PREFIX) else ()
    if not told:
        raise MoveRefused("draft.unknown", story=story)
    return draft_from(story, told)


def known_of(house: House, patient: str, doctor: str | None, at: datetime) -> Mapping[str, str]:
    """What every document may say without anybody filling it in; refused for somebody this practice does not know."""
    row = PatientRow.objects.filter(practice_id=house.id, code=patient).first()
    if row is None:
        raise MoveRefused("patient.unknown", patient=patient)
    day = today(house.practice, at)
    civility = CIVILITIES.get(addressed(row.sex, row.birth_date, day), "")
    with translation.override("fr"):
        born = f"né{'e' if row.sex == 'female' else ''} le {row.birth_date:%d/%m/%Y}" if row.birth_date else ""
        return {
            "patient": " ".join(part for part in (civility, row.given, (row.used or row.family).upper()) if part),
            "born": born,
            "doctor": house.people.get(doctor or "", ""),
            "practice": house.name,
            "today": formats.date_format(day, "j F Y"),
        }


def _refuse_if_elsewhere(house: House, deeds: list[Deed]) -> None:
    """A story's name is the same for everybody: one that belongs to another practice is unknown here."""
    written = {deed.story for deed in deeds if deed.number != 1}
    here = set(DraftRow.objects.filter(practice_id=house.id, story__in=written).values_list("story", flat=True))
    for story in written - here:
        raise MoveRefused("draft.unknown", story=story)
