"""How the growth of areas lasts: damped local trends, measured over all areas of a city together.

The share of an area in its city grows by g + d + noise in a year. g fades: g(t) = rho g(t-1) + shock. d is
the drift of the area, which does not. Shocks, drifts and noise vary alike in all areas but for the part of
the noise that is large where few people live.
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
    """rho; variances of yearly shocks to what fades, of the noise (fixed, per resident), of the drifts."""

    rho: float
    shock: float
    noise: float
    noise_per_resident: float
    drift: float


_VORWISSEN = Persistence(0.73, 1e-4, 5e-5, 0.1, 1e-6)
_BREITE = np.array([0.7, 1.5, 1.5, 1.5, 1.5])
"""Weak knowledge before the data: centre, and width on the logit or logarithm (set)."""


class State(NamedTuple):
    """Yearly growth of the share that fades and that lasts, [area]: means, variances, covariance."""

    fading: Floats
    drift: Floats
    var_fading: Floats
    var_drift: Floats
    cov: Floats


@dataclass(frozen=True)
class Trend:
    """What is known of the growth at the last date.

    state:     of the yearly growth of the share.
    residents: of the last date, [area].
    """

    persistence: Persistence
    state: State
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
        return knowledge - _filtered(growth, before, _unpack(packed))[1]

    best = minimize(
        loss, start, method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-3, "maxiter": 4000}
    )
    found = _unpack(best.x)
    return Trend(found, _filtered(growth, before, found)[0], totals[:, -1])


def lasting(rho: float, years: int) -> Floats:
    """Growth up to each of the coming years per unit of fading growth today, [year]."""
    return np.cumsum(rho ** np.arange(1, years + 1))


def expected(t: Trend, parents: Floats, years: int) -> Floats:
    """Expected growth of the logarithm of the share up to each year.

    Takes:   Trend; parents [area, parent]: ones where an area belongs to one above it; years.
    Returns: [area, year].
    Raises:  nothing.
    Source:  own.
    """
    fading, drift = (_with_above(mean, parents, t.residents)[:, None] for mean in t.state[:2])
    path: Floats = fading * lasting(t.persistence.rho, years) + drift * np.arange(1, years + 1)
    return path


def _with_above(mean: Floats, parents: Floats, residents: Floats) -> Floats:
    """Mean of the own growth and that of the area above, [area]."""
    weight = parents * residents[:, None]
    above = parents @ ((weight.T @ mean) / weight.sum(axis=0))
    both: Floats = (1 - VOM_GEBIET) * mean + VOM_GEBIET * above
    return both


def _filtered(growth: Floats, before: Floats, p: Persistence) -> tuple[State, float]:
    """Kalman filter of all areas at once: the last state, log likelihood."""
    zero = np.zeros(len(growth))
    state = State(zero, zero, zero + p.shock / (1 - p.rho**2), zero + p.drift, zero)
    likelihood = 0.0
    unit = np.sqrt((FREIHEITSGRADE - 2) / FREIHEITSGRADE)
    for year in range(growth.shape[1]):
        state = _tomorrow(state, p) if year else state
        total = state.var_fading + state.var_drift + 2 * state.cov + p.noise
        total = total + p.noise_per_resident / before[:, year]
        surprise = growth[:, year] - state.fading - state.drift
        scale = unit * np.sqrt(total)
        likelihood += float((_log_student(surprise / scale) - np.log(scale)).sum())
        state = _learned(state, surprise, total)
    return state, likelihood


_AM_GIPFEL = float(student.logpdf(0.0, FREIHEITSGRADE))


def _log_student(x: Floats) -> Floats:
    """Log density of the shocks; scipy's own checks take ten times as long, thousands of times."""
    density: Floats = _AM_GIPFEL - (FREIHEITSGRADE + 1) / 2 * np.log1p(x**2 / FREIHEITSGRADE)
    return density


def _tomorrow(s: State, p: Persistence) -> State:
    """Of the state of a year that of the next."""
    return State(p.rho * s.fading, s.drift, p.rho**2 * s.var_fading + p.shock, s.var_drift, p.rho * s.cov)


def _learned(s: State, surprise: Floats, total: Floats) -> State:
    """The state after a year was seen."""
    with_fading, with_drift = s.var_fading + s.cov, s.var_drift + s.cov
    return State(
        s.fading + with_fading / total * surprise,
        s.drift + with_drift / total * surprise,
        s.var_fading - with_fading**2 / total,
        s.var_drift - with_drift**2 / total,
        s.cov - with_fading * with_drift / total,
    )


def _pack(p: Persistence) -> Floats:
    return np.array([logit(p.rho), *np.log(p[1:])])


def _unpack(packed: Floats) -> Persistence:
    return Persistence(float(expit(packed[0])), *(float(value) for value in np.exp(packed[1:])))
