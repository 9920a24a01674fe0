"""What is said about a stream before it flows: which one, for whom, carrying what."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Channel:
    """Everybody on one channel sees the same bytes: same day, same rights, same language."""

    practice: str
    day: date
    sight: str
    language: str


@dataclass(frozen=True, slots=True)
class Admission:
    """`user` is whoever may be dismissed and whose streams are counted: a member or a wall screen."""

    user: str
    channel: Channel


@dataclass(frozen=True, slots=True)
class Update:
    """What changed up to `version`; an empty `html` says that nothing did."""

    version: int
    html: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Counts and seconds. The lifetime is how long a right may outlive its withdrawal unannounced.

    `pause`: a click alone is drawn at once; those that follow within the pause are drawn together. The more of
    them were drawn together, the longer the next pause, up to `longest_pause`: at a hundred clicks a second and
    more, screens that blink ten times a second leave the processor to the clicks.
    """

    beat: float = 5.0
    lifetime: float = 600.0
    pause: float = 0.03
    longest_pause: float = 0.12
    pause_per_click: float = 0.01
    streams_per_user: int = 12
    frames_kept: int = 64

    def pause_after(self, clicks: int) -> float:
        """Before the next drawing. `clicks`: how many the last one showed."""
        return max(self.pause, min(self.longest_pause, clicks * self.pause_per_click))


Admit = Callable[[MutableMapping[str, Any], str, date], "Admission | int"]
"""(ASGI scope, practice, day) → an admission, or the HTTP status of the refusal. Runs in a live thread."""

Render = Callable[[Channel, int], Update]
"""(channel, since) → what changed after version `since`; everything when it is 0. Runs in a live thread."""

Clock = Callable[[], datetime]
"""What time the beats say it is. Asked on the loop: it answers at once."""
