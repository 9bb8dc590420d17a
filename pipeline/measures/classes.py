"""Classes of values for a map: natural breaks, found exactly."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.measures.arrays import Floats, floats

KLASSEN = 5
"""Classes of a map whose shades can still be told apart in greyscale (own rule)."""

MINDESTENS_WERTE = 10
"""Areas with a value below which neither classes nor ranks say anything (own rule)."""


def natural_breaks(values: Any, classes: int = KLASSEN) -> Floats:
    """Part values into classes that are as alike within themselves as can be.

    Takes:   values (NaN: left out); number of classes.
    Returns: the largest value of each class, rising; as many classes as asked for, fewer where there are
             fewer different values, none without values. Equal values are never parted.
    Raises:  nothing.
    Source:  W. D. Fisher, On Grouping for Maximum Homogeneity, JASA 53 (1958), by dynamic programming;
             known in cartography as Jenks' natural breaks (G. F. Jenks, 1977).
    """
    alle = floats(values)
    stufen, zahl = np.unique(alle[~np.isnan(alle)], return_counts=True)
    anzahl = min(classes, len(stufen))
    if anzahl == 0:
        return np.array([], dtype=np.float64)
    kosten = _spread(stufen, zahl)
    beste, anfang = kosten[0], np.zeros((anzahl, len(stufen)), dtype=np.int64)
    for klasse in range(1, anzahl):
        # the last class begins at row i and ends at column j; before i stand `klasse` classes
        davor = np.concatenate(([np.inf], beste[:-1]))[:, None] + kosten
        anfang[klasse] = davor.argmin(axis=0)
        beste = davor.min(axis=0)
    return stufen[_ends(anfang)]


def _spread(stufen: Floats, zahl: NDArray[np.int64]) -> Floats:
    """Squared deviations from their mean of the values from i to j; infinite where j is before i."""
    mitte = stufen - stufen.mean()  # small numbers, so that differences of sums keep their digits
    n, s, q = (np.concatenate(([0.0], np.cumsum(zahl * mitte**p))) for p in (0, 1, 2))
    i, j = np.arange(len(stufen))[:, None], np.arange(1, len(stufen) + 1)[None, :]
    mitglieder = n[j] - n[i]
    summe = (s[j] - s[i]) ** 2 / np.where(mitglieder > 0, mitglieder, 1)
    return np.where(mitglieder > 0, np.clip(q[j] - q[i] - summe, 0, None), np.inf)


def _ends(anfang: NDArray[np.int64]) -> list[int]:
    """Position of the last value of each class, walked back from the last one."""
    enden = [anfang.shape[1] - 1]
    for klasse in range(len(anfang) - 1, 0, -1):
        enden.append(int(anfang[klasse, enden[-1]]) - 1)
    return enden[::-1]


def class_of(values: Any, breaks: Floats) -> NDArray[np.int64]:
    """Find the class of each value.

    Takes:   values; the result of `natural_breaks`.
    Returns: 0 for the lowest class and so on; -1 for NaN; a value above all classes is in the last one.
    Raises:  nothing.
    Source:  own.
    """
    x = floats(values)
    stelle = np.minimum(np.searchsorted(breaks, x, side="left"), max(len(breaks) - 1, 0))
    return np.where(np.isnan(x), -1, stelle)
