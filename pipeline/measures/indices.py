"""Several indicators of many areas as one index: standard scores, ranks, weights, classes."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from pipeline.measures.arrays import Floats, floats


class Punkte(Protocol):
    """How the values of one indicator become points: `standard_scores` or `normal_scores`."""

    def __call__(self, werte: Any) -> Floats:
        """Points with mean 0."""


def standard_scores(werte: Any) -> Floats:
    """Distance of every area from the mean of all areas in standard deviations (z-score).

    Takes:   one value per area.
    Returns: scores with mean 0 and standard deviation 1 (that of all areas, not estimated from a sample);
             NaN where a value is missing; all NaN where all values are the same or fewer than two are there.
    Raises:  nothing.
    Source:  textbook z-transformation; the areas count alike, whatever their size.
    """
    zahlen = floats(werte)
    da = ~np.isnan(zahlen)
    ergebnis = np.full(zahlen.shape, np.nan)
    if da.sum() > 1 and np.ptp(zahlen[da]) > 0:
        ergebnis[da] = (zahlen[da] - zahlen[da].mean()) / zahlen[da].std()
    return ergebnis


def normal_scores(werte: Any) -> Floats:
    """Ranks on the scale of standard scores: of the values only their order counts.

    Takes:   one value per area.
    Returns: scores of the normal distribution, equal for equal values; NaN as `standard_scores`.
    Raises:  nothing.
    Source:  G. Blom, Statistical Estimates and Transformed Beta-Variables, Stockholm 1958.
    """
    zahlen = floats(werte)
    da = ~np.isnan(zahlen)
    ergebnis = np.full(zahlen.shape, np.nan)
    if da.sum() > 1 and np.ptp(zahlen[da]) > 0:
        raenge = stats.rankdata(zahlen[da])
        ergebnis[da] = stats.norm.ppf((raenge - 3 / 8) / (len(raenge) + 1 / 4))
    return ergebnis


def composite_index(werte: Any, gewichte: Any, punkte: Punkte = standard_scores) -> Floats:
    """Weighted sum of the scores of several indicators, again with mean 0 and standard deviation 1.

    Takes:   table of areas by indicators; one weight per indicator, negative where a high value is
             unfavourable; how values become points.
    Returns: one index per area, high is favourable; NaN where a value of the area is missing. Only areas
             with all values take part, also in means and deviations.
    Raises:  ValueError where the number of weights is not that of the indicators.
    Source:  Senatsverwaltung fuer Stadtentwicklung Berlin, Monitoring Soziale Stadtentwicklung 2013 ff.:
             sum of the z-scores of the index indicators.
    """
    tafel, faktoren = floats(werte), floats(gewichte)
    gezaehlt = np.where(np.isnan(tafel.sum(axis=1, keepdims=True)), np.nan, tafel)
    spalten = [faktor * punkte(spalte) for faktor, spalte in zip(faktoren, gezaehlt.T, strict=True) if faktor]
    return standard_scores(np.sum(spalten, axis=0))


def in_classes(index: Any, untere: tuple[float, ...], obere: tuple[float, ...]) -> NDArray[np.int64]:
    """Put every area in a class by limits in standard deviations.

    Takes:   an index with mean 0; limits below and above the middle. Who is exactly on a limit belongs to
             the class that is nearer to the middle.
    Returns: number of the class from 0, the lowest; -1 where the index is missing.
    Raises:  nothing.
    Source:  own.
    """
    werte = floats(index)
    klasse = sum(
        ((werte >= grenze).astype(np.int64) for grenze in untere), start=np.zeros(len(werte), dtype=np.int64)
    )
    klasse = klasse + sum((werte > grenze).astype(np.int64) for grenze in obere)
    return np.where(np.isnan(werte), -1, klasse)
