"""Before and after a day: what the weeks tell of it, and no more than they can."""

from datetime import date
from typing import Any

from binome.measures.catalogue import Measure
from binome.web.store.practice import House


def before_and_after(house: House, measure: Measure, change: date) -> Any:
    return None
