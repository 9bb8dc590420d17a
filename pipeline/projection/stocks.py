"""Hamilton-Perry: ageing by ratios of cohorts, where no births, deaths and moves were delivered.

Arrays end in single ages. The ratio of a cohort is persons of age a at the end of a year over those of
age a - 1 at its beginning; the newborn are counted per resident of the ages at which parents are.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.measures import Floats
from pipeline.projection import bands, shrinkage
from pipeline.projection.engine import age

ELTERN = slice(18, 45)
"""Ages of the residents that children of age 0 are related to."""

STUETZJAHRE = 3
"""Years of change that are pooled."""


class Ratios(NamedTuple):
    """cohort [..., age]: persons per person one year younger and earlier; child [...]: age 0 per parent."""

    cohort: Floats
    child: Floats


def ratios(before: Floats, after: Floats) -> Ratios:
    """Cohort change ratios, pooled over years.

    Takes:   persons at the beginning and the end of each year, [..., year, age].
    Returns: Ratios without the year; 1 where a cohort had nobody.
    Raises:  nothing.
    Source:  C. H. Hamilton, J. Perry, Social Forces 41 (1962), 163-170.
    """
    aged = age(before).sum(axis=-2)
    cohort = np.divide(after.sum(axis=-2), aged, out=np.ones_like(aged), where=aged > 0)
    parents = before[..., ELTERN].sum(axis=(-1, -2))
    newborn = after[..., 0].sum(axis=-1)
    return Ratios(cohort, np.divide(newborn, parents, out=np.zeros_like(parents), where=parents > 0))


def step(residents: Floats, r: Ratios) -> Floats:
    """One year on.

    Takes:   residents [..., age]; ratios broadcastable to them.
    Returns: residents a year later.
    Raises:  nothing.
    Source:  as `ratios`.
    """
    later = age(residents) * r.cohort
    later[..., 0] = residents[..., ELTERN].sum(axis=-1) * r.child
    return later


def ahead(residents: Floats, r: Ratios, years: int, multiplier: Floats | float = 1.0) -> Floats:
    """Several years on, with the same ratios.

    Takes:   residents [..., age]; ratios; number of years; a factor per age and year, broadcastable.
    Returns: [..., year, age].
    Raises:  nothing.
    Source:  as `ratios`.
    """
    path = []
    for _ in range(years):
        residents = step(residents, r) * multiplier
        path.append(residents)
    return np.stack(path, axis=-2)


def ahead_in_bands(
    residents: Floats, city: Floats, starts: Sequence[int], r: Ratios, years: int, multiplier: Floats
) -> Floats:
    """Several years on, with ages inside a band spread as in the city, again every year.

    Takes:   residents [area, age]; the city [age]; first ages of the bands; ratios of the city; number of
             years; factor per area and age (`multipliers`).
    Returns: [area, year, age]. The factors were measured on residents so spread; without spreading them
             anew, an area of students would grow old with the city's ratios.
    Raises:  nothing.
    Source:  as `ratios`.
    """
    path = []
    for _ in range(years):
        city = step(city, r)
        later = bands.summed(step(residents, r) * multiplier, starts)
        residents = bands.split(later, starts, city)
        path.append(residents)
    return np.stack(path, axis=-2)


def multipliers(stock: Floats, single: Floats, starts: Sequence[int]) -> Floats:
    """How areas deviate from the ratios of their city, by band, drawn towards it.

    Takes:   stock [area, year, band]; the same in single ages [area, year, age]; first ages of the bands.
    Returns: [area, age]: factor on the residents that the city's ratios give, each year.
    Raises:  nothing.
    Source:  gamma-Poisson shrinkage of cohort change ratios to those of the city (`shrinkage`).
    """
    before, after = single[:, :-1], single[:, 1:]
    yearly = ratios(before.sum(axis=0)[:, None], after.sum(axis=0)[:, None])
    expected = bands.summed(step(before, yearly), starts).sum(axis=1)
    observed = stock[:, 1:].sum(axis=1)
    k_area = shrinkage.concentration(observed.sum(axis=1), expected.sum(axis=1))
    of_area = shrinkage.level(observed.sum(axis=1), expected.sum(axis=1), k_area)
    expected = expected * of_area[:, None]
    of_band = shrinkage.level(observed, expected, shrinkage.concentration(observed, expected))
    return (of_area[:, None] * of_band)[:, bands.place(starts)]
