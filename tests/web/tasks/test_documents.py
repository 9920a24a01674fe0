"""A document that comes is kept whole, and is a task before whoever must read it."""

from datetime import UTC, datetime

import pytest

from binome.desk import tasks
from binome.web.store.checking import checked
from binome.web.store.documents import Brought, document_of, receive_document, reclassify_document, written_in
from binome.web.store.models import DocumentBytesRow, DocumentRow, TaskRow
from binome.web.store.naming import NAMELESS
from binome.web.store.patients import forget
from binome.web.store.task_lists import line_of
from binome.web.store.tasks import new_task
from tests.practice.refused import refused
from tests.web.board.small import Small
from tests.web.tasks.asking import ONE_PAGE, act, asked, deed, patient


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


def test_what_is_sorted_again_takes_its_document_along(small: Small) -> None:
    """The team that sorted it reads it no more; undone, it is to sort again, and nothing is lost."""
    story = _received(small, kind="unknown", patient=patient(small))
    made = deed(small, story, "m4", 2)
    for _ in range(2):  # the same form sent twice
        reclassify_document(small.house, made, "result", key="k2")
    line = line_of(small.house, f"{story}-2")
    assert line is not None
    assert (line.kind, line.patient, line.document) == ("result_to_read", "p1", True)
    assert written_in(small.house, f"{story}-2") == ONE_PAGE
    assert document_of(small.house, story) is None
    act(small, story, lambda hall: tasks.withdraw(hall, deed(small, story, "m4"), reason="mistake"), by="m4")
    kept = document_of(small.house, story)
    assert kept is not None
    assert kept.kind == "unknown"
    assert written_in(small.house, story) == ONE_PAGE
    assert checked(small.house).differences == ()


def test_a_task_without_a_document_has_none_to_sort(small: Small) -> None:
    """And nothing is asked."""
    story = asked(small, "document_to_file")
    with refused("document.unknown"):
        reclassify_document(small.house, deed(small, story, "m4"), "result", key="k1")
    assert TaskRow.objects.count() == 1


def test_the_page_sorts_a_document(small: Small) -> None:
    """For those who may: a result's page offers it to its doctor alone."""
    story = _received(small, kind="unknown")
    page = f"/p/brehan/tasks/{story}/"
    assert 'action="reclassify"' in small.signed_in("m4").get(page).content.decode()
    answer = small.signed_in("m4").post(f"{page}reclassify", {"kind": "result", "number": "2", "key": "k2"})
    assert answer.status_code == 302
    page = f"/p/brehan/tasks/{story}-2/"
    assert 'action="reclassify"' not in small.signed_in("m4").get(page).content.decode()
    assert 'action="reclassify"' in small.signed_in("m1").get(page).content.decode()


def test_a_file_named_after_somebody_forgotten_loses_its_name(small: Small) -> None:
    """Once its task is over; while it is open, the page that forgets shows it first."""
    patient(small)
    story = _received(small, kind="administrative")
    assert story in small.signed_in("m1").get("/p/brehan/patients/p1/").content.decode()
    assert story not in small.signed_in("m4").get("/p/brehan/patients/p1/").content.decode()
    act(small, story, lambda hall: tasks.end(hall, deed(small, story, "m4")), by="m4")
    forgotten = forget(small.house, "p1", at=datetime.now(UTC))
    assert forgotten.still_named == 0
    assert DocumentRow.objects.get().name == NAMELESS
    assert written_in(small.house, story) == ONE_PAGE
