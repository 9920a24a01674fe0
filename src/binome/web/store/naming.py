"""Who is named without being linked: in a note, on a task typed in a hurry, in the name of a file."""

from binome.web.store.practice import House
from binome.web.store.pseudonyms import sought_form
from binome.web.store.tables.practice import PatientRow
from binome.web.store.tables.tasks import DocumentRow, TaskNoteRow, TaskRow, TaskWordsRow
from binome.web.store.tasks import OPEN

NAMELESS = "document.pdf"
"""What a document is called once its name would have named somebody forgotten."""


def families_of(house: House, patient: str) -> frozenset[str]:
    """The family names of a person, as they are compared: to be asked before they are forgotten."""
    names = PatientRow.objects.filter(practice_id=house.id, code=patient).values_list("family", "used")
    return frozenset(sought_form(name) for pair in names for name in pair if sought_form(name))


def naming(words: str, families: frozenset[str]) -> bool:
    """Does it hold one of these names, as whole words?"""
    said = f" {' '.join(sought_form(word) for word in words.split())} "
    return any(f" {family} " in said for family in families)


def tasks_naming(house: House, patient: str) -> list[str]:
    """The tasks linked to nobody whose words, notes or document name that person: open ones, in no order."""
    named = _named(house, families_of(house, patient))
    return list(_tasks(house, named).filter(state__in=OPEN).values_list("story", flat=True))


def forget_unlinked(house: House, patient: str) -> list[str]:
    """Blank what names the person on tasks that are over, and answer them; an open one is somebody's work still."""
    families = families_of(house, patient)
    over = list(_tasks(house, _named(house, families)).exclude(state__in=OPEN).values_list("story", flat=True))
    for words in (TaskWordsRow, TaskNoteRow):
        words.objects.filter(practice_id=house.id, story__in=over).delete()  # type: ignore[attr-defined]
    papers = DocumentRow.objects.filter(practice_id=house.id, story__in=over).only("pk", "name")
    told = [row.pk for row in papers if naming(row.name, families)]
    DocumentRow.objects.filter(pk__in=told).update(name=NAMELESS)
    return over


def _tasks(house: House, stories: set[str]):  # type: ignore[no-untyped-def]
    return TaskRow.objects.filter(practice_id=house.id, patient=None, story__in=stories)


def _named(house: House, families: frozenset[str]) -> set[str]:
    unlinked = {"practice_id": house.id, "patient": None}
    said = [
        *TaskWordsRow.objects.filter(**unlinked).values_list("story", "title", "body", "caller"),
        *TaskNoteRow.objects.filter(**unlinked).values_list("story", "words"),
        *DocumentRow.objects.filter(**unlinked).values_list("story", "name"),
    ]
    return {story for story, *words in said if naming(" ".join(words), families)}
