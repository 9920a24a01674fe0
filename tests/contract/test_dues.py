"""What falls due, and the facts of the letters to the fund."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from binome.contract.agreement import AssistantPost, Paid, PostAbsence, Reading
from binome.contract.calendar import months_after
from binome.contract.dues import latest_before
from binome.contract.letters import absence_letter, ending_letter, yearly_letter
from binome.contract.projected import Assumptions
from binome.contract.projection import project
from binome.practice.qualification import Qualification, Reminder
from tests.contract.making import START, contract, steady


def dues(on: date, **said: object) -> list[tuple[str, date]]:
    return [(it.code, it.on) for it in project(contract(**said), steady(), on).dues]


def test_a_new_contract_tells_all_its_days() -> None:
    """Its payments, each anniversary, each check that pays and a month before it, its term."""
    assert dues(START) == [
        ("payment", date(2024, 10, 1)),
        ("anniversary", date(2025, 9, 1)),
        ("payment", date(2025, 9, 1)),
        ("read_before_check", date(2026, 8, 1)),
        ("anniversary", date(2026, 9, 1)),
        ("check", date(2026, 9, 1)),
        ("read_before_check", date(2027, 8, 1)),
        ("anniversary", date(2027, 9, 1)),
        ("check", date(2027, 9, 1)),
        ("read_before_check", date(2028, 8, 1)),
        ("anniversary", date(2028, 9, 1)),
        ("check", date(2028, 9, 1)),
        ("prepare_term", date(2029, 3, 1)),
        ("term", date(2029, 9, 1)),
    ]


def test_the_anniversary_that_changes_the_rules_is_told() -> None:
    """The first from 22 June 2024 on."""
    assert ("moves", date(2024, 10, 1)) in dues(date(2024, 1, 1), starts_on=date(2022, 10, 1))
    assert [it for it in dues(START) if it[0] == "moves"] == []


def test_an_absence_not_yet_told_is_late_from_its_first_day() -> None:
    """It stays until it is told; once told, it is gone."""
    away = PostAbsence(date(2025, 3, 1), reason="maladie")
    found = project(contract(absences=(away,)), (), date(2025, 6, 1)).dues
    assert [(it.on, it.late) for it in found if it.code == "declare_absence"] == [(date(2025, 3, 1), True)]
    told = PostAbsence(date(2025, 3, 1), reason="maladie", declared_on=date(2025, 3, 2))
    assert "declare_absence" not in dict(dues(date(2025, 6, 1), absences=(told,)))


def test_a_contract_that_is_to_end_says_by_when_to_write() -> None:
    """Two months before, to the day."""
    found = dict(dues(START, ends_on=date(2026, 4, 30)))
    assert (found["ends"], found["notice"]) == (date(2026, 4, 30), date(2026, 2, 28))
    assert "term" not in found
    assert "notice" not in dict(dues(START, ends_on=date(2024, 9, 20)))


def test_a_training_that_is_owed_is_told_with_its_deadline() -> None:
    """From the posts of the contract, or handed in; once held, it is gone; past, it is late."""
    post = AssistantPost("a1", Fraction(1), taken=START)
    found = project(contract(posts=(post,)), (), date(2026, 10, 1)).dues
    assert [(it.on, it.late) for it in found if it.code == "training"] == [(date(2026, 9, 1), True)]
    held = AssistantPost("a1", Fraction(1), taken=START, trainings=(Qualification("CQP", obtained=START),))
    assert "training" not in dict(dues(date(2026, 10, 1), posts=(held,)))
    given_one = Assumptions(trainings=(Reminder("x", date(2027, 1, 1), "reminds", {"fr": "f", "en": "e"}),))
    assert ("training", date(2027, 1, 1)) in [(it.code, it.on) for it in project(contract(), (), START, given_one).dues]


@given(st.dates(date(2019, 1, 1), date(2040, 1, 1)), st.integers(1, 24))
def test_notice_given_on_its_last_day_is_in_time_and_the_day_after_is_not(end: date, months: int) -> None:
    """Whatever the month."""
    last = latest_before(end, months)
    assert months_after(last, months) <= end
    assert months_after(last.fromordinal(last.toordinal() + 1), months) > end


def test_what_was_paid_stands_beside_what_was_due() -> None:
    """Year by year, several payments summed."""
    paid = (Paid(date(2024, 10, 1), 1, Decimal(20000)), Paid(date(2024, 11, 1), 1, Decimal("18000.50")))
    found = project(contract(paid=paid), (), date(2025, 1, 1)).years
    assert [it.paid for it in found[:2]] == [Decimal("38000.50"), Decimal("0.00")]


def test_how_a_collective_aid_is_paid_is_not_guessed() -> None:
    """No source says it."""
    found = project(contract(kind="collective", starts_on=date(2026, 3, 1)), (), date(2026, 4, 1))
    assert [it.instalments for it in found.years] == [()] * 5


def test_the_first_year_comes_as_its_time_had_it() -> None:
    """70 % within fifteen days of hiring before May 2023, the whole within a month since; one source says so."""
    before = project(contract(starts_on=date(2023, 4, 30)), (), START).years[0].instalments
    assert [(it.percent, it.on, it.mark) for it in before] == [
        (70, date(2023, 5, 15), "single"),
        (30, None, "not_found"),
    ]
    since = project(contract(starts_on=date(2023, 5, 1)), (), START).years
    assert [(it.percent, it.on, it.mark) for it in since[0].instalments] == [(100, date(2023, 6, 1), "single")]
    assert since[0].instalments[0].words["en"] == "In full, within the month after the contract"
    assert [(it.percent, it.on) for it in since[1].instalments] == [(100, date(2024, 5, 1))]
    assert [(it.percent, it.on) for it in since[2].instalments] == [(50, None), (50, None)]


def test_the_letter_of_an_absence_has_its_facts() -> None:
    """And names what is missing; an end that is not known yet is not."""
    on = date(2025, 3, 3)
    told = absence_letter(contract(), PostAbsence(date(2025, 3, 1), date(2025, 6, 1), "maternité"), on)
    assert (told.fields["days"], told.fields["reason"], told.missing) == (92, "maternité", ())
    bare = absence_letter(contract(), PostAbsence(date(2025, 3, 1)), on)
    assert bare.missing == ("days", "reason")


def test_the_letter_that_ends_a_contract_says_whether_it_is_in_time() -> None:
    """Registered, two months ahead."""
    told = ending_letter(contract(), date(2026, 5, 1), date(2026, 3, 1)).fields
    assert (told["earliest_end"], told["in_time"], told["registered_letter"]) == (date(2026, 5, 1), True, True)
    late = ending_letter(contract(), date(2026, 4, 30), date(2026, 3, 1)).fields
    assert late["in_time"] is False


def test_the_yearly_letter_has_the_last_count_beside_what_was_asked() -> None:
    """Not a count of later; nothing when none was read, and it is said to be missing."""
    read = (Reading(date(2025, 3, 1), 1030, 1520, "amelipro"), Reading(date(2025, 6, 1), 1060, 1533))
    told = yearly_letter(contract(), read, date(2025, 4, 1))
    assert (told.fields["year"], told.fields["counted_on"], told.fields["source"]) == (1, date(2025, 3, 1), "amelipro")
    assert [(it["growth_asked"], it["growth_done"]) for it in told.fields["rows"]] == [(260, 30), (110, 20)]
    assert set(yearly_letter(contract(), (), date(2025, 4, 1)).missing) == {"counted_on", "source"}
