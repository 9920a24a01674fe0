"""The kinds of task are whole: each can be asked of somebody, by some time, and sorted."""

import pytest

from binome.practice.activities import activities
from binome.practice.delegation import who_may
from binome.practice.refusal import MoveRefused
from binome.practice.task_kind import Route, TaskKind, route, routes, task_kind, task_kinds
from binome.practice.words import Role
from tests.desk.small_practice import TODAY

KINDS = list(task_kinds().values())
ROUTES = [*routes("calls").values(), *routes("documents").values()]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_says_all_that_is_presumed(kind: TaskKind) -> None:
    """A level of its own and a time for each."""
    assert kind.level in kind.levels
    assert set(kind.due) == set(kind.levels)
    assert set(kind.labels) == {"fr", "en"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_whom_a_kind_is_for_may_do_it(kind: TaskKind) -> None:
    """Some text lets each of its roles do or prepare its activity."""
    assert kind.activity in activities()
    assert set(kind.roles) <= set(who_may(kind.activity, on=TODAY))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_call_says_what_comes_when_nobody_answers(kind: TaskKind) -> None:
    """How often it is tried, when again, and what instead: all three or none."""
    assert bool(kind.tries) is (kind.try_again is not None) is bool(kind.then)
    if kind.then:
        assert not task_kind(kind.then).tries


@pytest.mark.parametrize("found", ROUTES, ids=lambda found: found.code)
def test_a_route_leads_to_a_task_that_can_be_asked(found: Route) -> None:
    """Of a role its kind is for, at one of its levels."""
    kind = task_kind(found.kind)
    assert found.level in kind.levels
    assert found.role in kind.roles
    assert not found.by or found.by in activities()


def test_results_are_for_the_doctor_alone() -> None:
    """Nobody else reads or writes a word on them."""
    kind = task_kind(route("documents", "result").kind)
    assert kind.read_by == {Role.PHYSICIAN}
    assert [role for role in Role if kind.may_read((role,))] == [Role.PHYSICIAN]
    assert all(task_kind("other").may_read((role,)) for role in Role)


def test_what_is_unknown_is_refused() -> None:
    """A kind, a route."""
    for ask in (lambda: task_kind("gardening"), lambda: task_kind(None), lambda: route("calls", "gardening")):
        with pytest.raises(MoveRefused):
            ask()
