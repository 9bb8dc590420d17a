"""Which delivered rows answer a question: dimensions crossed or not, ages single or in bands.

A source that crosses age with sex and age with nationality, but not all three, writes `insgesamt` where
it does not distinguish. The same person is then in several rows, so rows of one crossing only may be added.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import pandas as pd

from pipeline import names


def crossings(table: pd.DataFrame, dims: Sequence[str]) -> "pd.Series[int]":
    """Which of `dims` each row distinguishes, as a number: bit i is set if `dims[i]` is not `insgesamt`."""
    code = pd.Series(0, index=table.index, dtype="int64")
    for bit, dimension in enumerate(dims):
        code += table[dimension].ne(names.INSGESAMT).astype("int64") * 2**bit
    return code


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
    code = crossings(table, dims)
    fitting = answering(code.unique(), needed, dims)
    rows = table[["raumeinheit", period]].assign(
        rank=code.map({code: rank for rank, code in enumerate(fitting)}),
        broken=table["status"].ne("wert"),
    )
    rows = rows.dropna(subset="rank")
    keys = ["raumeinheit", period]
    rows["broken"] = rows.groupby([*keys, "rank"])["broken"].transform("any")
    rows["order"] = rows["rank"] + rows["broken"] * len(fitting)
    best = rows["order"].eq(rows.groupby(keys)["order"].transform("min"))
    return table.loc[rows.index[best]]


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
