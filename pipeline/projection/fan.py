"""How far the coming years may depart from what is expected, cell by cell.

The districts of a city are drawn together (`draws`): people die, move and are born by chance, levels are
known only roughly, and growth departs as it did in the past (`spread`, widened by past errors). Where the
expected districts are fitted to their city (`raking`), those of each draw are fitted to a city drawn beside
them (`beside`). Areas above are the sums of their districts in each draw.
"""

from collections.abc import Sequence
from copy import deepcopy

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.measures import Floats, quotient
from pipeline.projection import areas, beside, draws, engine, raking, rates
from pipeline.projection.aussicht import Aussicht
from pipeline.projection.observed import Observed

BAND = (0.1, 0.9)
"""Ends of the published band of 80 percent."""

RATEN = ("mortality", "out_migration", "in_migration", "naturalisation", "fertility", "deutsch_share")


def band(
    raumeinheiten: pd.DataFrame,
    cities: Sequence[Aussicht],
    observed: Observed,
    r: engine.Rates,
    masks: Floats,
    years: int,
    ziehungen: int,
    quotienten: Sequence[tuple[int, int]] = (),
) -> Floats:
    """Ends of the band relative to its middle.

    Takes:   raumeinheiten; what is known of each city; Observed and rates of all areas, in the order of
             raumeinheiten; masks [cell, group, sex, age] of the cells wanted;
             number of years; number of draws; pairs of cells whose quotient is wanted too, formed draw by
             draw, behind the cells.
    Returns: [end, year, area, cell]: lower end at most 1, upper at least 1; NaN where an area or one of
             its districts has no flows or no past, or the middle is nobody. Nothing dated after the base
             is used.
    Raises:  nothing.
    Source:  own; widths as the Rückschau tests them.
    """
    found = np.full((2, years, len(observed.areas), len(masks) + len(quotienten)), np.nan)
    places = raumeinheiten.reset_index(drop=True)
    controls = raking.controls(np.nan_to_num(observed.base), places, observed.known)
    for stadt in cities:
        keys = stadt.heute.origin.panel.areas
        leaf = pd.Index(observed.areas).get_indexer(pd.Index(keys))
        told = observed.known[leaf]
        if not told.any():
            continue
        rng = deepcopy(stadt.rng)  # the same draws for every scenario
        shocks = _shocks(stadt, observed, leaf, told, ziehungen, rng)
        city = next((one for one in controls if set(one.leaves) == set(leaf[told])), None)
        sums = _drawn(observed, r, leaf[told], masks, years, shocks, rng, city)
        drawn = [key for key, known in zip(keys, told, strict=True) if known]
        for area, of_leaves in areas.members(places, drawn, observed.areas):
            cells = np.tensordot(sums, of_leaves, ([2], [0]))
            found[:, :, area] = ends(_with_quotients(cells, quotienten))
    return found


def _drawn(
    observed: Observed,
    r: engine.Rates,
    leaf: NDArray[np.intp],
    masks: Floats,
    years: int,
    shocks: draws.Shocks,
    rng: np.random.Generator,
    city: raking.Control | None,
) -> draws.Sums:
    """Sums of the cells of the districts, [draw, year, district, cell], fitted to a city if there is one."""
    flat = masks.reshape(len(masks), -1).T.astype(np.float32)
    if city is not None:
        shocks = beside.with_city(shocks, observed.base[leaf].sum(axis=(1, 2, 3)))
        leaf = np.append(leaf, city.city)
    own = engine.Rates(*(getattr(r, name)[:, leaf] for name in RATEN))

    def keep(population: draws.Counts) -> draws.Sums:
        cells = population.astype(np.float32) if city is None else beside.fitted(population, city.share)
        sums: draws.Sums = cells.reshape(*cells.shape[:2], -1) @ flat
        return sums

    return draws.simulate(observed.base[leaf], own, years, shocks, keep, rng)


def _shocks(
    stadt: Aussicht,
    observed: Observed,
    leaf: NDArray[np.intp],
    told: NDArray[np.bool_],
    ziehungen: int,
    rng: np.random.Generator,
) -> draws.Shocks:
    """Growth as it departed in the past; levels as far as they are unknown.

    All districts have a past; only those told have flows to be drawn.
    """
    drawn = stadt.heute.drawn(ziehungen, rng, _chance(observed, leaf))
    path = np.log(drawn / stadt.heute.forecast.total).transpose(0, 2, 1)
    growth = np.diff(path, axis=1, prepend=0.0)[..., told]
    leaf = leaf[told]
    return draws.Shocks(
        growth,
        _level(observed.deaths.sum(axis=(1, 2, 3))[leaf], stadt.niveaus.mortality, growth.shape, rng),
        _level(observed.births.sum(axis=(1, 2, 3))[leaf], stadt.niveaus.fertility, growth.shape, rng),
    )


def _chance(observed: Observed, leaf: NDArray[np.intp]) -> Floats:
    """Variance of a year's growth that births, deaths and moves have by chance alone, [district]."""
    flows = observed.deaths + observed.out_migration + observed.in_migration
    events = (flows.sum(axis=(1, 2, 3)) + observed.births.sum(axis=(1, 2, 3)))[leaf]
    yearly = quotient(events, observed.years[leaf])
    variance: Floats = np.nan_to_num(yearly / observed.base[leaf].sum(axis=(1, 2, 3)) ** 2)
    return variance


def _level(events: Floats, shock: float, shape: tuple[int, ...], rng: np.random.Generator) -> Floats:
    """Factor on a rate, [draw, year, district]: posterior of the district's level, random walk of all."""
    sure = events + 1 / rates.STREUUNG_NIVEAU**2
    own = rng.gamma(sure, 1 / sure, (shape[0], 1, shape[2]))
    walk = np.cumsum(shock * rng.standard_normal((*shape[:2], 1)), axis=1)
    factor: Floats = own * np.exp(walk)
    return factor


def _with_quotients(cells: Floats, pairs: Sequence[tuple[int, int]]) -> Floats:
    """Cells [draw, year, cell] and behind them the quotient of each pair, 0 where nobody is left."""
    parts = [np.nan_to_num(quotient(cells[..., [part]], cells[..., [whole]])) for part, whole in pairs]
    return np.concatenate([cells, *parts], axis=-1)


def ends(cells: Floats) -> Floats:
    """Ends of the band over its middle, from [draw, year, cell]."""
    low, middle, high = np.quantile(cells, [BAND[0], 0.5, BAND[1]], axis=0)
    known = middle > 0
    over = [np.divide(end, middle, out=np.full_like(end, np.nan), where=known) for end in (low, high)]
    return np.stack(over)
