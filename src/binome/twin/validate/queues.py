"""A5: theory of queues, computed again, and found again by the twin's own floor.

Arrivals without appointment in days so long that the beginning can be left out; stations that always have somebody
waiting are days whose people all come in the first hour. Regular arrivals are what leaves a station that takes
constant minutes and always has somebody waiting.
"""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from binome.twin.validate import queueing
from binome.twin.validate.days import FEWEST_BATCHES, Stamps, over_days
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

VISITS = 12_000
BUSY_VISITS = 5_000
LEFT_OUT = 0.25
"""The first quarter of a long day found the place emptier than it usually is."""


def rows(days: int) -> Iterator[Row]:
    yield from _mmc(expected("queues", "mmc"), days)
    yield from _mg1(expected("queues", "mg1"), days)
    yield from _mgc(expected("queues", "mgc"), days)
    yield from _dm1(expected("queues", "dm1"), days)
    yield from _blocked(expected("queues", "blocked_pair"), expected("queues", "blocked_three"), days)
    yield from _rooms(expected("queues", "rooms"), days)
    yield from _rooms_without_turnover(expected("queues", "rooms_without_turnover"))


# --- what is read from a day -------------------------------------------------------------------------


def settled(stamps: Stamps) -> Stamps:
    """Without those who came first."""
    first = int(LEFT_OUT * len(stamps.asked))
    return Stamps(stamps.asked[first:], stamps.start[first:], stamps.end[first:])


def mean_wait_at(step: int, stamps: Stamps) -> float:
    seen = settled(stamps)
    return float((seen.start[:, step] - seen.asked[:, step]).mean())


def share_waiting(stamps: Stamps) -> float:
    seen = settled(stamps)
    return float((seen.start[:, 0] > seen.asked[:, 0]).mean())


def per_hour_at(step: int, stamps: Stamps) -> float:
    """How often a step ends, between the first quarter and the last moments when nobody comes after."""
    ends = np.sort(stamps.end[:, step])
    first, last = int(LEFT_OUT * len(ends)), len(ends) - 10
    return float(60 * (last - first) / (ends[last] - ends[first]))


def sampled(of_day: Callable[[Stamps], float], text: Callable[[int], str], days: int) -> Callable[[int, int], Estimate]:
    """What `simulated` asks for: `text` is given the number of days."""
    return lambda luck, longer: over_days(text(days * longer), luck, of_day, "long days")


def waits(stations: list[Station], per_hour: float, days: int) -> Callable[[int, int], Estimate]:
    """The wait before the last of the stations."""
    text = partial(open_stations, stations, per_hour, VISITS)
    return sampled(partial(mean_wait_at, len(stations) - 1), text, days)


def throughput(stations: list[Station], rooms: int, step: int, days: int) -> Callable[[int, int], Estimate]:
    return sampled(
        partial(per_hour_at, step), lambda longer: busy_stations(stations, BUSY_VISITS, longer, rooms), _fewer(days)
    )


def _fewer(days: int) -> int:
    """A throughput is known much better than a wait."""
    return max(days // 2, FEWEST_BATCHES)


# --- the tables --------------------------------------------------------------------------------------


def _mmc(of: Expected, days: int) -> Iterator[Row]:
    for row in of.rows:
        servers, load = row["servers"], row["load"]
        chance, wait = queueing.waiting_chance(servers, load), queueing.mean_wait(servers, load)
        name = f"c = {servers}, load {load}"
        yield judged(of, f"{name}, waits", row["waits"], chance)
        yield judged(of, f"{name}, mean wait", row["wait"], wait)
        text = partial(open_stations, [Station(servers, exponential(1.0))], 60 * servers * load, VISITS)
        yield simulated(of, f"{name}, waits", chance, sampled(share_waiting, text, days))
        yield simulated(of, f"{name}, mean wait", wait, sampled(partial(mean_wait_at, 0), text, days))


def _mg1(of: Expected, days: int) -> Iterator[Row]:
    service = of.given["service_min"]
    for row in of.rows:
        load, cv = row["load"], row["cv"]
        wait = queueing.mean_wait_any_service(load, cv, service)
        name = f"load {load}, cv {cv}, mean wait"
        yield judged(of, name, row["wait"], wait)
        yield simulated(of, name, wait, waits([Station(1, spread(service, cv))], 60 * load / service, days))


def _mgc(of: Expected, days: int) -> Iterator[Row]:
    service = of.given["service_min"]
    for row in of.rows:
        servers, load, cv = row["servers"], row["load"], row["cv"]
        wait = queueing.mean_wait_about(servers, load, row["arrivals_cv"], cv, service)
        name = f"c = {servers}, load {load}, cv {cv}, mean wait"
        yield judged(of, name, row["wait"], wait)
        sample = waits([Station(servers, spread(service, cv))], 60 * servers * load / service, days)
        yield simulated(of, name, wait, sample, allowed=of.given["approximate"] * wait)


def _dm1(of: Expected, days: int) -> Iterator[Row]:
    for row in of.rows:
        load = row["load"]
        wait = queueing.mean_wait_regular(load)
        name = f"load {load}, mean wait"
        yield judged(of, name, row["wait"], wait)
        stations = [Station(1, constant(1 / load)), Station(1, exponential(1.0))]
        text = partial(busy_stations, stations, BUSY_VISITS)
        yield simulated(of, name, wait, sampled(partial(mean_wait_at, 1), text, 2 * days))


def _blocked(pair: Expected, three: Expected, days: int) -> Iterator[Row]:
    for row in pair.rows:
        first, second, places = row["first_min"], row["second_min"], row["places"]
        rate = 60 * queueing.blocked_pair(1 / first, 1 / second, places)
        name = f"{first:g} and {second:g} min, {places} places, per hour"
        yield judged(pair, name, row["per_hour"], rate)
        # A room is held from the first station to the end of the second: so many may be inside.
        stations = [Station(1, exponential(first), in_room=True), Station(1, exponential(second), in_room=True)]
        yield simulated(pair, name, rate, throughput(stations, places + 2, 1, days))
    rate = queueing.blocked_three()
    yield judged(three, "throughput", three.rows[0]["throughput"], rate)
    stations = [Station(1, exponential(60.0), keeps=step < 2) for step in range(3)]
    yield simulated(three, "throughput", rate, throughput(stations, 0, 2, days))


def _rooms(of: Expected, days: int) -> Iterator[Row]:
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
        yield simulated(of, f"{name}, per hour", rate, throughput(stations, rooms, 1, days))


def _rooms_without_turnover(of: Expected) -> Iterator[Row]:
    for row in of.rows:
        rooms = row["rooms"]
        busy = queueing.rooms_per_physician(rooms, 12.0, 1, 12.0, 1e-6)
        yield judged(of, f"preparation = visit, no turnover, {rooms} rooms, utilisation", rooms / (rooms + 1), busy)
