"""Classes of values for a map: natural breaks."""

import warnings
from importlib import import_module
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
    Source:  W. D. Fisher, On Grouping for Maximum Homogeneity, JASA 53 (1958), known in cartography as Jenks'
             natural breaks (G. F. Jenks, 1977); mapclassify.
    """
    alle = floats(values)
    gezaehlt = alle[~np.isnan(alle)]
    stufen = np.unique(gezaehlt)
    if len(stufen) <= classes:
        return stufen
    # imported where maps are drawn: it takes seconds, and most commands draw none
    mapclassify = import_module("mapclassify")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that it would be faster with numba
        breaks: Floats = mapclassify.FisherJenks(gezaehlt, k=classes).bins
    return breaks


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
