"""How far the age structure of areas was off at earlier dates: what the bands of age groups rest on.

The error is that of the logarithm of a group's share in its area. Part of it all areas of a city have in
common; of the rest, part is there in large areas too, part is chance and large where few people are.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.stats import t as student

from pipeline.measures import Floats
from pipeline.projection import bands, growth, structure
from pipeline.projection.panel import Panel

VORHER = np.array([np.log(1e-3), np.log(0.5), 1.5])
_BREITE = np.array([1.5, 1.5, 0.5])
"""Weak knowledge before the data: logarithm of the variance a year ahead, fixed and per resident; power of
the years ahead that the fixed part grows with. Centre, and width (set)."""

POTENZ_GEMEINSAM = 2.0
"""Power of the years ahead for the common part: the ratios of a city that are off are so every year (set)."""

GEMEINSAM = 3e-4
"""Variance a year ahead that all areas have in common, before an error was seen (set)."""

VORWISSEN = 2
"""Weight of what is assumed of the common part before the data, in earlier dates (set)."""


class Case(NamedTuple):
    """One earlier date and years ahead.

    error [area, unit]: logarithm of the share that came over the one expected. persons, share [area, unit]:
    expected persons, share that came.
    """

    date: int
    ahead: int
    error: Floats
    persons: Floats
    share: Floats


class Widths(NamedTuple):
    """Variances a year ahead, [unit]: of large areas, per resident, common; how they grow.

    power: of the years ahead, for the fixed part up to the longest horizon seen; the common part grows with
    their square, that of chance with the years. Beyond the longest horizon all grow as a random walk.
    """

    fixed: Floats
    per_resident: Floats
    common: Floats
    power: float
    longest: int


def cases(panel: Panel, units: Sequence[int]) -> list[Case]:
    """Look at every earlier date of a panel with what was known then.

    Takes:   Panel; first ages of the units, among those of its bands.
    Returns: cases of all dates that have a year before them and one after.
    Raises:  nothing.
    Source:  rolling origin as in `backtest`.
    """
    found = []
    for date in range(1, len(panel.years) - 1):
        then, years = panel.until(panel.years[date]), len(panel.years) - 1 - date
        expected = _summed(bands.summed(structure.ahead(then, years), panel.starts), panel, units)
        residents = then.stock[:, -1].sum(axis=-1)
        for ahead in range(1, years + 1):
            came = _summed(panel.stock[:, date + ahead], panel, units) + 0.5
            share = came / came.sum(axis=-1, keepdims=True)
            of_date = np.maximum(expected[:, ahead - 1], 1e-6)
            found.append(
                Case(date, ahead, np.log(share / of_date), residents[:, None] * of_date + 0.5, share)
            )
    return found


def widths(seen: Sequence[Case], units: int) -> Widths:
    """Measure how widely age structures were missed.

    Takes:   cases; number of units.
    Returns: Widths; what is assumed before the data where there is no case.
    Raises:  nothing.
    Source:  maximum of the Student likelihood of all areas, dates and years ahead under weak knowledge.
    """
    if not seen:
        before = np.exp(VORHER[:2])
        ones = np.ones(units)
        return Widths(before[0] * ones, before[1] * ones, GEMEINSAM * ones, float(VORHER[2]), 1)
    of_city = [_of_city(case) for case in seen]
    years = np.repeat([case.ahead for case in seen], len(seen[0].error)).astype(np.float64)[:, None]
    error = np.concatenate([case.error - city for case, city in zip(seen, of_city, strict=True)])
    persons = np.concatenate([case.persons for case in seen])
    packed = fitted(years, error, persons, VORHER)
    own = np.array(
        [fitted(years, error[:, [i]], persons[:, [i]], packed, power_free=False) for i in range(units)]
    )
    fixed, per_resident = np.exp(own[:, :2]).T
    longest = max(case.ahead for case in seen)
    return Widths(fixed, per_resident, _common(seen, of_city), float(packed[2]), longest)


def fitted(years: Floats, error: Floats, persons: Floats, start: Floats, power_free: bool = True) -> Floats:
    """Logarithms of the variance a year ahead, fixed and per resident, and the power of the years.

    Takes:   years ahead [case, 1]; errors of the logarithm and persons [case, unit]; what is assumed before
             the data, of the form of the result; whether the power is to be found too.
    Returns: [3].
    Raises:  nothing.
    Source:  as `widths`.
    """
    free = 3 if power_free else 2
    unit = np.sqrt((growth.FREIHEITSGRADE - 2) / growth.FREIHEITSGRADE)

    def loss(found: Floats) -> float:
        power = found[2] if power_free else start[2]
        variance = np.exp(found[0]) * years**power + np.exp(found[1]) * years / persons
        scale = unit * np.sqrt(variance)
        likelihood = float((student.logpdf(error / scale, growth.FREIHEITSGRADE) - np.log(scale)).sum())
        return float((((found - start[:free]) / _BREITE[:free]) ** 2).sum()) / 2 - likelihood

    best = minimize(
        loss, start[:free], method="Nelder-Mead", options={"xatol": 1e-2, "fatol": 1e-2, "maxiter": 400}
    )
    return np.concatenate([best.x, start[free:]])


def grown(power: float, years: int, longest: int) -> float:
    """Variance of some years ahead over that of one: a power up to the longest seen, then a random walk."""
    seen = min(years, longest)
    return float(seen**power * years / seen)


def partings(panel: Panel) -> tuple[Floats, Floats, Floats]:
    """See how far off parting is: put each two bands together on the last date and part them again.

    Takes:   Panel of at least three bands.
    Returns: errors of the logarithm of the odds of the first of two bands, of the city [pair] and of the
             areas beside it [area, pair]; persons that make the noise of both, [area, pair].
    Raises:  nothing.
    Source:  own; bands are parted as in `bands`, by the city, which is parted by interpolation.
    """
    stock = panel.stock[:, -1]
    of_city, errors, persons = [], [], []
    for second in range(1, len(panel.starts)):
        starts = [*panel.starts[:second], *panel.starts[second + 1 :]]
        joined = bands.summed(bands.single(stock, panel.starts), starts)
        parted = bands.split(joined, starts, bands.of_city(joined.sum(axis=0), starts))
        pair = slice(second - 1, second + 1)
        came, expected = stock[:, pair] + 0.5, bands.summed(parted, panel.starts)[:, pair] + 0.5
        errors.append(_log_odds(came) - _log_odds(expected))
        of_city.append(_log_odds(came.sum(axis=0)) - _log_odds(expected.sum(axis=0)))
        persons.append(1 / (1 / expected).sum(axis=-1))
    city = np.array(of_city)
    return city, np.stack(errors, axis=-1) - city, np.stack(persons, axis=-1)


def _log_odds(pair: Floats) -> Floats:
    odds: Floats = np.log(pair[..., 0] / pair[..., 1])
    return odds


def _of_city(case: Case) -> Floats:
    """Error of the whole city, [unit]: of the sum of its areas."""
    residents = case.persons.sum(axis=-1, keepdims=True)
    came, expected = residents * case.share, residents * case.share / np.exp(case.error)
    error: Floats = np.log(came.sum(axis=0) / expected.sum(axis=0))
    return error


def _common(seen: Sequence[Case], of_city: Sequence[Floats]) -> Floats:
    """Common variance a year ahead, [unit]: a date counts as one observation, drawn to that of all units."""
    dates = sorted({case.date for case in seen})
    yearly: dict[int, list[Floats]] = {date: [] for date in dates}
    for case, error in zip(seen, of_city, strict=True):
        yearly[case.date].append((error / case.ahead) ** 2)
    square = np.array([np.mean(yearly[date], axis=0) for date in dates])
    count = VORWISSEN + len(dates)
    of_all = (VORWISSEN * GEMEINSAM + len(dates) * square.mean()) / count
    common: Floats = (VORWISSEN * of_all + square.sum(axis=0)) / count
    return common


def _summed(banded: Floats, panel: Panel, units: Sequence[int]) -> Floats:
    """Bands of a panel added up to units."""
    total: Floats = np.add.reduceat(banded, np.searchsorted(panel.starts, units), axis=-1)
    return total
