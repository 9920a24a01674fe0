"""A day of the board as it stood at any minute: drawn from a film with the live board's pieces, minus the gestures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.template.loader import get_template

from binome.journal.event import Event
from binome.journal.film import Film
from binome.journal.stories import is_visit
from binome.practice.visit import Visit
from binome.practice.words import State
from binome.web.board.drawn import Audience, spoken
from binome.web.board.film_minutes import Minutes
from binome.web.board.patterns import who
from binome.web.board.pieces import Everything, everything
from binome.web.board.rows import counts_piece, gone_piece, line_piece, rooms_piece
from binome.web.event_words import what_happened
from binome.web.store.board import Line
from binome.web.store.practice import House
from binome.web.store.replays import NOBODY, Names, line_at

SAID = 12
"""The last things that happened, as many as are read at a glance."""


@dataclass(frozen=True)
class Scene:
    """A film with what it takes to show it: the house and the names of those in it, the day, and who looks."""

    house: House
    day: date
    film: Film
    names: Mapping[str, Names]
    audience: Audience
    minutes: Minutes

    def lines(self, minute: int) -> list[Line]:
        """The day's visits as they stood when that minute ended, in the order of the agenda."""
        stood = self.film.at(self.minutes.end(minute)).values()
        listed = [self._line(visit) for visit in stood if self._is_here(visit)]
        return sorted(listed, key=lambda line: (line.due, line.story))

    def everything(self, minute: int) -> Everything:
        return everything(self.house, self.day, self.lines(minute), self.audience)

    @cached_property
    def doctors(self) -> list[str]:
        """Everybody who has a visit at some minute of the day: its place stands ready."""
        known = {visit.doctor for _, visits in self.film.stories.values() for visit in visits if self._is_here(visit)}
        return [code for code in self.house.people if code in known]

    def said(self, minute: int) -> list[dict[str, Any]]:
        """The latest first: who did what with whom; `just` is what this very minute brought."""
        since = self.minutes.end(minute - 1)
        told = self.film.between(self.minutes.midnight - timedelta(microseconds=1), self.minutes.end(minute))
        with spoken(self.house, self.audience):
            return [self._sentence(event, just=event.at > since) for event in reversed(told[-SAID:])]

    def changed(self, was: int, minute: int) -> str:
        """The pieces in which two minutes differ, in whichever direction."""
        before = {line.story: line for line in self.lines(was)}
        now = self.lines(minute)
        left = "".join(gone_piece(story) for story in before.keys() - {line.story for line in now})
        fresh = [line for line in now if before.get(line.story) != line]
        rows = "".join(line_piece(self.house, line, self.day, self.audience) for line in fresh)
        rooms = rooms_piece(self.house, now, self.audience)
        return left + rows + rooms + counts_piece(self.house, now, self.audience) + self.words(minute)

    def words(self, minute: int) -> str:
        """What has just happened and where one may go from here."""
        with spoken(self.house, self.audience):
            told = self.told(minute)
            return "".join(get_template(f"board/film_{piece}.html").render(told) for piece in ("steps", "said"))

    def told(self, minute: int) -> dict[str, Any]:
        minutes = self.minutes
        return {
            "minute": minute,
            "hour": minutes.hour(minute),
            "at": minutes.end(minute),
            "said": self.said(minute),
            "before": minutes.event_before(minute),
            "after": minutes.event_after(minute),
            "back": [(by, minute - by) for by in (15, 1) if minute - by >= minutes.first],
            "on": [(by, minute + by) for by in (1, 15) if minute + by <= minutes.last],
        }

    def _is_here(self, visit: Visit) -> bool:
        if visit.state is State.UNBORN or visit.due is None:
            return False
        return self.house.practice.local(visit.due).date() == self.day

    def _line(self, visit: Visit) -> Line:
        return line_at(visit, self.names.get(visit.story, NOBODY))

    def _sentence(self, event: Event, *, just: bool) -> dict[str, Any]:
        words = {"moment": event.moment, "step": event.step, "room": event.room, "to": event.to}
        return {
            "at": self._hour(event.at),
            "who": who(self._line(self.film.stories[event.story][1][0])) if is_visit(event.story) else "",
            "what": what_happened(words, self.house),
            "by": self.house.people.get(event.by, ""),
            "just": just,
        }

    def _hour(self, at: datetime) -> str:
        return f"{self.house.practice.local(at):%H:%M}"
