"""From a value to start from and observations to a learned value and its range.

Every formula is a conjugate one (Gelman and others, Bayesian Data Analysis, 3rd edition, sections 2.4, 2.6 and 3.2):
the value to start from counts as so many observations, the practice's own weigh what they are. Where these plainly
contradict it, it counts for less: the weight, of those in WEAKER, under which they are likeliest (empirical Bayes by
the marginal likelihood: Good, The Estimation of Probabilities, 1965).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from binome.twin.intervals import incomplete_beta

Floats = NDArray[np.float64]
CERTAINTY = 0.90
DEVIATE = NormalDist().inv_cdf((1 + CERTAINTY) / 2)
WEAKER = (1.0, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32)
"""Shares of the declared weight that may be left of it."""
DOUBT = 0.25
"""What each halving must gain in log-likelihood: a slight difference does not weaken what was declared."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and the range that holds it with CERTAINTY."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LogMinutes:
    """Minutes whose logarithm is normal. `worth` and `spread_worth`: how many observations each is worth."""

    middle: float
    variance: float
    worth: float
    spread_worth: float

    @classmethod
    def of(cls, mean_min: float, cv: float, *, worth: float, spread_worth: float) -> "LogMinutes":
        variance = math.log1p(cv * cv)
        return cls(math.log(mean_min) - variance / 2, variance, worth, spread_worth)

    @property
    def mean_min(self) -> float:
        return math.exp(self.middle + self.variance / 2)

    @property
    def cv(self) -> float:
        return math.sqrt(math.expm1(self.variance))

    def after(self, minutes: Floats) -> "LogMinutes":
        """The same once these have been seen.

        The normal law with its scaled inverse chi-square, save that the spread is learned within the data: how far
        the practice lies from the value to start from says nothing about how much its own visits differ.
        """
        n = len(minutes)
        if n == 0:
            return self
        logs = np.log(minutes)
        own = float(logs.mean())
        squares = float(np.square(logs - own).sum())
        variance = (self.spread_worth * self.variance + squares) / (self.spread_worth + n - 1)
        off = (own - self.middle) ** 2 / variance
        worth = likeliest_worth(self.worth, n, off)
        return LogMinutes(
            middle=(worth * self.middle + n * own) / (worth + n),
            variance=variance,
            worth=worth + n,
            spread_worth=self.spread_worth + n - 1,
        )

    def mean(self) -> Estimate:
        """The mean in minutes; its range by Cox's way (Zhou and Gao, Statistics in Medicine 1997)."""
        error = math.sqrt(self.variance / self.worth + self.variance**2 / (2 * max(self.spread_worth, 1.0)))
        middle = self.middle + self.variance / 2
        return Estimate(math.exp(middle), math.exp(middle - DEVIATE * error), math.exp(middle + DEVIATE * error))


def share(prior: float, weight: float, yes: int, of: int) -> Estimate:
    """A share: the beta law with its binomial."""
    if not 0 < prior < 1:
        prior = min(max(prior, 0.5 / weight), 1 - 0.5 / weight)
    weight = _likeliest(
        weight,
        lambda it: _log_beta(it * prior + yes, it * (1 - prior) + of - yes) - _log_beta(it * prior, it * (1 - prior)),
    )
    a, b = weight * prior + yes, weight * (1 - prior) + of - yes
    return Estimate(a / (a + b), *(_beta_quantile(a, b, it) for it in _ends()))


def rate(prior: float, weight: float, count: float, exposure: float, uneven: float = 1.0) -> Estimate:
    """So many per unit of exposure: the gamma law with its Poisson. `uneven`: variance over mean of the counts."""
    thin = max(1.0, uneven)
    seen, during = count / thin, exposure / thin
    if prior > 0:
        weight = thin * _likeliest(weight / thin, lambda it: _rate_log(prior * it, it, seen, during))
    value = (prior * weight + count) / (weight + exposure)
    return Estimate(value, *_gamma_ends(value, (weight + exposure) / thin))


def middle(prior: float, weight: float, values: Floats) -> Estimate:
    """A median, drawn towards the value to start from; its range from the values in their order."""
    n = len(values)
    if n == 0:
        return Estimate(prior, 0.0, 2 * prior)
    ordered = np.sort(values)
    own = float(np.median(ordered))
    reach = DEVIATE * math.sqrt(n) / 2
    ends = (float(ordered[max(0, math.floor(n / 2 - reach))]), float(ordered[min(n - 1, math.ceil(n / 2 + reach))]))
    value, low, high = ((weight * prior + n * it) / (weight + n) for it in (own, *ends))
    return Estimate(value, low, high)


def log_factor(weight: float, logs: Floats, variance: float) -> Estimate:
    """A factor that would be 1: the mean of the logarithms, drawn towards nothing."""
    held = weight + len(logs)
    own, error = float(logs.sum()) / held, math.sqrt(variance / held)
    return Estimate(math.exp(own), math.exp(own - DEVIATE * error), math.exp(own + DEVIATE * error))


def likeliest_worth(worth: float, count: int, off: float) -> float:
    """Of the mean of a normal law. `off`: the square of how far the observations lie from it, over the variance."""
    return _likeliest(worth, lambda it: -(math.log(1 / count + 1 / it) + off / (1 / count + 1 / it)) / 2)


def _likeliest(weight: float, log_likelihood: Callable[[float], float]) -> float:
    """The declared weight, or less of it."""
    credible = {weight * it: log_likelihood(weight * it) - DOUBT * halvings for halvings, it in enumerate(WEAKER)}
    return max(credible, key=lambda it: credible[it])


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _rate_log(shape: float, weight: float, seen: float, during: float) -> float:
    """Of so many seen, under the gamma law of that shape with its Poisson; what no weight changes left out."""
    risen = math.lgamma(shape + seen) - math.lgamma(shape)
    return risen + shape * math.log(weight) - (shape + seen) * math.log(weight + during)


def _ends() -> tuple[float, float]:
    return (1 - CERTAINTY) / 2, (1 + CERTAINTY) / 2


def _beta_quantile(a: float, b: float, below: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        half = (low + high) / 2
        low, high = (half, high) if incomplete_beta(half, a, b) < below else (low, half)
    return (low + high) / 2


def _gamma_ends(value: float, exposure: float) -> tuple[float, float]:
    """Wilson and Hilferty's cube root, good to a percent from a shape of 1 on."""
    shape = max(value * exposure, 1e-9)
    ends = [shape * max(0.0, 1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))) ** 3 for z in (-DEVIATE, DEVIATE)]
    return ends[0] / exposure, ends[1] / exposure
