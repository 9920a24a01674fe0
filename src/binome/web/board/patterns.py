"""A row's pattern: all of it but the person's own values, for which it holds marks.

What a template draws follows from the pattern alone, so that nothing of one visit can show on another's row.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binome.web.board.actions import more_actions, next_actions, turn_of
from binome.web.board.drawn import Audience
from binome.web.board.tickets import ticket_for
from binome.web.places import PLACES, minutes_spent, place_of
from binome.web.store.board import Line
from binome.web.store.practice import House

WAS = tuple(f"was_{place}" for place in PLACES)
OWN = (
    "story",
    "number",
    "next_number",
    "who",
    "age",
    "words",
    "ticket",
    "due",
    "due_hour",
    "since",
    "since_hour",
    *WAS,
)
MARKS = {name: f"%{name}%" for name in OWN}

_MARK = re.compile(f"%({'|'.join(OWN)})%")
_ONE_INSTANT = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line without what is its patient's own; two lines of one pattern are drawn alike."""

    line: Line
    day: date
    has_age: bool
    has_ticket: bool

    def drawn(self, house: House, audience: Audience, token: str, key: str) -> str:
        line, place = self.line, place_of(self.line)
        actions = next_actions(line, self.day) if audience.may_press else []
        thresholds = house.practice.thresholds
        told: dict[str, Any] = {
            **MARKS,
            "age": MARKS["age"] if self.has_age else "",
            "words": MARKS["words"] if line.words else "",
            "ticket": MARKS["ticket"] if self.has_ticket and audience.reads_reason else "",
            "past": audience.past,
            "since": MARKS["since"] if line.since else "",
            "line": line,
            "p": house.practice.code,
            "place": place,
            "look": "education" if "education" in (line.under_way, line.awaits) and place != "waiting" else place,
            "columns": [(p, _column(p, place), MARKS[f"was_{p}"]) for p in PLACES],
            "room": house.places.get(line.room or "", ""),
            "holder": house.people.get(line.holder or line.owner or "", ""),
            "doctor": house.people.get(line.doctor, ""),
            "actions": actions,
            "turn": turn_of(line, actions),
            "more": more_actions(line),
            "clinical": audience.sight == "clinical",
            "amber": thresholds.amber_min * 60,
            "red": thresholds.red_min * 60,
            "token": token,
            "key": key,
        }
        turn = get_template("board/turn.html").render(told) if audience.may_press else ""
        return get_template("board/line.html").render(told) + turn


def pattern_of(line: Line, day: date) -> Pattern:
    """What is left of the line: where it stands, with whom, and what may be done."""
    bare = replace(
        line,
        story="", number=0, version=0, minutes=0, due=_ONE_INSTANT,
        arrived_at=None, since=_ONE_INSTANT if line.since else None, standing=min(line.standing, 2),
        progress={step: [stretch[0], "", "", "", stretch[4]] for step, stretch in line.progress.items()},
        patient=None, family="", given="", sex="", birth_date=None, alias="", hidden=False,
        words="…" if line.words else "",
    )  # fmt: skip
    return Pattern(bare, day, has_age=line.birth_date is not None, has_ticket=bool(ticket_for(line)))


def own_values(house: House, line: Line, day: date) -> dict[str, str]:
    """The values behind the marks, in the language that is spoken now."""
    due = house.practice.local(line.due)
    since = house.practice.local(line.since) if line.since else None
    return {
        "story": line.story,
        "number": str(line.number),
        "next_number": str(line.number + 1),
        "who": who(line),
        "age": _age(line.birth_date, day),
        "words": escape(line.words),
        "ticket": escape(ticket_for(line)),
        "due": due.isoformat(),
        "due_hour": f"{due:%H:%M}",
        "since": since.isoformat() if since else "",
        "since_hour": f"{since:%H:%M}" if since else "",
        **{f"was_{place}": _minutes(minutes_spent(line, place)) for place in PLACES},
    }


def put_in(pattern: str, own: Mapping[str, str]) -> str:
    """In one pass: a patient's words that look like a mark stay words. Not even the form's own marks may be in them."""
    safe = {name: value.replace("%", "&#37;") for name, value in own.items()}
    return _MARK.sub(lambda mark: safe[mark[1]], pattern)


def who(line: Line) -> str:
    """How the board names the patient, as HTML."""
    return _named(get_language(), bool(line.patient), line.addressed, line.family, line.given)


@lru_cache(maxsize=4096)
def _named(_language: str, known: bool, addressed: str, family: str, given: str) -> str:
    """In the language that is spoken now. A day's patients are named at every click."""
    line = {"patient": known, "addressed": addressed, "family": family, "given": given}
    return str(get_template("shared/who.html").render({"line": line})).strip()


def _minutes(minutes: int | None) -> str:
    return "" if minutes is None else f"<span>{minutes}\u202f{_('min')}</span>"


def _column(place: str, now: str) -> str:
    here, there = PLACES.index(place), PLACES.index(now)
    return "is" if here == there else "was" if here < there else ""


def _age(born: date | None, day: date) -> str:
    """Years, or months before two years: what a team says of a patient."""
    if born is None:
        return ""
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    return f"{months} {_('months')}" if months < 24 else f"{months // 12} {_('y.o.')}"
