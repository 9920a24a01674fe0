"""What is usual is counted on the baseline, or it is said that it is not."""

from datetime import date, timedelta

from binome.measures.answers import Answer
from binome.measures.catalogue import CATALOGUE
from binome.measures.change.spc import ALL, Baseline
from binome.web.dashboard.along import control
from binome.web.dashboard.periods import WEEK, after, period_of

FIRST = date(2026, 3, 2)
WEEKS = [period_of(WEEK, FIRST)]
while len(WEEKS) < 24:
    WEEKS.append(after(WEEKS[-1]))
WAITS = [Answer("wait_min", 10.0 + n % 3, None, None, 60.0 * (10 + n % 3), 60.0, 6, None) for n in range(24)]


def usual_of(base: Baseline) -> tuple[int, list[str]]:
    chart, cautions = control(CATALOGUE["wait_min"], WEEKS, WAITS, base)
    assert chart is not None
    return chart.baseline, [it.code for it in cautions]


def test_a_baseline_that_is_too_short_for_a_chart_is_said_to_be() -> None:
    """The chart then stands on all that is drawn."""
    declared = Baseline(FIRST, FIRST + timedelta(days=7 * 20 - 1))
    assert usual_of(declared) == (20, [])
    short = Baseline(FIRST, FIRST + timedelta(days=20))
    assert usual_of(short) == (24, ["baseline_left"])
    assert usual_of(ALL) == (24, [])
