"""A day of a simulated journal as a scene of the board: its people, rooms and patients bear codes, never a name."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import blake2s

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binome.journal.event import Event
from binome.journal.film import Film
from binome.practice.rooms import Room
from binome.practice.words import Role
from binome.web.board.drawn import SIMULATED, Audience
from binome.web.board.film import Scene
from binome.web.board.film_minutes import minutes_of
from binome.web.role_names import ROLE_NAMES, role_names
from binome.web.store.practice import House
from binome.web.store.replays import NOBODY, Names


def simulated_scene(house: House, film: Film, day: date) -> Scene:
    """In the practice's own zone and with its thresholds, but with nobody and no room of its."""
    audience = Audience("clinical", get_language() or "fr", SIMULATED)
    minutes = minutes_of(film, day, house.practice.zone)
    return Scene(stranger(house, film.events), day, film, patients(film), audience, minutes)


def stranger(house: House, events: Iterable[Event]) -> House:
    """The practice that such a journal speaks of; told apart from any other by what it shows."""
    told = tuple(events)
    people, places = _people(told), _places(told)
    mark = blake2s(repr((house.id, house.revision, people, places)).encode(), digest_size=7).digest()
    rooms = {code: Room(code, "consultation") for code in places}
    practice = replace(house.practice, members={}, rooms=rooms)
    return replace(house, id=-int.from_bytes(mark, "big"), practice=practice, people=people, places=places, settings={})


def patients(film: Film) -> dict[str, Names]:
    """Numbered as they are due."""
    last = {story: visits[0] for story, (_at, visits) in film.stories.items()}
    ordered = sorted(last, key=lambda story: (str(last[story].due), story))
    return {
        story: {**NOBODY, "patient": story, "family": _("Patient %(n)s") % {"n": n}}
        for n, story in enumerate(ordered, 1)
    }


def _people(events: tuple[Event, ...]) -> dict[str, str]:
    """Trade and code, the trades in the order in which the house lists them."""
    roles: dict[str, Role] = {}
    for event in events:
        roles.setdefault(event.by, event.role)
    codes = {*roles, *(event.to for event in events if event.to)}
    rank = {role: place for place, role in enumerate(ROLE_NAMES)}
    ordered = sorted(codes, key=lambda code: (rank.get(roles.get(code, ""), len(rank)), code))
    return {code: _person(roles.get(code), code) for code in ordered}


def _person(role: Role | None, code: str) -> str:
    trade = role_names([role])[0] if role else ""
    return f"{trade[:1].upper()}{trade[1:]} {code}".strip()


def _places(events: tuple[Event, ...]) -> dict[str, str]:
    codes = sorted({event.room for event in events if event.room})
    return {code: _("Room %(n)s") % {"n": code} for code in codes}
