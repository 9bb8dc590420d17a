"""The cohort-component model by chance: whole persons die, move, are born; many draws at once.

Arrays are [draw, area, group, sex, age]. The expectation of a draw without shocks is that of `engine` with
all its conventions: a binomial thinning of expected flows keeps them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.measures import Floats
from pipeline.projection import engine

Counts = NDArray[np.int64]
Sums = NDArray[np.float32]

BLOCK = 8
"""Draws that are worked on together: their arrays stay in the cache of a processor."""

HOECHSTENS = 3.0
"""No shock multiplies moves by more than this."""


@dataclass(frozen=True)
class Shocks:
    """What differs from the expected rates, by draw.

    growth:     extra net migration per resident, [draw, year, area].
    mortality, fertility: factor on the rates, [draw, year, area].
    """

    growth: Floats
    mortality: Floats
    fertility: Floats

    def block(self, start: int) -> "Shocks":
        """Take the draws of one block."""
        part = slice(start, start + BLOCK)
        return Shocks(self.growth[part], self.mortality[part], self.fertility[part])


class _Chances(NamedTuple):
    """Chances of a year, each given that the earlier ones did not happen; arrivals who live to its end."""

    death: Floats
    out: Floats
    naturalised: Floats
    arrivals: Floats
    fertility: Floats
    deutsch_share: Floats
    leaving: Floats


def simulate(
    base: Floats,
    rates: engine.Rates,
    years: int,
    shocks: Shocks,
    keep: Callable[[Counts], Sums],
    rng: np.random.Generator,
) -> Sums:
    """Draw populations year by year.

    Takes:   base [area, group, sex, age], two groups: persons on 31 December; rates of `engine` (one year
             long or as long as `years`); number of years; shocks of all draws; `keep` turns the
             population of a block [draw, area, group, sex, age] into what is wanted of it [draw, area,
             cell]; generator.
    Returns: [draw, year, area, cell].
    Raises:  nothing.
    Source:  flows by chance as in J. M. Alho, B. D. Spencer, Statistical Demography and Forecasting (2005);
             conventions as in `engine.project`.
    """
    chances = [_chances(rates, year) for year in range(years)]
    starts = range(0, len(shocks.growth), BLOCK)
    blocks = [
        _block(base, chances, shocks.block(start), keep, own)
        for start, own in zip(starts, rng.spawn(len(starts)), strict=True)
    ]
    return np.concatenate(blocks)


def _block(
    base: Floats,
    chances: Sequence[_Chances],
    shocks: Shocks,
    keep: Callable[[Counts], Sums],
    rng: np.random.Generator,
) -> Sums:
    """All years of some draws."""
    shape = (len(shocks.growth), *base.shape)
    population = np.floor(base + rng.random(shape)).astype(np.int64)
    path = []
    for year, chance in enumerate(chances):
        at = Shocks(shocks.growth[:, year], shocks.mortality[:, year], shocks.fertility[:, year])
        population = _step(population, chance, at, rng)
        path.append(keep(population))
    return np.stack(path, axis=1)


def _chances(rates: engine.Rates, year: int) -> _Chances:
    """Rates of one year as chances in the order death, moving out, naturalisation.

    Who is naturalised and dies in the rest of the year counts among the deaths; who moves in and dies is
    no arrival. Newborn migrants are exposed four thirds as long.
    """
    m, e, q, arrivals, fertility, share = (
        field[year % len(field)]
        for field in (
            rates.mortality,
            rates.out_migration,
            rates.naturalisation,
            rates.in_migration,
            rates.fertility,
            rates.deutsch_share,
        )
    )
    half = np.full(m.shape[-1], 0.5)
    half[0] *= engine.NEUGEBORENE
    risk = np.concatenate([m[..., :1], m[..., 2:], m[..., -1:]], axis=-1)
    death = np.clip(m * (1 - half * e), 0.0, 1.0)
    settled = q * (1 - half * m)
    out = _given(e, 1 - death)
    naturalised = _given(settled, 1 - death - e)
    return _Chances(death, out, naturalised, arrivals * (1 - half * risk), fertility, share, e)


def _given(chance: Floats, left: Floats) -> Floats:
    """Chance among those who are left."""
    conditional = np.divide(
        chance, left, out=np.zeros(np.broadcast_shapes(chance.shape, left.shape)), where=left > 0
    )
    return np.clip(conditional, 0.0, 1.0)


def _step(december: Counts, c: _Chances, s: Shocks, rng: np.random.Generator) -> Counts:
    """One year of all draws of a block."""
    january = np.empty_like(december)
    january[..., 1:] = december[..., :-1]
    january[..., -1] += december[..., -1]
    january[..., 0] = 0
    more, less = _moves(january, c, s.growth)
    population = _survivors(january, c, s.mortality, less, rng)
    arrivals = rng.poisson(c.arrivals * more[..., None, None, None])
    population += arrivals
    women = (january[..., engine.WEIBLICH, :] + population[..., engine.WEIBLICH, :]) / 2
    births = _births(women, c, s.fertility, rng)
    newborn = c._replace(death=c.death[..., :1], out=c.out[..., :1], naturalised=c.naturalised[..., :1])
    population[..., 0] = (
        arrivals[..., 0] + _survivors(births[..., None], newborn, s.mortality, less, rng)[..., 0]
    )
    return population


def _moves(january: Counts, c: _Chances, growth: Floats) -> tuple[Floats, Floats]:
    """Factors on moves in and out that together bring the extra growth, [draw, area]."""
    people = january.reshape(*january.shape[:2], -1)
    leaving = np.einsum("dak,ak->da", people, np.ascontiguousarray(c.leaving).reshape(people.shape[1], -1))
    coming = c.arrivals.sum(axis=(-1, -2, -3))
    extra = growth * people.sum(axis=-1) / 2
    more = 1 + np.divide(extra, coming, out=np.zeros_like(extra), where=coming > 0)
    less = 1 - np.divide(extra, leaving, out=np.zeros_like(extra), where=leaving > 0)
    return np.clip(more, 0.0, HOECHSTENS), np.clip(less, 0.0, HOECHSTENS)


def _survivors(
    people: Counts, c: _Chances, mortality: Floats, leaving: Floats, rng: np.random.Generator
) -> Counts:
    """Who neither died nor moved out, each in the group of the year's end."""
    left = people - rng.binomial(people, np.minimum(c.death * mortality[..., None, None, None], 1.0))
    left -= rng.binomial(left, np.minimum(c.out * leaving[..., None, None, None], 1.0))
    changed = rng.binomial(left[..., 1, :, :], c.naturalised[..., 1, :, :])
    left[..., 1, :, :] -= changed
    left[..., 0, :, :] += changed
    return left


def _births(women: Floats, c: _Chances, factor: Floats, rng: np.random.Generator) -> Counts:
    """Live births [draw, area, group, sex] by the child's group."""
    expected = np.einsum("dagx,agx->dag", women, c.fertility)
    born = rng.poisson(expected * factor[..., None])
    given = rng.binomial(born[..., 1], c.deutsch_share)
    born[..., 0] += given
    born[..., 1] -= given
    girls = rng.binomial(born, engine.MAEDCHEN)
    return np.stack([born - girls, girls], axis=-1)
