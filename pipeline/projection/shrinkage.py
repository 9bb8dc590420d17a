"""How far the levels of areas differ, estimated from all of them, and what one area's count is worth."""

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.stats import nbinom

from pipeline.measures import Floats

_GRENZEN = (np.log(1.0), np.log(1e6))
"""Concentrations looked at: levels that vary by 100 percent up to levels that are all but equal."""


def concentration(observed: Floats, expected: Floats) -> float:
    """Estimate the concentration of the gamma distribution of the levels of many areas.

    Takes:   observed counts and those expected at the level of all, in any matching shape.
    Returns: k, so that levels vary by 1 / sqrt(k); at its upper bound where counts differ no more
             than by chance, or where nothing is expected.
    Raises:  nothing.
    Source:  marginal likelihood of the gamma-Poisson model (negative binomial), D. Clayton, J. Kaldor,
             Biometrics 43 (1987), 671-681.
    """
    told = expected > 0
    count, mean = np.round(observed[told]), expected[told]
    if not count.size:
        return float(np.exp(_GRENZEN[1]))

    def loss(log_k: float) -> float:
        k = np.exp(log_k)
        return -float(nbinom.logpmf(count, k, k / (k + mean)).sum())

    return float(np.exp(minimize_scalar(loss, bounds=_GRENZEN, method="bounded").x))


def level(observed: Floats, expected: Floats, k: float) -> Floats:
    """Observed over expected, drawn towards 1.

    Takes:   counts; those expected at the level of all; concentration.
    Returns: mean of the gamma posterior, (observed + k) / (expected + k).
    Raises:  nothing.
    Source:  as `concentration`.
    """
    drawn: Floats = (observed + k) / (expected + k)
    return drawn
