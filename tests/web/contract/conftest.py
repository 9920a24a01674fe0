from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from binome.contract.calendar import months_after
from binome.web.store import contracts
from tests.web.board.small import Small, build

Typed = Callable[..., dict[str, Any]]


@pytest.fixture
def small(db: None) -> Small:
    return build()


@pytest.fixture
def typed(small: Small) -> Typed:
    """A contract as a doctor types it: begun twenty months ago, its aid hanging on the counts in four."""

    def filled(**other: Any) -> dict[str, Any]:
        starts = months_after(small.today.replace(day=1), -20)
        return {
            "kind": "individual",
            "starts_on": starts.isoformat(),
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
def code(small: Small, typed: Typed) -> str:
    """That contract, entered, with three readings of amelipro."""
    small.signed_in("m1").post("/p/brehan/contract/new", typed())
    [kept] = contracts.contracts(small.house)
    for ago, registered, active in ((360, 1072, 1540), (180, 1110, 1601), (10, 1141, 1644)):
        on = (small.today - timedelta(days=ago)).isoformat()
        said = {"on": on, "registered": registered, "active": active, "source": "amelipro", "doctor": ""}
        small.signed_in("m1").post(f"/p/brehan/contract/{kept.code}/read", said)
    return kept.code
