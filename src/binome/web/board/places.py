"""The columns of the board, and in which of them a visit stands."""

from typing import Protocol

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
