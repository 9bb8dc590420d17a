"""What the cohort model said at earlier dates, so that the Rückschau can judge it beside the others."""

from collections.abc import Mapping

import pandas as pd

from pipeline.projection import bands, schocks
from pipeline.projection.backtest import Forecast
from pipeline.projection.lauf import lauf, vorausberechnet
from pipeline.projection.panel import Panel


def forecast(bestand: Mapping[str, pd.DataFrame], panel: Panel, base: int, years: int) -> Forecast | None:
    """Project the areas of a panel from births, deaths and moves known at an earlier date.

    Takes:   tables of `bestand`; Panel; year of the date (31 December); number of years ahead.
    Returns: Forecast, the areas adding up to their city; None where one of them has no usable year of flows
             up to then. Nothing dated after the base is used.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  as `freigabe.prognosetabellen`.
    """
    eins = lauf(bestand, panel.areas, f"{base}-12-31", base + years)
    if not eins.observed.known[eins.wahl].all():
        return None
    _, population = vorausberechnet(eins, eins.heute)
    by_age = population[:, eins.wahl].sum(axis=(2, 3))
    banded = bands.summed(by_age, panel.starts).transpose(1, 0, 2)
    residents = float(eins.base[eins.wahl].sum())
    return Forecast(banded.sum(axis=-1), banded, schocks.of_growth(bestand, panel.city, base, residents))
