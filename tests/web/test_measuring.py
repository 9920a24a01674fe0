"""The thread that counts months: each practice that waits is counted, and what fails keeps no other waiting."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binome.web import measuring
from binome.web.store import measured
from binome.web.store.measured import fresh_as_of
from tests.web.board.small import Small, book, build


@pytest.fixture(autouse=True)
def _nothing_waits() -> Iterator[None]:
    measuring._waiting.clear()
    measuring._looked.clear()
    yield
    assert not measuring._progress, "what is over is not under way"


def ended() -> None:
    thread = measuring._thread
    if thread:
        thread.join(10)
        assert not thread.is_alive()


def test_who_waits_is_counted_and_a_failure_keeps_no_other_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the thread is gone, and the next call begins another."""
    counted: list[str] = []

    def count(practice: str) -> None:
        counted.append(practice)
        if practice == "broken":
            raise RuntimeError("its journal cannot be read")

    monkeypatch.setattr(measuring, "count", count)
    monkeypatch.setattr(measuring, "codes", lambda: ("broken", "one", "other"))
    measuring.call()
    ended()
    assert sorted(counted) == ["broken", "one", "other"]
    measuring.wake("late")
    ended()
    assert counted[-1] == "late"


def test_who_turns_pages_does_not_have_everything_looked_at_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once in half a minute."""
    counted: list[str] = []
    monkeypatch.setattr(measuring, "count", counted.append)
    for _ in range(5):
        measuring.wake("one")
    ended()
    assert counted == ["one"]


@pytest.mark.django_db
def test_a_practice_that_moved_is_counted_up_to_now() -> None:
    """And a name that no practice has is nothing to count."""
    small: Small = build()
    book(small, "v1")
    assert fresh_as_of(small.house) is None
    measuring.count("nowhere")
    measuring.count(small.house.practice.code)
    assert fresh_as_of(small.house) is not None


@pytest.mark.django_db
def test_the_first_page_of_a_process_finds_its_months_there() -> None:
    """One question tells that they are those."""
    small: Small = build()
    book(small, "v1")
    measured._known.clear()
    measuring.count("brehan")
    found, month = small.house, small.today.replace(day=1)
    with CaptureQueriesContext(connection) as asked:
        assert [it.month for it in measured.held(found, month, small.today + timedelta(days=1))] == [month]
    assert len(asked) == 1
