"""The median of persons who are known by bands only."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from pipeline import names
from pipeline.measures.arrays import Floats, floats, quotient


def median_in_bands(anzahl: Any, baender: Sequence[str]) -> Floats:
    """Median of an age distribution, as if the persons of a band were spread evenly over it.

    Takes:   persons per band along the last axis; the bands as text (`0-4`, `85+`), ascending and without
             gap.
    Returns: exact age in years: lower end of the band in which the middle person is, plus the part of the
             band that lies below; NaN where a number is missing or negative, there is nobody, or the middle
             person is in the open last band. The error is below half the width of the band.
    Raises:  ValueError where the bands leave a gap or overlap.
    Source:  usual formula of the median of grouped data, e.g. L. Sachs, Angewandte Statistik.
    """
    grenzen = [names.band(band) for band in baender]
    if any(vor.bis + 1 != nach.von for vor, nach in pairwise(grenzen)):
        raise ValueError(baender)
    von = np.array([band.von for band in grenzen], dtype=np.float64)
    breite = np.array([_breite(band) for band in baender])
    personen = np.where(floats(anzahl) >= 0, floats(anzahl), np.nan)
    bis = personen.cumsum(axis=-1)
    haelfte = bis[..., -1:] / 2
    # the first band at whose upper end half of all have been counted; argmax of nothing but NaN is 0
    ort = (bis >= haelfte).argmax(axis=-1)[..., None]
    davor, hier = (np.take_along_axis(reihe, ort, axis=-1) for reihe in (bis - personen, personen))
    alter = von[ort] + breite[ort] * quotient(haelfte - davor, hier)
    gueltig: Floats = np.where(np.isnan(haelfte), np.nan, alter)[..., 0]
    return gueltig


def _breite(band: str) -> float:
    """Years of a band; NaN for an open one, in which nobody knows where the middle is."""
    von, bis = names.band(band)
    return np.nan if bis == names.ALTER_MAX else bis - von + 1.0
