"""A6.1: one assistant each, or all of them for all."""

from collections.abc import Iterator
from functools import partial

from binome.twin.validate import queueing
from binome.twin.validate.effort import Effort
from binome.twin.validate.expected import Expected, expected
from binome.twin.validate.queues import wait
from binome.twin.validate.stations import Station, exponential, open_stations, own_stations
from binome.twin.validate.verdict import Row, judged, simulated

OWN_DOCTORS = 2


def rows(effort: Effort) -> Iterator[Row]:
    of = expected("sharing", "pool")
    for row in of.rows:
        yield from _own(of, row["load"], row["own"], effort)
        for assistants, printed in enumerate(row["pooled"], 2):
            yield from _pooled(of, assistants, row["load"], printed, effort)
        yield from _halved(of, row["load"])
    shared = expected("sharing", "shared")
    for row in shared.rows:
        load = shared.given["doctors"] * shared.given["each"] / row["assistants"]
        yield from _pooled(shared, row["assistants"], load, row["wait"], effort)


def _own(of: Expected, load: float, printed: float, effort: Effort) -> Iterator[Row]:
    service = of.given["service_min"]
    mean = queueing.mean_wait(1, load, service)
    name = f"one each, load {load}, wait"
    yield judged(of, name, printed, mean, of.given["own_tolerance"])
    text = partial(own_stations, OWN_DOCTORS, exponential(service), 60 * load / service, effort.visits)
    yield simulated(of, name, mean, wait(text, effort.days))


def _pooled(of: Expected, assistants: int, load: float, printed: float, effort: Effort) -> Iterator[Row]:
    service = of.given["service_min"]
    mean = queueing.mean_wait(assistants, load, service)
    name = f"{assistants} for all, load {load:g}, wait"
    yield judged(of, name, printed, mean)
    stations = [Station(assistants, exponential(service))]
    text = partial(open_stations, stations, 60 * assistants * load / service, effort.visits)
    yield simulated(of, name, mean, wait(text, effort.days))


def _halved(of: Expected, load: float) -> Iterator[Row]:
    ratio = queueing.mean_wait(2, load) / queueing.mean_wait(1, load)
    yield judged(of, f"two pooled against one each, load {load}, ratio", load / (1 + load), ratio, 1e-9)
