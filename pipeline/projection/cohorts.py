"""What the cohort model said at earlier dates, so that the Rückschau can judge it beside the others."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline.projection import areas, bands, engine, raking, rates
from pipeline.projection.backtest import Forecast
from pipeline.projection.observed import observe
from pipeline.projection.panel import Panel


def forecast(bestand: Mapping[str, pd.DataFrame], panel: Panel, base: int, years: int) -> Forecast | None:
    """Project the areas of a panel from births, deaths and moves known at an earlier date.

    Takes:   tables of `bestand`; Panel; year of the date (31 December); number of years ahead.
    Returns: Forecast, the areas adding up to their city; None where one of them has no usable year of flows
             up to then. Nothing dated after the base is used.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  as `freigabe.prognose`.
    """
    places = bestand["raumeinheiten"].reset_index(drop=True)
    observed = observe(bestand, list(places["raumeinheit"]), base)
    known = (observed.years > 0) & ~np.isnan(observed.base).any(axis=(1, 2, 3))
    own = pd.Index(observed.areas).get_indexer(pd.Index(panel.areas))
    if not known[own].all():
        return None
    people = np.nan_to_num(observed.base)
    today = rates.estimate(observed, areas.pool(places, people.sum(axis=(1, 2, 3)), observed.years))
    ahead = engine.project(people, today, range(base + 1, base + 1 + years)).population
    by_age = raking.controlled(ahead, people, places, known)[:, own].sum(axis=(2, 3))
    banded = bands.summed(by_age, panel.starts).transpose(1, 0, 2)
    return Forecast(banded.sum(axis=-1), banded)
