"""Who is shown a task: whom it is before, and in their absence somebody else, the nearest first."""

from dataclasses import replace
from datetime import date, time

from binome.practice.task import Task
from binome.practice.task_sight import Sight, Why, present, visible_to
from binome.practice.team import Absence, Hours, Member, Post, Practice
from binome.practice.words import Moment, Role
from tests.desk.small_practice import MEMBERS, PRACTICE, at
from tests.journal.task_walks import asked, then

HELD = then(asked(), (Moment.CLAIMED, "bob", {}))
QUESTION = asked(kind="question", level="now", to_role=Role.PHYSICIAN, to="martin")


def _away(*codes: str) -> Practice:
    absences = tuple(Absence(code, date(2026, 1, 1), date(2027, 1, 1)) for code in codes)
    return replace(PRACTICE, absences=absences)


def _only(*codes: str) -> Practice:
    return _away(*(member.code for member in MEMBERS if member.code not in codes))


def _seen(task: Task, practice: Practice = PRACTICE, clock: str = "10:00") -> tuple[set[str], Why]:
    sight = visible_to(task, practice, at(clock))
    return set(sight.members), sight.why


def test_who_is_present_is_on_duty_and_not_away() -> None:
    """In the roles of that hour: ana is an assistant in the morning, a secretary in the afternoon."""
    assert present(PRACTICE, at("10:00"))["ana"] == {Role.ASSISTANT}
    assert present(PRACTICE, at("15:00"))["ana"] == {Role.SECRETARY}
    assert "ana" not in present(PRACTICE, at("12:30"))
    assert "bob" not in present(_away("bob"), at("10:00"))
    assert present(PRACTICE, at("21:00")) == {}


def test_somebody_whose_hours_nobody_wrote_down_is_there() -> None:
    """Unless they are away."""
    new = Member("zoe", (Post(Role.SECRETARY),))
    practice = replace(PRACTICE, members={"zoe": new})
    assert present(practice, at("21:00")) == {"zoe": {Role.SECRETARY}}
    away = replace(practice, absences=(Absence("zoe", date(2026, 1, 1), date(2027, 1, 1)),))
    assert present(away, at("21:00")) == {}


def test_whoever_holds_it_sees_it_first() -> None:
    """Else the person asked, else the role."""
    assert _seen(HELD) == ({"bob"}, Why.HOLDS)
    assert _seen(asked(to="bob")) == ({"bob"}, Why.NAMED)
    assert _seen(asked()) == ({"ana", "bob"}, Why.ROLE)
    assert _seen(asked(), clock="15:00") == ({"bob"}, Why.ROLE)


def test_in_their_absence_the_role_sees_it() -> None:
    """Those on duty in it; else those who are there in another role."""
    assert _seen(HELD, _away("bob")) == ({"ana"}, Why.ROLE)
    assert _seen(asked(to="bob"), _away("bob")) == ({"ana"}, Why.ROLE)
    assert _seen(HELD, _away("bob"), "15:00") == ({"ana"}, Why.SAME_TRADE)


def test_a_person_who_let_somebody_else_take_it_does_not_see_it_for_them() -> None:
    """Bob was asked, ana took it and is away: it is before the role again."""
    taken = then(asked(to="bob"), (Moment.CLAIMED, "bob", {}))
    assert _seen(replace(taken, holder="ana"), _away("ana")) == ({"bob"}, Why.ROLE)


def test_when_nobody_of_the_role_is_there_the_chain_sees_it() -> None:
    """In its order; then the doctors and the desk; then anybody."""
    assert _seen(QUESTION, _away("martin")) == ({"leroy"}, Why.ROLE)
    assert _seen(QUESTION, _away("martin", "leroy")) == ({"sophie"}, Why.CHAIN)
    assert _seen(QUESTION, _away("martin", "leroy", "sophie")) == ({"ana", "bob"}, Why.CHAIN)
    renewal = asked(kind="to_buy", level="low", to_role=Role.SECRETARY)
    assert _seen(renewal, _only("martin", "nora")) == ({"martin"}, Why.CHAIN)
    filed = asked(kind="document_to_file", level="low", to_role=Role.SECRETARY)
    assert _seen(filed, _only("martin", "nora")) == ({"martin"}, Why.DESK)
    assert _seen(filed, _only("ines", "nora")) == ({"ines", "nora"}, Why.ANYBODY)
    assert _seen(filed, _only()) == (set(), Why.NOBODY)


def test_an_escalation_shows_it_to_more_and_hides_it_from_nobody() -> None:
    """Whoever it is before keeps it."""
    shown = then(asked(), (Moment.ESCALATED, "bob", {"to_role": Role.SECRETARY}))
    assert visible_to(shown, PRACTICE, at("15:00")) == Sight(frozenset({"bob"}), Why.ROLE, frozenset({"ana", "sophie"}))
    assert visible_to(shown, PRACTICE, at("15:00")).everybody == {"ana", "bob", "sophie"}


def test_hours_end_when_they_end() -> None:
    """At noon the morning is over."""
    morning = Member("zoe", (Post(Role.SECRETARY, (Hours(1, time(8), time(12)),)),))
    practice = replace(PRACTICE, members={"zoe": morning})
    assert "zoe" in present(practice, at("11:59"))
    assert "zoe" not in present(practice, at("12:00"))
