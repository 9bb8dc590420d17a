"""Interval of a mean of measured values."""

from typing import Any, NamedTuple

import numpy as np
from scipy import stats

from pipeline.measures.arrays import floats, quotient
from pipeline.measures.intervals import Interval


class Mittelwert(NamedTuple):
    """A mean with what it was made of; NaN where it is not defined."""

    anzahl: int
    mittel: float
    streuung: float
    """Standard deviation of the sample, divided by n - 1."""
    untere: float
    obere: float


def student(mittel: Any, streuung: Any, anzahl: Any, confidence: float = 0.95) -> Interval:
    """Interval of a mean from its sample statistics.

    Takes:   means, standard deviations (divided by n - 1) and numbers of values; `confidence` in (0, 1).
    Returns: limits in the unit of the mean; both are the mean where nothing scatters; NaN where a number
             is missing, there are fewer than two values, or the deviation is negative.
             Valid for values that are about normal, or for means of many; skewed values of few persons
             need another method.
    Raises:  nothing.
    Source:  Student, The Probable Error of a Mean, Biometrika 6 (1908), 1-25; t computed by scipy.
    """
    mitte, s, n = np.broadcast_arrays(floats(mittel), floats(streuung), floats(anzahl))
    defined = (n >= 2) & (s >= 0) & ~np.isnan(mitte)
    grade = np.where(defined, n - 1, 1.0)
    t = floats(stats.t.ppf((1 + confidence) / 2, grade))
    halb = np.where(defined, t * s * np.sqrt(quotient(1, np.where(defined, n, np.nan))), np.nan)
    return Interval(mitte - halb, mitte + halb)


def mean(werte: Any, confidence: float = 0.95) -> Mittelwert:
    """Mean of single values with its interval.

    Takes:   one row of values, e.g. of survey answers; `confidence` in (0, 1).
    Returns: Mittelwert; mean and limits NaN where a value is missing (nothing is skipped silently), the
             mean NaN for no values, the limits NaN for fewer than two.
    Raises:  ValueError where the values are no single row.
    Source:  see `student`.
    """
    zahlen = floats(werte)
    if zahlen.ndim != 1:
        raise ValueError(zahlen.shape)
    anzahl = len(zahlen)
    mittel = float(zahlen.mean()) if anzahl else np.nan
    streuung = float(zahlen.std(ddof=1)) if anzahl > 1 else np.nan
    grenzen = student(mittel, streuung, anzahl, confidence)
    return Mittelwert(anzahl, mittel, streuung, float(grenzen.untere), float(grenzen.obere))
