"""Anonymous by construction: the tables are the same to the last byte, whoever answered what and in whatever order.

It is the whole proof. If the tables do not depend on who gave which sheet, nobody who reads them can find out: not the
doctors, not the administrator, not a copy of the database.
"""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import permutations
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection, models, transaction

from binome.practice.refusal import MoveRefused
from binome.voices.rounds import Told
from binome.web.store.models import PulseBoxRow, PulseRoundRow, PulseWhoRow
from binome.web.store.pulse import answer, pulse_rounds, settle, waiting
from tests.web.board.small import Small
from tests.web.pulse.team import APRIL, EVERYBODY, MARCH, all_answer, well

LATER = date(2027, 1, 1)
APART = {"store_sessionrow", "django_migrations", "sqlite_sequence"}
"""A session is a random key and the hour of the last click on any page; the story below shows what one holds."""


def everything(*, but: set[str] = APART) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, with the database's own hidden row number where it has one."""
    tables = [table for table in connection.introspection.table_names() if table not in but]
    return {table: list(_rows(table)) for table in sorted(tables)}


def _rows(table: str) -> Iterator[tuple[Any, ...]]:
    hidden = "rowid, " if connection.vendor == "sqlite" else ""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {hidden}* FROM "{table}" ORDER BY 1')
        yield from (tuple(map(str, row)) for row in cursor.fetchall())


def well_being(small: Small) -> list[Told]:
    return [it for it in pulse_rounds(small.house, MARCH, LATER) if it.instrument == "who5"]


class _Undo(Exception):
    pass


def after(small: Small, gave: list[tuple[str, int]]) -> dict[str, list[tuple[Any, ...]]]:
    """The whole database once these people answered so, in that order; and then as if nothing had been."""
    seen = {}
    try:
        with transaction.atomic():
            for member, value in gave:
                answer(small.house, member, "who5", well(value), MARCH)
                answer(small.house, member, "single", {"sentence": str(min(5, value + 1))}, MARCH)
            seen = everything()
            raise _Undo
    except _Undo:
        return seen


def test_the_tables_do_not_depend_on_who_gave_which_sheet(small: Small) -> None:
    """The same five people and the same five sheets, given to one another in every way there is."""
    values = (0, 1, 3, 4, 5)
    pictures = [after(small, list(zip(EVERYBODY, given, strict=False))) for given in list(permutations(values))[::17]]

    assert all(picture == pictures[0] for picture in pictures)


@pytest.mark.both_databases
def test_the_tables_do_not_depend_on_who_came_first(small: Small) -> None:
    """The rounds are there already: a database takes back no number that it once gave to a row."""
    all_answer(small, EVERYBODY[7:], MARCH)
    gave = [("m1", 0), ("m2", 5), ("m3", 3), ("m4", 3), ("m5", 1)]

    assert after(small, gave) == after(small, gave[::-1]) == after(small, [*gave[2:], *gave[:2]])


def test_this_proof_can_fail(small: Small) -> None:
    """Other sheets, or other people, are seen at once: the comparison is not blind."""
    gave = [("m1", 0), ("m2", 5)]

    assert after(small, gave) != after(small, [("m1", 0), ("m2", 4)])
    assert after(small, gave) != after(small, [("m1", 0), ("m3", 5)])


def test_the_same_holds_through_the_pages(small: Small) -> None:
    """No access log, no message and no other trace of a page tells what somebody answered."""

    def seen_after(first: int, second: int) -> dict[str, list[tuple[Any, ...]]]:
        found = {}
        try:
            with (
                transaction.atomic(),
                time_machine.travel(datetime.fromisoformat("2026-03-10T10:00+01:00"), tick=False),
            ):
                for member, value in (("m3", first), ("m4", second)):
                    page = small.signed_in(member)
                    assert page.get("/p/brehan/pulse/").status_code == 200
                    assert page.post("/p/brehan/pulse/answer/who5", well(value)).status_code == 200
                found = everything()
                raise _Undo
        except _Undo:
            return found

    assert seen_after(0, 5) == seen_after(5, 0)


