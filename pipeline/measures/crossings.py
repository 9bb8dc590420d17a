"""Which delivered rows answer a question: dimensions crossed or not, ages single or in bands.

A source that crosses age with sex and age with nationality, but not all three, writes `insgesamt` where
it does not distinguish. The same person is then in several rows, so rows of one crossing only may be added.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import codes


def crossings(table: pd.DataFrame, dims: Sequence[str]) -> "pd.Series[int]":
    """Which of `dims` each row distinguishes, as a number: bit i is set if `dims[i]` is not `insgesamt`."""
    code: npt.NDArray[np.int64] = np.zeros(len(table), dtype="int64")
    for bit, dimension in enumerate(dims):
        column = table[dimension]
        if isinstance(column.dtype, pd.CategoricalDtype) and names.INSGESAMT not in column.cat.categories:
            code += np.int64(2**bit)
        else:
            code += column.ne(names.INSGESAMT).to_numpy(dtype=bool) * np.int64(2**bit)
    return pd.Series(code, index=table.index, dtype="int64")


def answering(codes: Iterable[int], needed: Sequence[str], dims: Sequence[str]) -> list[int]:
    """The crossings among `codes` that distinguish all of `needed`, finest first."""
    wanted = sum(1 << dims.index(dimension) for dimension in needed)
    fitting = {int(code) for code in codes if int(code) & wanted == wanted}
    return sorted(fitting, key=lambda code: (-code.bit_count(), code))


def finest_crossing(table: pd.DataFrame, needed: Sequence[str], dims: Sequence[str]) -> pd.DataFrame:
    """Rows of the one crossing that answers a question, per Raumeinheit and period.

    Takes:   a table of counts with raumeinheit, stichtag or jahr, `dims` and status; the dimensions
             `needed`; all `dims` that may say `insgesamt`.
    Returns: the rows, unchanged and in their order, of the finest crossing that distinguishes `needed` and
             has a value in every row; where none has, of the finest. Nobody is in two of them, provided
             that the ages of one crossing do not overlap (`partition`).
    Raises:  nothing; no row where no crossing distinguishes all of `needed`.
    Source:  own.
    """
    period = "stichtag" if "stichtag" in table.columns else "jahr"
    code = np.asarray(crossings(table, dims), dtype=np.int64)
    kinds = np.flatnonzero(np.bincount(code)).tolist()
    fitting = answering(kinds, needed, dims)
    if len(kinds) == 1 and fitting == kinds and table[["raumeinheit", period]].notna().all(axis=None):
        return table
    rank = _ranks(code, fitting)
    broken = table["status"].ne("wert").to_numpy(dtype=bool)
    chosen: pd.DataFrame = table.iloc[finest_rows(_place(table["raumeinheit"], table[period]), rank, broken)]
    return chosen


def finest_rows(
    place: npt.NDArray[np.int64], rank: npt.NDArray[np.int64], broken: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Positions of the rows of the one crossing to be taken at each place.

    Takes:   by row the number of its place and the rank of its crossing, finest 0 (either -1: the row is no
             answer); whether it has no value.
    Returns: at each place the rows of the finest crossing in which none is broken; where all are, of the
             finest.
    """
    rows = np.flatnonzero((rank >= 0) & (place >= 0))
    ranks = int(rank.max(initial=-1)) + 1
    cell = place[rows] * ranks + rank[rows]
    size = (int(place.max(initial=-1)) + 1) * ranks
    without = np.bincount(cell, broken[rows], size) > 0
    present = np.bincount(cell, minlength=size) > 0
    order = np.tile(np.arange(ranks), size // max(ranks, 1)) + without * ranks
    order = np.where(present, order, 2 * ranks).reshape(-1, max(ranks, 1))
    best = order == order.min(axis=1, keepdims=True)
    chosen: npt.NDArray[np.int64] = rows[best.reshape(-1)[cell]]
    return chosen


def _place(area: "pd.Series[Any]", period: "pd.Series[Any]") -> npt.NDArray[np.int64]:
    """One number per area and period, -1 where either is missing."""
    areas, periods = codes(area), codes(period)
    place = areas.code * len(periods.texte) + periods.code
    place[(areas.code < 0) | (periods.code < 0)] = -1
    return place


def _ranks(code: npt.NDArray[np.int64], fitting: Sequence[int]) -> npt.NDArray[np.int64]:
    """Place of each row's crossing among the fitting ones, -1 where it does not fit."""
    rank = np.full(int(code.max(initial=0)) + 1, -1, dtype="int64")
    rank[list(fitting)] = np.arange(len(fitting))
    return rank[code]


@lru_cache(maxsize=100_000)
def partition(delivered: frozenset[str], target: str) -> tuple[str, ...] | None:
    """The finest delivered ages that make up `target` exactly, without gap or overlap.

    Takes:   age texts of one crossing and one of the grammar of `names.band` (also numbers of children).
    Returns: the ages in ascending order; None where no choice of them adds up to the target.
    """
    von, bis = names.band(target)
    starts: dict[int, list[tuple[int, str]]] = {}
    for age in delivered:
        first, last = names.band(age)
        if von <= first and last <= bis:
            starts.setdefault(first, []).append((last + 1, age))
    longest: dict[int, tuple[str, ...]] = {von: ()}
    for cut in range(von, bis + 1):
        path = longest.get(cut)
        for end, age in sorted(starts.get(cut, ())) if path is not None else ():
            candidate = (*(path or ()), age)
            if len(candidate) > len(longest.get(end, ())):
                longest[end] = candidate
    return longest.get(bis + 1)


def hull(ages: Iterable[str]) -> str:
    """The band from the lowest to the highest of these ages."""
    bands = [names.band(age) for age in ages]
    lowest, highest = min(b.von for b in bands), max(b.bis for b in bands)
    return f"{lowest}+" if highest == names.ALTER_MAX else f"{lowest}-{highest}"


SINGLE_AGES = frozenset(str(age) for age in np.arange(names.ALTER_MAX + 1))
"""Every single age the grammar knows."""
