"""`binome check` finds whatever is kept beside the journal and is not what the journal says."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from binome.web.store.practice import House
from binome.web.store.tables.journal import DayRow, EventRow, VisitRow
from tests.cli.conftest import Run


@pytest.mark.both_databases
def test_what_is_true_is_told_so(with_a_day: House, run: Run) -> None:
    """Zero, and how many stories were told again."""
    said = run("check")
    assert said.code == 0
    assert "everything kept is as told" in said.out
    told = json.loads(run("check", "--json").out)
    assert told == {"stories": EventRow.objects.values("story").distinct().count(), "differences": []}


def _alter_a_line(line: VisitRow) -> str:
    VisitRow.objects.filter(pk=line.pk).update(room="s7", state="present")
    return line.story


def _alter_a_time(line: VisitRow) -> str:
    VisitRow.objects.filter(pk=line.pk).update(since=line.since + timedelta(seconds=1))
    return line.story


def _lose_a_line(line: VisitRow) -> str:
    line.delete()
    return line.story


def _invent_a_line(line: VisitRow) -> str:
    VisitRow.objects.filter(pk=line.pk).update(story="v-never")
    return "v-never"


def _lose_an_event(line: VisitRow) -> str:
    EventRow.objects.filter(story=line.story, number=2).delete()
    return line.story


def _alter_an_event(line: VisitRow) -> str:
    EventRow.objects.filter(story=line.story, number=2).update(moment="finished", step="consultation")
    return line.story


def _reopen_the_day(line: VisitRow) -> str:
    DayRow.objects.update(closed=False)
    return EventRow.objects.get(moment="closed").story


FAULTS = [
    _alter_a_line, _alter_a_time, _lose_a_line, _invent_a_line, _lose_an_event, _alter_an_event, _reopen_the_day,
]  # fmt: skip


@pytest.mark.parametrize("plant", FAULTS)
def test_a_planted_fault_is_found(plant: Callable[[VisitRow], str], with_a_day: House, run: Run) -> None:
    """One, and the difference: which story, what is kept, what the journal says."""
    story = plant(VisitRow.objects.filter(state="done").order_by("story")[3])
    said = run("check", "--practice", "kermorwen")
    assert said.code == 1
    assert story in said.out
    told = json.loads(run("check", "--json").out)
    found = [one for one in told["differences"] if one["story"] == story]
    assert found
    assert set(found[0]) == {"practice", "story", "what", "kept", "told"}
    others = {one["story"] for one in told["differences"]} - {story}
    assert len(others) <= 1, "one fault is one story, or the two that it confuses"


@pytest.mark.both_databases
def test_an_altered_line_is_said_column_by_column(with_a_day: House, run: Run) -> None:
    """So that whoever looks knows where to look."""
    story = _alter_a_line(VisitRow.objects.filter(state="done").order_by("story")[0])
    found = json.loads(run("check", "--json").out)["differences"]
    assert {(one["story"], one["what"]) for one in found} == {(story, "room"), (story, "state")}
    assert {one["told"] for one in found} == {"None", "done"}


def test_only_the_first_differences_are_written_out(with_a_day: House, run: Run) -> None:
    """A broken database is not told line by line to a person; a program gets them all."""
    VisitRow.objects.update(minutes=7)
    said = run("check")
    assert said.code == 1
    assert len(said.out.splitlines()) == 22
    assert len(json.loads(run("check", "--json").out)["differences"]) == VisitRow.objects.count()
