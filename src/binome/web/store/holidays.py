"""Public holidays, from the `holidays` library."""

from datetime import date
from functools import cache

import holidays

FIRST_YEAR, LAST_YEAR = 2020, 2036


@cache
def public_holidays(region: str = "") -> frozenset[date]:
    """French public holidays; `region` is a code of that library ("57" adds those of Alsace-Moselle)."""
    return frozenset(holidays.country_holidays("FR", subdiv=region or None, years=range(FIRST_YEAR, LAST_YEAR)))
