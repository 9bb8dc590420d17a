"""Expected values where births, deaths and moves were delivered: cohort model, at the totals of all views.

The totals are those that the Rückschau judges: the cohort model beside what the stocks of past years say
(`outlook`). What it says of age, sex, group and scenario stays.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.measures import Floats
from pipeline.projection import areas, engine, raking
from pipeline.projection.aussicht import Aussicht
from pipeline.projection.lauf import Lauf, vorausberechnet


def faktoren(eins: Lauf, alle: Sequence[Aussicht]) -> Floats:
    """Factor from what the cohort model expects of each area to what all views together expect.

    Takes:   Lauf; what is known of its cities.
    Returns: [year, area], of the smallest areas; 1 where flows or a past are missing. An area without a past
             moves as its city does.
    Raises:  nothing.
    Source:  own.
    """
    factor = np.ones((len(eins.jahre), len(eins.gebiete)))
    gemischte = [aussicht.heute for aussicht in alle if aussicht.heute.moved]
    if not gemischte:
        return factor
    total = vorausberechnet(eins, eins.heute)[1].sum(axis=(2, 3, 4))
    below = areas.smallest(eins.gebiete)
    for heute in gemischte:
        places = pd.Index(eins.gebiete["raumeinheit"])
        panel = heute.origin.panel
        own = places.get_indexer(pd.Index(panel.areas))
        wanted = heute.forecast.total.T
        if places.get_loc(panel.city) in eins.eckwerte:  # the city's own forecast stands
            wanted = wanted * (total[:, own].sum(axis=1) / wanted.sum(axis=1))[:, None]
        leaves = places.get_indexer(pd.Index(below[panel.city]))
        factor[:, leaves] = (wanted.sum(axis=1) / total[:, own].sum(axis=1))[:, None]
        factor[:, own] = wanted / total[:, own]
    return factor


def erwartet(eins: Lauf, r: engine.Rates, faktor: Floats) -> tuple[engine.Projection, Floats]:
    """Project all areas under some rates and bring them to the totals of all views.

    Takes:   Lauf; rates of all areas; `faktoren`, the same for every scenario, so that a scenario departs
             from the Basis as the cohort model says.
    Returns: as `vorausberechnet`; areas above are moved, cell by cell, as the sum of their smallest ones, but
             for a city that has a forecast of its own: its areas are fitted to it.
    Raises:  nothing.
    Source:  own.
    """
    alone, population = vorausberechnet(eins, r)
    moved = population * faktor[..., None, None, None]
    keys = list(eins.gebiete["raumeinheit"])
    for area, leaves in areas.members(eins.gebiete, keys, keys):
        own = leaves > 0
        if own.sum() > 1 or not own[area]:
            before, after = population[:, own].sum(axis=1), moved[:, own].sum(axis=1)
            ratio = np.divide(after, before, out=np.ones_like(before), where=before > 0)
            moved[:, area] = population[:, area] * ratio
    for city in eins.eckwerte:
        moved[:, city] = population[:, city]
    return alone, raking.controlled(moved, eins.base, eins.gebiete, eins.observed.known)
