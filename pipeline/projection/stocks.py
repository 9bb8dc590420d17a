"""Hamilton-Perry: ageing by ratios of cohorts, where no births, deaths and moves were delivered.

Arrays end in single ages. The ratio of a cohort is persons of age a at the end of a year over those of
age a - 1 at its beginning; the newborn are counted per resident of the ages at which parents are.
"""

from typing import NamedTuple

import numpy as np

from pipeline.measures import Floats
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


def ahead(residents: Floats, r: Ratios, years: int) -> Floats:
    """Several years on, with the same ratios.

    Takes:   residents [..., age]; ratios; number of years.
    Returns: [..., year, age].
    Raises:  nothing.
    Source:  as `ratios`.
    """
    path = []
    for _ in range(years):
        residents = step(residents, r)
        path.append(residents)
    return np.stack(path, axis=-2)
