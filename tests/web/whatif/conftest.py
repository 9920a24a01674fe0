"""What-ifs of a small practice. Their days are lived in the test's own thread, when the test says so."""

from collections.abc import Callable

import pytest

from binome.web.store.models import WhatIfRow
from binome.web.whatif import runs
from tests.web.board.small import Small, build

Begin = Callable[..., WhatIfRow]
SHORT = 6
"""Replications: enough to have ranges, soon lived."""


@pytest.fixture
def small(db: None) -> Small:
    return build()


@pytest.fixture(autouse=True)
def _asleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """No thread of its own: it would not see what the test's transaction holds."""
    monkeypatch.setattr(runs, "wake", lambda: None)


@pytest.fixture
def begin(small: Small) -> Begin:
    """begin("single_doctor") makes one through the page; its days wait to be lived."""

    def made(base: str = "single_doctor", *, wanted: int = SHORT) -> WhatIfRow:
        answer = small.signed_in("m1").post("/p/brehan/whatif/new", {"base": base})
        assert answer.status_code == 302, answer.content.decode()
        row = WhatIfRow.objects.get(code=answer["Location"].rstrip("/").rpartition("/")[2])
        WhatIfRow.objects.filter(pk=row.pk).update(wanted=wanted)
        row.refresh_from_db()
        return row

    return made


def lived(row: WhatIfRow) -> WhatIfRow:
    runs.live_all()
    row.refresh_from_db()
    return row
