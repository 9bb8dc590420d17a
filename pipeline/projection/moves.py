"""Moves of every area: how many there are, how they balance, and at what ages.

What an area gains is the small difference of two large flows. To draw one of them to that of other areas and
not the other would make residents out of nothing. So the sum of both stays as counted, their balance is drawn
to that of the pool, and each gets its ages afterwards.
"""

from typing import NamedTuple

import numpy as np

from pipeline.measures import Floats, quotient
from pipeline.projection import shrinkage, smoothing

ALTER_JAHRE = np.arange(101)
BREIT = np.array([0, 6, 18, 25, 45, 65])
"""First ages of the broad groups by which the ages of moves differ between areas: 0-5, ..., 65+."""

STREUUNG_SALDO = 0.02
"""Variation of the share of in-moves in all moves between areas where it is assumed (set)."""
GEWICHT_MISCHUNG = 50.0
"""Moves of the pool's age mix that are added to those of the area where it is assumed (set)."""


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
             An area whose residents stay as they were has all the moves it had, and gains or loses as much of
             them as its own balance, drawn to that of its pool, says.
    Raises:  nothing.
    Source:  own; balance by beta-binomial, ages by Dirichlet-multinomial shrinkage (`shrinkage`).
    """
    out, coming = _broad(observed.out), _broad(observed.coming)
    leaving, arriving = _balanced(
        out.sum(-1), coming.sum(-1), _broad(many.out).sum(-1), _broad(many.coming).sum(-1)
    )
    return _rates(observed, many, out, leaving), _yearly(many, coming, arriving, years)


def _balanced(out: Floats, coming: Floats, out_many: Floats, coming_many: Floats) -> tuple[Floats, Floats]:
    """Moves out and in, [area, group]: their sum as counted, the share of those in drawn to the pool's."""
    both = out + coming
    share_many = np.nan_to_num(quotient(coming_many, coming_many + out_many), nan=0.5)
    worth = np.full(out.shape[1], 0.25 / STREUUNG_SALDO**2)
    if _enough(both):
        worth = np.array(
            [
                shrinkage.share_concentration(*part)
                for part in zip(coming.T, both.T, share_many.T, strict=True)
            ]
        )
    arriving = both * (coming + worth * share_many) / (both + worth)
    return both - arriving, arriving


def _rates(observed: Moves, many: Moves, out: Floats, leaving: Floats) -> Floats:
    """Schedule of the pool by group, sex and age, times a level by broad age that gives the moves out."""
    schedule = np.nan_to_num(smoothing.schedule(many.out, many.start))
    expected = _broad(observed.start * schedule)
    mix = _mix(out, np.nan_to_num(quotient(expected, expected.sum(axis=-1, keepdims=True))))
    level = np.nan_to_num(quotient(mix * leaving[..., None], expected), nan=1.0)
    return schedule * _single(level)


def _yearly(many: Moves, coming: Floats, arriving: Floats, years: Floats) -> Floats:
    """Persons per year: broad ages drawn to the pool's, ages of the pool."""
    ages = smoothing.schedule(many.coming, np.ones_like(many.coming))
    of_many = _broad(ages)
    mix = _mix(coming, np.nan_to_num(quotient(of_many, of_many.sum(axis=-1, keepdims=True))))
    yearly = quotient(arriving, years[:, None])[..., None]
    within = quotient(ages, _single(of_many))
    return np.nan_to_num(_single(mix * yearly) * within)


def _mix(own: Floats, mix_many: Floats) -> Floats:
    """Shares of the broad ages, [area, group, broad age], drawn to the pool's as far as areas are alike."""
    weight = np.full((own.shape[1], 1), GEWICHT_MISCHUNG)
    if _enough(own.sum(axis=-1)):
        groups = range(own.shape[1])
        weight = np.array([[shrinkage.mix_concentration(own[:, g], mix_many[:, g])] for g in groups])
    drawn: Floats = (own + weight * mix_many) / (own.sum(axis=-1, keepdims=True) + weight)
    return drawn


def _enough(counts: Floats) -> bool:
    """Whether areas with moves are enough to say themselves how far they differ."""
    return bool((counts > 0).any(axis=1).sum() >= shrinkage.MINDESTGEBIETE)


def _broad(cells: Floats) -> Floats:
    """[area, group, sex, age] -> sums [area, group, broad age]."""
    return np.add.reduceat(cells.sum(axis=2), BREIT, axis=-1)


def _single(broad: Floats) -> Floats:
    """[area, group, broad age] -> the same value at each age, [area, group, 1, age]."""
    place = np.searchsorted(BREIT, ALTER_JAHRE, side="right") - 1
    return broad[..., None, place]
