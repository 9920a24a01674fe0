"""A table draws what its law would."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy import stats

from binome.twin import quantiles as q
from binome.twin.chance import quantile
from binome.twin.tables import Floats

SHARES = [1e-5, 0.0005, 0.01, 0.2, 0.5, 0.77, 0.99, 0.9995, 0.99999]


def _lognormal(mean: float, cv: float) -> stats.rv_continuous:
    sigma = math.sqrt(math.log1p(cv * cv))
    return stats.lognorm(sigma, scale=mean / math.exp(sigma * sigma / 2))


LAWS = {
    "uniform": (q.uniform(2, 12), stats.uniform(2, 10)),
    "triangular": (q.triangular(1, 3, 9), stats.triang(0.25, 1, 8)),
    "exponential": (q.exponential(7), stats.expon(scale=7)),
    "normal": (q.normal(-5, 8), stats.norm(-5, 8)),
    "lognormal": (q.lognormal(11, 0.5), _lognormal(11, 0.5)),
    "wide lognormal": (q.lognormal(11, 1.5), _lognormal(11, 1.5)),
    "gamma": (q.gamma(11, 0.5), stats.gamma(4, scale=11 / 4)),
    "gamma of shape 1": (q.gamma(7, 1), stats.expon(scale=7)),
    "wide gamma": (q.gamma(11, 2), stats.gamma(0.25, scale=44)),
    "narrow gamma": (q.gamma(11, 0.02), stats.gamma(2_500, scale=11 / 2_500)),
}


@pytest.mark.parametrize(("edges", "law"), LAWS.values(), ids=LAWS)
def test_quantiles_are_the_laws(edges: Floats, law: stats.rv_continuous) -> None:
    """From one in a hundred thousand to all but that."""
    scale = law.std()
    for share in SHARES:
        assert quantile(edges, share) == pytest.approx(law.ppf(share), rel=1e-3, abs=1e-4 * scale)


@pytest.mark.parametrize(("edges", "law"), LAWS.values(), ids=LAWS)
def test_mean_and_spread_are_the_laws(edges: Floats, law: stats.rv_continuous) -> None:
    """The mean to the rounding of the edges, the standard deviation to a thousandth."""
    assert q.mean_of(edges) == pytest.approx(law.mean(), abs=1e-6)
    assert _sd(edges) == pytest.approx(law.std(), rel=2e-3)


def _sd(edges: Floats) -> float:
    low, high = edges[:, :-1], edges[:, 1:]
    squares = (low * low + low * high + high * high) / 3
    mean = (squares[1, 1:-1].sum() + (squares[0].sum() + squares[2].sum()) / 1024) / 1024
    return math.sqrt(mean - q.mean_of(edges) ** 2)


@pytest.mark.parametrize(("edges", "law"), LAWS.values(), ids=LAWS)
def test_tables_rise_and_join(edges: Floats, law: stats.rv_continuous) -> None:
    """Never down, and no jump between the tails and the body."""
    assert (np.diff(edges, axis=1) >= 0).all()
    assert edges[0, -1] == edges[1, 1]
    assert edges[2, 0] == edges[1, -2]


def test_a_constant_is_always_itself() -> None:
    """To a millionth of a minute; half minutes exactly."""
    assert {quantile(q.constant(12.5), u) for u in SHARES} == {12.5}
    assert quantile(q.constant(1 / 3), 0.4) == pytest.approx(1 / 3, abs=1e-6)


def test_a_sample_gives_its_values_as_often_as_they_are() -> None:
    """Three times 5 in four, once 20."""
    edges = q.empirical([5, 20, 5, 5])
    drawn = np.array([quantile(edges, (n + 0.5) / 10_000) for n in range(10_000)])
    assert (np.abs(drawn - 5) < 0.02).mean() == pytest.approx(0.75, abs=0.002)
    assert (np.abs(drawn - 20) < 0.05).mean() == pytest.approx(0.25, abs=0.002)
    assert q.mean_of(edges) == pytest.approx(8.75, abs=1e-6)


def test_a_mixture_is_its_parts_by_their_shares() -> None:
    """A constant beside an exponential: the share of the constant is drawn as the constant."""
    edges = q.mixture([(1, q.constant(4)), (3, q.exponential(10))])
    drawn = np.array([quantile(edges, (n + 0.5) / 20_000) for n in range(20_000)])
    assert q.mean_of(edges) == pytest.approx((4 + 30) / 4, abs=1e-6)
    assert (np.abs(drawn - 4) < 0.02).mean() == pytest.approx(0.25, abs=0.005)
    for minute in (1.0, 9.0, 25.0):
        share = 0.75 * -math.expm1(-minute / 10) + (0.25 if minute > 4 else 0.0)
        assert (drawn <= minute).mean() == pytest.approx(share, abs=0.002)


def test_mirrored_and_shifted() -> None:
    """Early as often as another is late."""
    edges = q.shifted(q.mirrored(q.exponential(6)), 2)
    assert q.mean_of(edges) == pytest.approx(-4, abs=1e-5)
    assert quantile(edges, 0.25) == pytest.approx(2 + 6 * math.log(0.25), abs=1e-3)


@pytest.mark.parametrize("law", [lambda: q.lognormal(0, 0.5), lambda: q.gamma(5, 0), lambda: q.triangular(5, 5, 5)])
def test_nothing_to_draw_is_a_constant(law: Callable[[], Floats]) -> None:
    """No spread, or no minutes at all."""
    edges = law()
    assert edges.min() == edges.max()
