"""Districts that add up to their city: cell by cell, year by year."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.measures import Floats
from pipeline.projection import areas

UNZUGEORDNET = 0.05
"""Share of a city's residents up to which its smallest areas may leave somebody out (no known address)."""


class Control(NamedTuple):
    """A city that its smallest areas are fitted to; all areas by their place among all.

    leaves: the smallest areas. between: those between with their smallest ones. share: of the city's
    residents at the base, who live in a smallest area.
    """

    city: int
    leaves: list[int]
    between: list[tuple[int, list[int]]]
    share: float


def controls(base: Floats, raumeinheiten: pd.DataFrame, known: NDArray[np.bool_]) -> list[Control]:
    """Which cities control their smallest areas.

    Takes:   base [area, group, sex, age], in the order of raumeinheiten; which areas have numbers.
    Returns: not a city without numbers, with a smallest area that has none, or of which the areas do not
             make up the whole.
    Raises:  nothing.
    Source:  own.
    """
    found = []
    for city, leaves, between in _cities(raumeinheiten):
        share = base[leaves].sum() / base[city].sum() if known[[city, *leaves]].all() else 0.0
        if abs(share - 1) <= UNZUGEORDNET:
            found.append(Control(city, leaves, between, float(share)))
    return found


def controlled(
    population: Floats, base: Floats, raumeinheiten: pd.DataFrame, known: NDArray[np.bool_]
) -> Floats:
    """Scale the smallest areas so that they add up to their city; those between are their sums.

    Takes:   population [year, area, group, sex, age], in the order of raumeinheiten; the base without the
             year; which areas have numbers. The city is projected from its own flows, in which moves
             between its districts cancel out: it is known better than their sum.
    Returns: the same shape. Who lives in no smallest area at the base stays outside of them in the same
             share. A city that does not control (`controls`) stays as it is. Cells in which no area has
             anybody stay empty.
    Raises:  nothing.
    Source:  as usual for small areas: S. K. Smith, J. Tayman, D. A. Swanson, A Practitioner's Guide to State
             and Local Population Projections (2013), ch. 10 (controlling to an independent total).
    """
    result = population.copy()
    for city, leaves, between, share in controls(base, raumeinheiten, known):
        parts = population[:, leaves]
        have = parts.sum(axis=1)
        factor = np.divide(share * population[:, city], have, out=np.ones_like(have), where=have > 0)
        result[:, leaves] = parts * factor[:, None]
        for area, own in between:
            result[:, area] = result[:, own].sum(axis=1)
    return result


def _cities(raumeinheiten: pd.DataFrame) -> list[tuple[int, list[int], list[tuple[int, list[int]]]]]:
    """Place of each city that has areas below it, of its smallest areas, and of those between with theirs."""
    keys = raumeinheiten["raumeinheit"].tolist()
    place = {key: i for i, key in enumerate(keys)}
    own = {place[key]: [place[one] for one in below] for key, below in areas.smallest(raumeinheiten).items()}
    city_of = [place[key] for key in areas.top(raumeinheiten)]
    found = []
    for city in (area for area, of in enumerate(city_of) if area == of and own[area] != [area]):
        middle = [area for area, of in enumerate(city_of) if of == city != area and own[area] != [area]]
        found.append((city, own[city], [(area, own[area]) for area in middle]))
    return found
