"""A city drawn beside its districts, and the districts fitted to it, draw by draw.

Drawn apart, districts add up to a city that nobody drew: its own rates, in which moves between districts
cancel out, would count for nothing. Arrays are [draw, area, group, sex, age], the city the last area.
"""

import numpy as np

from pipeline.measures import Floats
from pipeline.projection.draws import Counts, Shocks, Sums


def with_city(shocks: Shocks, residents: Floats) -> Shocks:
    """Give the city the shocks that its districts have together.

    Takes:   Shocks of the districts; their residents at the base, [area].
    Returns: Shocks with the city behind the districts. It grows as the sum of districts that grow by their
             shocks; its mortality and fertility depart as those of its residents do on average. So what
             all districts share moves the city as much, what one has for itself by its weight.
    Raises:  nothing.
    Source:  own.
    """
    weight = residents / residents.sum()
    grown = np.log(np.exp(np.cumsum(shocks.growth, axis=1)) @ weight)
    growth = np.diff(grown, axis=1, prepend=0.0)
    return Shocks(
        _behind(shocks.growth, growth),
        _behind(shocks.mortality, shocks.mortality @ weight),
        _behind(shocks.fertility, shocks.fertility @ weight),
    )


def fitted(population: Counts, share: float) -> Sums:
    """Scale districts so that they add up to the city drawn with them, by sex and age.

    Takes:   drawn persons, the city last; share of the city that lives in its districts (`raking.controls`).
    Returns: the districts without the city, no longer whole persons. What is read from a draw is fitted,
             not the draw: it goes on from its own whole persons. Groups are scaled alike: alone they are
             too few at a single age. A cell in which no district has anybody stays empty.
    Raises:  nothing.
    Source:  as `raking.controlled`.
    """
    districts = population[:, :-1].astype(np.float32)
    have = districts.sum(axis=(1, 2))
    city = population[:, -1].sum(axis=1).astype(np.float32) * np.float32(share)
    districts *= np.divide(city, have, out=np.ones_like(have), where=have > 0)[:, None, None]
    return districts


def _behind(of_districts: Floats, of_city: Floats) -> Floats:
    """[draw, year, district] and behind them the city."""
    return np.concatenate([of_districts, of_city[..., None]], axis=-1)
