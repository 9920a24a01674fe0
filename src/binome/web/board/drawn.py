"""Drawing once what many see: for whom, in which language, and the last pieces drawn."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from django.utils import timezone, translation

from binome.web.store.practice import House

KEPT = 8_000
RESERVED = "reserved"
"""The sight of who may see the board and neither the sheet nor the patient's words."""
LIVED, SIMULATED = "lived", "simulated"
"""Which past is replayed: a simulated visit has no page of its own."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who looks: what they may see, and in which language; `past`, at a day that is lived or simulated already."""

    sight: str
    language: str
    past: str = ""

    @property
    def may_press(self) -> bool:
        """Nothing can be done about what is past."""
        return not self.past

    @property
    def reads_reason(self) -> bool:
        """May they read why the patient comes, in the patient's own words?"""
        return self.sight != RESERVED


class Drawn:
    """The last pieces drawn, so that a page is a join and a click is one drawing."""

    def __init__(self) -> None:
        self._pieces: OrderedDict[object, str] = OrderedDict()
        self._lock = Lock()

    def piece(self, key: object, draw: Callable[[], str]) -> str:
        """The piece of that key, drawn if it was not yet: everything it shows is in the key."""
        with self._lock:
            found = self._pieces.get(key)
        return found or self._keep(key, draw())

    def clear(self) -> None:
        """Forget every piece."""
        with self._lock:
            self._pieces.clear()

    def _keep(self, key: object, piece: str) -> str:
        with self._lock:
            self._pieces[key] = piece
            while len(self._pieces) > KEPT:
                self._pieces.popitem(last=False)
        return piece


@contextmanager
def spoken(house: House, audience: Audience) -> Iterator[None]:
    """In the audience's language and the practice's own zone: a stream has no request that would set them."""
    with translation.override(audience.language), timezone.override(house.practice.zone):
        yield
