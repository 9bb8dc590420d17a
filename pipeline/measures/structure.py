"""Sums that do not hide a missing value, and indices of how unlike two distributions are."""

from typing import Any

import numpy as np
import pandas as pd

from pipeline.measures.arrays import floats


def summe(werte: pd.Series) -> Any:
    """Sum that is missing as soon as one part is missing.

    Takes:   numbers, nullable or float.
    Returns: the sum; <NA> or NaN where one value is missing (pandas' own default would skip it);
             0 for no values at all.
    Raises:  nothing.
    Source:  own.
    """
    return werte.sum(skipna=False)


def dissimilarity(x: Any, y: Any) -> float:
    """Half the summed differences of two distributions over the same areas or groups.

    Takes:   counts of two groups per area, same order.
    Returns: 0 (same distribution) to 1 (no area shared): the share of one group that would have to
             move; NaN where a count is missing or negative or a group is empty.
    Raises:  nothing.
    Source:  O. D. Duncan, B. Duncan, A Methodological Analysis of Segregation Indexes,
             American Sociological Review 20 (1955), 210-217.
    """
    eine, andere = floats(x), floats(y)
    negativ = (eine < 0).any() or (andere < 0).any()
    if negativ or not eine.sum() > 0 or not andere.sum() > 0:
        return float("nan")
    return float(np.abs(eine / eine.sum() - andere / andere.sum()).sum() / 2)


def segregation(x: Any, ganzes: Any) -> float:
    """Segregationsindex of a group: its distribution over the areas against that of all others.

    Takes:   persons of the group and all persons per area, same order.
    Returns: 0 (spread like all others) to 1 (they share no area): sum |x_i/X - t_i/T| / 2 / (1 - X/T),
             which is the dissimilarity of the group and the rest; NaN where a number is missing or
             negative, the group is larger than all in an area, is empty, or is everybody.
             Depends on how the areas are cut: compare only years of the same areas.
    Raises:  nothing.
    Source:  O. D. Duncan, B. Duncan, Residential Distribution and Occupational Stratification, American
             Journal of Sociology 60 (1955), 493-503.
    """
    gruppe = floats(x)
    return dissimilarity(gruppe, floats(ganzes) - gruppe)
