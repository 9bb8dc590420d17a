"""Age bands and single ages: monotone interpolation of the cumulative, sums kept exactly."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from pipeline import names
from pipeline.measures import Floats

ENDE = names.ALTER_MAX + 1
"""First age above all: where the cumulative ends."""

ALTE = {60: 6000, 65: 5500, 70: 5000, 75: 4000, 80: 2500, 85: 1500, 90: 800, 95: 200}
"""The old by first age of five years, the last with those above. Source: Eurostat, Revision of the European
Standard Population (2013), of 100,000."""


def single(bands: Floats, starts: Sequence[int]) -> Floats:
    """Spread bands over single ages by a monotone interpolation of the cumulative.

    Takes:   bands [..., band]: persons; first age of each band, ascending from 0.
    Returns: [..., 101] persons; each band keeps its sum, nothing is negative.
    Raises:  nothing.
    Source:  F. N. Fritsch, J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984), 300-304 (monotone piecewise
             cubic), as is usual for cumulated populations.
    """
    before = np.zeros((*bands.shape[:-1], 1))
    cumulative = np.concatenate([before, np.cumsum(bands, axis=-1)], axis=-1)
    at_ages = PchipInterpolator([*starts, ENDE], cumulative, axis=-1)(np.arange(ENDE + 1))
    spread: Floats = np.maximum(np.diff(at_ages, axis=-1), 0.0)
    return _scaled(spread, bands, starts)


def of_city(bands: Floats, starts: Sequence[int]) -> Floats:
    """Spread bands of a whole city over single ages; the open last one as in the standard population.

    Takes:   as `single`.
    Returns: as `single`. Interpolation alone knows nothing of how few reach the end of an open band: of
             those of 75 and over it would put nearly half above 84.
    Raises:  nothing.
    Source:  European Standard Population 2013 (`ALTE`), and as `single`.
    """
    last = starts[-1]
    if last not in ALTE:
        return single(bands, starts)
    parts = {age: persons for age, persons in ALTE.items() if age >= last}
    weights = np.array(list(parts.values())) / sum(parts.values())
    finer = np.concatenate([bands[..., :-1], bands[..., -1:] * weights], axis=-1)
    return single(finer, [*starts[:-1], *parts])


def split(bands: Floats, starts: Sequence[int], profile: Floats) -> Floats:
    """Spread bands over single ages as another population is spread within them.

    Takes:   bands [..., band]; first ages; profile [..., 101]: persons of the other population.
    Returns: [..., 101] persons; each band keeps its sum; where the profile has nobody in a band, its
             persons are spread evenly.
    Raises:  nothing.
    Source:  own.
    """
    shape = np.broadcast_shapes(bands.shape[:-1], profile.shape[:-1])
    empty = _within(summed(profile, starts), starts) <= 0
    return _scaled(np.broadcast_to(np.where(empty, 1.0, profile), (*shape, ENDE)), bands, starts)


def summed(ages: Floats, starts: Sequence[int]) -> Floats:
    """Add single ages up to bands.

    Takes:   ages [..., 101]; first ages of the bands.
    Returns: [..., band].
    Raises:  nothing.
    Source:  own.
    """
    total: Floats = np.add.reduceat(ages, np.asarray(starts), axis=-1)
    return total


def place(starts: Sequence[int]) -> NDArray[np.intp]:
    """Index of the band of each single age."""
    return np.searchsorted(np.asarray(starts), np.arange(ENDE), side="right") - 1


def _within(bands: Floats, starts: Sequence[int]) -> Floats:
    """Value of its band at each single age."""
    return bands[..., place(starts)]


def _scaled(ages: Floats, bands: Floats, starts: Sequence[int]) -> Floats:
    """Ages scaled so that each band has its sum."""
    have = _within(summed(ages, starts), starts)
    factor = np.divide(
        _within(bands, starts),
        have,
        out=np.zeros(np.broadcast_shapes(have.shape, ages.shape)),
        where=have > 0,
    )
    scaled: Floats = ages * factor
    return scaled
