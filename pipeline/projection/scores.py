"""How far a forecast was off, and how good its band was."""

import numpy as np

from pipeline.measures import Floats


def crps(draws: Floats, actual: Floats) -> Floats:
    """Continuous ranked probability score of draws.

    Takes:   draws [draw, ...]; what came.
    Returns: [...], in the unit of the draws: 0 is perfect, of a point it is the absolute error.
    Raises:  nothing.
    Source:  T. Gneiting, A. E. Raftery, JASA 102 (2007), 359-378, equation 21.
    """
    ordered = np.sort(draws, axis=0)
    n = len(ordered)
    weight = (2 * np.arange(1, n + 1) - n - 1).reshape(-1, *[1] * (draws.ndim - 1))
    score: Floats = np.abs(ordered - actual).mean(axis=0) - (weight * ordered).sum(axis=0) / n**2
    return score


def covered(draws: Floats, actual: Floats, level: float) -> Floats:
    """Ones where what came lies in the central band of the draws.

    Takes:   draws [draw, ...]; what came; level of the band, e.g. 0.8.
    Returns: [...], 0 or 1.
    Raises:  nothing.
    Source:  own.
    """
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2], axis=0)
    inside: Floats = ((actual >= low) & (actual <= high)).astype(np.float64)
    return inside


def structure_error(bands: Floats, actual: Floats) -> Floats:
    """Share of the residents that a forecast puts into the wrong age band.

    Takes:   forecast and count [..., band].
    Returns: [...] in percent: half the sum of the differences of both age distributions.
    Raises:  nothing.
    Source:  index of dissimilarity.
    """
    shares = bands / bands.sum(axis=-1, keepdims=True) - actual / actual.sum(axis=-1, keepdims=True)
    error: Floats = 50 * np.abs(shares).sum(axis=-1)
    return error
