"""How much a released number of the projection tells: whole five persons, and nothing of a few."""

import numpy as np
from numpy.typing import NDArray

from pipeline.measures import Floats

RUNDUNG = 5
"""Persons: a cell tells no more than this, also in the first year, which is still close to the count."""

GEZEIGT_AB = 10
"""Persons: a 0 in the first year would say that a count kept secret is a one or a two, and where only 0 were
kept secret, its absence would; so 0 and 5 are kept together."""


def gerundet(persons: Floats) -> Floats:
    """Round to whole five persons, half up."""
    rounded: Floats = RUNDUNG * np.floor(persons / RUNDUNG + 0.5)
    return rounded


def gezeigt(rounded: Floats, status: NDArray[np.str_]) -> NDArray[np.str_]:
    """Status of rounded cells: `geheim` where fewer are expected than can be shown.

    Takes:   rounded persons; status of the area, broadcastable to them.
    Returns: status of each cell.
    Raises:  nothing.
    Source:  own.
    """
    shown = np.broadcast_to(status, rounded.shape)
    return np.where((shown == "wert") & (rounded < GEZEIGT_AB), "geheim", shown)
