"""Draws of age groups around their expectation, where only stocks are known.

Groups of a draw add up to its total. Where a delivered age band is parted into released groups, the parting
is uncertain too: as far as bands that are known were missed when they were put together and parted again.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.measures import Floats
from pipeline.projection import bands, growth, structureerrors
from pipeline.projection.panel import Panel
from pipeline.projection.structureerrors import Widths

TEILE = (0, 3, 6, 10, 18, 25, 35, 45, 55, 65, 70, 75, 85)
"""First ages of the parts that every released age group is a sum of."""


def drawn(panel: Panel, ages: Floats, totals: Floats, rng: np.random.Generator) -> Iterator[Floats]:
    """Draw the age groups of the areas, year by year.

    Takes:   Panel; expected persons in single ages [area, year ahead, age]; drawn totals [draw, area, year
             ahead]; generator.
    Returns: persons [draw, area, part] of each year, parts as in `TEILE`; in each draw they add up to the
             total. One error holds in all years of a draw and grows with them.
    Raises:  nothing.
    Source:  `structureerrors`; errors are Student, as those of the totals.
    """
    units = [start for start in TEILE if start in panel.starts]
    known = structureerrors.widths(structureerrors.cases(panel, units), len(units))
    draws, areas, _ = totals.shape
    own, common = (_student(rng, (draws, count, len(units))) for count in (areas, 1))
    expected = bands.summed(ages, TEILE)
    own_parting, common_parting = _parting(panel, units, expected[:, 0])
    parted = own_parting * _student(rng, (draws, areas, len(TEILE)))
    parted += common_parting * _student(rng, (draws, 1, len(TEILE)))
    for year in range(expected.shape[1]):
        persons = expected[:, year]
        of_units = np.add.reduceat(persons, np.searchsorted(TEILE, units), axis=-1)
        errors = _errors(known, year + 1, of_units, own, common)
        yield _at_total(_parts(persons, parted, of_units * np.exp(errors), units), totals[..., year])


def _errors(known: Widths, ahead: int, persons: Floats, own: Floats, common: Floats) -> Floats:
    """Errors of the logarithm of the shares in one year, [draw, area, unit]."""
    of_large = known.fixed * structureerrors.grown(known.power, ahead, known.longest)
    of_city = known.common * structureerrors.grown(structureerrors.POTENZ_GEMEINSAM, ahead, known.longest)
    errors: Floats = np.sqrt(of_large + known.per_resident * ahead / (persons + 0.5)) * own
    return errors + np.sqrt(of_city) * common


def _parts(persons: Floats, parted: Floats, of_units: Floats, units: Sequence[int]) -> Floats:
    """Units parted as expected but for the error of the parting, [draw, area, part]."""
    first = np.searchsorted(TEILE, units)
    parts = persons * np.exp(parted)
    sums = np.add.reduceat(parts, first, axis=-1)
    factor = np.divide(of_units, sums, out=np.zeros_like(sums), where=sums > 0)
    scaled: Floats = parts * np.repeat(factor, np.diff([*first, len(TEILE)]), axis=-1)
    return scaled


def _parting(panel: Panel, units: Sequence[int], persons: Floats) -> tuple[Floats, Floats]:
    """Standard deviations of the logarithm of a part in its unit: own [area, part], common [part].

    0 where a unit is one part. The parts of a unit depart independently, so each has half of the variance
    of their odds.
    """
    count = np.diff([*np.searchsorted(TEILE, units), len(TEILE)])
    several = np.repeat(count > 1, count)
    if not several.any():
        return np.zeros_like(persons), np.zeros(len(TEILE))
    of_city, errors, of_pairs = structureerrors.partings(panel)
    fixed, per_resident, _ = structureerrors.fitted(
        np.ones((1, 1)), errors, of_pairs, structureerrors.VORHER, power_free=False
    )
    variance = np.exp(fixed) + np.exp(per_resident) / (persons + 0.5)
    common = np.full(len(TEILE), (of_city**2).mean())
    return np.where(several, np.sqrt(variance / 2), 0.0), np.where(several, np.sqrt(common / 2), 0.0)


def _at_total(parts: Floats, totals: Floats) -> Floats:
    """Parts [draw, area, part] that add up to totals [draw, area]."""
    scaled: Floats = parts * (totals / parts.sum(axis=-1))[..., None]
    return scaled


def _student(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Student shocks of variance 1."""
    nu = growth.FREIHEITSGRADE
    shocks: Floats = rng.standard_t(nu, shape) * np.sqrt((nu - 2) / nu)
    return shocks