def test_a_sheet_has_no_column_that_could_name_anybody_or_say_when() -> None:
    """Days of a round, and two values; not one hour, not one number of a person, not one row per answer."""
    kinds = {
        row: {field.name: type(field) for field in row._meta.get_fields() if isinstance(field, models.Field)}
        for row in (PulseRoundRow, PulseBoxRow, PulseWhoRow)
    }
    assert not [
        name for told in kinds.values() for name, kind in told.items() if issubclass(kind, models.DateTimeField)
    ]
    assert set(kinds[PulseBoxRow]) == {"round", "sheets"}
    assert set(kinds[PulseWhoRow]) == {"round", "members"}
    assert {field.related_model for field in PulseBoxRow._meta.get_fields() if field.is_relation} == {PulseRoundRow}


def test_no_other_table_leads_to_a_sheet() -> None:
    pointing = {
        field.model.__name__
        for row in apps.get_models()
        for field in row._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model in (PulseBoxRow, PulseWhoRow)
    }
    assert pointing == set()


def test_the_box_is_sorted_by_what_is_in_it(small: Small) -> None:
    all_answer(small, EVERYBODY[:5], MARCH, {"m1": 5, "m2": 0, "m3": 4, "m4": 1, "m5": 3})

    box, who = PulseBoxRow.objects.get(round__instrument="who5"), PulseWhoRow.objects.get(round__instrument="who5")
    assert box.sheets == [[0] * 5, [1] * 5, [3] * 5, [4] * 5, [5] * 5]
    assert who.members == sorted(who.members)


@pytest.mark.both_databases
def test_a_person_is_asked_once_per_round(small: Small) -> None:
    answer(small.house, "m3", "who5", well(3), MARCH)

    assert set(waiting(small.house, "m3", MARCH)) == {"single", "cbi"}
    assert set(waiting(small.house, "m4", MARCH)) == {"who5", "single", "cbi"}
    with pytest.raises(MoveRefused, match=r"pulse\.answered_already"):
        answer(small.house, "m3", "who5", well(5), MARCH)
    assert set(waiting(small.house, "m3", APRIL)) == {"who5", "single", "cbi"}
    assert PulseBoxRow.objects.get(round__instrument="who5").sheets == [[3] * 5]


@pytest.mark.both_databases
def test_nothing_is_told_before_a_round_is_over(small: Small) -> None:
    """Whoever looked after each answer would see what each one changed."""
    all_answer(small, EVERYBODY, MARCH)

    with time_machine.travel(datetime(2026, 3, 31, 12)):  # noqa: DTZ001
        assert pulse_rounds(small.house, MARCH, LATER) == []
    with time_machine.travel(datetime(2026, 4, 1, 12)):  # noqa: DTZ001
        [told] = well_being(small)
    assert (told.n, told.asked, told.spreads["wellbeing"].median) == (8, 8, 30)


def test_a_round_that_may_not_be_told_is_not_kept(small: Small) -> None:
    """What four people answered can serve nobody: it goes, with their names."""
    all_answer(small, EVERYBODY[:4], MARCH)
    settle(small.house, APRIL)

    [told] = well_being(small)
    assert (told.n, told.hidden, dict(told.spreads)) == (None, "too_few", {})
    assert PulseBoxRow.objects.get(round__instrument="who5").sheets == []
    assert PulseWhoRow.objects.get(round__instrument="who5").members == []


def test_one_person_more_than_a_round_that_was_told_hides_the_next(small: Small) -> None:
    """Seven, then eight: with both told, the eighth would be read from the difference."""
    all_answer(small, EVERYBODY[:7], MARCH)
    all_answer(small, EVERYBODY, APRIL)
    settle(small.house, LATER)

    told = well_being(small)
    assert [(it.n, it.hidden) for it in told] == [(7, ""), (None, "one_apart")]


def test_what_was_decided_stays(small: Small) -> None:
    all_answer(small, EVERYBODY, MARCH)
    settle(small.house, APRIL)
    before = everything()
    settle(small.house, LATER)

    assert everything() == before
