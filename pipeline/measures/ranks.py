"""How certain the places of areas in a ranking are."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from statsmodels.stats.multitest import multipletests

from pipeline.measures.arrays import Floats, floats
from pipeline.measures.significance import Pruefung


class Rangspannen(NamedTuple):
    """First and last place an area may have (1 is the highest value), and whom it cannot be told from."""

    von: NDArray[np.int64]
    bis: NDArray[np.int64]
    ununterscheidbar: NDArray[np.int64]
    """How many of the others cannot be told apart from the area."""


def holm(p: Any) -> Floats:
    """Correct p-values so that not even one wrong difference is likely (family-wise error).

    Takes:   p-values; a missing one is no comparison and does not count.
    Returns: corrected p-values in the same order and shape, NaN where p is missing.
    Raises:  nothing.
    Source:  S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scandinavian Journal of
             Statistics 6 (1979), 65-70; computed by statsmodels.
    """
    werte = floats(p)
    da = ~np.isnan(werte)
    korrigiert = np.full(werte.shape, np.nan)
    if da.any():
        korrigiert[da] = multipletests(werte[da], method="holm")[1]
    return korrigiert


def pairs(anzahl: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """List every two of so many areas once.

    Takes:   number of areas.
    Returns: positions of the first and of the second area of each pair.
    Raises:  nothing.
    Source:  own.
    """
    eine, andere = np.triu_indices(anzahl, k=1)
    return eine, andere


def pairs_apart(paare: Pruefung, untere: Any, obere: Any, niveau: float = 0.05) -> NDArray[np.bool_]:
    """Decide for every two areas which of them has certainly the higher value.

    Takes:   z and p of every two areas, first minus second, in the order of `pairs`; limits of the 95 %
             interval of each area; level of the corrected test.
    Returns: square table, true where the area of the row is certainly higher than that of the column: the
             test of the pair, corrected by Holm for all pairs, is below the level and the two intervals do
             not overlap. False where a number is missing. Never true both ways.
    Raises:  nothing.
    Source:  see `holm`; that overlapping intervals count as not different is the more careful rule (N.
             Schenker, J. F. Gentleman, On Judging the Significance of Differences by Examining the Overlap
             Between Confidence Intervals, The American Statistician 55 (2001), 182-186).
    """
    unten, oben = floats(untere), floats(obere)
    eine, andere = pairs(len(unten))
    sicher = holm(paare.p) < niveau
    hoeher = np.zeros((len(unten), len(unten)), dtype=np.bool_)
    hoeher[eine, andere] = sicher & (paare.z > 0) & (unten[eine] > oben[andere])
    hoeher[andere, eine] = sicher & (paare.z < 0) & (unten[andere] > oben[eine])
    return hoeher


def rank_ranges(hoeher: NDArray[np.bool_]) -> Rangspannen:
    """Find the places that every area may have in a ranking from the highest value down.

    Takes:   the result of `pairs_apart`.
    Returns: Rangspannen. The first place is behind all that are certainly higher, the last before all that
             are certainly lower: with the probability of the test all true places lie within at once.
    Raises:  nothing.
    Source:  M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm, Inference for Ranks, Review of Economic
             Studies 91 (2024), 476-518, with Holm's critical values in place of the bootstrap; for rankings
             of institutions H. Goldstein, D. J. Spiegelhalter, JRSS A 159 (1996), 385-443.
    """
    anzahl = len(hoeher)
    davor, dahinter = hoeher.sum(axis=0), hoeher.sum(axis=1)
    return Rangspannen(1 + davor, anzahl - dahinter, anzahl - 1 - davor - dahinter)
