"""A document that comes is kept whole, and is a task before whoever must read it."""

from datetime import UTC, datetime

import pytest

from binome.desk import tasks
from binome.web.store.documents import Brought, document_of, receive_document, written_in
from binome.web.store.models import DocumentBytesRow, DocumentRow, TaskRow
from binome.web.store.patients import forget
from binome.web.store.task_lists import line_of
from binome.web.store.tasks import new_task
from tests.practice.refused import refused
from tests.web.board.small import Small
from tests.web.tasks.asking import ONE_PAGE, act, deed, patient


def _received(small: Small, written: bytes = ONE_PAGE, kind: str = "result", key: str = "k1", **about: str) -> str:
    story = new_task(small.house, small.house.practice.member("m4"), key)
    made = deed(small, story, "m4", 1)
    receive_document(small.house, made, Brought("rault.pdf", written, kind, **about), key=key)
    return story


@pytest.mark.both_databases
def test_a_result_is_before_its_doctor(small: Small) -> None:
    """With the document as it came, once however often the form is sent."""
    code = patient(small)
    story = _received(small, patient=code, person="m2")
    assert _received(small, patient=code, person="m2") == story
    line = line_of(small.house, story)
    assert line is not None
    assert (line.kind, line.role, line.person, line.document) == ("result_to_read", "physician", "m2", True)
    assert written_in(small.house, story) == ONE_PAGE
    kept = document_of(small.house, story)
    assert kept is not None
    assert (kept.name, kept.size, kept.kind, kept.received_by) == ("rault.pdf", len(ONE_PAGE), "result", "m4")


def test_what_may_not_be_kept_asks_for_nothing(small: Small) -> None:
    """No task, no document."""
    with refused("document.not_a_pdf"):
        _received(small, b"hello")
    assert not TaskRow.objects.exists()
    assert not DocumentRow.objects.exists()


def test_forgetting_a_patient_takes_their_documents(small: Small) -> None:
    """And what they held."""
    story = _received(small, patient=patient(small))
    act(small, story, lambda hall: tasks.end(hall, deed(small, story, "m1")), by="m1")
    forget(small.house, "p1", at=datetime.now(UTC))
    assert not DocumentRow.objects.exists()
    assert not DocumentBytesRow.objects.exists()
    with refused("document.unknown"):
        written_in(small.house, story)
