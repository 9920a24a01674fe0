"""Documents that came: looked at, kept, and put before whoever must read them."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from binome.desk.hall import Deed
from binome.desk.incoming import receive, reclassify
from binome.interop.pdf import refuse_unless_pdf
from binome.practice.refusal import MoveRefused
from binome.practice.task import Task
from binome.web.store.hall import DatabaseHall
from binome.web.store.practice import House
from binome.web.store.tables.tasks import DocumentBytesRow, DocumentRow
from binome.web.store.tasks import perform_task


@dataclass(frozen=True, slots=True)
class Brought:
    """A document as somebody drops it: what it is and whom it is about, no word on what it says."""

    name: str
    written: bytes
    kind: str
    patient: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that is kept, without what it holds."""

    story: str
    kind: str
    name: str
    size: int
    received_by: str
    received_at: datetime
    patient: str | None


_COLUMNS = ("story", "kind", "name", "size", "received_by", "received_at", "patient")


def receive_document(house: House, deed: Deed, brought: Brought, *, key: str) -> None:
    """Keep a PDF and ask for it to be read, in one transaction; refused when it is none, or no safe one."""
    refuse_unless_pdf(brought.written)

    def gesture(hall: DatabaseHall) -> Task:
        task = receive(hall, deed, document=brought.kind, patient=brought.patient, person=brought.person)
        _keep(house, deed, brought)
        return task

    perform_task(house, deed, gesture, key=key)


def reclassify_document(house: House, deed: Deed, kind: str, *, key: str) -> None:
    """What came is something else: another task stands for it, and has the document, in one transaction."""

    def gesture(hall: DatabaseHall) -> Task:
        then = reclassify(hall, deed, document=kind)
        if not DocumentRow.objects.filter(practice_id=house.id, story=deed.story).update(story=then.story, kind=kind):
            raise MoveRefused("document.unknown", story=deed.story)
        return then

    perform_task(house, deed, gesture, key=key)


def document_of(house: House, story: str) -> Document | None:
    row = DocumentRow.objects.filter(practice_id=house.id, story=story).values_list(*_COLUMNS).first()
    return Document(*row) if row else None


def written_in(house: House, story: str) -> bytes:
    """What a document holds; refused when this practice has none there, or no longer."""
    row = DocumentBytesRow.objects.filter(document__practice_id=house.id, document__story=story)
    found = row.values_list("written", flat=True).first()
    if found is None:
        raise MoveRefused("document.unknown", story=story)
    return bytes(found)


def _keep(house: House, deed: Deed, brought: Brought) -> None:
    """The same bytes twice are two documents: whoever sorts them says that one is a duplicate."""
    kept = DocumentRow.objects.create(
        practice_id=house.id,
        story=deed.story,
        patient=brought.patient,
        kind=brought.kind,
        name=brought.name[:200],
        size=len(brought.written),
        digest=sha256(brought.written).hexdigest(),
        received_by=deed.by.code,
        received_at=deed.at,
    )
    DocumentBytesRow.objects.create(document=kept, written=brought.written)
