"""Age structure of the areas of a city ahead, from stocks alone.

Two views on each age band: those who live in the area grow older as in the city, or the area keeps its part
of the city's residents of that age. Students and young families come and go, the old stay: which view holds
at which age, the past of all areas together says. Children are related to those who can be their parents.
No growth of one area alone is drawn on, so nothing that departed for some years goes on forever.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.measures import Floats, quotient
from pipeline.projection import bands, stocks
from pipeline.projection.panel import Panel

PHASEN = (0, 3, 6, 10, 18, 25, 35, 45, 55, 65, 75)
"""First ages of the phases of life within which one weight holds (set)."""

VORWISSEN = 4.0
"""Precision of a weight of one half, and of children per parent that stay, before the past is seen (set)."""


_Starts = Sequence[int]


class Habits(NamedTuple):
    """What the past says of all areas of a city.

    kept [band]:      weight of the view that an area keeps its part of the city.
    children [area]:  logarithm of the children per parent over those of the city, today.
    lasting:          what of it is left a year later.
    """

    kept: Floats
    children: Floats
    lasting: float


def ahead(panel: Panel, years: int) -> Floats:
    """Age structure of each area.

    Takes:   Panel of at least two years; number of years ahead.
    Returns: shares [area, year ahead, age] of 101 single ages, each area and year summing to 1.
    Raises:  nothing.
    Source:  cohort change ratios (`stocks`) of the city, combined with constant parts of the city; child-
             adult ratios as S. K. Smith, J. Tayman, D. A. Swanson, A Practitioner's Guide to State and Local
             Population Projections (2013), ch. 7.
    """
    recent = panel.stock[:, -1 - stocks.STUETZJAHRE :]
    profile = bands.of_city(recent.sum(axis=0), panel.starts)
    of_city = stocks.ratios(profile[:-1], profile[1:])
    known = habits(panel)
    city, own = profile[-1], _shares(bands.split(recent[:, -1], panel.starts, profile[-1]))
    path = []
    for year in range(1, years + 1):
        later = stocks.step(city, of_city)
        children = np.exp(known.children * known.lasting**year) * _children(later, panel.starts)
        own = _year(own, of_city, (city, later), known.kept, panel.starts)
        own, city = _with_children(own, children, panel.starts), later
        path.append(own)
    return np.stack(path, axis=1)


def habits(panel: Panel) -> Habits:
    """Measure over all areas and years which view holds at which age.

    Takes:   Panel of at least two years.
    Returns: Habits: weights between 0 and 1, one per phase of life.
    Raises:  nothing.
    Source:  least squares weighed by the Poisson variance of the counts, under weak knowledge.
    """
    city = panel.stock.sum(axis=0)
    profile = bands.of_city(city, panel.starts)
    single = bands.split(panel.stock, panel.starts, profile)
    yearly = stocks.ratios(profile[:-1, None], profile[1:, None])
    aged = _shares(bands.summed(stocks.step(single[:, :-1], yearly), panel.starts))
    kept = _shares(panel.stock[:, :-1] * _growth(city[:-1], city[1:]))
    came = _shares(panel.stock[:, 1:])
    persons = panel.stock[:, 1:].sum(axis=-1, keepdims=True)
    precision = persons**2 / (persons * aged + 0.5)
    weight = _slope(kept - aged, came - aged, precision, _phase(panel.starts), 0.5)
    relative, counts = _relative_children(single, profile, panel.starts)
    lasting = _slope(relative[:, :-1], relative[:, 1:], counts[:, 1:], np.zeros(1, dtype=np.intp), 1.0)
    return Habits(weight, relative[:, -1, 0], float(lasting[0]))


def _year(
    own: Floats, of_city: stocks.Ratios, city: tuple[Floats, Floats], kept: Floats, starts: _Starts
) -> Floats:
    """One year on, both views weighed band by band; [area, age] shares."""
    before, after = (bands.summed(ages, starts) for ages in city)
    by_ageing = _shares(bands.summed(stocks.step(own, of_city), starts))
    by_keeping = _shares(bands.summed(own, starts) * _growth(before, after))
    mixed = _shares(by_ageing + kept * (by_keeping - by_ageing))
    return bands.split(mixed, starts, city[1])


def _with_children(own: Floats, per_parent: Floats, starts: _Starts) -> Floats:
    """Children in proportion to those who can be their parents, [area, age] shares."""
    young = _grown(starts)
    wanted = per_parent * own[:, stocks.ELTERN].sum(axis=-1)
    have = own[:, :young].sum(axis=-1)
    related = own.copy()
    related[:, :young] *= np.nan_to_num(quotient(wanted, have))[:, None]
    return _shares(related)


def _relative_children(single: Floats, profile: Floats, starts: _Starts) -> tuple[Floats, Floats]:
    """Logarithm of the children per parent over those of the city, and their number; [area, year, 1]."""
    counts = single[..., : _grown(starts)].sum(axis=-1)
    expected = single[..., stocks.ELTERN].sum(axis=-1) * _children(profile, starts)
    relative = np.log((counts + 0.5) / (expected + 0.5))
    return relative[..., None], counts[..., None]


def _children(ages: Floats, starts: _Starts) -> Floats:
    """Children per resident of the ages at which parents are."""
    parents = ages[..., stocks.ELTERN].sum(axis=-1)
    return np.nan_to_num(quotient(ages[..., : _grown(starts)].sum(axis=-1), parents))


def _grown(starts: _Starts) -> int:
    """First age that is no longer that of the children: of the first band past the first phase."""
    return next((start for start in starts if start >= PHASEN[1]), bands.ENDE)


def _phase(starts: _Starts) -> NDArray[np.intp]:
    """Phase of life in which each band begins."""
    return np.searchsorted(np.asarray(PHASEN), np.asarray(starts), side="right") - 1


def _slope(x: Floats, y: Floats, precision: Floats, phase: NDArray[np.intp], before: float) -> Floats:
    """Slope of y on x through the origin between 0 and 1, one per phase, [band]."""
    size = int(phase.max()) + 1
    both = np.bincount(phase, (precision * x * y).sum(axis=(0, 1)), size)
    square = np.bincount(phase, (precision * x**2).sum(axis=(0, 1)), size)
    slope = (both + VORWISSEN * before) / (square + VORWISSEN)
    clipped: Floats = np.clip(slope, 0.0, 1.0)[phase]
    return clipped


def _growth(before: Floats, after: Floats) -> Floats:
    """After over before, 0 where nobody was."""
    return np.nan_to_num(quotient(after, before))


def _shares(persons: Floats) -> Floats:
    """Persons over their sum; 0 where nobody is."""
    return np.nan_to_num(quotient(persons, persons.sum(axis=-1, keepdims=True)))
