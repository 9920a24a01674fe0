"""The last forecast of each day, left by the thread that makes them for whichever face shows it."""

from datetime import date, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING

from binome.web.store.practice import House

if TYPE_CHECKING:
    from binome.twin.forecast import Forecast, Range

ROUNDED = timedelta(minutes=5)
KEEPS = timedelta(minutes=10)
"""An estimate older than that is hidden: the day has gone on without it."""
DAYS_KEPT = 64

_latest: dict[tuple[str, date], "Forecast"] = {}
_lock = Lock()


def keep(practice: str, day: date, forecast: "Forecast") -> None:
    """The last one of that day, in this process."""
    with _lock:
        _latest.pop((practice, day), None)
        _latest[practice, day] = forecast
        while len(_latest) > DAYS_KEPT:
            del _latest[next(iter(_latest))]


def latest(practice: str, day: date, now: datetime) -> "Forecast | None":
    """The last one, unless it is too old to be shown."""
    found = _latest.get((practice, day))
    return found if found and now - found.at <= KEEPS else None


def forget() -> None:
    """For tests."""
    with _lock:
        _latest.clear()


def hours_of(house: House, found: "Range") -> tuple[str, str]:
    """Outwards to five minutes: no estimate is finer, and the screen stays still."""
    low, high = house.practice.local(found.low), house.practice.local(found.high)
    down = low - timedelta(minutes=low.minute % 5, seconds=low.second, microseconds=low.microsecond)
    up = high - timedelta(minutes=high.minute % 5, seconds=high.second, microseconds=high.microsecond)
    up = up if up == high else up + ROUNDED
    return f"{down:%H:%M}", f"{up:%H:%M}"
