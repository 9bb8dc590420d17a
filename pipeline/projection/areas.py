"""How areas lie in each other, and whose age schedules an area takes."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.measures import Floats

MINDESTGROESSE = 10_000
"""Residents a pool needs for calm single-age schedules; below, the city is added to it.

Source: the makers of SIKURS advise at least 8,000 to 10,000 residents per unit.
"""


def top(raumeinheiten: pd.DataFrame) -> "pd.Series[str]":
    """Find the city that each area belongs to.

    Takes:   raumeinheiten with raumeinheit and uebergeordnet (missing or empty for the highest).
    Returns: Series by raumeinheit: the highest area above it, itself where nothing is above.
    Raises:  nothing; a key above that is no area of the table ends the way.
    Source:  own.
    """
    above = raumeinheiten.set_index("raumeinheit")["uebergeordnet"]
    above = above.where(above.isin(above.index)).fillna(above.index.to_series())
    highest = above
    for _ in range(len(above)):
        next_up = highest.map(above)
        if next_up.equals(highest):
            break
        highest = next_up
    return highest


def above(raumeinheiten: pd.DataFrame, area: str) -> list[str]:
    """List an area and those above it, up to its city.

    Takes:   raumeinheiten; key of an area of it.
    Returns: keys, the area first.
    Raises:  KeyError where the area is not in the table.
    Source:  own.
    """
    parents = raumeinheiten.set_index("raumeinheit")["uebergeordnet"]
    chain = [area]
    while (parent := parents[chain[-1]]) in parents.index and parent not in chain:
        chain.append(parent)
    return chain


def smallest(raumeinheiten: pd.DataFrame) -> dict[str, list[str]]:
    """List the smallest areas of each area.

    Takes:   raumeinheiten.
    Returns: by key the keys of those with nothing below them, in the order of the table; of such an area
             itself.
    Raises:  nothing.
    Source:  own.
    """
    keys = list(raumeinheiten["raumeinheit"])
    parents = set(raumeinheiten["uebergeordnet"].dropna())
    own: dict[str, list[str]] = {key: [] for key in keys}
    for key in (key for key in keys if key not in parents):
        for area in above(raumeinheiten, key):
            own[area].append(key)
    return own


def members(
    raumeinheiten: pd.DataFrame, districts: Sequence[str], keys: Sequence[str]
) -> list[tuple[int, Floats]]:
    """Which of some smallest areas make up each area.

    Takes:   raumeinheiten; keys of smallest areas; keys of all areas.
    Returns: of the areas that are made up whole the place among the keys, and ones at their districts.
    Raises:  KeyError for a key that is not in the table.
    Source:  own.
    """
    own = smallest(raumeinheiten)
    there = set(districts)
    return [
        (place, np.isin(list(districts), own[key]).astype(np.float64))
        for place, key in enumerate(keys)
        if own[key] and there.issuperset(own[key])
    ]


def pool(raumeinheiten: pd.DataFrame, residents: Floats, years: Floats) -> NDArray[np.bool_]:
    """Which areas lend their schedules to which.

    Takes:   raumeinheiten; residents on the base date and number of usable years per area, in the
             same order.
    Returns: [area, area]: usable areas of the same level and city; the city too where these have
             fewer than 10,000 residents. An area is in its own pool if it is usable.
    Raises:  nothing.
    Source:  own.
    """
    city = top(raumeinheiten).to_numpy()
    level = raumeinheiten["ebene"].to_numpy()
    same = (city[:, None] == city) & (level[:, None] == level) & (years > 0)
    small = same @ np.nan_to_num(residents) < MINDESTGROESSE
    is_city = (city[:, None] == raumeinheiten["raumeinheit"].to_numpy()) & (years > 0)
    return np.asarray(same | (small[:, None] & is_city))
