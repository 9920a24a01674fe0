"""Simulated is lived: a replication that is told as a journal has the figures of the same one nobody traced."""

import math
from functools import cache

import narwhals as nw
import pytest

from binome.measures.catalogue import CATALOGUE
from binome.measures.figures import FIGURES, WEEKS
from binome.measures.sums import sums
from binome.measures.told import told
from binome.twin.figures import FIGURES as OF_THE_TWIN
from tests.measures.simulated import PARIS, simulated

SHARED = sorted(FIGURES.keys() & OF_THE_TWIN.keys())
PRACTICES = ("small", "single_doctor", "twin_rooms", "shared_assistant")


@cache
def measured(practice: str) -> dict[str, float]:
    it = simulated(practice)
    by_day = sums(told(it.journal, PARIS.key, it.ground)).filter(nw.col("day") >= it.first, nw.col("day") <= it.last)
    added = by_day.group_by("code").agg(nw.col("above").sum(), nw.col("below").sum()).collect().to_native()
    found = {row["code"]: (row["above"], row["below"]) for row in added.iter_rows(named=True)}
    below = {code: it.weeks if FIGURES[code].below == WEEKS else found.get(code, (0, 0))[1] for code in SHARED}
    return {code: found[code][0] / below[code] if code in found and below[code] else math.nan for code in SHARED}


@pytest.mark.parametrize("practice", PRACTICES)
@pytest.mark.parametrize("code", SHARED)
def test_a_traced_replication_gives_the_figures_of_the_untraced_one(code: str, practice: str) -> None:
    expected = simulated(practice).figures[code]
    assert measured(practice)[code] == pytest.approx(expected, abs=1e-6, nan_ok=True), CATALOGUE[code]
