"""The written rule for words: when a difference is `leicht`, when `deutlich`."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.measures import floats, quotient

LEICHT = 1.1
"""Ratio of the larger to the smaller value from which a difference is `leicht`; below, `vergleichbar`."""
DEUTLICH = 1.5
"""Ratio from which it is `deutlich`.

Source of both: own rule, so that 46 against 55 is leicht and 1.5 against 4.1 deutlich, as the
Eckpunktepapier (section 1.3) words them. A Kennzahl may set its own, with a reason, in the catalogue.
"""

GROESSEN = ("vergleichbar", "leicht", "deutlich")
RICHTUNGEN = ("unter", "gleich", "ueber")


def groesse(
    wert: Any, wert_stadt: Any, leicht: Any = LEICHT, deutlich: Any = DEUTLICH
) -> NDArray[np.object_]:
    """Put the size of a difference in a word.

    Takes:   values of the area and of the city; thresholds on the ratio (NaN: the common rule).
    Returns: vergleichbar (ratio below `leicht`), leicht (below `deutlich`) or deutlich; None where a
             value is missing or negative (a ratio of balances means nothing). Both zero is vergleichbar,
             one zero deutlich.
    Raises:  nothing.
    Source:  own rule, see `LEICHT` and `DEUTLICH`.
    """
    a, b = np.broadcast_arrays(floats(wert), floats(wert_stadt))
    gross, klein = np.fmax(a, b), np.fmin(a, b)
    verhaeltnis = np.where(
        (klein == 0) & (gross > 0), np.inf, np.where(gross == 0, 1.0, quotient(gross, klein))
    )
    ab_leicht, ab_deutlich = (
        np.where(np.isnan(floats(eigen)), gemeinsam, floats(eigen))
        for eigen, gemeinsam in ((leicht, LEICHT), (deutlich, DEUTLICH))
    )
    stufe = (verhaeltnis >= ab_leicht).astype(np.int64) + (verhaeltnis >= ab_deutlich)
    worte = np.array([None, *GROESSEN], dtype=object)
    return np.asarray(worte[np.where((a >= 0) & (b >= 0), stufe + 1, 0)], dtype=object)


def richtung(wert: Any, wert_stadt: Any) -> NDArray[np.object_]:
    """Say on which side of the city an area lies.

    Takes:   values of the area and of the city.
    Returns: unter, gleich (only exactly) or ueber; None where a value is missing.
    Raises:  nothing.
    Source:  own.
    """
    seite = np.sign(floats(wert) - floats(wert_stadt))
    worte = np.array([None, *RICHTUNGEN], dtype=object)
    stelle = np.where(np.isnan(seite), 0, np.nan_to_num(seite) + 2).astype(np.int64)
    return np.asarray(worte[stelle], dtype=object)
