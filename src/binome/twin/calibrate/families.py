"""Log-normal, or gamma where that foresees a practice's own later minutes better."""

import math

import numpy as np

from binome.twin.calibrate.shrink import DEVIATE, Estimate, Floats, LogMinutes

LOGNORMAL, GAMMA = "lognormal", "gamma"
ENOUGH = 100
LAST_SHARE = 0.25
CLEARLY = 5.0
"""How much more likely, in logarithms, what was seen must be under another law for it to be taken."""


def better_family(minutes: Floats) -> str:
    """Gamma when it foretells the last quarter better from the first three, and all of them clearly better."""
    if len(minutes) < ENOUGH:
        return LOGNORMAL
    cut = int(len(minutes) * (1 - LAST_SHARE))
    first, last = minutes[:cut], minutes[cut:]
    ahead, whole = _gain(first, last), _gain(minutes, minutes)
    return GAMMA if ahead > 0 and whole > CLEARLY else LOGNORMAL


def _gain(first: Floats, last: Floats) -> float:
    return float(_gamma_log(first, last).sum() - _lognormal_log(first, last).sum())


def gamma_after(prior: LogMinutes, minutes: Floats) -> tuple[Estimate, float]:
    """Mean with its range, and coefficient of variation, of a gamma law once these have been seen."""
    n = len(minutes)
    worth, spread_worth = prior.worth + n, prior.spread_worth + n
    mean = (prior.worth * prior.mean_min + float(minutes.sum())) / worth
    cv = math.sqrt((prior.spread_worth * prior.cv**2 + n / _shape(minutes)) / spread_worth)
    half = DEVIATE * cv * mean / math.sqrt(worth)
    return Estimate(mean, mean - half, mean + half), cv


def _shape(minutes: Floats) -> float:
    """Minka's closed form for the likeliest shape (Estimating a gamma distribution, 2002)."""
    s = max(math.log(float(minutes.mean())) - float(np.log(minutes).mean()), 1e-9)
    return (3 - s + math.sqrt((s - 3) ** 2 + 24 * s)) / (12 * s)


def _gamma_log(first: Floats, last: Floats) -> Floats:
    shape = _shape(first)
    scale = float(first.mean()) / shape
    return (shape - 1) * np.log(last) - last / scale - math.lgamma(shape) - shape * math.log(scale)


def _lognormal_log(first: Floats, last: Floats) -> Floats:
    logs = np.log(first)
    middle, sd = float(logs.mean()), max(float(logs.std()), 1e-6)
    off = (np.log(last) - middle) / sd
    return -np.log(last) - math.log(sd) - 0.5 * math.log(2 * math.pi) - off * off / 2
