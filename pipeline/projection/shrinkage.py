"""How far the levels of areas differ, estimated from all of them, and what one area's count is worth."""

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import gammaln
from scipy.stats import betabinom, nbinom

from pipeline.measures import Floats

MINDESTGEBIETE = 10
"""Areas from which it is estimated how far they differ; with fewer it is assumed."""

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


def level(observed: Floats, expected: Floats, k: float | Floats) -> Floats:
    """Observed over expected, drawn towards 1.

    Takes:   counts; those expected at the level of all; concentration, one or broadcastable to the counts.
    Returns: mean of the gamma posterior, (observed + k) / (expected + k).
    Raises:  nothing.
    Source:  as `concentration`.
    """
    drawn: Floats = (observed + k) / (expected + k)
    return drawn


def mix_concentration(observed: Floats, mix: Floats) -> float:
    """Estimate the concentration of the Dirichlet distribution of the mixes of many areas.

    Takes:   counts [area, part]; mix of all, [area, part], each area summing to 1.
    Returns: k, what the mix of all is worth in counts; at its upper bound where mixes differ no more than by
             chance, or where nothing was counted. Parts that have no share in the mix of all are left out.
    Raises:  nothing.
    Source:  marginal likelihood of the Dirichlet-multinomial model, J. E. Mosimann, Biometrika 49 (1962),
             65-82.
    """
    told = mix > 0
    count, total = np.where(told, observed, 0.0), np.where(told, observed, 0.0).sum(axis=1)

    def loss(log_k: float) -> float:
        before = np.exp(log_k) * np.where(told, mix, 1.0)
        parts = (gammaln(count + before) - gammaln(before))[told].sum()
        whole = gammaln(total + np.exp(log_k)) - gammaln(np.exp(log_k))
        return float(whole.sum() - parts)

    return float(np.exp(minimize_scalar(loss, bounds=_GRENZEN, method="bounded").x))


def share_concentration(observed: Floats, total: Floats, share: Floats) -> float:
    """Estimate the concentration of the beta distribution of the shares of many areas.

    Takes:   counts; out of how many; share of all, each [area].
    Returns: k, what the share of all is worth in counts; at its upper bound where shares differ no more than
             by chance, or where nothing was counted. Areas where the share of all is 0 or 1 say nothing.
    Raises:  nothing.
    Source:  marginal likelihood of the beta-binomial model, J. G. Skellam, Journal of the Royal Statistical
             Society B 10 (1948), 257-261.
    """
    told = (total > 0) & (share > 0) & (share < 1)
    count, of, mean = np.round(observed[told]), np.round(total[told]), share[told]

    def loss(log_k: float) -> float:
        k = np.exp(log_k)
        return -float(np.sum(betabinom.logpmf(count, of, k * mean, k * (1 - mean))))

    return float(np.exp(minimize_scalar(loss, bounds=_GRENZEN, method="bounded").x))
