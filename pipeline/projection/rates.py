"""From what was observed to the rates of the coming years: age schedule of many, level of the area.

2,553 residents in 404 cells are noise. The schedule over single ages comes from a pool of areas, smoothed
(`smoothing`), only its level from the area itself, drawn towards the pool by how little the area has to say.
"""

import numpy as np
from numpy.typing import NDArray

from pipeline.measures import Floats, quotient
from pipeline.projection import engine, shrinkage, smoothing
from pipeline.projection.observed import Observed

ALTER_JAHRE = np.arange(101)
BREIT = np.array([0, 6, 18, 25, 45, 65])
"""First ages of the broad groups in which levels of moves are estimated: 0-5, ..., 65+."""

MINDESTGEBIETE = 10
"""Areas with flows from which the variation of their levels is estimated; with fewer it is assumed."""
STREUUNG_NIVEAU = 0.15
"""Variation of fertility, mortality and naturalisation levels between districts where it is assumed (set)."""
STREUUNG_WEGZUG = 0.40
"""Variation of out-migration levels between districts where it is assumed (set)."""
GEWICHT_ZUZUG = 50.0
"""In-moves of the pool's age mix that are added to those of the area where it is assumed (set)."""

FRUCHTBAR = slice(16, 51)
"""Ages at which the engine counts births; births outside are moved to the nearest of them."""


def estimate(observed: Observed, pool: NDArray[np.bool_]) -> engine.Rates:
    """Rates of every area, constant over the projected years.

    Takes:   Observed; pool [area, area]: whose schedule each area takes (itself among them).
    Returns: Rates with arrays [1, area, ...]; in-migration in persons per year. An area without
             usable years gets rates too, but they mean nothing: the caller drops it.
    Raises:  nothing.
    Source:  indirect standardisation with gamma-Poisson shrinkage, D. Clayton, J. Kaldor, Biometrics 43
             (1987), 671-681; variation between areas by marginal likelihood where there are ten of them.
    """
    many = _pooled(observed, pool)
    births, births_many = _births_by_group(observed), _births_by_group(many)
    mortality = _mortality(observed, births, many, births_many)
    naturalisation = _naturalisation(observed, births, many, births_many)
    out = _out_migration(observed, births, many, births_many)
    out = np.clip(out, 0.0, np.maximum(1 - mortality - naturalisation, 0.0))
    fertility = _fertility(observed, many)
    foreign = many.births[:, 1].sum(axis=-1)
    share = np.nan_to_num(quotient(foreign[:, 0], foreign.sum(axis=-1)))
    parts = (mortality, out, _in_migration(observed, many), naturalisation, fertility, share)
    return engine.Rates(*(part[None] for part in parts))


def _pooled(observed: Observed, pool: NDArray[np.bool_]) -> Observed:
    """Add up the pool of each area."""
    fields = ("january", "women", "births", "deaths", "out_migration", "in_migration", "naturalised")
    sums = {name: np.tensordot(pool.astype(np.float64), getattr(observed, name), 1) for name in fields}
    return Observed(observed.areas, observed.years, observed.base, **sums)


def _births_by_group(observed: Observed) -> Floats:
    """Births [area, group of the child, sex] as the engine splits them."""
    of_child = observed.births.sum(axis=(1, 3))
    births: Floats = of_child[..., None] * np.array([1 - engine.MAEDCHEN, engine.MAEDCHEN])
    return births


def _at_start(observed: Observed, births: Floats) -> Floats:
    """Who can leave: residents of 1 January, and the newborn at age 0."""
    start = observed.january.copy()
    start[..., 0] = births
    return start


def _at_risk_of_death(observed: Observed, births: Floats) -> Floats:
    """Person-years at risk: migrants half a year, migrating newborn two thirds, as in the engine."""
    received = np.zeros_like(observed.naturalised)
    received[:, :-1] = observed.naturalised[:, 1:]
    came = observed.in_migration + received
    went = observed.out_migration + observed.naturalised
    half = np.full(101, 0.5)
    half[0] = engine.NEUGEBORENE / 2
    return np.maximum(_at_start(observed, births) + half * (came - went), 0.0)


def _level(observed: Floats, expected: Floats, spread: float, many: bool = False) -> Floats:
    """Observed over expected, drawn towards 1 as far as areas are alike: by that spread, or as `many` say."""
    told = np.asarray(expected > 0)
    if many and told.reshape(len(told), -1).any(axis=1).sum() >= MINDESTGEBIETE:
        return shrinkage.level(observed, expected, shrinkage.concentration(observed, expected))
    return shrinkage.level(observed, expected, 1 / spread**2)


