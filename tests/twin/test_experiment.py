"""Many replications: the same bytes however they are dealt out, stopped, and taken up again."""

import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from binome.twin.begins import run_both
from binome.twin.experiment import Part, Precision, Threads, run
from binome.twin.outcome import Outcome
from binome.twin.replicate import Lived, Ready, ready, replicate
from tests.twin.small_experiment import month


def told(outcome: Outcome) -> str:
    return json.dumps(outcome.as_json())


def test_the_same_seed_gives_the_same_bytes_on_any_number_of_threads() -> None:
    """Figures, periods, everybody's load and provenance."""
    assert told(run(month(), replications=30, threads=1)) == told(run(month(), replications=30, threads=2))


def test_another_seed_is_another_luck() -> None:
    """And says so."""
    assert told(run(month(), replications=3, seed=1)) != told(run(month(), replications=3, seed=2))


class OneByOne:
    """An engine that deals out single replications."""

    def lived(self, it: Ready, seed: int, practice: int, parts: Iterator[Part]) -> Iterator[Lived]:
        for part in parts:
            for number in range(part.first, part.first + part.count):
                yield replicate(it, seed, number, 1, practice)


def test_how_the_replications_are_cut_cannot_be_seen() -> None:
    """One by one, or hundreds at once."""
    assert told(run(month(), replications=40, engine=OneByOne())) == told(run(month(), replications=40))


def test_a_replication_alone_is_the_same() -> None:
    """Number 17 needs none of the others."""
    alone = replicate(ready(month()), 1, 17, 1)
    assert np.array_equal(alone.rows[0], run(month(), replications=20).rows[17], equal_nan=True)


def test_what_was_stopped_is_whole_in_itself_and_taken_up_again() -> None:
    """As if it had never been stopped."""
    stopped = run(month(), replications=60, stop=lambda: True)
    assert 0 < stopped.replications < 60
    assert not stopped.complete
    assert stopped.provenance.replications == stopped.replications
    assert told(stopped) == told(replace(run(month(), replications=stopped.replications), complete=False))
    assert told(run(month(), replications=60, so_far=stopped)) == told(run(month(), replications=60))


class InterruptedAfterTwo:
    def lived(self, it: Ready, seed: int, practice: int, parts: Iterator[Part]) -> Iterator[Lived]:
        for number, lived in enumerate(Threads(1).lived(it, seed, practice, parts)):
            if number == 2:
                raise KeyboardInterrupt
            yield lived


def test_ctrl_c_keeps_what_was_lived() -> None:
    """Nobody loses an hour's work by being impatient."""
    outcome = run(month(), replications=80, engine=InterruptedAfterTwo())
    assert outcome.replications == 20
    assert not outcome.complete
    assert outcome.figure("wait_min").count == 20


def test_nothing_is_added_to_another_experiment() -> None:
    """Another scenario, seed or beginning is refused."""
    before = run(month(), replications=3)
    for other in ({"seed": 2}, {"begins": "empty"}, {"practice": 4}):
        with pytest.raises(ValueError, match="another experiment"):
            run(month(), replications=5, so_far=before, **other)  # type: ignore[arg-type]


def test_a_precision_is_reached_after_the_same_replications_on_any_threads() -> None:
    """And not before 20; what could not be reached is said."""
    wanted = Precision("wait_min", 0.5)
    one, two = (run(month(), replications=500, precision=wanted, threads=threads) for threads in (1, 2))
    assert told(one) == told(two)
    assert 20 <= one.replications < 500
    assert one.replications % 10 == 0
    assert one.complete
    assert one.figure("wait_min").half_width <= 0.5
    assert not run(month(), replications=20, precision=Precision("wait_min", 0.001)).complete


def test_warming_up_is_not_counted() -> None:
    """Three weeks of the four are, each a period of its own."""
    outcome = run(month(), replications=2)
    assert [it["period"] for it in outcome.as_json()["periods"]] == [0, 1, 2]


def test_a_short_run_still_knows_how_its_book_began() -> None:
    """From an empty and from a full book the delay differs in the first weeks, and that is said."""
    both = run_both(month(days=14, warm_up_days=0), replications=10)
    assert "lead_days" in both.disagree
    assert both.empty.provenance.begins == "empty"
    assert "--begins full" in both.full.provenance.command


def test_a_busier_day_than_expected_is_lived_all_the_same() -> None:
    """Room for visits is a guess; the result is not."""
    it = ready(month())
    expected = replicate(it, 1, 0, 2)
    it.__dict__["most_visits"] = 4
    assert np.array_equal(replicate(it, 1, 0, 2).rows, expected.rows, equal_nan=True)
