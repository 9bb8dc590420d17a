"""Tests: a part against the whole it belongs to, two areas, a structure, many comparisons."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from pipeline.measures.arrays import Floats, floats, quotient
from pipeline.measures.structure import dissimilarity

EXAKT_UNTER_ERWARTET = 5
"""Expected cases below which p is exact; from here on it is that of the normal distribution.

Source: W. G. Cochran, Some Methods for Strengthening the Common Chi-Square Tests, Biometrics 10 (1954).
"""

KLEINE_HOECHSTENS = 0.2
"""Share of cells of a table that may expect fewer; otherwise chi-square is not valid. Source: as above."""


class Pruefung(NamedTuple):
    """Standardised difference and its two-sided p-value; NaN where the test is not defined."""

    z: Floats
    p: Floats


class Strukturtest(NamedTuple):
    """Chi-square of a structure with its effect size; all NaN where it is not defined."""

    chi2: float
    freiheitsgrade: float
    p: float
    cramers_v: float
    dissimilaritaet: float
    """Share of the residents of the area who would have to be of another group to be like the rest."""


def _test(unterschied: Floats, varianz: Floats) -> Pruefung:
    z = quotient(unterschied, np.sqrt(np.where(varianz > 0, varianz, 0.0)))
    return Pruefung(z, 2 * stats.norm.sf(np.abs(z)))


def _mit_exakten(
    genaehert: Pruefung, erwartet: Floats, exakt: Callable[..., float], *zahlen: Floats
) -> Pruefung:
    """The same with an exact p where few cases are expected."""
    p = np.array(genaehert.p)
    wenige: NDArray[np.bool_] = (erwartet < EXAKT_UNTER_ERWARTET) & ~np.isnan(p)
    for stelle in zip(*np.nonzero(np.atleast_1d(wenige)), strict=True):
        np.atleast_1d(p)[stelle] = exakt(*(float(np.atleast_1d(reihe)[stelle]) for reihe in zahlen))
    return Pruefung(genaehert.z, p)


def _fisher(a: float, n: float, b: float, m: float) -> float:
    """Two-sided p of `a` of `n` against `b` of `m` with all margins fixed."""
    return float(stats.fisher_exact(np.array([[a, n - a], [b, m - b]])).pvalue)


def _binomial(x: float, ganz: float, gewicht: float) -> float:
    """Two-sided p of `x` of `ganz` events, each falling into the area with probability `gewicht`."""
    return float(stats.binomtest(int(x), int(ganz), gewicht).pvalue)


def part_of_whole_z(x: Any, n: Any, x_ganz: Any, n_ganz: Any) -> Pruefung:
    """Share of an area against the share of the whole it is part of (equal to a test against the rest).

    Takes:   `x` of `n` in the area, `x_ganz` of `n_ganz` in the whole, area included.
    Returns: z = (p - P) / sqrt(P (1 - P) (1/n - 1/N)) and two-sided p (exact, see
             `EXAKT_UNTER_ERWARTET`); NaN where a number is missing, a denominator is zero, nobody or
             everybody counts, the area is the whole, or the numbers cannot be part and whole.
    Raises:  nothing.
    Source:  pooled two-sample test of area against rest, e.g. L. Sachs, Angewandte Statistik;
             written as a finite-population test of the part; for few cases R. A. Fisher's exact test.
    """
    teil, aus, ganz, von = np.broadcast_arrays(floats(x), floats(n), floats(x_ganz), floats(n_ganz))
    moeglich = (teil <= aus) & (ganz <= von) & (teil <= ganz) & (aus - teil <= von - ganz) & (aus > 0)
    anteil = quotient(ganz, von)
    varianz = anteil * (1 - anteil) * (quotient(1, aus) - quotient(1, von))
    genaehert = _test(np.where(moeglich, quotient(teil, aus) - anteil, np.nan), varianz)
    erwartet = np.minimum(aus, von - aus) * np.minimum(anteil, 1 - anteil)
    return _mit_exakten(genaehert, erwartet, _fisher, teil, aus, ganz - teil, von - aus)


def part_of_whole_rate_z(x: Any, n: Any, x_ganz: Any, n_ganz: Any) -> Pruefung:
    """Rate of events of an area against the rate of the whole it is part of.

    Takes:   `x` events among `n` persons in the area, `x_ganz` among `n_ganz` in the whole.
    Returns: z of x under Binomial(x_ganz, n / n_ganz) and two-sided p (exact, see
             `EXAKT_UNTER_ERWARTET`); NaN where a number is missing, the whole has no events, the area is
             the whole, or the numbers cannot be part and whole.
    Raises:  nothing.
    Source:  J. Przyborowski, H. Wilenski, Homogeneity of Results, Biometrika 31 (1940), 313-323.
    """
    teil, aus, ganz, von = np.broadcast_arrays(floats(x), floats(n), floats(x_ganz), floats(n_ganz))
    moeglich = (teil <= ganz) & (aus <= von) & (teil >= 0) & (aus > 0)
    gewicht = quotient(aus, von)
    genaehert = _test(np.where(moeglich, teil - ganz * gewicht, np.nan), ganz * gewicht * (1 - gewicht))
    erwartet = ganz * np.minimum(gewicht, 1 - gewicht)
    return _mit_exakten(genaehert, erwartet, _binomial, teil, ganz, gewicht)


def two_proportions_z(x1: Any, n1: Any, x2: Any, n2: Any) -> Pruefung:
    """Shares of two areas that share nobody.

    Takes:   `x1` of `n1` in one area, `x2` of `n2` in the other.
    Returns: z with pooled variance and two-sided p; NaN where a number is missing, a denominator is
             zero, x > n, or nobody or everybody counts.
    Raises:  nothing.
    Source:  L. Sachs, Angewandte Statistik: comparison of two binomial shares, pooled.
    """
    a, n, b, m = np.broadcast_arrays(floats(x1), floats(n1), floats(x2), floats(n2))
    moeglich = (a <= n) & (b <= m)
    anteil = quotient(a + b, n + m)
    unterschied = np.where(moeglich, quotient(a, n) - quotient(b, m), np.nan)
    genaehert = _test(unterschied, anteil * (1 - anteil) * (quotient(1, n) + quotient(1, m)))
    erwartet = np.minimum(n, m) * np.minimum(anteil, 1 - anteil)
    return _mit_exakten(genaehert, erwartet, _fisher, a, n, b, m)


def two_rates_z(x1: Any, n1: Any, x2: Any, n2: Any) -> Pruefung:
    """Rates of events of two areas that share nobody.

    Takes:   `x1` events among `n1` persons, `x2` among `n2`.
    Returns: as `part_of_whole_rate_z` of the first area in both areas together.
    Raises:  nothing.
    Source:  see `part_of_whole_rate_z`.
    """
    a, n, b, m = floats(x1), floats(n1), floats(x2), floats(n2)
    return part_of_whole_rate_z(a, n, a + b, n + m)


def benjamini_hochberg(p: Any) -> Floats:
    """Correct p-values for the number of comparisons (false discovery rate).

    Takes:   p-values; a missing one is no comparison and does not count.
    Returns: corrected p-values in the same order, NaN where p is missing.
    Raises:  ValueError where a p-value lies outside 0 to 1.
    Source:  Y. Benjamini, Y. Hochberg, JRSS B 57 (1995), 289-300; computed by scipy.
    """
    werte = floats(p)
    da = ~np.isnan(werte)
    korrigiert = np.full(werte.shape, np.nan)
    if da.any():
        korrigiert[da] = stats.false_discovery_control(werte[da], method="bh")
    return korrigiert


def structure_chi2(teil: Any, ganzes: Any) -> Strukturtest:
    """Structure of an area (sexes, age groups) against the rest of the whole it is part of.

    Takes:   persons per group in the area and in the whole, same order; groups empty in both are dropped.
    Returns: chi-square without continuity correction, degrees of freedom, p, and two sizes of effect from
             0 to 1, because with many residents everything is significant: Cramer's V and the
             Dissimilaritaetsindex of area and rest; all NaN where a number is missing, fewer than two
             groups remain, one side is empty, or part > whole.
             Where the expected numbers are too small for chi-square (one below 1, or more than a fifth
             below 5), p of two groups is Fisher's, p of more groups NaN.
    Raises:  nothing.
    Source:  K. Pearson, Philosophical Magazine 50 (1900); H. Cramer, Mathematical Methods of
             Statistics, 1946, p. 282; limits of validity: see `EXAKT_UNTER_ERWARTET`; computed by scipy.
    """
    eins, alle = floats(teil), floats(ganzes)
    tafel = np.stack([eins, alle - eins])[:, alle > 0]
    undefiniert = np.isnan(eins).any() or np.isnan(alle).any() or tafel.shape[1] < 2
    if undefiniert or (tafel < 0).any() or (tafel.sum(axis=1) <= 0).any():
        return Strukturtest(np.nan, np.nan, np.nan, np.nan, np.nan)
    chi2, p, grade, erwartet = stats.chi2_contingency(tafel, correction=False)
    if erwartet.min() < 1 or (erwartet < EXAKT_UNTER_ERWARTET).mean() > KLEINE_HOECHSTENS:
        p = np.float64(stats.fisher_exact(tafel).pvalue if tafel.shape[1] == 2 else np.nan)
    v = float(np.sqrt(chi2 / tafel.sum()))
    return Strukturtest(float(chi2), float(grade), float(p), v, dissimilarity(*tafel))
