"""Yearly shocks that all districts of a city share, estimated from what the city counted up to the base."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar

from pipeline.measures import Floats, quotient
from pipeline.projection.observed import arrivals, latest

ZUZUG = 0.10
"""Yearly shock to the logarithm of a city's in-moves assumed before the data (set)."""

STERBLICHKEIT, FRUCHTBARKEIT = 0.02, 0.03
"""The same of the levels of a city's mortality and fertility (set)."""

GEWICHT = 2
"""Observed years that what is assumed before the data is worth (set)."""

JAHRE = 20
"""Years up to the base that are looked at."""

_GRENZEN = (np.log(1e-4), np.log(1.0))


class Niveaus(NamedTuple):
    """Yearly shocks to the logarithm of the levels of mortality and fertility, shared by all districts."""

    mortality: float
    fertility: float


def estimated(events: Floats, expected: Floats, before: float) -> float:
    """Standard deviation of the yearly change of a level, beyond what counting by chance brings.

    Takes:   events of consecutive years, more than none in each; those expected at one level; the standard
             deviation assumed before the data.
    Returns: the mode of the posterior; `before` where there is but one year.
    Raises:  nothing.
    Source:  marginal likelihood of a random walk of the logarithm under Poisson counts (normal approximation,
             chance of neighbouring years taken as independent), normal knowledge of the logarithm of the
             shock before the data.
    """
    change = np.diff(np.log(events / expected))
    chance = 1 / events[1:] + 1 / events[:-1]

    def loss(log_shock: float) -> float:
        variance = np.exp(2 * log_shock)
        told = np.log(variance + chance) + change**2 / (variance + chance)
        return float(2 * GEWICHT * (log_shock - np.log(before)) ** 2 + told.sum())

    return float(np.exp(minimize_scalar(loss, bounds=_GRENZEN, method="bounded").x))


def of_growth(tables: Mapping[str, pd.DataFrame], city: str, base: int, residents: float) -> float:
    """Yearly shock to the growth of a city that shocks to its in-moves bring.

    Takes:   tables of `bestand`; key of the city; year of the base; residents of the base.
    Returns: standard deviation per resident; 0 where the in-moves of the base year are not known.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  `estimated`.
    """
    years = range(base - JAHRE + 1, base + 1)
    moves = arrivals(tables, city, years)
    known = np.flatnonzero(~(moves > 0))
    last = moves[known[-1] + 1 :] if known.size else moves
    if not last.size:
        return 0.0
    return estimated(last, np.ones_like(last), ZUZUG) * float(last[-1]) / residents


def of_levels(tables: Mapping[str, pd.DataFrame], city: str, base: int) -> Niveaus:
    """Yearly shocks to the levels of mortality and fertility of a city.

    Takes:   tables of `bestand`; key of the city; year of the base.
    Returns: Niveaus, those assumed before the data where the base year is not known, or where in a year
             nothing happened or nobody was there to whom it could.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  `estimated`; expected are those that the residents of each year would have at the rates by age of
             all years together, deaths by sex, births by group of the mother.
    """
    years = latest(tables, city, range(base - JAHRE + 1, base + 1))
    deaths = [(year.deaths.sum(axis=0), year.january.sum(axis=0)) for year in years]
    births = [(year.births.sum(axis=1), year.women) for year in years]
    return Niveaus(_of_level(deaths, STERBLICHKEIT), _of_level(births, FRUCHTBARKEIT))


def _of_level(years: Sequence[tuple[Floats, Floats]], before: float) -> float:
    """Shock to the level of events, from events and persons at risk of each year."""
    if not years:
        return before
    events, at_risk = (np.stack(part) for part in zip(*years, strict=True))
    rates = np.nan_to_num(quotient(events.sum(axis=0), at_risk.sum(axis=0)))
    counted, expected = (part.reshape(len(years), -1).sum(axis=1) for part in (events, at_risk * rates))
    told = (counted > 0).all() and (expected > 0).all()
    return estimated(counted, expected, before) if told else before
