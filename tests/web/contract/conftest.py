from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from binome.contract.agreement import Reading
from binome.contract.calendar import months_after
from binome.web.store import contracts, contracts_noted
from binome.web.store.agreed import Author
from tests.web.board.small import Small, build

Typed = Callable[..., dict[str, Any]]
READ = ((360, 1072, 1540), (180, 1110, 1601), (10, 1141, 1644))
"""Days ago, registered patients, active list."""


@pytest.fixture
def small(db: None) -> Small:
    return build()


@pytest.fixture
def typed(small: Small) -> Typed:
    """A contract as a doctor types it: begun twenty months ago, its aid hanging on the counts in four."""

    def filled(**other: Any) -> dict[str, Any]:
        return {
            "kind": "individual",
            "starts_on": begun(small),
            "signed_on": "",
            "share": "1/2",
            "band": "standard",
            "doctors": ["m1"],
            "registered_start": "1 045",
            "registered_target": "1176",
            "active_start": "1514",
            "active_target": "1703",
            "method": "lower",
            "ends_on": "",
            "name": "",
            "version": "",
            "etp-m3": "1/2",
            "cost-m3": "14 328",
            **other,
        }

    return filled


@pytest.fixture
def code(small: Small) -> str:
    """That contract as it is kept, with three readings of amelipro."""
    by = Author("m1", datetime.now(UTC))
    words = {
        "name": "Dr Le Goff",
        "kind": "individual",
        "share": "1/2",
        "band": "standard",
        "starts_on": begun(small),
        "registered": [1045, 1176],
        "active": [1514, 1703],
        "signatories": [{"code": "m1"}],
        "posts": [{"code": "m3", "etp": "1/2", "cost_per_year": "14328"}],
        "choices": {"method": "lower"},
    }
    kept = contracts.enter(small.house, by, words)
    for ago, registered, active in READ:
        read = Reading(small.today - timedelta(days=ago), registered, active, "amelipro")
        contracts_noted.note_reading(small.house, by, kept, read)
    return kept


def begun(small: Small) -> str:
    return months_after(small.today.replace(day=1), -20).isoformat()
