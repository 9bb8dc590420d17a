"""Smooth schedules over single ages: the events of a city in one year of age are still chance."""

from functools import cache

import numpy as np
from scipy.linalg import solveh_banded

from pipeline.measures import Floats, quotient

STEIFIGKEITEN = 10.0 ** np.arange(-1.0, 6.0)
"""Penalties tried; the one with the least BIC is taken."""
SCHRITTE, GENAU = 50, 1e-6
"""Newton steps at most, and the change of the expected events, as a share of all, below which they end."""
HALT = 1e-3
"""Weight of a pull to the rate of all ages: where nothing happens, nothing else holds a logarithm."""
WEITESTENS = 3.0
"""How far the logarithm of a rate moves in one step: ages without events would run away."""


def smooth(events: Floats, exposure: Floats) -> Floats:
    """Smooth rates over age.

    Takes:   events [..., age] and person-years at risk [..., age], both not negative; events of ages at
             which nobody was at risk do not count.
    Returns: rates [..., age], zero where there are no events at all. The expected events add up to the
             observed ones.
    Raises:  nothing.
    Source:  E. T. Whittaker, Proc. Edinburgh Math. Soc. 41 (1922), 63-75, here for Poisson counts and second
             differences of the logarithm: P. H. C. Eilers, B. D. Marx, Statistical Science 11 (1996), 89-121.
    """
    shape = np.broadcast_shapes(events.shape, exposure.shape)
    counts, risks = (np.broadcast_to(part, shape).reshape(-1, shape[-1]) for part in (events, exposure))
    pairs = np.stack([np.where(risks > 0, counts, 0.0), risks], axis=1)
    different, which = np.unique(pairs, axis=0, return_inverse=True)  # areas of one pool have one schedule
    rates = np.array([_one(count, risk) for count, risk in different])
    smoothed: Floats = rates[which.reshape(-1)].reshape(shape)
    return smoothed


def schedule(events: Floats, exposure: Floats) -> Floats:
    """Rates over age, smooth from the second year of life on, which is unlike the first.

    Takes:   events and person-years at risk, [..., age].
    Returns: [..., age]; NaN where nobody was at risk.
    Raises:  nothing.
    Source:  `smooth`.
    """
    rates = quotient(events, exposure)
    later = slice(1, None)
    smoothed = smooth(events[..., later], exposure[..., later])
    rates[..., later] = np.where(exposure[..., later] > 0, smoothed, np.nan)
    return rates


def _one(count: Floats, risk: Floats) -> Floats:
    """One schedule, under the penalty that its data ask for."""
    if count.sum() <= 0 or risk.sum() <= 0:
        return np.zeros(len(count))
    fits = []
    everybody = float(np.log(count.sum() / risk.sum()))
    log_rate = np.full(len(count), everybody)
    for stiffness in reversed(STEIFIGKEITEN):  # from the stiffest on, each begins where the one before ended
        log_rate = _fitted(count, risk, stiffness, log_rate, everybody)
        fits.append((_bic(count, risk * np.exp(log_rate), stiffness), log_rate))
    best = min(fits, key=lambda fit: fit[0])[1]
    rates: Floats = np.exp(best) * (count.sum() / (risk * np.exp(best)).sum())  # to the last digit
    return rates


def _fitted(count: Floats, risk: Floats, stiffness: float, log_rate: Floats, everybody: float) -> Floats:
    """Logarithms of the rates under one penalty, from a first guess on."""
    penalty = stiffness * _penalty(len(count))
    expected = risk * np.exp(log_rate)
    for _ in range(SCHRITTE):
        system = penalty.copy()
        system[2] += expected + HALT
        slope = count - expected - stiffness * _bending(log_rate) - HALT * (log_rate - everybody)
        log_rate = log_rate + np.clip(solveh_banded(system, slope), -WEITESTENS, WEITESTENS)
        before, expected = expected, risk * np.exp(log_rate)
        if np.abs(expected - before).max() < GENAU * count.sum():
            break
    return log_rate


@cache
def _penalty(ages: int) -> Floats:
    """Matrix of the sum of squared second differences, as the bands that `solveh_banded` takes."""
    bend = np.diff(np.eye(ages), n=2, axis=0)
    matrix = bend.T @ bend
    rows = [np.concatenate([np.zeros(off), np.diagonal(matrix, off)]) for off in (2, 1, 0)]
    return np.stack(rows)


def _bending(log_rate: Floats) -> Floats:
    """Derivative of half the sum of squared second differences."""
    bent = np.concatenate([[0.0, 0.0], np.diff(log_rate, n=2), [0.0, 0.0]])
    derivative: Floats = np.diff(bent, n=2)
    return derivative


def _bic(count: Floats, expected: Floats, stiffness: float) -> float:
    """Bayesian information criterion: deviance, and the effective number of parameters."""
    system = stiffness * _penalty(len(count))
    system[2] += expected + HALT
    freedom = np.trace(solveh_banded(system, np.diag(expected)))
    return _deviance(count, expected) + float(np.log((expected > 0).sum()) * freedom)


def _deviance(count: Floats, expected: Floats) -> float:
    """Poisson deviance."""
    happened = count > 0
    part = count[happened] * np.log(count[happened] / expected[happened])
    return float(2 * (part.sum() - (count - expected).sum()))
