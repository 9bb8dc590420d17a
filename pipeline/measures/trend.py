"""Whether a Kennzahl rises or falls over its last periods."""

from typing import Any, Literal, NamedTuple

import numpy as np
from scipy import stats

from pipeline.measures.arrays import Floats, floats, quotient

PERIODEN = 5
"""Periods a trend is judged by.

Source: Office for Health Improvement and Disparities, Fingertips: Recent Trends, technical guidance.
"""
SCHWELLE = 9.5495
"""Chi-square of one degree of freedom above which there is a trend: p below 0.2 %, as for 99.8 % limits."""


class Trend(NamedTuple):
    """Test of a trend; all NaN where it is not defined."""

    chi2: Floats
    p: Floats
    steigung: Floats
    """Change per period, as share of 1 or events per person."""
    richtung: Floats
    """1 rises, -1 falls, 0 no trend that the numbers carry."""


def trend(x: Any, n: Any, art: Literal["anteil", "rate"] = "anteil") -> Trend:
    """Trend over the last `PERIODEN` periods, equally spaced, the last axis from old to new.

    Takes:   `x` of `n` per period (art `anteil`, x part of n), or `x` events among `n` persons (`rate`);
             for a quotient of two groups give one group and the sum of both.
    Returns: chi-square for linear trend, p, slope weighted by n, and richtung: 1 or -1 only where
             chi-square exceeds `SCHWELLE` and the slope keeps its sign when each period is left out, so
             that no single year makes a trend; else 0. All NaN where one of the last periods is missing
             or there are fewer, a denominator is not positive, x is negative, x > n in a share, or in all
             periods nobody or everybody counts.
             Periods count as independent. Stocks of mostly the same persons are not: the true scatter is
             smaller then, the test too careful. Only values of one territory and one definition belong
             into one test.
    Raises:  nothing.
    Source:  P. Armitage, Tests for Linear Trends in Proportions and Frequencies, Biometrics 11 (1955),
             375-386; rule of five periods and of leaving one out: see `PERIODEN`.
    """
    faelle, personen = np.broadcast_arrays(floats(x), floats(n))
    faelle, personen = faelle[..., -PERIODEN:], personen[..., -PERIODEN:]
    moeglich = (faelle >= 0) & (personen > 0) & ((faelle <= personen) | (art == "rate"))
    genug = moeglich.all(axis=-1) & (moeglich.shape[-1] == PERIODEN)
    b, quadrate = _steigung(faelle, personen)
    mittel = quotient(faelle.sum(axis=-1), personen.sum(axis=-1))
    varianz = mittel * (1 - mittel) if art == "anteil" else mittel
    varianz = np.where(genug & (varianz > 0), varianz, np.nan)
    chi2 = quotient(b**2 * quadrate, varianz)
    einig = np.where(chi2 > SCHWELLE, _einig(faelle, personen), 0.0)
    offen = np.isnan(chi2)
    b, richtung = np.where(offen, np.nan, b), np.where(offen, np.nan, einig)
    return Trend(chi2, stats.chi2.sf(chi2, 1), b, richtung)


def _steigung(faelle: Floats, personen: Floats) -> tuple[Floats, Floats]:
    """Slope of the values on the periods, weighted by persons, and the weighted squares of the periods."""
    zeit = np.arange(personen.shape[-1], dtype=np.float64)
    alle = personen.sum(axis=-1)
    abstand = zeit - quotient((personen * zeit).sum(axis=-1), alle)[..., None]
    quadrate = (personen * abstand**2).sum(axis=-1)
    return quotient((abstand * faelle).sum(axis=-1), quadrate), quadrate


def _einig(faelle: Floats, personen: Floats) -> Floats:
    """Sign of the slope if it is the same whichever period is left out, else 0."""
    perioden = range(personen.shape[-1])
    zeichen = np.stack([np.sign(_steigung_ohne(faelle, personen, weg)) for weg in perioden])
    return np.where((zeichen == zeichen[0]).all(axis=0), zeichen[0], 0.0)


def _steigung_ohne(faelle: Floats, personen: Floats, weg: int) -> Floats:
    """Slope without one period; the others keep their places in time."""
    bleibt = np.arange(personen.shape[-1]) != weg
    return _steigung(faelle * bleibt, personen * bleibt)[0]
