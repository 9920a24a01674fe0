"""The same experiment on a local cluster of two workers. Needs the extra `cluster` and Java: `./run truth` runs it."""

import json
import os
from collections.abc import Iterator

import pytest

from binome.twin.experiment import run
from tests.twin.small_experiment import month

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def engine() -> Iterator[object]:
    from binome.twin.cluster import Spark, local_cluster

    session = local_cluster(2)
    yield Spark(session)
    session.stop()


def test_two_workers_give_the_bytes_that_threads_give(engine: object) -> None:
    """Figures, periods, loads, provenance: nothing tells where it was lived."""
    on_cluster = run(month(), replications=60, engine=engine)  # type: ignore[arg-type]
    assert json.dumps(on_cluster.as_json()) == json.dumps(run(month(), replications=60, threads=2).as_json())


def test_it_was_lived_in_other_processes(engine: object) -> None:
    """Two of them."""
    context = engine.session.sparkContext  # type: ignore[attr-defined]
    seen = set(context.parallelize(range(8), 8).map(lambda _: (os.getppid(), os.getpid())).collect())
    assert len({parent for parent, _ in seen}) == 2
    assert os.getpid() not in {own for _, own in seen}


def test_what_was_stopped_on_threads_goes_on_on_the_cluster(engine: object) -> None:
    """And the other way round."""
    before = run(month(), replications=11)
    longer = run(month(), replications=30, so_far=before, engine=engine)  # type: ignore[arg-type]
    assert json.dumps(longer.as_json()) == json.dumps(run(month(), replications=30).as_json())


def test_a_region_dealt_to_two_workers_is_each_practice_lived_here(engine: object) -> None:
    """In its order, each with luck of its own."""
    practices = [(number, month()) for number in (3, 1, 2)]
    there = [it.as_json() for it in engine.region(practices, replications=20)]  # type: ignore[attr-defined]
    here = [run(one, replications=20, practice=number).as_json() for number, one in practices]
    assert json.dumps(there) == json.dumps(here)
    assert there[0] != there[1]
