"""A doctor leaves a group's contract and it goes on: what is known of those who stay."""

from datetime import date
from fractions import Fraction

from binome.contract.agreement import COLLECTIVE, AidContract, Amendment, Reading, Signatory
from binome.contract.leaving import Leaving, leavings
from tests.contract.making import contract

ON = date(2027, 1, 15)
DOCTORS = (
    Signatory("a", start_registered=1100, trainer=True),
    Signatory("b", start_registered=800),
    Signatory("c", start_registered=700),
)


def group(**said: object) -> AidContract:
    """Three doctors, three posts, since April 2026."""
    signed = {"kind": COLLECTIVE, "starts_on": date(2026, 4, 1), "share": Fraction(3), "signatories": DOCTORS}
    return contract(**(signed | said))


def by_code(found: tuple[Leaving, ...]) -> dict[str, Leaving]:
    return {it.doctor: it for it in found}


def test_each_would_leave_at_the_next_anniversary() -> None:
    """The posts chosen stay; the cap counts those who stay, and their trainers; the mean is theirs."""
    found = by_code(leavings(group(), (), ON))
    assert {(it.on, it.staying, it.share) for it in found.values()} == {(date(2027, 4, 1), 2, Fraction(3))}
    assert [found[code].cap for code in "abc"] == [2, Fraction(5, 2), Fraction(5, 2)]
    assert [found[code].mean for code in "abc"] == [750, 900, 950]
    assert [found[code].mean_below for code in "abc"] == [True, False, False]
    assert all(it.above_cap for it in found.values())
    assert not leavings(group(share=Fraction(2)), (), ON)[0].above_cap


def test_the_anniversary_itself_is_past() -> None:
    """The day before, it is the morrow; that day, the next one is a year away."""
    assert {it.on for it in leavings(group(), (), date(2027, 3, 31))} == {date(2027, 4, 1)}
    assert {it.on for it in leavings(group(), (), date(2027, 4, 1))} == {date(2028, 4, 1)}


def test_the_posts_are_those_of_that_day() -> None:
    """An amendment that holds by then is counted."""
    more = group(amendments=(Amendment(date(2027, 4, 1), Fraction(4)),))
    assert {it.share for it in leavings(more, (), ON)} == {Fraction(4)}


def test_what_was_read_last_of_each_counts() -> None:
    """A group's own count says nothing of one doctor."""
    read = (
        Reading(date(2026, 10, 1), 990, doctor="b"),
        Reading(date(2026, 12, 1), 1000, doctor="b"),
        Reading(date(2026, 12, 1), None, 1500, doctor="b"),
        Reading(date(2026, 12, 2), 5000),
    )
    assert by_code(leavings(group(), read, ON))["a"].mean == 850


def test_a_list_that_nobody_told_leaves_the_mean_unknown() -> None:
    unknown = (DOCTORS[0], Signatory("b"), DOCTORS[2])
    found = by_code(leavings(group(signatories=unknown), (), ON))
    assert (found["a"].mean, found["a"].mean_below) == (None, None)
    assert found["b"].mean == 900


def test_a_mean_at_the_floor_is_not_under_it() -> None:
    at = (Signatory("a", start_registered=1), Signatory("b", start_registered=775))
    assert by_code(leavings(group(signatories=at), (), ON))["a"].mean_below is False


def test_who_leaves_already_or_when_it_ends_is_not_asked() -> None:
    """Nor in the last year: its term comes first."""
    left = (*DOCTORS[:2], Signatory("c", left=date(2027, 4, 1)))
    assert set(by_code(leavings(group(signatories=left), (), ON))) == {"a", "b"}
    assert leavings(group(ends_on=date(2027, 4, 1)), (), ON) == ()
    assert leavings(group(), (), date(2030, 4, 1)) == ()
    assert {it.on for it in leavings(group(), (), date(2030, 3, 31))} == {date(2030, 4, 1)}
    later = (*DOCTORS[:2], Signatory("c", left=date(2027, 4, 2)))
    assert set(by_code(leavings(group(signatories=later), (), ON))) == {"a", "b", "c"}
    alone = leavings(group(signatories=DOCTORS[:1]), (), ON)
    assert [(it.staying, it.cap, it.mean) for it in alone] == [(0, 0, None)]
