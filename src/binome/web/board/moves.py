"""What a move would change, asked for one visit: a line for each gesture possible now, plainly simulated.

Nobody pays for it but who asks: the page comes first, and this panel by a request of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from binome.practice.visit import Visit
from binome.practice.words import State
from binome.web.asked import Asked
from binome.web.board.tried import Trial, TriedHall, trials
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.board import is_closed
from binome.web.store.foresight import visits_of
from binome.web.store.practice import House, house_of, today
from binome.web.store.stories import Told, story_of

if TYPE_CHECKING:
    from binome.twin.moves import Change, Moved


AT_ONCE = 2
"""More of them would keep the threads from the clicks: whoever asks meanwhile is told to ask again."""
_few = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Likely:
    """A gesture, and what it would change; nothing said: nothing notable."""

    label: str
    said: list[str]


@allow("see_board", quiet=True)
def moves_page(request: Asked, practice: str, story: str) -> HttpResponse:
    """The panel alone for a script that asks in place; a page around it for anybody else. No name in either."""
    house, now = house_of(request.seat), clock.now()
    told = story_of(house, story)
    if not _few.acquire(blocking=False):
        return HttpResponse(status=503, headers={"Retry-After": "1"})
    try:
        moves = list(_likely(house, told, request.seat.member, now))
    finally:
        _few.release()
    page = {
        "p": practice,
        "story": told.line.story,
        "told": told,
        "line": told.line,
        "doctor": house.people.get(told.line.doctor, ""),
        "at": house.practice.local(now),
        "moves": moves,
    }
    alone = request.headers.get("X-In-Place") == "1"
    return render(request, "board/moves.html" if alone else "board/moves_page.html", page)


def may_be_moved(house: House, told: Told, now: datetime) -> bool:
    """Is there anything to ask about? A visit that is under way today."""
    return told.visit.state is State.PRESENT and told.day == today(house.practice, now)


def _likely(house: House, told: Told, viewer: str, now: datetime) -> Iterator[Likely]:
    if not may_be_moved(house, told, now):
        return
    day = visits_of(house, told.day)
    hall = TriedHall(house.practice, told, day, is_closed(house, told.day))
    tried = trials(house, hall, viewer, now)
    for trial, moved in zip(tried, changes_of(house, day, told.visit, tried, now), strict=True):
        yield Likely(trial.label, list(_said(house, told.visit, moved)))


def changes_of(
    house: House, day: dict[str, Visit], visit: Visit, tried: list[Trial], now: datetime
) -> "Iterator[Moved]":
    """With the figures that the estimates of the board are made with."""
    from binome.twin.moves import Move, what_moves_change
    from binome.twin.outlook import offers_of

    said: dict[str, Any] = house.settings
    offers = offers_of(house.practice, day.values(), said.get("slot_minutes", {}), said.get("own_minutes", {}))
    moves = [Move(visit.story, {visit.story: it.visit} if it.visit else {}, it.first) for it in tried]
    return what_moves_change(house.practice, day, now, moves, offers=offers, figures=said.get("figures", {}))


def _said(house: House, visit: Visit, moved: "Moved") -> Iterator[str]:
    """This patient, the others, the doctor: only what is no noise, and a minute at least."""
    if found := _notable(moved.patients.get(visit.story)):
        yield _("this patient is seen %(span)s") % {
            "span": _span(found, pgettext("minutes", "earlier"), pgettext("minutes", "later"))
        }
    if found := _notable(moved.others):
        yield _("the others wait %(span)s, all together") % {
            "span": _span(found, pgettext("minutes", "less"), pgettext("minutes", "more"))
        }
    if found := _notable(moved.ends.get(visit.doctor or "")):
        told = {
            "who": house.people.get(visit.doctor or "", ""),
            "span": _span(found, pgettext("minutes", "earlier"), pgettext("minutes", "later")),
        }
        yield _("%(who)s ends %(span)s") % told


def _notable(change: "Change | None") -> "Change | None":
    return change if change and not change.noise and abs(change.middle_min) >= 1 else None


def _span(change: "Change", less: str, more: str) -> str:
    """Whole minutes, the nearest to nothing first; both ways when it may go both ways."""
    low, high = round(change.low_min), round(change.high_min)
    if low < 0 < high:
        told = {"low": -low, "less": less, "high": high, "more": more}
        return _("from %(low)s min %(less)s to %(high)s min %(more)s") % told
    near, far = sorted((abs(low), abs(high)))
    way = less if change.middle_min < 0 else more
    if near == far:
        return f"{far} min {way}"
    return f"{near}–{far} min {way}"
