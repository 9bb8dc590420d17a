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
from pipeline.projection import agegroups, areas, aussicht, fan, outlook
from pipeline.projection.arrays import usable
from pipeline.projection.backtest import outlook_today
from pipeline.projection.panel import Panel


class StockPath(NamedTuple):
    """Residents ahead of all areas, NaN where unknown.

    ages [year, area, age] and base [area]: persons. band [end, year, area, group]: ends of the bands over
    their middle, NaN without draws too.
    """

    ages: Floats
    base: Floats
    band: Floats

    def von(self, wahl: NDArray[np.intp]) -> "StockPath":
        """The same of some areas."""
        return StockPath(self.ages[:, wahl], self.base[wahl], self.band[:, :, wahl])


def ahead(
    bestand: Mapping[str, pd.DataFrame],
    keys: Sequence[str],
    jahre: Sequence[int],
    ziehungen: int,
    groups: Floats,
) -> StockPath:
    """Project all areas of which the stocks of at least two years up to the base are known.

    Takes:   tables of `bestand` (raumeinheiten, einwohner, vollstaendigkeit); keys of all areas; years
             from the one after the base; number of draws for the band, none for no band; age groups
             [group, age]: ones at their ages, each a sum of `agegroups.TEILE`.
    Returns: StockPath; an area above others is the sum of its districts, known where all of them are. In
             every year the districts add up to their city.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  `outlook`, `structure`, `spread`, `agegroups`.
    """
    shape = (len(jahre), len(keys))
    path = StockPath(
        np.full((*shape, names.ALTER_MAX + 1), np.nan),
        np.full(len(keys), np.nan),
        np.full((2, *shape, len(groups)), np.nan),
    )
    places = bestand["raumeinheiten"].reset_index(drop=True)
    for panel, rng in aussicht.pasts(bestand, jahre[0] - 1):
        today = outlook_today(panel, len(jahre), rng)
        drawn = today.drawn(ziehungen or 1, rng)
        ages = outlook.by_age(today.origin, today.forecast.total)
        sure = _sure(bestand, panel)
        told = [key for key, known in zip(panel.areas, sure, strict=True) if known]
        members = areas.members(places, told, keys)
        for area, of_leaves in members:
            path.ages[:, area] = np.tensordot(of_leaves, ages[sure], 1)
            path.base[area] = of_leaves @ panel.stock[sure, -1].sum(axis=-1)
        for year, parts in enumerate(agegroups.drawn(panel, ages, drawn, rng) if ziehungen else ()):
            told_parts = parts[:, sure] @ groups[:, agegroups.TEILE].T
            for area, of_leaves in members:
                path.band[:, year, area] = fan.ends(np.tensordot(told_parts, of_leaves, ([1], [0])))
    return path


def _sure(bestand: Mapping[str, pd.DataFrame], panel: Panel) -> NDArray[np.bool_]:
    """Areas of which no count can be missing: declared complete, or one row for each age and nothing else."""
    dates = [f"{year}-12-31" for year in panel.years]
    people = bestand["einwohner"]
    crossed = people[people["alter"].ne(names.INSGESAMT) & people["stichtag"].isin(dates)]
    crossed = crossed[(crossed[["geschlecht", "staatsangehoerigkeit"]] != names.INSGESAMT).any(axis=1)]
    declared = usable(bestand, "einwohner", panel.areas, dates).all(axis=1)
    return np.asarray(declared | ~np.isin(panel.areas, crossed["raumeinheit"].unique()))