def _mortality(observed: Observed, births: Floats, many: Observed, births_many: Floats) -> Floats:
    """Schedule by sex of the pool (both groups), a level per group of the pool, a level of the area."""
    risk_many = _at_risk_of_death(many, births_many)
    schedule = _carry_forward(_schedule(many.deaths.sum(axis=1), risk_many.sum(axis=1)))[:, None]
    expected_many = (risk_many * schedule).sum(axis=(2, 3))
    of_group = _level(many.deaths.sum(axis=(2, 3)), expected_many, STREUUNG_NIVEAU)[..., None, None]
    expected = (_at_risk_of_death(observed, births) * schedule * of_group).sum(axis=(1, 2, 3))
    of_area = _level(observed.deaths.sum(axis=(1, 2, 3)), expected, STREUUNG_NIVEAU, many=True)[
        :, None, None, None
    ]
    return np.clip(schedule * of_group * of_area, 0.0, 1.0)


def _naturalisation(observed: Observed, births: Floats, many: Observed, births_many: Floats) -> Floats:
    """Schedule of the pool by sex and age, a level of the area."""
    schedule = np.nan_to_num(_schedule(many.naturalised, _at_start(many, births_many)))
    expected = (_at_start(observed, births) * schedule).sum(axis=(1, 2, 3))
    level = _level(observed.naturalised.sum(axis=(1, 2, 3)), expected, STREUUNG_NIVEAU, many=True)
    return np.clip(schedule * level[:, None, None, None], 0.0, 1.0)


def _out_migration(observed: Observed, births: Floats, many: Observed, births_many: Floats) -> Floats:
    """Schedule of the pool by group, sex and age, a level of the area by group and broad age."""
    schedule = np.nan_to_num(_schedule(many.out_migration, _at_start(many, births_many)))
    expected = _broad(_at_start(observed, births) * schedule)
    level = _level(_broad(observed.out_migration), expected, STREUUNG_WEGZUG, many=True)
    return schedule * _single(level)


def _schedule(events: Floats, at_risk: Floats) -> Floats:
    """Rates over age, smooth from the second year of life on, which is unlike the first."""
    rates = quotient(events, at_risk)
    rates[..., 1:] = np.where(
        at_risk[..., 1:] > 0, smoothing.smooth(events[..., 1:], at_risk[..., 1:]), np.nan
    )
    return rates


def _fertility(observed: Observed, many: Observed) -> Floats:
    """Schedule of the pool by group of the mother and age, a level of the area."""
    women, women_many = _fertile(observed.women), _fertile(many.women)
    schedule = smoothing.smooth(_fold(many.births.sum(axis=2)), women_many)
    expected = (women * schedule).sum(axis=(1, 2))
    level = _level(observed.births.sum(axis=(1, 2, 3)), expected, STREUUNG_NIVEAU, many=True)
    rates = np.zeros_like(observed.women)
    rates[..., FRUCHTBAR] = schedule * level[:, None, None]
    return rates


def _fertile(women: Floats) -> Floats:
    return women[..., FRUCHTBAR]


def _fold(births: Floats) -> Floats:
    """Births at 16 to 50, with those of younger and older mothers at the nearest age."""
    folded = births[..., FRUCHTBAR].copy()
    folded[..., 0] += births[..., : FRUCHTBAR.start].sum(axis=-1)
    folded[..., -1] += births[..., FRUCHTBAR.stop :].sum(axis=-1)
    return folded


def _in_migration(observed: Observed, many: Observed) -> Floats:
    """Persons per year: total by group of the area, its broad ages drawn to the pool's, ages of the pool."""
    coming = _schedule(many.in_migration, np.ones_like(many.in_migration))
    own, of_many = _broad(observed.in_migration), _broad(coming)
    total = own.sum(axis=-1, keepdims=True)
    mix_many = quotient(of_many, of_many.sum(axis=-1, keepdims=True))
    weight = _mix_weight(own, np.nan_to_num(mix_many))
    mix = quotient(own + weight * mix_many, total + weight)
    yearly = quotient(total, observed.years[:, None, None])
    within = quotient(coming, _single(of_many))
    return np.nan_to_num(_single(mix * yearly) * within)


def _mix_weight(own: Floats, mix_many: Floats) -> Floats:
    """What the pool's age mix is worth by group, in in-moves, [group, 1]."""
    if (own.sum(axis=-1) > 0).any(axis=1).sum() < MINDESTGEBIETE:
        return np.full((own.shape[1], 1), GEWICHT_ZUZUG)
    groups = [shrinkage.mix_concentration(own[:, g], mix_many[:, g]) for g in range(own.shape[1])]
    return np.array(groups)[:, None]


def _broad(cells: Floats) -> Floats:
    """[area, group, sex, age] -> sums [area, group, broad age]."""
    return np.add.reduceat(cells.sum(axis=2), BREIT, axis=-1)


def _single(broad: Floats) -> Floats:
    """[area, group, broad age] -> the same value at each age, [area, group, 1, age]."""
    place = np.searchsorted(BREIT, ALTER_JAHRE, side="right") - 1
    return broad[..., None, place]


def _carry_forward(risk: Floats) -> Floats:
    """Fill ages nobody lived at with the risk of the next younger age, so that nobody is immortal."""
    known = np.where(np.isnan(risk), 0, ALTER_JAHRE)
    return np.nan_to_num(np.take_along_axis(risk, np.maximum.accumulate(known, axis=-1), axis=-1))
