"""Rates of areas of different age, made comparable: direct and indirect standardisation."""

from typing import Any, NamedTuple

import numpy as np

from pipeline.measures.arrays import Floats, floats, quotient
from pipeline.measures.differences import Schaetzung
from pipeline.measures.intervals import byar, rate

MINDESTENS_DIREKT = 10
"""Events below which a directly standardised rate is not given.

Source: J. K. Morris, J. Tan, P. Fryers, J. Bestwick, Evaluation of Stability of Directly Standardized Rates
for Sparse Data, Population Health Metrics 16 (2018), 19.
"""


class Indirekt(NamedTuple):
    """Observed against expected events; NaN where it is not defined."""

    beobachtet: Floats
    erwartet: Floats
    verhaeltnis: Floats
    untere: Floats
    obere: Floats


def direct(x: Any, n: Any, gewichte: Any, faktor: float = 1.0, confidence: float = 0.95) -> Schaetzung:
    """Rate that an area would have with the age structure of a standard population.

    Takes:   `x` events and `n` persons (person-years) per age group, the groups along the last axis;
             `gewichte`: persons of the standard population in the same groups, in any scale; `faktor`
             as 1000 for per 1,000.
    Returns: sum(w x/n) / sum(w) with limits after Dobson, Byar's limits for the number of events. A group
             of weight 0 does not count. All NaN where a number is missing or negative, a group with weight
             has nobody, all weights are 0, or there are fewer than `MINDESTENS_DIREKT` events in all: the
             rate hangs on single events of small groups then; use `indirect`.
    Raises:  nothing.
    Source:  A. J. Dobson, K. Kuulasmaa, E. Eberle, J. Scherer, Confidence Intervals for Weighted Sums of
             Poisson Parameters, Statistics in Medicine 10 (1991), 457-462.
    """
    faelle, personen, w = np.broadcast_arrays(*map(floats, (x, n, gewichte)))
    zaehlt = w != 0
    gueltig = (faelle >= 0) & (personen > 0) & (w > 0)
    je_gruppe = np.where(gueltig, quotient(w, personen), np.where(zaehlt, np.nan, 0.0))
    gesamt = np.where(zaehlt, faelle, 0.0).sum(axis=-1)
    summe_w = w.sum(axis=-1)
    faelle = np.where(zaehlt, faelle, 0.0)
    wert = quotient((je_gruppe * faelle).sum(axis=-1), summe_w)
    varianz = quotient((je_gruppe**2 * faelle).sum(axis=-1), summe_w**2)
    streckung = np.sqrt(quotient(varianz, gesamt))
    grenzen = byar(gesamt, confidence)
    genug = np.where(gesamt >= MINDESTENS_DIREKT, faktor, np.nan)
    untere, obere = (genug * (wert + streckung * (grenze - gesamt)) for grenze in grenzen)
    return Schaetzung(genug * wert, untere, obere)


def indirect(beobachtet: Any, n: Any, x_ganz: Any, n_ganz: Any, confidence: float = 0.95) -> Indirekt:
    """Events of an area against those expected at the age-specific rates of the whole.

    So an old district does not look sick only because it is old.

    Takes:   `beobachtet`: events of the area, all ages together; `n`: its persons per age group, groups
             along the last axis; `x_ganz`, `n_ganz`: events and persons of the whole in the same groups.
    Returns: observed, expected, observed/expected (1 is the whole) with exact Poisson limits below 10
             observed events and Byar's from 10; the expected number counts as known. Zero observed: ratio
             and lower limit 0. An age group without anybody in the area adds nothing. NaN where a number
             is missing or negative, somebody lives in a group in which the whole has nobody, or nothing is
             expected. Ratios of two areas are not comparable with each other, only with the whole.
    Raises:  nothing.
    Source:  N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II, IARC 1987, pp. 65-72.
    """
    personen, faelle, alle = np.broadcast_arrays(*map(floats, (n, x_ganz, n_ganz)))
    moeglich = (personen >= 0) & (faelle >= 0) & (alle >= 0)
    je_gruppe = np.where(personen == 0, 0.0, personen * quotient(faelle, alle))
    erwartet = np.where(moeglich, je_gruppe, np.nan).sum(axis=-1)
    gezaehlt, erwartet = np.broadcast_arrays(floats(beobachtet), erwartet)
    grenzen = rate(gezaehlt, erwartet, confidence=confidence)
    verhaeltnis = np.where(np.isnan(grenzen.untere), np.nan, quotient(gezaehlt, erwartet))
    return Indirekt(gezaehlt, erwartet, verhaeltnis, *grenzen)
