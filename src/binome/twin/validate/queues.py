"""A5: theory of queues, computed again, and found again by the twin's own floor.

Arrivals without appointment in days so long that the beginning can be left out; stations that always have somebody
waiting are days whose people all come in the first hour. Regular arrivals are what leaves a station that takes
constant minutes and always has somebody waiting.
"""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from binome.twin.validate import queueing
from binome.twin.validate.days import Stamps, over_days
from binome.twin.validate.effort import Effort
from binome.twin.validate.expected import Expected, expected
from binome.twin.validate.stations import (
    Station,
    busy_stations,
    constant,
    exponential,
    open_stations,
    spread,
)
from binome.twin.validate.verdict import Estimate, Row, judged, simulated

MEAN, SHARE = 0, 1
LEFT_OUT = 0.25
"""The first quarter of a long day found the place emptier than it usually is."""


def rows(effort: Effort) -> Iterator[Row]:
    yield from _mmc(expected("queues", "mmc"), effort)
    yield from _mg1(expected("queues", "mg1"), effort)
    yield from _mgc(expected("queues", "mgc"), effort)
    yield from _dm1(expected("queues", "dm1"), effort)
    yield from _blocked(expected("queues", "blocked_pair"), expected("queues", "blocked_three"), effort)
    yield from _rooms(expected("queues", "rooms"), effort)
    yield from _rooms_without_turnover(expected("queues", "rooms_without_turnover"))


# --- what is read from a day -------------------------------------------------------------------------


def settled(stamps: Stamps) -> Stamps:
    """Without those who came first."""
    first = int(LEFT_OUT * len(stamps.asked))
    return Stamps(stamps.asked[first:], stamps.start[first:], stamps.end[first:])


def waits_at_the_last(stamps: Stamps) -> tuple[float, float]:
    """Before the last station: the mean wait, and the share of those who wait."""
    seen = settled(stamps)
    waits = seen.start[:, -1] - seen.asked[:, -1]
    return float(waits.mean()), float((waits > 0).mean())


def per_hour(stamps: Stamps) -> tuple[float, ...]:
    """How often each step ends, between the first quarter and the last moments when nobody comes after."""
    ends = np.sort(stamps.end, axis=0)
    first, last = int(LEFT_OUT * len(ends)), len(ends) - 10
    return tuple(60 * (last - first) / (ends[last] - ends[first]))


def wait(text: Callable[[int], str], days: int, figure: int = MEAN) -> Callable[[int, int], Estimate]:
    """What `simulated` asks for; `text` is given the number of days."""
    return lambda luck, longer: over_days(text(days * longer), luck, waits_at_the_last)[figure]


def throughput(stations: list[Station], rooms: int, step: int, effort: Effort) -> Callable[[int, int], Estimate]:
    text = partial(busy_stations, stations, effort.visits // 3, rooms=rooms)
    return lambda luck, longer: over_days(text(effort.days * longer), luck, per_hour)[step]


# --- the tables --------------------------------------------------------------------------------------


def _mmc(of: Expected, effort: Effort) -> Iterator[Row]:
    for row in of.rows:
        servers, load = row["servers"], row["load"]
        chance, mean = queueing.waiting_chance(servers, load), queueing.mean_wait(servers, load)
        name = f"c = {servers}, load {load}"
        yield judged(of, f"{name}, waits", row["waits"], chance)
        yield judged(of, f"{name}, mean wait", row["wait"], mean)
        text = partial(open_stations, [Station(servers, exponential(1.0))], 60 * servers * load, effort.visits)
        yield simulated(of, f"{name}, waits", chance, wait(text, effort.days, SHARE))
        yield simulated(of, f"{name}, mean wait", mean, wait(text, effort.days))


def _mg1(of: Expected, effort: Effort) -> Iterator[Row]:
    service = of.given["service_min"]
    for row in of.rows:
        load, cv = row["load"], row["cv"]
        mean = queueing.mean_wait_any_service(load, cv, service)
        name = f"load {load}, cv {cv}, mean wait"
        yield judged(of, name, row["wait"], mean)
        text = partial(open_stations, [Station(1, spread(service, cv))], 60 * load / service, effort.visits)
        yield simulated(of, name, mean, wait(text, effort.days))


def _mgc(of: Expected, effort: Effort) -> Iterator[Row]:
    service = of.given["service_min"]
    for row in of.rows:
        servers, load, cv = row["servers"], row["load"], row["cv"]
        mean = queueing.mean_wait_about(servers, load, row["arrivals_cv"], cv, service)
        name = f"c = {servers}, load {load}, cv {cv}, mean wait"
        yield judged(of, name, row["wait"], mean)
        stations = [Station(servers, spread(service, cv))]
        text = partial(open_stations, stations, 60 * servers * load / service, effort.visits)
        yield simulated(of, name, mean, wait(text, effort.days), allowed=of.given["approximate"] * mean)


def _dm1(of: Expected, effort: Effort) -> Iterator[Row]:
    for row in of.rows:
        load = row["load"]
        mean = queueing.mean_wait_regular(load)
        name = f"load {load}, mean wait"
        yield judged(of, name, row["wait"], mean)
        stations = [Station(1, constant(1 / load)), Station(1, exponential(1.0))]
        yield simulated(of, name, mean, wait(partial(busy_stations, stations, effort.visits), effort.days))


def _blocked(pair: Expected, three: Expected, effort: Effort) -> Iterator[Row]:
    for row in pair.rows:
        first, second, places = row["first_min"], row["second_min"], row["places"]
        rate = 60 * queueing.blocked_pair(1 / first, 1 / second, places)
        name = f"{first:g} and {second:g} min, {places} places, per hour"
        yield judged(pair, name, row["per_hour"], rate)
        # A room is held from the first station to the end of the second: so many may be inside.
        stations = [Station(1, exponential(first), in_room=True), Station(1, exponential(second), in_room=True)]
        yield simulated(pair, name, rate, throughput(stations, places + 2, 1, effort))
    rate = queueing.blocked_three()
    yield judged(three, "throughput", three.rows[0]["throughput"], rate)
    stations = [Station(1, exponential(60.0), keeps=step < 2) for step in range(3)]
    yield simulated(three, "throughput", rate, throughput(stations, 0, 2, effort))


def _rooms(of: Expected, effort: Effort) -> Iterator[Row]:
    visit, turnover = of.given["visit_min"], of.given["turnover_min"]
    for row in of.rows:
        rooms, preparation, assistants = row["rooms"], row["preparation_min"], row["assistants"]
        busy = queueing.rooms_per_physician(rooms, preparation, assistants, visit, turnover)
        name = f"preparation {preparation:g} min, {assistants} assistants, {rooms} rooms"
        yield judged(of, f"{name}, utilisation", row["utilisation"], busy)
        rate = 60 * busy / visit
        yield judged(of, f"{name}, per hour", row["per_hour"], rate, of.given["per_hour_tolerance"])
        # The theory's turnover is exponential, so it is a step here, done by as many persons as there are rooms.
        stations = [
            Station(assistants, exponential(preparation), in_room=True),
            Station(1, exponential(visit), in_room=True),
            Station(rooms, exponential(turnover), in_room=True),
        ]
        yield simulated(of, f"{name}, per hour", rate, throughput(stations, rooms, 1, effort))


def _rooms_without_turnover(of: Expected) -> Iterator[Row]:
    for row in of.rows:
        rooms = row["rooms"]
        busy = queueing.rooms_per_physician(rooms, 12.0, 1, 12.0, 1e-6)
        yield judged(of, f"preparation = visit, no turnover, {rooms} rooms, utilisation", rooms / (rooms + 1), busy)
