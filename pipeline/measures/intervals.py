"""Intervals for proportions, rates and quotients of small areas."""

from typing import Any, NamedTuple

import numpy as np
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from pipeline.measures.arrays import Floats, floats

EXAKT_UNTER = 10
"""Events below which a rate interval is exact Poisson; from here on Byar's.

Source: Public Health England, Technical Guide: Confidence Intervals, 2018, section on rates.
"""


class Interval(NamedTuple):
    """Lower and upper limit, one pair per element; NaN where no interval is defined."""

    untere: Floats
    obere: Floats


def wilson(x: Any, n: Any, confidence: float = 0.95) -> Interval:
    """Score interval of a proportion.

    Takes:   `x` of `n` persons, both missing (NaN, <NA>) or numbers; `confidence` in (0, 1).
    Returns: limits as shares of 1; NaN where a number is missing, n is not positive,
             x is negative, or x > n (then x is no part of n).
             Zero of n has the lower limit 0, n of n the upper limit 1. Valid for every n, also a small one.
    Raises:  nothing.
    Source:  E. B. Wilson, Probable Inference, JASA 22 (1927), 209-212; computed by statsmodels.
    """
    teil, ganzes = np.broadcast_arrays(floats(x), floats(n))
    defined = (teil >= 0) & (teil <= ganzes) & (ganzes > 0)
    sicher = np.where(defined, teil, 0.0), np.where(defined, ganzes, 1.0)
    untere, obere = proportion_confint(*sicher, alpha=1 - confidence, method="wilson")
    # the formula gives exactly 0 and 1 here; computed, it misses them by a rounding of the last bit
    untere, obere = np.where(teil == 0, 0.0, untere), np.where(teil == ganzes, 1.0, obere)
    return Interval(np.where(defined, untere, np.nan), np.where(defined, obere, np.nan))


def exact_poisson(x: Any, confidence: float = 0.95) -> Interval:
    """Exact interval of a number of events.

    Takes:   `x` events, missing or not.
    Returns: limits in events; lower limit 0 for zero events; NaN where x is missing or negative.
             Valid for independent events of any number; never too narrow, for few events rather wide.
    Raises:  nothing.
    Source:  F. Garwood, Fiducial Limits for the Poisson Distribution, Biometrika 28 (1936), 437-442.
    """
    events = floats(x)
    alpha = 1 - confidence
    defined = events >= 0
    k = np.where(defined, events, 0.0)
    untere = np.where(k > 0, stats.chi2.ppf(alpha / 2, np.maximum(2 * k, 1)) / 2, 0.0)
    obere = stats.chi2.ppf(1 - alpha / 2, 2 * k + 2) / 2
    return Interval(np.where(defined, untere, np.nan), np.where(defined, obere, np.nan))


def byar(x: Any, confidence: float = 0.95) -> Interval:
    """Byar's approximation to the interval of a number of events.

    Takes:   `x` events, missing or not.
    Returns: limits in events, the lower one never below 0 (the formula falls below it for very few
             events); zero events give (0, limit of the formula); NaN where x is missing or negative.
             Valid from about `EXAKT_UNTER` independent events; below take `exact_poisson`.
    Raises:  nothing.
    Source:  N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II, IARC 1987, p. 69.
    """
    events = floats(x)
    z = float(stats.norm.ppf((1 + confidence) / 2))
    k = np.where(events >= 0, events, np.nan)
    unten = np.where(k > 0, k, 1.0)
    untere = unten * (1 - 1 / (9 * unten) - z / (3 * np.sqrt(unten))) ** 3
    obere = (k + 1) * (1 - 1 / (9 * (k + 1)) + z / (3 * np.sqrt(k + 1))) ** 3
    untere = np.where(k > 0, np.maximum(untere, 0.0), 0.0)
    return Interval(np.where(np.isnan(k), np.nan, untere), obere)


def rate(x: Any, n: Any, faktor: float = 1.0, confidence: float = 0.95) -> Interval:
    """Interval of a rate of events: exact Poisson below 10 events, Byar's from 10 up.

    Takes:   `x` events among `n` persons (person-years); x may exceed n; `faktor` as 1000 for per 1,000.
    Returns: limits per `faktor` persons; NaN where a number is missing, n is not positive or x negative.
    Raises:  nothing.
    Source:  see `exact_poisson` and `byar`; change of method at 10 events as Public Health England 2018.
    """
    events, ganzes = np.broadcast_arrays(floats(x), floats(n))
    mal = np.divide(faktor, ganzes, out=np.full(ganzes.shape, np.nan), where=ganzes > 0)
    exakt, naeherung = exact_poisson(events, confidence), byar(events, confidence)
    wenige = events < EXAKT_UNTER
    return Interval(
        np.where(wenige, exakt.untere, naeherung.untere) * mal,
        np.where(wenige, exakt.obere, naeherung.obere) * mal,
    )


def odds(x: Any, n: Any, faktor: float = 1.0, confidence: float = 0.95) -> Interval:
    """Interval of a quotient of two groups that share nobody, as the Altenquotient.

    Takes:   `x` persons of one group, `n` of the other; `faktor` as 100 for per 100.
    Returns: limits per `faktor`: Wilson limits of x / (x + n), turned back into a quotient;
             infinite where the upper limit of the share is 1, NaN where `wilson` is or n is zero.
    Raises:  nothing.
    Source:  monotone transformation of Wilson's interval (see `wilson`).
    """
    eine, andere = np.broadcast_arrays(floats(x), floats(n))
    grenzen = wilson(eine, np.where(andere > 0, eine + andere, np.nan), confidence)
    with np.errstate(divide="ignore"):
        untere, obere = (faktor * g / (1 - g) for g in grenzen)
    return Interval(untere, obere)
