"""The released share of a group: never finer than five persons of all, its band from the draws themselves."""

import numpy as np
import pandas as pd

from pipeline.measures import Floats, quotient
from pipeline.projection.lauf import Lauf
from pipeline.projection.rundung import GEZEIGT_AB, RUNDUNG, gerundet, gezeigt

ANTEIL = "nichtdeutsch"
"""The share that is released, of all residents."""

_ZEHNTEL = 1_000
"""Tenths of a percent in a whole."""


def table(eins: Lauf, part: Floats, whole: Floats, relativ: Floats) -> pd.DataFrame:
    """Share of a group in every year.

    Takes:   Lauf; expected persons of the group and of all, [year, area], unrounded; ends of the band of
             the share relative to its middle, [end, year, area], NaN without one.
    Returns: raumeinheit, jahr, anteil, erwartet, unten, oben (percent), status. The expected share is that
             of the two released numbers and so tells nothing they do not; it is rounded to what five
             persons of all are, at least to 0.1, the ends outwards. `geheim` where the group or the rest
             is; an end below ten persons is 0.
    Raises:  nothing.
    Source:  own.
    """
    of_all, of_group = gerundet(whole), gerundet(part)
    smaller = np.minimum(of_group, gerundet(whole - part))
    status = gezeigt(smaller, eins.status[None, :])
    share = _ZEHNTEL * quotient(of_group, of_all)
    step = np.maximum(np.ceil(_ZEHNTEL * quotient(np.full_like(of_all, RUNDUNG), of_all)), 1.0)
    expected = np.minimum(step * np.floor(share / step + 0.5), _ZEHNTEL)
    low = np.minimum(step * np.floor(share * relativ[0] / step), expected)
    low = np.where(low * of_all < GEZEIGT_AB * _ZEHNTEL, low * 0.0, low)
    high = np.clip(step * np.ceil(share * relativ[1] / step), expected, _ZEHNTEL)
    index = pd.MultiIndex.from_product([eins.jahre, eins.raumeinheiten], names=["jahr", "raumeinheit"])
    values = {
        name: np.where(status == "wert", np.round(tenths / 10, 1), np.nan).ravel()
        for name, tenths in {"erwartet": expected, "unten": low, "oben": high}.items()
    }
    rows = pd.DataFrame({"anteil": ANTEIL, **values, "status": status.ravel()}, index=index).reset_index()
    return rows.sort_values(["raumeinheit", "jahr"], kind="stable", ignore_index=True)
