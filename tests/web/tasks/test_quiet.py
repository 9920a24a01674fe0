"""The quiet clock looks at every practice of the machine, and disturbs nobody."""

from datetime import UTC, datetime, timedelta

import pytest

from binome.web import quiet
from binome.web.quiet import look
from binome.web.store.models import EventRow
from tests.web.board.small import Small
from tests.web.tasks.asking import asked


def test_what_is_late_is_shown_to_one_role_more(small: Small) -> None:
    """Once: a second look finds nothing new."""
    asked(small, "question", due=datetime.now(UTC) - timedelta(hours=2))
    assert (look(), look()) == (1, 1)
    assert look() == 0
    assert list(EventRow.objects.filter(moment="escalated").values_list("by", flat=True)) == ["clock", "clock"]


def test_a_practice_that_fails_keeps_no_other_waiting(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is wrong with it."""
    asked(small, "question", due=datetime.now(UTC) - timedelta(hours=2))
    own = quiet.house
    monkeypatch.setattr(quiet, "codes", lambda: ("broken", small.house.practice.code))
    monkeypatch.setattr(quiet, "house", lambda code: own(code) if code != "broken" else 1 / 0)
    assert look() == 1
