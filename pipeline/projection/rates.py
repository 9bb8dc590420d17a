"""From what was observed to the rates of the coming years: age schedule of many, level of the area.

2,553 residents in 404 cells are noise. The schedule over single ages comes from a pool of areas, smoothed
(`smoothing`), only its level from the area itself, drawn towards the pool by how little the area has to say.
Moves are levels that must balance (`moves`).
"""

import numpy as np
from numpy.typing import NDArray

from pipeline.measures import Floats, quotient
from pipeline.projection import engine, moves, shrinkage, smoothing
from pipeline.projection.observed import Observed

STREUUNG_NIVEAU = 0.15
"""Variation of fertility, mortality and naturalisation levels between districts where it is assumed (set)."""
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
    out, coming = moves.estimate(
        moves.Moves(observed.out_migration, observed.in_migration, _at_start(observed, births)),
        moves.Moves(many.out_migration, many.in_migration, _at_start(many, births_many)),
        observed.years,
    )
    out = np.clip(out, 0.0, np.maximum(1 - mortality - naturalisation, 0.0))
    fertility = _fertility(observed, many)
    foreign = many.births[:, 1].sum(axis=-1)
    share = np.nan_to_num(quotient(foreign[:, 0], foreign.sum(axis=-1)))
    parts = (mortality, out, coming, naturalisation, fertility, share)
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
    if many and told.sum() >= shrinkage.MINDESTGEBIETE:
        return shrinkage.level(observed, expected, shrinkage.concentration(observed, expected))
    return shrinkage.level(observed, expected, 1 / spread**2)


def _mortality(observed: Observed, births: Floats, many: Observed, births_many: Floats) -> Floats:
    """Schedule by sex of the pool (both groups), a level per group of the pool, a level of the area."""
    risk_many = _at_risk_of_death(many, births_many)
    schedule = _carry_forward(smoothing.schedule(many.deaths.sum(axis=1), risk_many.sum(axis=1)))[:, None]
    expected_many = (risk_many * schedule).sum(axis=(2, 3))
    of_group = _level(many.deaths.sum(axis=(2, 3)), expected_many, STREUUNG_NIVEAU)[..., None, None]
    expected = (_at_risk_of_death(observed, births) * schedule * of_group).sum(axis=(1, 2, 3))
    of_area = _level(observed.deaths.sum(axis=(1, 2, 3)), expected, STREUUNG_NIVEAU, many=True)[
        :, None, None, None
    ]
    return np.clip(schedule * of_group * of_area, 0.0, 1.0)


def _naturalisation(observed: Observed, births: Floats, many: Observed, births_many: Floats) -> Floats:
    """Schedule of the pool by sex and age, a level of the area."""
    schedule = np.nan_to_num(smoothing.schedule(many.naturalised, _at_start(many, births_many)))
    expected = (_at_start(observed, births) * schedule).sum(axis=(1, 2, 3))
    level = _level(observed.naturalised.sum(axis=(1, 2, 3)), expected, STREUUNG_NIVEAU, many=True)
    return np.clip(schedule * level[:, None, None, None], 0.0, 1.0)


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


def _carry_forward(risk: Floats) -> Floats:
    """Fill ages nobody lived at with the risk of the next younger age, so that nobody is immortal."""
    known = np.where(np.isnan(risk), 0, moves.ALTER_JAHRE)
    return np.nan_to_num(np.take_along_axis(risk, np.maximum.accumulate(known, axis=-1), axis=-1))
