"""The theory that the twin is held to is itself right: closed forms meet, and independent ways agree."""

import pytest

from binome.twin.validate import backlog, queueing, sessions


def test_queues_meet_their_simplest_forms() -> None:
    """M/G/1 with exponential service is M/M/1; two pooled against one each is load / (1 + load)."""
    assert queueing.mean_wait(1, 0.8) == pytest.approx(4.0)
    assert queueing.mean_wait_any_service(0.8, 1.0, 1.0) == pytest.approx(queueing.mean_wait(1, 0.8))
    assert queueing.mean_wait(2, 0.8) / queueing.mean_wait(1, 0.8) == pytest.approx(0.8 / 1.8)


def test_blocking_is_symmetrical() -> None:
    """Which of two stations comes first does not matter; equal ones without place give 2/3; Hunt's three give 22/39."""
    assert queueing.blocked_pair(1.0, 2.0, 1) == pytest.approx(queueing.blocked_pair(2.0, 1.0, 1))
    assert queueing.blocked_pair(1.0, 1.0, 0) == pytest.approx(2 / 3)
    assert queueing.blocked_three() == pytest.approx(22 / 39)


def test_a_session_of_two_is_worked_out_by_hand() -> None:
    """The second waits for what is left of the first; the best interval of two is ln 2 at equal costs."""
    from math import exp, log

    of = sessions.session([0.0, 1.0], 1.0)
    assert of.wait == pytest.approx(exp(-1) / 2)
    assert of.ends == pytest.approx(1 + exp(-1) + 1)
    assert sessions.best_intervals(2)[0] == pytest.approx([log(2)], abs=1e-6)


def test_a_local_search_finds_the_best_of_all() -> None:
    """For three patients in four intervals every schedule can be tried."""
    from itertools import product

    def objective(counts: tuple[int, ...] | list[int]) -> float:
        return sessions.weighted(list(counts), 10.0, 12.0, 0.1, sessions.Weights(1.0, 1.0, 1.0))

    everything = [counts for counts in product(range(4), repeat=4) if sum(counts) == 3]
    best, value = sessions.best_counts(3, 4, objective)
    assert value == pytest.approx(min(map(objective, everything)))
    assert tuple(best) in everything


def test_a_book_without_no_show_is_a_plain_queue() -> None:
    """M/M/1/K is then geometric, and the two chains of equal slots agree on how long the book is."""
    book = backlog.Book(0.0, 0.0, 50.0, longest=100)
    load = 2000 * backlog.REQUESTS / backlog.SLOTS_A_DAY
    law = backlog.exponential_slots(book, 2000)
    assert law[1] / law[0] == pytest.approx(load)
    assert backlog.daily_same_day(load, 0.0, 200, longest=200) == pytest.approx(1.0)


def test_overflow_is_the_tail_of_the_binomial() -> None:
    """As summed term by term."""
    from math import comb

    share = backlog.REQUESTS
    exact = 1 - sum(comb(1761, n) * share**n * (1 - share) ** (1761 - n) for n in range(21))
    assert backlog.overflow(1761, 20) == pytest.approx(exact, abs=1e-12)
