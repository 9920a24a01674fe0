"""A lived day, read again from the journal: its film, and the names behind it as they are known now.

The picture of the day only says which stories to read: those that stand on it, and those that left it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from binome.desk.days import day_story
from binome.journal.film import Film, film_of
from binome.practice.visit import Visit
from binome.web.store.board import Line
from binome.web.store.journal import events
from binome.web.store.lines import line_of
from binome.web.store.practice import House
from binome.web.store.tables.journal import DayRow, EventRow, VisitRow
from binome.web.store.tables.practice import PatientRow
from binome.web.store.tables.sheets import SheetRow

Names = Mapping[str, Any]
"""Of one story: who comes and, in their own words, why."""

NOBODY: Names = {
    "patient": None, "family": "", "given": "", "sex": "", "birth_date": None, "alias": "", "hidden": False,
    "words": "",
}  # fmt: skip
_OF_PATIENT = ("family", "used", "given", "sex", "birth_date", "alias", "hidden")


@dataclass(frozen=True, slots=True)
class LivedDay:
    """A forgotten person has no names here; whoever moved away meanwhile has."""

    film: Film
    names: Mapping[str, Names]


def lived_day(house: House, day: date) -> LivedDay:
    """At most four queries, however full the day."""
    names = _standing(house, day)
    gone = _gone(house, day) - names.keys()
    told = EventRow.objects.filter(practice_id=house.id, story__in=[*names, *gone, day_story(house.practice.code, day)])
    film = film_of(events(told.order_by("at", "id")))
    return LivedDay(film, {**names, **_departed(house, film, gone)})


def line_at(visit: Visit, names: Names) -> Line:
    """The visit as the board showed it when it stood so."""
    told = line_of(visit)
    del told["patient_id"], told["until"]
    return Line(story=visit.story, version=0, **told, **names)


def _standing(house: House, day: date) -> dict[str, Names]:
    words = SheetRow.objects.filter(story=OuterRef("story")).values("reason_words")[:1]
    rows = VisitRow.objects.filter(practice_id=house.id, day=day).annotate(words=Subquery(words))
    listed = rows.values_list("story", "patient_id", *(f"patient__{name}" for name in _OF_PATIENT), "words")
    return {story: _named(code, found) | {"words": words or ""} for story, code, *found, words in listed}


def _gone(house: House, day: date) -> set[str]:
    rows = DayRow.objects.filter(practice_id=house.id, day=day).values_list("gone", flat=True)
    return {story for gone in rows for _, story in gone}


def _departed(house: House, film: Film, stories: Iterable[str]) -> dict[str, Names]:
    """Those who left the day are named by the patient's code that their booking bears."""
    codes = {e.story: e.patient for e in film.events if e.patient and e.story in set(stories)}
    if not codes:
        return {}
    rows = PatientRow.objects.filter(practice_id=house.id, code__in=codes.values())
    found = {code: _named(code, own) for code, *own in rows.values_list("code", *_OF_PATIENT)}
    return {story: found[code] for story, code in codes.items() if code in found}


def _named(code: str | None, found: Iterable[Any]) -> dict[str, Any]:
    family, used, given, sex, born, alias, hidden = found
    if not family:
        return dict(NOBODY)
    told = {"family": used or family, "given": given or "", "sex": sex or "", "birth_date": born}
    return {**NOBODY, "patient": code, **told, "alias": alias or "", "hidden": bool(hidden)}
