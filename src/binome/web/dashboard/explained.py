"""What a difference between two periods is made of: how it went with each doctor, who saw how many. Nobody is named."""

from math import isclose

import polars as pl

from binome.measures.catalogue import Measure
from binome.measures.change.months import explained
from binome.measures.change.telling import tell
from binome.measures.change.values import Unusable
from binome.measures.change.verdicts import account
from binome.measures.figures import FIGURES, WEEKS
from binome.web.dashboard.looking import Looking
from binome.web.store.measured_months import WHOLE

FEWEST_DOCTORS = 2


def what_explains(it: Looking, measure: Measure, language: str) -> str:
    """In one sentence; empty where there is nothing to compare or to tell apart, or not all of it is a doctor's."""
    figure = FIGURES.get(measure.code)
    if it.other is None or figure is None or figure.below == WEEKS:
        return ""
    now, then = it.desk.now[measure.code], it.desk.then[measure.code]
    if now.value is None or then.value is None or len(it.sums.doctors(measure.code)) < FEWEST_DOCTORS:
        return ""
    days = it.sums.days.filter(pl.col("doctor") != WHOLE)
    try:
        told = explained(
            days, measure.code, (it.other.since, it.other.last), (it.period.since, it.period.last), ("doctor",)
        )
    except Unusable:
        return ""
    if not (isclose(told.before, then.value) and isclose(told.after, now.value)):
        return ""
    return tell(language, account(told, measure.unit, "doctor"))
