"""The annual cohort-component model: one step of the book-keeping, repeated.

Arrays end in the axes [group, sex, age]: group 0 takes in whom group 1 naturalises (deutsch,
nichtdeutsch), sex is (m, w), age 0..100 is the age reached on 31 December, 100 holds 100 and over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pipeline.measures import Floats

MAEDCHEN = 100 / 205
"""Share of girls among the newborn. Source: Swiss Federal Statistical Office, scenarios 2025-2055."""

NEUGEBORENE = 4 / 3
"""Exposure of migrating newborn relative to that of older migrants, so that 1/2 becomes 2/3.

Source: Swiss Federal Statistical Office, scenarios 2025-2055.
"""

WEIBLICH = 1


@dataclass(frozen=True)
class Rates:
    """Yearly risks and in-moves; each array is [year, ..., group, sex, age], year 1 long if constant.

    mortality:      probability of death by the age reached.
    out_migration:  moves out per resident of 1 January; at age 0 per live birth.
    in_migration:   persons moving in.
    naturalisation: naturalised per resident of the group; zero in group 0.
    fertility:      live births per woman and year, [year, ..., group, age], zero outside 16 to 50.
    deutsch_share:  [year, ...]: share of the births of a later group that belong to the group before it.
    """

    mortality: Floats
    out_migration: Floats
    in_migration: Floats
    naturalisation: Floats
    fertility: Floats
    deutsch_share: Floats


@dataclass(frozen=True)
class Projection:
    """What happened in each projected year; arrays are [year, ..., group, sex, age], persons, unrounded.

    population is of 31 December; births are [year, ..., group, sex], by the child's group.
    population(t) = aged population(t-1) + births - deaths - out + in - naturalised + received, where
    group g receives what group g + 1 naturalises.
    """

    years: tuple[int, ...]
    population: Floats
    births: Floats
    deaths: Floats
    out_migration: Floats
    in_migration: Floats
    naturalised: Floats


class _Year(NamedTuple):
    """The rates of one year."""

    mortality: Floats
    out_migration: Floats
    in_migration: Floats
    naturalisation: Floats
    fertility: Floats
    deutsch_share: Floats


class _Step(NamedTuple):
    """Result of one year, in the order of `Projection`."""

    population: Floats
    births: Floats
    deaths: Floats
    out_migration: Floats
    in_migration: Floats
    naturalised: Floats


def project(base: Floats, rates: Rates, years: Sequence[int], *, migrant_exposure: float = 0.5) -> Projection:
    """Project a population year by year.

    Takes:   base [..., group, sex, age]: persons on 31 December before the first of `years`;
             a base that is already aged by one year goes through `december` first;
             rates broadcastable to it (see `Rates`); `years` in order, each one step;
             `migrant_exposure`: share of a year that migrants spend at risk where they move to
             (0.5 = moves in the middle of the year, 0 = all migration at its end), at most 0.75.
    Returns: Projection, floating point, nothing rounded.
    Raises:  ValueError where the exposure is out of range or a rates array is neither one year long
             nor as long as `years`.
    Source:  Swiss Federal Statistical Office, population scenarios 2025-2055, flow convention:
             deaths of the group that naturalises n (m - (e + q) m/2), of the other n (m - e m/2) plus
             naturalised m/2, plus in-moves m(age + 1)/2; births on the mean of both year ends.
    """
    if not 0 <= migrant_exposure <= 1 / NEUGEBORENE:
        raise ValueError(migrant_exposure)
    population, steps = base, []
    for i in range(len(years)):
        steps.append(_step(population, _year(rates, i, len(years)), migrant_exposure))
        population = steps[-1].population
    if not steps:
        raise ValueError(years)
    return Projection(tuple(years), *(np.stack(parts) for parts in zip(*steps, strict=True)))


def december(aged: Floats) -> Floats:
    """Turn a population already aged by one year back into that of 31 December.

    Takes:   aged [..., age]: persons by the age they reach in the first projected year, age 0 empty.
    Returns: persons one age younger; who is 100 and over stands at 99, so that ageing restores `aged`.
    Raises:  nothing.
    Source:  own; inverse of the ageing in `project`.
    """
    return np.concatenate([aged[..., 1:], np.zeros_like(aged[..., :1])], axis=-1)


def age(december: Floats) -> Floats:
    """Age a population by one year.

    Takes:   december [..., age]: persons on 31 December.
    Returns: the same persons by the age they reach in the next year; age 0 empty, 100 pooled.
    Raises:  nothing.
    Source:  Swiss Federal Statistical Office, population scenarios 2025-2055.
    """
    aged = np.zeros_like(december, dtype=np.float64)
    aged[..., 1:] = december[..., :-1]
    aged[..., -1] += december[..., -1]
    return aged


def _year(rates: Rates, index: int, years: int) -> _Year:
    """Cut the rates of one year out of the series."""
    felder = tuple(getattr(rates, name) for name in _Year._fields)
    if any(len(feld) not in (1, years) for feld in felder):
        raise ValueError([len(feld) for feld in felder])
    return _Year(*(feld[index % len(feld)] for feld in felder))


def _step(december_before: Floats, r: _Year, exposure: float) -> _Step:
    """One year: the living first, because births need both ends of the year, then the newborn."""
    january = age(december_before)
    out = january * r.out_migration
    naturalised = january * r.naturalisation
    deaths = _deaths(january, out, naturalised, r, exposure)
    population = january - deaths - out - naturalised + _received(naturalised) + r.in_migration
    births = _births(january, population, r)
    _newborn(births, r, exposure, deaths, out, naturalised)
    population[..., 0] = (births - deaths[..., 0] - out[..., 0] - naturalised[..., 0]) + (
        _received(naturalised[..., :1])[..., 0] + r.in_migration[..., 0]
    )
    moved_in = np.broadcast_to(r.in_migration, population.shape)
    return _Step(population, births, deaths, out, moved_in, naturalised)


def _received(naturalised: Floats) -> Floats:
    """Naturalised persons as arrivals in the group before theirs."""
    return np.concatenate([naturalised[..., 1:, :, :], np.zeros_like(naturalised[..., :1, :, :])], axis=-3)


def _deaths(january: Floats, out: Floats, naturalised: Floats, r: _Year, exposure: float) -> Floats:
    """Deaths above age 0: who leaves carries part of the risk away, who arrives brings part along."""
    next_age = np.concatenate([r.mortality[..., 1:], r.mortality[..., -1:]], axis=-1)
    stayed = january - exposure * (out + naturalised - _received(naturalised))
    deaths: Floats = stayed * r.mortality + exposure * r.in_migration * next_age
    return deaths


def _births(january: Floats, population: Floats, r: _Year) -> Floats:
    """Live births [..., group, sex] of the mean female population, by the child's group."""
    women = (january[..., WEIBLICH, :] + population[..., WEIBLICH, :]) / 2
    of_mothers = (women * r.fertility).sum(axis=-1)
    given = of_mothers[..., 1:] * r.deutsch_share[..., None]
    none = np.zeros_like(of_mothers[..., :1])
    of_group = of_mothers + np.concatenate([given, none], -1) - np.concatenate([none, given], -1)
    births: Floats = of_group[..., None] * np.array([1 - MAEDCHEN, MAEDCHEN])
    return births


def _newborn(
    births: Floats, r: _Year, exposure: float, deaths: Floats, out: Floats, naturalised: Floats
) -> None:
    """Fill age 0 of the flows, which needs the births."""
    share = NEUGEBORENE * exposure
    out[..., 0] = births * r.out_migration[..., 0]
    naturalised[..., 0] = births * r.naturalisation[..., 0]
    at_risk = births - share * (out[..., 0] + naturalised[..., 0] - r.in_migration[..., 0])
    deaths[..., 0] = at_risk * r.mortality[..., 0]
