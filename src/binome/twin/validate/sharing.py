"""A6.1: one assistant each, or all of them for all."""

from collections.abc import Iterator
from functools import partial

from binome.twin.validate import queueing
from binome.twin.validate.expected import Expected, expected
from binome.twin.validate.queues import VISITS, mean_wait_at, sampled, waits
from binome.twin.validate.stations import Station, exponential, own_stations
from binome.twin.validate.verdict import Row, judged, simulated

OWN_DOCTORS = 2


def rows(days: int) -> Iterator[Row]:
    of = expected("sharing", "pool")
    for row in of.rows:
        yield from _own(of, row["load"], row["own"], days)
        for assistants, printed in enumerate(row["pooled"], 2):
            yield from _pooled(of, assistants, row["load"], printed, days)
        yield from _halved(of, row["load"])
    shared = expected("sharing", "shared")
    for row in shared.rows:
        load = shared.given["doctors"] * shared.given["each"] / row["assistants"]
        yield from _pooled(shared, row["assistants"], load, row["wait"], days)


def _own(of: Expected, load: float, printed: float, days: int) -> Iterator[Row]:
    service = of.given["service_min"]
    wait = queueing.mean_wait(1, load, service)
    name = f"one each, load {load}, wait"
    yield judged(of, name, printed, wait, of.given["own_tolerance"])
    text = partial(own_stations, OWN_DOCTORS, exponential(service), 60 * load / service, VISITS // OWN_DOCTORS)
    yield simulated(of, name, wait, sampled(partial(mean_wait_at, 0), text, days))


def _pooled(of: Expected, assistants: int, load: float, printed: float, days: int) -> Iterator[Row]:
    service = of.given["service_min"]
    wait = queueing.mean_wait(assistants, load, service)
    name = f"{assistants} for all, load {load:g}, wait"
    yield judged(of, name, printed, wait)
    station = Station(assistants, exponential(service))
    yield simulated(of, name, wait, waits([station], 60 * assistants * load / service, days))


def _halved(of: Expected, load: float) -> Iterator[Row]:
    ratio = queueing.mean_wait(2, load) / queueing.mean_wait(1, load)
    yield judged(of, f"two pooled against one each, load {load}, ratio", load / (1 + load), ratio, 1e-9)
