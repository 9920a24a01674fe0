"""The shortest way to prepare a document in the small practice's database, and to act on it."""

from datetime import UTC, datetime

from binome.desk import drafts
from binome.desk.draft_hall import Wording
from binome.desk.drafts import Paper
from binome.desk.hall import Deed
from binome.practice.template import template
from binome.web.store.drafts import DraftDeed, known_of, new_draft, perform_draft
from binome.web.store.models import PatientRow
from tests.web.board.small import Small

LETTER = "letter_to_correspondent"


def deed(small: Small, story: str, by: str, number: int | None = None) -> Deed:
    return Deed(small.house.practice.member(by), datetime.now(UTC), story, number)


def patient(small: Small, code: str = "p1", family: str = "Rault") -> str:
    """Somebody made up."""
    PatientRow.objects.get_or_create(
        practice_id=small.house.id, code=code, defaults={"family": family, "given": "Rémi", "sought": family.lower()}
    )
    return code


def words(small: Small, code: str = LETTER, *, said: str = "Avis demandé", visit: str = "", **values: str) -> Wording:
    """Every field filled in with the same words, save those that are given."""
    known = known_of(small.house, patient(small), "m1", datetime.now(UTC))
    return Wording({**{field.code: said for field in template(code).fields}, **values}, known, visit=visit)


def prepared(small: Small, code: str = LETTER, *, by: str = "m3", key: str = "", said: str = "Avis demandé") -> str:
    """A document that the assistant prepared; answers its story."""
    story = new_draft(small.house, small.house.practice.member(by), key)
    wording = words(small, code, said=said)
    act(
        small,
        story,
        lambda hall: drafts.draft(hall, deed(small, story, by, 1), Paper(code, "p1"), wording),
        by=by,
        number=1,
        key=key,
    )
    return story


def act(
    small: Small, story: str, gesture: DraftDeed, *, by: str = "m1", number: int | None = None, key: str = ""
) -> None:
    """One gesture on a document, as the screens do it."""
    perform_draft(small.house, [deed(small, story, by, number)], gesture, key=key)


def signed(small: Small, story: str, *, by: str = "m1", number: int = 2, key: str = "") -> None:
    act(small, story, lambda hall: drafts.sign(hall, deed(small, story, by, number)), by=by, number=number, key=key)
