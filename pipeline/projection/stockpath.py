"""Residents ahead where no births, deaths and moves were delivered: from the stocks of past years alone.

Totals and their band as the Rückschau tests them, ages by `structure`, their bands by `agegroups`.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import names
from pipeline.measures import Floats
from pipeline.projection import agegroups, areas, aussicht, eckwerte, fan, outlook, raking
from pipeline.projection.arrays import usable
from pipeline.projection.backtest import outlook_today
from pipeline.projection.observed import Observed
from pipeline.projection.panel import Panel


class StockPath(NamedTuple):
    """Residents ahead of all areas, NaN where unknown.

    ages [year, area, age] and base [area]: persons. band [end, year, area, group]: ends of the bands over
    their middle, NaN without draws too. eckwerte: the city's own forecast that an area is fitted to, by its
    place.
    """

    ages: Floats
    base: Floats
    band: Floats
    eckwerte: dict[int, eckwerte.Eckwerte]


def ahead(
    bestand: Mapping[str, pd.DataFrame],
    observed: Observed,
    jahre: Sequence[int],
    ziehungen: int,
    groups: Floats,
) -> StockPath:
    """Project all areas of which the stocks of at least two years up to the base are known.

    Takes:   tables of `bestand` (raumeinheiten, einwohner, vollstaendigkeit; eckwerte, if delivered); what
             was observed of all areas; years from the one after the base; number of draws for the band, none
             for no band; age groups [group, age]: ones at their ages, each a sum of `agegroups.TEILE`.
    Returns: StockPath; an area above others is the sum of its districts, known where all of them are. In
             every year the districts add up to their city. Where the city has a forecast of its own and
             no district has flows, all are fitted to it, age by age; bands keep their relative width.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  `outlook`, `structure`, `spread`, `agegroups`, `eckwerte`.
    """
    keys, base = observed.areas, jahre[0] - 1
    shape = (len(jahre), len(keys))
    path = StockPath(
        np.full((*shape, names.ALTER_MAX + 1), np.nan),
        np.full(len(keys), np.nan),
        np.full((2, *shape, len(groups)), np.nan),
        {},
    )
    places = bestand["raumeinheiten"].reset_index(drop=True)
    for panel, rng in aussicht.pasts(bestand, base):
        today = outlook_today(panel, len(jahre), rng)
        free = outlook.by_age(today.origin, today.forecast.total)
        vorgabe = _eckwerte(bestand, observed, panel, free, jahre)
        ages = free if vorgabe is None else free * vorgabe.faktor[:, 0]
        drawn = today.drawn(ziehungen or 1, rng) * (ages.sum(axis=-1) / free.sum(axis=-1))
        sure = _sure(bestand, panel)
        told = [key for key, known in zip(panel.areas, sure, strict=True) if known]
        members = areas.members(places, told, keys)
        for area, of_leaves in members:
            path.ages[:, area] = np.tensordot(of_leaves, ages[sure], 1)
            path.base[area] = of_leaves @ panel.stock[sure, -1].sum(axis=-1)
            path.eckwerte.update({} if vorgabe is None else {area: vorgabe})
        for year, parts in enumerate(agegroups.drawn(panel, ages, drawn, rng) if ziehungen else ()):
            told_parts = parts[:, sure] @ groups[:, agegroups.TEILE].T
            for area, of_leaves in members:
                path.band[:, year, area] = fan.ends(np.tensordot(told_parts, of_leaves, ([1], [0])))
    return path


def _eckwerte(
    bestand: Mapping[str, pd.DataFrame], observed: Observed, panel: Panel, ages: Floats, jahre: Sequence[int]
) -> eckwerte.Eckwerte | None:
    """Forecast of the city that stood on the base, where all of its areas come from stocks and make it up."""
    places = pd.Index(observed.areas)
    if observed.known[places.get_indexer(pd.Index(panel.areas))].any():
        return None
    share = panel.stock[:, -1].sum() / observed.base[places.get_loc(panel.city)].sum()
    share = 1.0 if np.isnan(share) else share
    if abs(share - 1) > raking.UNZUGEORDNET:
        return None
    rows = eckwerte.known(bestand.get(eckwerte.TABELLE), f"{jahre[0] - 1}-12-31")
    own = rows[rows["raumeinheit"] == panel.city]
    return eckwerte.of_stocks(own, ages.sum(axis=0) / share, jahre)


def _sure(bestand: Mapping[str, pd.DataFrame], panel: Panel) -> NDArray[np.bool_]:
    """Areas of which no count can be missing: declared complete, or one row for each age and nothing else."""
    dates = [f"{year}-12-31" for year in panel.years]
    people = bestand["einwohner"]
    crossed = people[people["alter"].ne(names.INSGESAMT) & people["stichtag"].isin(dates)]
    crossed = crossed[(crossed[["geschlecht", "staatsangehoerigkeit"]] != names.INSGESAMT).any(axis=1)]
    declared = usable(bestand, "einwohner", panel.areas, dates).all(axis=1)
    return np.asarray(declared | ~np.isin(panel.areas, crossed["raumeinheit"].unique()))
