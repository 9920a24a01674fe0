"""The rooms of a practice."""

from dataclasses import dataclass

ROOM_KINDS = ("consultation", "preparation", "education", "technical")


@dataclass(frozen=True, slots=True)
class Room:
    """A room. `doctor` is the member it is given to, if any; `twin` the room it opens onto."""

    code: str
    kind: str
    doctor: str | None = None
    twin: str | None = None
