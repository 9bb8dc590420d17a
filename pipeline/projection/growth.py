"""How the growth of areas lasts: damped local trends, measured over all areas of a city together.

The share of an area in its city grows by g + noise in a year. g lasts: g(t) = rho g(t-1) + shock. Shocks and
noise are the same for all areas but for the part of the noise that is large where few people live.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit
from scipy.stats import t as student

from pipeline.measures import Floats

FREIHEITSGRADE = 5.0
"""Degrees of freedom of the shocks: a building project is no event of a normal distribution (set)."""

VOM_GEBIET = 0.3
"""Weight of the trend of the area above in the trend of an area (set)."""


class Persistence(NamedTuple):
    """rho; variance of the yearly shocks of lasting growth; variance of the noise: fixed, per resident."""

    rho: float
    shock: float
    noise: float
    noise_per_resident: float


_VORWISSEN = Persistence(0.73, 1e-4, 5e-5, 0.1)
_BREITE = np.array([0.7, 1.5, 1.5, 1.5])
"""Weak knowledge before the data: centre, and width on the logit or logarithm (set)."""


@dataclass(frozen=True)
class Trend:
    """What is known of the lasting growth at the last date.

    mean, variance: of the yearly growth of the share that lasts, [area].
    residents:      of the last date, [area].
    """

    persistence: Persistence
    mean: Floats
    variance: Floats
    residents: Floats


def trend(totals: Floats) -> Trend:
    """Measure persistence over all areas, then the trend of each.

    Takes:   totals [area, year] of one city, at least two years, all positive.
    Returns: Trend; an area moves from the city as far as its past is more than noise.
    Raises:  nothing.
    Source:  state space model with Student innovations, maximum of the marginal likelihood of all areas
             under weak knowledge; E. S. Gardner, E. McKenzie, Management Science 31 (1985), 1237-1246
             (damped trends).
    """
    growth = np.diff(np.log(totals / totals.sum(axis=0)), axis=1)
    before = totals[:, :-1]
    start = _pack(_VORWISSEN)

    def loss(packed: Floats) -> float:
        knowledge = float((((packed - start) / _BREITE) ** 2).sum()) / 2
        return knowledge - _filtered(growth, before, _unpack(packed))[2]

    best = minimize(
        loss, start, method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-3, "maxiter": 2000}
    )
    found = _unpack(best.x)
    mean, variance, _ = _filtered(growth, before, found)
    return Trend(found, mean, variance, totals[:, -1])


def lasting(rho: float, years: int) -> Floats:
    """Growth up to each of the coming years per unit of lasting growth today, [year]."""
    return np.cumsum(rho ** np.arange(1, years + 1))


def expected(t: Trend, parents: Floats, years: int) -> Floats:
    """Expected growth of the logarithm of the share up to each year.

    Takes:   Trend; parents [area, parent]: ones where an area belongs to one above it; years.
    Returns: [area, year].
    Raises:  nothing.
    Source:  own.
    """
    weight = parents * t.residents[:, None]
    above = parents @ ((weight.T @ t.mean) / weight.sum(axis=0))
    mean = (1 - VOM_GEBIET) * t.mean + VOM_GEBIET * above
    path: Floats = mean[:, None] * lasting(t.persistence.rho, years)
    return path


def _filtered(growth: Floats, before: Floats, p: Persistence) -> tuple[Floats, Floats, float]:
    """Kalman filter of all areas at once: mean and variance of the last state, log likelihood."""
    mean = np.zeros(len(growth))
    var = np.full(len(growth), p.shock / (1 - p.rho**2))
    likelihood = 0.0
    unit = np.sqrt((FREIHEITSGRADE - 2) / FREIHEITSGRADE)
    for year in range(growth.shape[1]):
        total = var + p.noise + p.noise_per_resident / before[:, year]
        surprise = growth[:, year] - mean
        scale = unit * np.sqrt(total)
        likelihood += float((student.logpdf(surprise / scale, FREIHEITSGRADE) - np.log(scale)).sum())
        gain = var / total
        mean, var = mean + gain * surprise, var * (1 - gain)
        if year + 1 < growth.shape[1]:
            mean, var = p.rho * mean, p.rho**2 * var + p.shock
    return mean, var, likelihood


def _pack(p: Persistence) -> Floats:
    return np.array([logit(p.rho), *np.log(p[1:])])


def _unpack(packed: Floats) -> Persistence:
    return Persistence(float(expit(packed[0])), *(float(value) for value in np.exp(packed[1:])))
