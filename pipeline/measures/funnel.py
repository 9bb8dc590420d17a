"""Control limits of a funnel: where the value of an area lies by chance alone."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from pipeline.measures.arrays import Floats, floats
from pipeline.measures.intervals import Interval

TRICHTER = (0.95, 0.998)
"""The two levels of a funnel: about two and three standard deviations.

Source: D. J. Spiegelhalter, Funnel Plots for Comparing Institutional Performance, Statistics in Medicine
24 (2005), 1185-1202.
"""


def funnel_share(ziel: Any, n: Any, confidence: float = 0.95) -> Interval:
    """Control limits of a share around that of the whole.

    Takes:   `ziel`: share of the whole, 0 to 1; `n`: persons of each area, whole numbers.
    Returns: limits as shares of 1, from exact binomial quantiles, interpolated, within 0 and 1; NaN where a
             number is missing, n is not positive, or the target is not between 0 and 1.
             The target counts as known: valid for areas that are small against the whole; for one large
             part of it use `part_of_whole_z`.
    Raises:  nothing.
    Source:  D. J. Spiegelhalter 2005 (see `TRICHTER`), appendix A.1.
    """
    mitte, personen = np.broadcast_arrays(floats(ziel), floats(n))
    defined = (mitte > 0) & (mitte < 1) & (personen > 0)
    verteilung = stats.binom(np.where(defined, personen, 1), np.where(defined, mitte, 0.5))
    untere, obere = (_grenze(verteilung, p) for p in _raender(confidence))
    return _je_person(Interval(untere, np.minimum(obere, personen)), personen, defined)


def funnel_rate(ziel: Any, n: Any, faktor: float = 1.0, confidence: float = 0.95) -> Interval:
    """Control limits of a rate around that of the whole.

    Takes:   `ziel`: rate of the whole per person; `n`: persons (person-years) of each area; `faktor` as
             1000 for per 1,000.
    Returns: limits per `faktor` persons, from exact Poisson quantiles, interpolated, not below 0; NaN where
             a number is missing or n or the target is not positive. Validity as `funnel_share`.
    Raises:  nothing.
    Source:  D. J. Spiegelhalter 2005 (see `TRICHTER`), appendix A.1.
    """
    mitte, personen = np.broadcast_arrays(floats(ziel), floats(n))
    defined = (mitte > 0) & (personen > 0)
    verteilung = stats.poisson(np.where(defined, mitte * personen, 1.0))
    grenzen = Interval(*(_grenze(verteilung, p) for p in _raender(confidence)))
    untere, obere = _je_person(grenzen, personen, defined)
    return Interval(faktor * untere, faktor * obere)


def _raender(confidence: float) -> tuple[float, float]:
    return (1 - confidence) / 2, (1 + confidence) / 2


def _grenze(verteilung: Any, p: float) -> Floats:
    """Quantile of a distribution of counts, interpolated between two counts, never below 0."""
    zahl = floats(verteilung.ppf(p))
    ueber = floats((verteilung.cdf(zahl) - p) / verteilung.pmf(zahl))
    grenze: Floats = np.maximum(zahl - ueber, 0.0)
    return grenze


def _je_person(grenzen: Interval, personen: Floats, defined: NDArray[np.bool_]) -> Interval:
    nenner = np.where(defined, personen, np.nan)
    return Interval(grenzen.untere / nenner, grenzen.obere / nenner)


def overdispersion(z: Any, gestutzt: float = 0.1) -> float:
    """How many times wider areas scatter around the whole than chance would let them.

    Takes:   standardised differences of the areas; the share of them that is winsorised at each end, so
             that single areas far outside do not make the whole scatter.
    Returns: mean of the squared differences: about 1 where only chance is at work; NaN without an area.
    Raises:  nothing.
    Source:  D. J. Spiegelhalter 2005 (see `TRICHTER`), section 3: dispersion factor, winsorised.
    """
    werte = floats(z)
    da = np.sort(werte[~np.isnan(werte)])
    if not len(da):
        return float("nan")
    rand = int(gestutzt * len(da))
    return float(np.mean(np.clip(da, da[rand], da[len(da) - 1 - rand]) ** 2))
