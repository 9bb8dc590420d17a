"""Zeros that are hidden like other small counts, where the plan says so of a table.

Where all zeros are shown, a hidden cell is at least 1, and that alone can give it away. Where they are hidden
they count as too small: a reader must not be able to tell that there are fewer than the Mindestfallzahl, nor
the number itself, and a hidden cell may be 0. Shown all the same are zeros that the plan promises (`pflicht`)
and what follows from those, zeros that an earlier release showed, and what is zero in every area, which tells
nothing of any one of them.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

Maske = npt.NDArray[np.bool_]


def mit_verdeckten_nullen(zeilen: sparse.csr_array, merkmale: Mapping[str, Any]) -> dict[str, Any]:
    """Make zeros secret where `nullen` says that they would be hidden; elsewhere nothing changes.

    Takes:   rows of a system, and what `System` says of them, by its names.
    Returns: the same, with `nullen` no longer true where a zero is known anyway.
    """
    wert, bekannt = merkmale["wert"], merkmale["bekannt"]
    if not merkmale["nullen"].any():
        return dict(merkmale)
    nullen = merkmale["nullen"] & ~bekannt & _kann_mehr_sein(zeilen, merkmale)
    schon_immer = _war_geheim(merkmale) & (wert >= 1) & _nullen_waren_gezeigt(merkmale)
    return {
        **merkmale,
        "nullen": nullen,
        "sensibel": merkmale["sensibel"] | (nullen & (wert == 0)),
        "untergrenze": np.where(nullen & ~schon_immer, 0.0, merkmale["untergrenze"]),
    }


def _kann_mehr_sein(zeilen: sparse.csr_array, merkmale: Mapping[str, Any]) -> Maske:
    """Rows with a finest count of which no reader knows that it is zero."""
    bleibt = merkmale["bekannt"] | (merkmale["gezeigt"] & ~merkmale["nullen"])
    lebt = np.ones(zeilen.shape[1])
    lebt[np.unique(zeilen[bleibt & (merkmale["wert"] == 0)].indices)] = 0.0
    return np.asarray(zeilen @ lebt > 0, dtype=np.bool_)


def _war_geheim(merkmale: Mapping[str, Any]) -> Maske:
    """What an earlier release hid, whether it is shown now or not."""
    nicht_mehr_gezeigt = ~merkmale["gezeigt"] & (merkmale["untergrenze"] > 0)
    return np.asarray(merkmale["zuvor"] | nicht_mehr_gezeigt, dtype=np.bool_)


def _nullen_waren_gezeigt(merkmale: Mapping[str, Any]) -> bool:
    """Whether an earlier release showed zeros, so that what it hid is known to be at least 1.

    It did where one of them is known from it, and did not where it hid one; without any of them it may have.
    """
    null = merkmale["nullen"] & (merkmale["wert"] == 0)
    return bool((null & merkmale["bekannt"]).any() or not (null & merkmale["zuvor"]).any())
