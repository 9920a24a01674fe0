"""Queueing theory: waits and throughputs that a simulation must find again. Times in any one unit."""

from math import exp, factorial

import numpy as np
from numpy.typing import NDArray

Generator = NDArray[np.float64]


def waiting_chance(servers: int, load: float) -> float:
    """Erlang's C: M/M/c, the share of arrivals that wait. `load` is per server, below 1."""
    offered = servers * load
    last = offered**servers / factorial(servers) / (1 - load)
    return last / (sum(offered**n / factorial(n) for n in range(servers)) + last)


def mean_wait(servers: int, load: float, service: float = 1.0) -> float:
    """M/M/c."""
    return waiting_chance(servers, load) / (servers * (1 - load)) * service


def mean_wait_any_service(load: float, cv: float, service: float) -> float:
    """M/G/1, Pollaczek and Khinchine: only the coefficient of variation of the service matters."""
    return load / (1 - load) * (1 + cv**2) / 2 * service


def mean_wait_about(servers: int, load: float, arrivals_cv: float, cv: float, service: float) -> float:
    """G/G/c, Allen and Cunneen: an approximation."""
    return mean_wait(servers, load, service) * (arrivals_cv**2 + cv**2) / 2


def mean_wait_regular(load: float, service: float = 1.0) -> float:
    """D/M/1: the root in (0, 1) of s = exp(−(1 − s)/load), found by bisection."""
    low, high = 0.0, 1 - 1e-9
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if middle < exp(-(1 - middle) / load) else (low, middle)
    return low / (1 - low) * service


def blocked_pair(first_rate: float, second_rate: float, places: int) -> float:
    """Throughput of two saturated exponential stations with `places` between, blocking after service."""
    weights = np.array([(first_rate / second_rate) ** n for n in range(places + 3)])
    return second_rate * float(1 - weights[0] / weights.sum())


def blocked_three() -> float:
    """Throughput of three equal saturated exponential stations of rate 1, no place between (Hunt).

    A state is what each station does: works, is blocked, or (the last two) has nobody.
    """
    moves: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    found = [("works", "idle", "idle")]
    while found:
        state = found.pop()
        if state not in moves:
            moves[state] = [_after(state, n) for n in range(3) if state[n] == "works"]
            found += moves[state]
    number = {state: n for n, state in enumerate(moves)}
    rates = np.zeros((len(moves), len(moves)))
    for state, nexts in moves.items():
        for then in nexts:
            rates[number[state], number[then]] += 1
    chance = stationary(rates)
    return float(sum(chance[n] for state, n in number.items() if state[2] == "works"))


def _after(state: tuple[str, str, str], ends: int) -> tuple[str, str, str]:
    """The end of a service, and what it sets moving upstream."""
    first, second, third = (("blocked" if n < 2 else "idle") if n == ends else does for n, does in enumerate(state))
    if second == "blocked" and third == "idle":
        second, third = "idle", "works"
    if first == "blocked" and second == "idle":
        first, second = "works", "works"
    return first, second, third


def rooms_per_physician(rooms: int, preparation: float, assistants: int, visit: float, turnover: float) -> float:
    """The physician's utilisation when somebody always waits: each room goes round preparation, visit, turnover."""
    states = [(prepared, seen) for prepared in range(rooms + 1) for seen in range(rooms + 1 - prepared)]
    number = {state: n for n, state in enumerate(states)}
    rates = np.zeros((len(states), len(states)))
    for (prepared, seen), here in number.items():
        if prepared:
            rates[here, number[prepared - 1, seen + 1]] = min(prepared, assistants) / preparation
        if seen:
            rates[here, number[prepared, seen - 1]] = 1 / visit
        if turning := rooms - prepared - seen:
            rates[here, number[prepared + 1, seen]] = turning / turnover
    chance = stationary(rates)
    return float(sum(chance[n] for (_, seen), n in number.items() if seen))


def stationary(rates: Generator) -> NDArray[np.float64]:
    """The long-run chances of a Markov chain, given its rates off the diagonal."""
    equations = (rates - np.diag(rates.sum(axis=1))).T
    equations[-1] = 1.0
    return np.linalg.solve(equations, np.eye(len(rates))[-1])
