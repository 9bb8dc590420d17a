"""How areas add up: which have parts, whether the parts are all there, and what is left over."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd


@dataclass(frozen=True)
class Gliederung:
    """Areas over places. A place is an area without parts, or the rest of an area beside its known parts.

    `summen` (areas x places) adds up what adds up over areas; `eigene` (areas x places) is where an area has
    what does not (moves inside the city). Below the areas both have one row per rest, whose names are in
    `raumeinheiten` too; `teile` gives the parts of an area, `reste` the areas that have a rest, in order.
    """

    raumeinheiten: list[str]
    summen: npt.NDArray[np.int64]
    eigene: npt.NDArray[np.int64]
    teile: dict[int, list[int]]
    reste: list[int]

    @property
    def orte(self) -> int:
        """Number of places."""
        return int(self.summen.shape[1])

    @property
    def blaetter(self) -> npt.NDArray[np.bool_]:
        """Places that no other places make up."""
        return np.asarray(self.summen.any(axis=0), dtype=np.bool_)

    def mit_resten(
        self, werte: npt.NDArray[np.float64], additiv: npt.NDArray[np.bool_]
    ) -> npt.NDArray[np.float64]:
        """Append to values by area what the parts leave over, one row per rest; NaN if they do not add up."""
        reste = [np.where(additiv, werte[r] - werte[self.teile[r]].sum(axis=0), np.nan) for r in self.reste]
        return np.vstack([werte, *reste])


def gliederung(
    raumeinheiten: pd.DataFrame, wert: npt.NDArray[np.float64], additiv: npt.NDArray[np.bool_]
) -> Gliederung:
    """Find the places, from the tree of areas and from what was counted in one period.

    Takes: raumeinheiten; values by area and sum (NaN: unknown); which sums add up over areas.
    """
    namen = raumeinheiten["raumeinheit"].tolist()
    platz = {name: i for i, name in enumerate(namen)}
    teile: dict[int, list[int]] = {}
    for name, oben in zip(namen, raumeinheiten["uebergeordnet"].tolist(), strict=True):
        if isinstance(oben, str) and oben in platz:
            teile.setdefault(platz[oben], []).append(platz[name])
    uebrig = {r: _rest(wert[r, additiv], wert[k][:, additiv]) for r, k in teile.items()}
    teile = {r: k for r, k in teile.items() if uebrig[r] >= 0}
    reste = [r for r in teile if uebrig[r] > 0]
    platz_des_rests = {r: len(namen) + i for i, r in enumerate(reste)}
    summen = np.eye(len(namen) + len(reste), dtype=np.int64)
    for r in range(len(namen)):
        summen[r] = 0
        summen[r, _blaetter(r, teile, platz_des_rests)] = 1
    eigene = np.eye(len(namen) + len(reste), dtype=np.int64)
    alle = [*namen, *(f"übriges Gebiet von {namen[r]}" for r in reste)]
    return Gliederung(alle, summen, eigene, teile, reste)


def _rest(ganzes: npt.NDArray[np.float64], teile: npt.NDArray[np.float64]) -> float:
    """What the known parts leave over: 0 nothing, more: a rest, less: the parts do not fit into the whole."""
    uebrig = ganzes - teile.sum(axis=0)
    uebrig = uebrig[~np.isnan(uebrig)]
    if not uebrig.size:
        return 0.0
    return float(uebrig.min() if uebrig.min() < 0 else uebrig.max())


def _blaetter(r: int, teile: dict[int, list[int]], rest: dict[int, int]) -> Sequence[int]:
    if r not in teile:
        return [r]
    unten = [ort for teil in teile[r] for ort in _blaetter(teil, teile, rest)]
    return [*unten, rest[r]] if r in rest else unten
