"""Tables that would lead the compiled kernel out of its memory are refused with a sentence, before any day is lived."""

from dataclasses import replace

import numpy as np
import pytest

from binome.twin.coherent import Incoherent
from binome.twin.kernel.agenda import empty_agenda
from binome.twin.kernel.state import working_state
from binome.twin.scenario import read
from binome.twin.spell import spell
from binome.twin.tables import NOBODY, Mark, Tables
from binome.twin.templates import template_text
from tests.twin.random_practice import random_practice


def _group() -> Tables:
    return spell(read(template_text("group_practice", "en")))


def _changed(part: str, name: str, to: object) -> Tables:
    """The tables of a practice in which one number of that table, the first, is another."""
    tables = _group()
    table = getattr(getattr(tables, part), name).copy()
    table.flat[0] = to
    return tables._replace(**{part: getattr(tables, part)._replace(**{name: table})})


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("first", 1),
        ("queue", 90),
        ("queue", -2),
        ("room", 90),
        ("priority", 16),
        ("room_priority", -1),
        ("otherwise", 3),
        ("trade", -1),
        ("serves", 90),
        ("room_serves", 90),
        ("person_of", 90),
        ("own_queue", -1),
        ("persons_of", 1 << 61),
        ("rooms_of", 1 << 61),
        ("may_choose", 1 << 61),
        ("hours", np.nan),
        ("hours", -1.0),
        ("moves_min", np.inf),
        ("pace", np.nan),
    ],
)
def test_a_floor_that_names_what_is_not_there_is_refused(name: str, to: object) -> None:
    with pytest.raises(Incoherent):
        working_state(_changed("floor", name, to).floor, 10)


@pytest.mark.parametrize(
    ("part", "name", "to"),
    [
        ("floor", "step_law", 90),
        ("book", "template", 90),
        ("book", "day_kind", 90),
        ("book", "slots", 65),
        ("book", "visit_kind", 90),
        ("book", "stages", 5),
        ("book", "stage_from", -1),
        ("book", "returns_as", 90),
        ("book", "punctuality", -1),
        ("book", "booked_as", 90),
        ("book", "rate", np.inf),
        ("book", "factor", np.nan),
        ("book", "door_hours", -1.0),
        ("book", "slot_at", np.nan),
        ("laws", "edges", np.nan),
    ],
)
def test_a_book_that_leads_nowhere_is_refused(part: str, name: str, to: object) -> None:
    with pytest.raises(Incoherent):
        empty_agenda(_changed(part, name, to), 10)


def test_a_calendar_shorter_than_the_days_looked_at_is_refused() -> None:
    tables = _group()
    book = tables.book._replace(template=tables.book.template[:-1])
    with pytest.raises(Incoherent, match="template"):
        empty_agenda(tables._replace(book=book), 10)


def test_a_visit_without_a_professional_that_never_chooses_one_is_refused() -> None:
    tables = _group()
    never = tables.floor.marks & ~int(Mark.CHOOSES)
    door_rate = tables.book.door_rate.copy()
    door_rate[:, -1] = np.where((tables.book.visit_kind != NOBODY).any(axis=1), 0.1, 0.0)
    book = tables.book._replace(door_rate=door_rate)
    with pytest.raises(Incoherent, match="choose"):
        empty_agenda(tables._replace(floor=tables.floor._replace(marks=never), book=book), 10)


def test_one_who_may_not_see_a_request_has_none_of_it_in_her_book_at_the_beginning() -> None:
    scenario = read(template_text("group_practice", "en"))
    assert scenario.beginning is not None
    for request in scenario.requests:
        tables = spell(replace(scenario, beginning=replace(scenario.beginning, request=request)))
        sees = tables.book.visit_kind[tables.book.booked_as, np.arange(len(tables.book.panel))] != NOBODY
        assert not tables.book.booked_kinds[~sees].any()
        empty_agenda(tables, 10)


@pytest.mark.parametrize("seed", range(60))
def test_every_practice_that_the_kernel_and_its_double_are_compared_on_is_coherent(seed: int) -> None:
    tables = random_practice(seed)
    working_state(tables.floor, 10)
    empty_agenda(tables, 10)
