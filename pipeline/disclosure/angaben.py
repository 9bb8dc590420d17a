"""Of which sums a table says nothing at all, not even whether they are zero.

It may be said of a small count that it is not zero, but not where that alone tells how small it is.
If every part of a sum is known to be at least 1, none can be more than the sum less the others: of six
cases in four paragraphs none is five. There a table says nothing of its parts, not even that they are zero.
"""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt

from pipeline.disclosure.klassen import Definition

Maske = npt.NDArray[np.bool_]


def stumm(
    definitionen: list[Definition],
    wert: npt.NDArray[np.float64],
    mindestfallzahl: int,
    mit_teilen: Collection[int],
) -> Maske:
    """Find the sums of which an area without parts says nothing.

    Takes:   definitions; values by area, period, definition; places of the areas with parts, which say all.
    Returns: by area, period, definition whether nothing is said.
    """
    ergebnis = np.zeros(wert.shape, dtype=bool)
    ergebnis[:, :, [k for k, definition in enumerate(definitionen) if definition.nur_oben]] = True
    nur_ob = [k for k, definition in enumerate(definitionen) if definition.nur_ob]
    verraet = np.zeros(wert.shape[:2], dtype=bool)
    for k, ganzes in enumerate(definitionen):
        teile = [t for t in nur_ob if _in(definitionen[t], ganzes)]
        if ganzes.spalte == "anzahl" and not ganzes.nur_ob and not ganzes.nur_oben and teile:
            belegt = (wert[:, :, teile] > 0).sum(axis=2)
            moeglich = np.where(wert[:, :, k] < mindestfallzahl, 1, wert[:, :, k] - mindestfallzahl + 1)
            verraet |= belegt > moeglich
    ergebnis[:, :, nur_ob] = verraet[:, :, None]
    ergebnis[list(mit_teilen)] = False
    return ergebnis


def _in(teil: Definition, ganzes: Definition) -> bool:
    """Whether all cases of one sum are in another."""
    codes = dict(teil.codes)
    return all(d in codes and codes[d] <= c for d, c in ganzes.codes)
