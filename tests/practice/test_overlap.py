"""Who does what, held against the texts and the practice's wish: each finding, and nothing under the threshold."""

from dataclasses import replace
from datetime import date, time

from binome.practice.overlap import FEWEST, Finding, Line, compared, power_of
from binome.practice.team import Absence, Hours, Practice
from binome.practice.words import Power, Role
from tests.desk.small_practice import PRACTICE

MONDAY = date(2026, 3, 9)
OPEN = tuple(Hours(day, time(9), time(18)) for day in range(5))
PHONE, BILL = "answer_phone", "bill_visit"
WANTED = {PHONE: (Role.SECRETARY, Role.ASSISTANT)}


def _line(done: dict[tuple[Role, str], int], *, told: bool = True, practice: Practice = PRACTICE) -> Line:
    (line,) = compared(practice, WANTED, done, frozenset({PHONE} if told else ()), MONDAY)
    return line


def test_two_roles_that_do_it_often_overlap() -> None:
    """Each at least FEWEST times."""
    assert Finding.OVERLAP in _line({(Role.SECRETARY, PHONE): 50, (Role.ASSISTANT, PHONE): FEWEST}).findings
    assert Finding.OVERLAP not in _line({(Role.SECRETARY, PHONE): 50, (Role.ASSISTANT, PHONE): FEWEST - 1}).findings


def test_it_drifts_when_another_role_does_it_more_than_the_first() -> None:
    """As often is no drift, nor is a handful."""
    assert Finding.DRIFT in _line({(Role.SECRETARY, PHONE): 12, (Role.ASSISTANT, PHONE): 13}).findings
    assert Finding.DRIFT not in _line({(Role.SECRETARY, PHONE): 13, (Role.ASSISTANT, PHONE): 13}).findings
    assert Finding.DRIFT not in _line({(Role.ASSISTANT, PHONE): FEWEST - 1}).findings


def test_what_nobody_did_is_said_only_of_what_the_journal_sees() -> None:
    assert Finding.NOT_DONE in _line({}).findings
    assert Finding.NOT_DONE not in _line({}, told=False).findings
    assert Finding.NOT_DONE not in _line({(Role.SECRETARY, PHONE): 1}).findings


def test_the_hours_at_which_nobody_who_may_is_there_are_named() -> None:
    """The practice opens two hours before anybody comes: half hours that follow each other are one stretch."""
    early = replace(PRACTICE, opening=(Hours(0, time(3), time(5)), Hours(0, time(10), time(11))))
    line = _line({}, practice=early)
    assert Finding.NOBODY_THERE in line.findings
    assert line.uncovered == (Hours(0, time(3), time(5)),)


def test_an_absence_of_one_week_is_no_gap_of_the_usual_week() -> None:
    """Who left for good is gone; who is on holiday comes back."""
    open_mondays = replace(PRACTICE, opening=(Hours(0, time(10), time(11)),))
    everybody = tuple(PRACTICE.members)
    holiday = tuple(Absence(code, MONDAY, date(2026, 3, 16)) for code in everybody)
    for_good = tuple(Absence(code, MONDAY, date.max) for code in everybody)
    assert _line({}, practice=replace(open_mondays, absences=holiday)).uncovered == ()
    assert Finding.NOBODY_MAY in _line({}, practice=replace(open_mondays, absences=for_good)).findings


def test_counts_of_other_activities_do_not_count() -> None:
    assert _line({(Role.SECRETARY, BILL): 99}).total == 0


def test_the_power_is_the_most_a_text_in_force_gives() -> None:
    """Conditions of a person apart; what the practice took back is nothing."""
    assert power_of(PRACTICE, Role.SECRETARY, PHONE, MONDAY) is Power.DOES
    assert power_of(PRACTICE, Role.SECRETARY, "draft_letter", MONDAY) is Power.PREPARES
    assert power_of(PRACTICE, Role.SECRETARY, "prescribe", MONDAY) is Power.NO
    taken_back = replace(PRACTICE, narrowed=frozenset({(Role.SECRETARY, PHONE)}))
    assert power_of(taken_back, Role.SECRETARY, PHONE, MONDAY) is Power.NO
