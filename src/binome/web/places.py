"""The columns of the board, and in which of them a visit stands."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from django.utils.translation import gettext as _

PLACES = ("expected", "waiting", "preparation", "ready", "consultation", "closing", "done")
"""Left to right, as a visit crosses the practice."""

_OF_STEP = {
    "welcome": "preparation",
    "preparation": "preparation",
    "consultation": "consultation",
    "education": "consultation",
    "closing": "closing",
}
_TOUCHED = ("under_way", "paused", "finished")


class Standing(Protocol):
    """What the column depends on."""

    @property
    def state(self) -> str: ...
    @property
    def under_way(self) -> str | None: ...
    @property
    def awaits(self) -> str | None: ...
    @property
    def to_sign(self) -> bool: ...
    @property
    def progress(self) -> dict[str, list[object]]: ...


class Passed(Standing, Protocol):
    """What the minutes of the columns it has left depend on."""

    @property
    def arrived_at(self) -> datetime | None: ...


def place_words() -> dict[str, str]:
    """The columns, as the board heads them."""
    return {
        "expected": _("Expected"),
        "waiting": _("Waiting"),
        "preparation": _("Preparation"),
        "ready": _("Ready"),
        "consultation": _("Consultation"),
        "closing": _("Closing"),
        "done": _("Done"),
    }


def place_of(visit: Standing) -> str:
    """Who is with the patient decides; between two steps, what comes next."""
    if visit.state == "expected":
        return "expected"
    if visit.state == "unsigned":
        return "closing"
    if visit.state != "present":
        return "done"
    if visit.under_way:
        return _OF_STEP[visit.under_way]
    if visit.awaits == "closing":
        return "closing"
    prepared = any(stretch[0] in _TOUCHED for stretch in visit.progress.values())
    return "ready" if prepared and visit.awaits in ("consultation", "education") else "waiting"


def minutes_spent(visit: Passed, place: str) -> int | None:
    """Whole minutes that the visit spent in a column it has left; None when it was never there.

    In a column of steps, the minutes somebody held it; in a column of waiting, from the end of what came before.
    """
    if place == "waiting":
        return _between(visit.arrived_at, _earliest(visit, _OF_STEP))
    if place == "ready":
        return _between(_end_of(visit, "preparation"), _earliest(visit, _steps_of("consultation")))
    worked = [s[6] for step in _steps_of(place) if (s := visit.progress.get(step)) and s[5]]
    return int(sum(float(str(seconds)) for seconds in worked) // 60) if worked else None


def _steps_of(place: str) -> tuple[str, ...]:
    return tuple(step for step, its_place in _OF_STEP.items() if its_place == place)


def _earliest(visit: Standing, steps: Iterable[str]) -> datetime | None:
    begun = [datetime.fromisoformat(str(s[5])) for step in steps if (s := visit.progress.get(step)) and s[5]]
    return min(begun, default=None)


def _end_of(visit: Standing, place: str) -> datetime | None:
    ends = [datetime.fromisoformat(str(s[3])) for step in _steps_of(place) if (s := visit.progress.get(step)) and s[5]]
    return max(ends, default=None)


def _between(since: datetime | None, until: datetime | None) -> int | None:
    return None if since is None or until is None else max(0, int((until - since).total_seconds() // 60))
