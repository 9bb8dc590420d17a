"""Moves of every area: how many there are, how they balance, and at what ages.

What an area gains is the small difference of two large flows. To draw one of them to that of other areas and
not the other would make residents out of nothing. So the sum of both stays as counted, their balance is drawn
to that of the pool, and each gets its ages afterwards.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.measures import Floats, quotient
from pipeline.projection import shrinkage, smoothing

Maske = NDArray[np.bool_]

ALTER_JAHRE = np.arange(101)
BREIT = np.array([0, 6, 18, 25, 45, 65])
"""First ages of the broad groups by which the ages of moves differ between areas: 0-5, ..., 65+."""

STREUUNG_SALDO = 0.02
"""Variation of the share of in-moves in all moves between areas where it is assumed (set)."""
STREUUNG_WEGZUG = 0.40
"""Variation of levels of moves out by broad age between areas where it is assumed (set)."""
GEWICHT_ZUZUG = 50.0
"""In-moves of the pool's age mix that are added to those of the area where it is assumed (set)."""


class Moves(NamedTuple):
    """Moves out and in, and who can leave, [area, group, sex, age].

    start: residents of 1 January, at age 0 the newborn.
    """

    out: Floats
    coming: Floats
    start: Floats


def estimate(observed: Moves, many: Moves, years: Floats) -> tuple[Floats, Floats]:
    """Rates of moving out, and yearly in-moves.

    Takes:   Moves of the areas and of the pool of each, over their usable years; number of these, [area].
    Returns: moves out per resident, not bounded, and persons moving in per year, [area, group, sex, age].
             An area whose residents stay as they were has all the moves it had, and gains or loses as much by
             them as its own balance, drawn to that of its pool, says. Of a group of which nobody lived there
             moves out lessen those in, since there is nobody to whom a rate could apply.
    Raises:  nothing.
    Source:  own; balance by beta-binomial, levels by gamma-Poisson, ages of in-moves by Dirichlet-multinomial
             shrinkage (`shrinkage`).
    """
    schedule = np.nan_to_num(smoothing.schedule(many.out, many.start))
    expected = _broad(observed.start * schedule)
    out, coming, out_many, coming_many = (
        _broad(part) for part in (observed.out, observed.coming, many.out, many.coming)
    )
    leave, come = out.sum(axis=-1), coming.sum(axis=-1)
    leave_many, come_many = out_many.sum(axis=-1), coming_many.sum(axis=-1)
    told = _telling(leave + come, leave_many + come_many)
    leaving, arriving = _balanced(leave, come, quotient(come_many, leave_many + come_many), told)
    anybody = expected.sum(axis=-1) > 0
    arriving = np.where(anybody, arriving, np.maximum(arriving - leaving, 0.0))
    level = _level(out, expected, leaving, told)
    return schedule * _single(level), _yearly(many, coming, arriving, years, told)


def _telling(both: Floats, both_many: Floats) -> Maske:
    """Which areas say how far areas differ, [area, group]: those with moves that are not their own pool."""
    return np.asarray((both > 0) & (both_many > both))


def _by_group(told: Maske, assumed: float, estimated: Callable[[int, Maske], float]) -> Floats:
    """What the pool is worth in each group: from the areas that tell it where there are ten, else assumed."""
    enough = told.sum(axis=0) >= shrinkage.MINDESTGEBIETE
    return np.array([estimated(g, told[:, g]) if enough[g] else assumed for g in range(len(enough))])


def _balanced(out: Floats, coming: Floats, share_many: Floats, told: Maske) -> tuple[Floats, Floats]:
    """Moves out and in, [area, group]: their sum as counted, the share of those in drawn to the pool's."""
    both, share = out + coming, np.nan_to_num(share_many, nan=0.5)

    def estimated(g: int, here: Maske) -> float:
        return shrinkage.share_concentration(coming[here, g], both[here, g], share[here, g])

    worth = _by_group(told, 0.25 / STREUUNG_SALDO**2, estimated)
    arriving = both * (coming + worth * share) / (both + worth)
    return both - arriving, arriving


def _level(out: Floats, expected: Floats, leaving: Floats, told: Maske) -> Floats:
    """Level of moves out, [area, group, broad age], that gives as many as leave.

    Each age is drawn to the level of all ages of the area by how little was expected at it.
    """
    of_area = np.nan_to_num(quotient(out.sum(axis=-1), expected.sum(axis=-1)))[..., None]
    usual = expected * of_area

    def estimated(g: int, here: Maske) -> float:
        return shrinkage.concentration(out[here, g], usual[here, g])

    worth = _by_group(told, 1 / STREUUNG_WEGZUG**2, estimated)[:, None]
    level = shrinkage.level(np.where(usual > 0, out, 0.0), usual, worth)
    given = (level * expected).sum(axis=-1)
    return level * np.nan_to_num(quotient(leaving, given))[..., None]


def _yearly(many: Moves, coming: Floats, arriving: Floats, years: Floats, told: Maske) -> Floats:
    """Persons per year: broad ages drawn to the pool's, ages of the pool."""
    ages = smoothing.schedule(many.coming, np.ones_like(many.coming))
    of_many = _broad(ages)
    mix = _mix(coming, np.nan_to_num(quotient(of_many, of_many.sum(axis=-1, keepdims=True))), told)
    yearly = quotient(arriving, years[:, None])[..., None]
    within = quotient(ages, _single(of_many))
    return np.nan_to_num(_single(mix * yearly) * within)


def _mix(own: Floats, mix_many: Floats, told: Maske) -> Floats:
    """Shares of the broad ages, [area, group, broad age], drawn to the pool's as far as areas are alike."""

    def estimated(g: int, here: Maske) -> float:
        return shrinkage.mix_concentration(own[here, g], mix_many[here, g])

    worth = _by_group(told, GEWICHT_ZUZUG, estimated)[:, None]
    drawn: Floats = (own + worth * mix_many) / (own.sum(axis=-1, keepdims=True) + worth)
    return drawn


def _broad(cells: Floats) -> Floats:
    """[area, group, sex, age] -> sums [area, group, broad age]."""
    return np.add.reduceat(cells.sum(axis=2), BREIT, axis=-1)


def _single(broad: Floats) -> Floats:
    """[area, group, broad age] -> the same value at each age, [area, group, 1, age]."""
    place = np.searchsorted(BREIT, ALTER_JAHRE, side="right") - 1
    return broad[..., None, place]
