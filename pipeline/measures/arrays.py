"""How the statistics take their numbers: arrays of float in which NaN means missing."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]


def floats(values: Any) -> Floats:
    """Numbers as a float array.

    Takes:   a scalar, sequence, numpy array, or pandas Series (also nullable `Int64`).
    Returns: float64 array of the same shape; NaN where a value is missing.
    Raises:  ValueError or TypeError where something is no number.
    Source:  own.
    """
    if hasattr(values, "to_numpy"):
        return np.asarray(values.to_numpy(dtype=np.float64, na_value=np.nan))
    return np.asarray(values, dtype=np.float64)


def quotient(zaehler: Any, nenner: Any) -> Floats:
    """Divide element by element.

    Takes:   numerator and denominator of matching shapes.
    Returns: float array; NaN where either is missing or the denominator is zero.
    Raises:  nothing.
    Source:  own.
    """
    oben, unten = np.broadcast_arrays(floats(zaehler), floats(nenner))
    ergebnis: Floats = np.divide(oben, unten, out=np.full(oben.shape, np.nan), where=unten != 0)
    return ergebnis
