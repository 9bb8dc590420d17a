"""Districts that add up to their city: cell by cell, year by year."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.measures import Floats
from pipeline.projection import areas

UNZUGEORDNET = 0.05
"""Share of a city's residents up to which its smallest areas may leave somebody out (no known address)."""


def controlled(
    population: Floats, base: Floats, raumeinheiten: pd.DataFrame, known: NDArray[np.bool_]
) -> Floats:
    """Scale the smallest areas so that they add up to their city; those between are their sums.

    Takes:   population [year, area, group, sex, age], in the order of raumeinheiten; the base without the
             year; which areas have numbers. The city is projected from its own flows, in which moves
             between its districts cancel out: it is known better than their sum.
    Returns: the same shape. Who lives in no smallest area at the base stays outside of them in the same
             share. A city without numbers, with a smallest area that has none, or of which the areas do
             not make up the whole, stays as it is. Cells in which no area has anybody stay empty.
    Raises:  nothing.
    Source:  as usual for small areas: S. K. Smith, J. Tayman, D. A. Swanson, A Practitioner's Guide to State
             and Local Population Projections (2013), ch. 10 (controlling to an independent total).
    """
    result = population.copy()
    for city, leaves, between in _cities(raumeinheiten):
        share = base[leaves].sum() / base[city].sum() if known[[city, *leaves]].all() else 0.0
        if abs(share - 1) > UNZUGEORDNET:
            continue
        parts = population[:, leaves]
        have = parts.sum(axis=1)
        factor = np.divide(share * population[:, city], have, out=np.ones_like(have), where=have > 0)
        result[:, leaves] = parts * factor[:, None]
        for area, own in between:
            result[:, area] = result[:, own].sum(axis=1)
    return result


def _cities(raumeinheiten: pd.DataFrame) -> Iterable[tuple[int, list[int], list[tuple[int, list[int]]]]]:
    """Place of each city that has areas below it, of its smallest areas, and of those between with theirs."""
    keys = raumeinheiten["raumeinheit"].tolist()
    place = {key: i for i, key in enumerate(keys)}
    chains = [[place[area] for area in areas.above(raumeinheiten, key)] for key in keys]
    inner = {above for chain in chains for above in chain[1:]}
    leaves = [i for i in range(len(keys)) if i not in inner and len(chains[i]) > 1]
    for city in sorted({chains[leaf][-1] for leaf in leaves}):
        own = [leaf for leaf in leaves if chains[leaf][-1] == city]
        middle = sorted({area for leaf in own for area in chains[leaf][1:-1]})
        yield city, own, [(area, [leaf for leaf in own if area in chains[leaf]]) for area in middle]
