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
