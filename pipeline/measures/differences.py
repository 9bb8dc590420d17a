"""Two areas, or an area and the whole it is part of: difference and ratio with their intervals.

One method serves shares and rates: the limits of each side are put together (MOVER, method of variance
estimates recovery), so that the interval of the difference agrees with the two that are printed beside it.
"""

from typing import Any, NamedTuple, Protocol

import numpy as np

from pipeline.measures.arrays import Floats, floats, quotient
from pipeline.measures.intervals import Interval, wilson


class Grenzen(Protocol):
    """How one side gets its limits: `wilson` for shares, `rate` for events per person."""

    def __call__(self, x: Any, n: Any, *, confidence: float = ...) -> Interval:
        """Limits of x / n."""


class Schaetzung(NamedTuple):
    """An estimate with its limits; NaN where it is not defined."""

    wert: Floats
    untere: Floats
    obere: Floats


class _Seite(NamedTuple):
    """Value of one area with its limits; all NaN where it has none."""

    p: Floats
    untere: Floats
    obere: Floats


def _seite(x: Floats, n: Floats, limits: Grenzen, confidence: float) -> _Seite:
    grenzen = limits(x, n, confidence=confidence)
    return _Seite(np.where(np.isnan(grenzen.untere), np.nan, quotient(x, n)), *grenzen)


def _seiten(zahlen: tuple[Any, Any, Any, Any], limits: Grenzen, confidence: float) -> tuple[_Seite, _Seite]:
    x1, n1, x2, n2 = np.broadcast_arrays(*map(floats, zahlen))
    return _seite(x1, n1, limits, confidence), _seite(x2, n2, limits, confidence)


def difference(
    x1: Any, n1: Any, x2: Any, n2: Any, limits: Grenzen = wilson, confidence: float = 0.95
) -> Schaetzung:
    """Difference of the shares or rates of two areas that share nobody.

    Takes:   `x1` of `n1` in one area, `x2` of `n2` in the other; `limits`: `wilson` for shares, `rate`
             for events; `confidence` in (0, 1).
    Returns: x1/n1 - x2/n2 with limits; for shares never outside -1 to 1. NaN where a number is missing,
             a denominator is not positive, x is negative or, for shares, x > n. Zero events are defined.
             Valid for independent areas; an area and its own city see `difference_to_whole`.
    Raises:  nothing.
    Source:  shares: R. G. Newcombe, Interval Estimation for the Difference between Independent
             Proportions, Statistics in Medicine 17 (1998), 873-890, method 10; rates: G. Y. Zou, A. Donner,
             Construction of Confidence Limits about Effect Measures, the same 27 (2008), 1693-1702.
    """
    eins, zwei = _seiten((x1, n1, x2, n2), limits, confidence)
    wert = eins.p - zwei.p
    untere = wert - np.hypot(eins.p - eins.untere, zwei.obere - zwei.p)
    obere = wert + np.hypot(eins.obere - eins.p, zwei.p - zwei.untere)
    return Schaetzung(wert, untere, obere)


def ratio(
    x1: Any, n1: Any, x2: Any, n2: Any, limits: Grenzen = wilson, confidence: float = 0.95
) -> Schaetzung:
    """Ratio of the shares or rates of two areas that share nobody.

    Takes:   as `difference`.
    Returns: (x1/n1) / (x2/n2) with limits, never below 0. No case in the second area: the value and the
             upper limit are infinite, the lower one is a number; no case in either: all NaN. No case in
             the first: value and lower limit are 0. Otherwise NaN as `difference`.
             Valid for independent areas; an area and its own city see `location_quotient`.
    Raises:  nothing.
    Source:  A. Donner, G. Y. Zou, Closed-form Confidence Intervals for Functions of the Normal Mean and
             Standard Deviation, Statistical Methods in Medical Research 21 (2012), 347-359; for
             proportions and rates R. G. Newcombe, the same 25 (2016), 1774-1778 (MOVER-R).
    """
    eins, zwei = _seiten((x1, n1, x2, n2), limits, confidence)
    mitte = eins.p * zwei.p
    unten_1, unten_2 = (s.untere * (2 * s.p - s.untere) for s in (eins, zwei))
    oben_1, oben_2 = (s.obere * (2 * s.p - s.obere) for s in (eins, zwei))
    # the first root is written from its other end: so nothing is lost where oben_2 is near zero
    untere = quotient(unten_1, mitte + np.sqrt(np.maximum(mitte**2 - unten_1 * oben_2, 0.0)))
    obere = quotient(mitte + np.sqrt(np.maximum(mitte**2 - oben_1 * unten_2, 0.0)), unten_2)
    nirgends = (eins.p == 0) & (zwei.p == 0)
    untere = np.where(eins.p == 0, np.where(np.isnan(zwei.p), np.nan, 0.0), untere)
    obere = np.where((zwei.untere == 0) & ~np.isnan(eins.p), np.inf, obere)
    wert = np.where((zwei.p == 0) & (eins.p > 0), np.inf, quotient(eins.p, zwei.p))
    return Schaetzung(*(np.where(nirgends, np.nan, zahl) for zahl in (wert, untere, obere)))


