"""Draws of the totals around their central path, and how wide they must be to be true."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from pipeline.measures import Floats
from pipeline.projection import growth
from pipeline.projection.outlook import Origin

BAND = 0.8
"""Level of the published band."""

VORWISSEN = 2
"""Weight of an unwidened band before any error was seen, in earlier dates (set)."""


class Errors(NamedTuple):
    """Errors of the logarithm: of the shares [draw, area, year ahead], of the city [draw, year ahead]."""

    share: Floats
    city: Floats


def errors(look: Origin, draws: int, rng: np.random.Generator, elsewhere: Floats | float = 0.0) -> Errors:
    """Draw how shares and the city will depart from what is expected.

    Takes:   Origin; number of draws; generator; variance of the yearly noise of each area that is drawn
             elsewhere, e.g. that of births and deaths by chance.
    Returns: Errors as paths: an error of today's trend fades, one of the drift of an area does not, shocks
             to the trend are AR(1), noise adds up; all of them Student for areas, normal for the city.
    Raises:  nothing.
    Source:  the state space model of `growth`.
    """
    years = look.city.size
    shape = (draws, look.trend.residents.size, years)
    p = look.trend.persistence
    noise = np.sqrt(np.maximum(p.noise + p.noise_per_resident / look.trend.residents - elsewhere, 0.0))
    shocks = np.sqrt(p.shock) * _student(rng, shape)
    start, drift = _today(look.trend.state, rng, shape[:2])
    share = _lasting(start, shocks, p.rho) + np.cumsum(noise[:, None] * _student(rng, shape), axis=-1)
    share = share + drift[..., None] * np.arange(1, years + 1)
    city_shocks = look.city_shock * rng.standard_normal((draws, years))
    return Errors(share, _lasting(np.zeros(draws), city_shocks, p.rho))


def draw(central: Floats, look: Origin, drawn: Errors, widen: Floats) -> Floats:
    """Totals drawn around a central path.

    Takes:   central totals [area, year ahead]; Origin; its errors; factor on them by year ahead.
    Returns: [draw, area, year ahead]; in each draw the areas add up to their city.
    Raises:  nothing.
    Source:  own.
    """
    totals = central * np.exp(widen * drawn.share)
    city = central.sum(axis=0) * np.exp(widen * drawn.city)
    controlled: Floats = totals * (city / totals.sum(axis=1))[:, None]
    return controlled


def reach(draws: Floats, actual: Floats) -> Floats:
    """How far out what came lies, in half widths of the band on its side.

    Takes:   draws [draw, area, year]; what came [area, year].
    Returns: [area, year]: at most 1 where the band covered it.
    Raises:  nothing.
    Source:  normalised score of split conformal prediction, J. Lei et al., JASA 113 (2018), 1094-1111.
    """
    low, middle, high = np.quantile(np.log(draws), [(1 - BAND) / 2, 0.5, (1 + BAND) / 2], axis=0)
    off = np.log(actual) - middle
    out: Floats = np.where(off > 0, off / (high - middle), off / (low - middle))
    return out


def widening(reached: Mapping[tuple[int, int], Floats], years: int) -> Floats:
    """Factor that would have made the band cover what it promises.

    Takes:   `reach` of the areas by (earlier date, years ahead); number of years ahead.
    Returns: [year ahead], near 1 where few dates were seen: the errors of one date have much in common,
             so a date counts as one observation. Never below 1: calm years do not tell how wide a year may
             be that strikes all areas at once. Beyond the longest horizon seen its factor stays, and
             the band grows as the model says.
    Raises:  nothing.
    Source:  own.
    """
    if not reached:
        return np.ones(years)
    dates = len({date for date, _ in reached})
    all_years = _towards(1.0, _needed(list(reached.values())), dates)
    longest = max(ahead for _, ahead in reached)
    factors = []
    for ahead in range(1, min(years, longest) + 1):
        seen = [value for (_, h), value in reached.items() if h == ahead]
        factors.append(_towards(all_years, _needed(seen), len(seen)) if seen else all_years)
    return np.array([max(factor, 1.0) for factor in factors + factors[-1:] * (years - len(factors))])


def _needed(reached: list[Floats]) -> float:
    return float(np.quantile(np.concatenate(reached), BAND))


def _towards(before: float, seen: float, dates: int) -> float:
    return (VORWISSEN * before + dates * seen) / (VORWISSEN + dates)


def _today(s: growth.State, rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Errors of today's trend and of the drift, [draw, area]: what is too much in one lacks in the other."""
    slope = np.divide(s.cov, s.var_fading, out=np.zeros_like(s.cov), where=s.var_fading > 0)
    start = np.sqrt(s.var_fading) * _student(rng, shape)
    own = np.sqrt(np.maximum(s.var_drift - slope * s.cov, 0.0)) * _student(rng, shape)
    return start, slope * start + own


def _student(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Student shocks of variance 1."""
    nu = growth.FREIHEITSGRADE
    shocks: Floats = rng.standard_t(nu, shape) * np.sqrt((nu - 2) / nu)
    return shocks


def _lasting(start: Floats, shocks: Floats, rho: float) -> Floats:
    """Sum of an AR(1) process that begins in `start`, along the last axis."""
    state, total, path = start, np.zeros_like(start), []
    for year in range(shocks.shape[-1]):
        state = rho * state + shocks[..., year]
        total = total + state
        path.append(total)
    return np.stack(path, axis=-1)
