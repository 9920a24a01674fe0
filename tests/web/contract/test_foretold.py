"""Where registered patients go is told by a what-if that was kept, when there is one, else by the trend; and said."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from binome.twin.model import Panel
from binome.twin.scenario import read, write
from binome.twin.templates import template_text
from binome.web.contract.foretold import foretold
from binome.web.contract.standing import stood
from binome.web.store import contracts, whatifs
from binome.web.store.models import WhatIfRow
from tests.web.board.small import Small

MEAN = {"low": 1.0, "high": 2.0, "count": 100}


def scenario(assistant_hours: int = 0, **panel: float) -> str:
    """A doctor alone; with an assistant for so many hours, and a list that moves as said."""
    base = read(template_text("shared_assistant" if assistant_hours else "single_doctor", "fr"))
    panels = {
        code: replace(it, panel=Panel(patients=1000.0, **panel)) if it.is_professional else it
        for code, it in base.members.items()
    }
    return write(replace(base, members=panels))


def kept(small: Small, before: str, after: str, found: dict[str, Any]) -> str:
    at = datetime(2026, 11, 2, 12, tzinfo=UTC)
    code = whatifs.begin(small.house, "m1", at, base="practice", text=before, wanted=100)
    WhatIfRow.objects.filter(code=code).update(
        after=after, kept=True, name="Plus d'heures", state=whatifs.DONE, found=found
    )
    return code


def grown(times: float) -> dict[str, Any]:
    """What a run found of its panels: the mean of the evenings counted, over this start."""
    start = 1000.0 * len(list(read(scenario()).professionals))
    figure = {**MEAN, "mean": start * times, "p10": start * (times - 0.01), "p90": start * (times + 0.01)}
    return {"after": {"figures": {"panel_patients": figure}}, "figures": {}}


def test_a_list_that_grows_in_the_simulated_days_is_carried_on_and_said(small: Small, code: str) -> None:
    """Registered patients by the what-if, with its day; the active list, of which it says nothing, by its trend."""
    kept(small, scenario(), scenario(joins_per_day=0.5), grown(1.05))
    it = stood(small.house, contracts.contract(small.house, code), small.today)
    ahead = it.projection.standings["registered"].outlook
    assert ahead is not None
    assert ahead.method == "handed"
    assert ahead.middle > 1141
    assert ahead.low_95 < ahead.low_80 < ahead.middle < ahead.high_80 < ahead.high_95  # type: ignore[operator]
    assert it.projection.standings["active"].outlook.method == "trend"  # type: ignore[union-attr]
    page = small.signed_in("m1").get(f"/p/brehan/contract/{code}/").content.decode()
    assert "D’après la simulation « Plus d&#x27;heures » du 2 novembre 2026" in page


def test_a_list_that_does_not_move_says_nothing(small: Small, code: str) -> None:
    """A scenario in which nobody registers is no growth model: the trend stays, and is said."""
    kept(small, scenario(), scenario(), grown(1.0))
    assert foretold(small.house, "") is None
    page = small.signed_in("m1").get(f"/p/brehan/contract/{code}/").content.decode()
    assert "D’après la tendance des relevés" in page


def test_whoever_prefers_the_trend_has_it(small: Small, code: str) -> None:
    kept(small, scenario(), scenario(joins_per_day=0.5), grown(1.05))
    assert foretold(small.house, "") is not None
    assert foretold(small.house, "trend") is None


def test_time_freed_is_the_most_that_half_a_day_more_may_bring(small: Small, code: str) -> None:
    """From nothing, for room is not yet a registration, to the part of it that half a day is."""
    change = {"difference": {**MEAN, "mean": 60.0, "low": 40.0, "high": 80.0}}
    found = {"after": {"figures": {}}, "figures": {"patients_could_take": change}}
    kept(small, scenario(), scenario(assistant_hours=35), found)
    it = stood(small.house, contracts.contract(small.house, code), small.today)
    [lever] = [one for one in it.projection.levers if one.code == "half_day"]
    least, most = lever.outlooks["registered"]
    assert least.middle == pytest.approx(it.projection.standings["registered"].outlook.middle)  # type: ignore[union-attr]
    assert it.told_by is not None
    assert most.middle - least.middle == pytest.approx(80 * 3.5 / it.told_by.hours)
    assert lever.told_by == "Plus d'heures, 02/11/2026"


def test_a_draft_or_an_unfinished_run_is_not_leaned_on(small: Small, code: str) -> None:
    made = kept(small, scenario(), scenario(joins_per_day=0.5), grown(1.05))
    WhatIfRow.objects.filter(code=made).update(kept=False)
    assert foretold(small.house, "") is None
    WhatIfRow.objects.filter(code=made).update(kept=True, state=whatifs.STOPPED)
    assert foretold(small.house, "") is None