def difference_to_whole(
    x: Any, n: Any, x_ganz: Any, n_ganz: Any, limits: Grenzen = wilson, confidence: float = 0.95
) -> Schaetzung:
    """Difference of an area to the whole it is part of.

    Takes:   `x` of `n` in the area, `x_ganz` of `n_ganz` in the whole, area included; `limits` as in
             `difference`.
    Returns: x/n - x_ganz/n_ganz with limits. Area and whole share residents, so the limits are those of
             area against rest, times the share of the rest: p - P = (1 - n/N) (p - rest).
             NaN as `difference`, and where the area is the whole or cannot be part of it.
    Raises:  nothing.
    Source:  see `difference`; the identity: DESIGN, section 6.5, own derivation.
    """
    teil, aus, ganz, von = np.broadcast_arrays(*map(floats, (x, n, x_ganz, n_ganz)))
    rest = 1 - quotient(aus, von)
    zum_rest = difference(teil, aus, ganz - teil, von - aus, limits, confidence)
    return Schaetzung(*(rest * zahl for zahl in zum_rest))


def location_quotient(
    x: Any, n: Any, x_ganz: Any, n_ganz: Any, limits: Grenzen = wilson, confidence: float = 0.95
) -> Schaetzung:
    """Lokalisationsquotient: share or rate of an area relative to that of the whole it is part of.

    Takes:   as `difference_to_whole`.
    Returns: (x/n) / (x_ganz/n_ganz) with limits: 1 is the whole; 0 where the area has no case; at most
             n_ganz/n. The limits are those of the ratio to the rest, r, carried over by
             r / (w r + 1 - w) with w = n/n_ganz. NaN where the whole has no case, and as
             `difference_to_whole`.
    Raises:  nothing.
    Source:  P. S. Florence, Investment, Location, and Size of Plant, Cambridge 1948; limits: see `ratio`.
    """
    teil, aus, ganz, von = np.broadcast_arrays(*map(floats, (x, n, x_ganz, n_ganz)))
    anteil = quotient(aus, von)
    zum_rest = ratio(teil, aus, ganz - teil, von - aus, limits, confidence)
    return Schaetzung(*(_zum_ganzen(zahl, anteil) for zahl in zum_rest))


def _zum_ganzen(verhaeltnis: Floats, anteil: Floats) -> Floats:
    """Ratio to the rest as ratio to the whole; increases with it, up to 1 / anteil."""
    endlich = np.where(np.isinf(verhaeltnis), 0.0, verhaeltnis)
    umgerechnet = quotient(endlich, anteil * endlich + 1 - anteil)
    return np.where(np.isinf(verhaeltnis), quotient(1, anteil), umgerechnet)


def index_100(
    x: Any, n: Any, x_ganz: Any, n_ganz: Any, limits: Grenzen = wilson, confidence: float = 0.95
) -> Schaetzung:
    """Index of an area with the whole at 100 (Stadt = 100).

    Takes:   as `difference_to_whole`.
    Returns: 100 times `location_quotient`.
    Raises:  nothing.
    Source:  Stadt Ulm, Sozialraumanalyse (GD 076/14); see `location_quotient`.
    """
    return Schaetzung(*(100 * zahl for zahl in location_quotient(x, n, x_ganz, n_ganz, limits, confidence)))
