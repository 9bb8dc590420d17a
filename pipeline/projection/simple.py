"""The simple methods that a projection must beat; all know no more than the past and the city's total.

Each takes the past totals of the areas [area, year] and the city's projected totals [year ahead], and
returns totals [area, year ahead].
"""

from collections.abc import Callable

import numpy as np

from pipeline.measures import Floats

STUETZJAHRE = 3
"""Years of the past that a trend is drawn through."""

Method = Callable[[Floats, Floats], Floats]


def no_change(past: Floats, city: Floats) -> Floats:
    """Everything stays as on the last date."""
    return np.repeat(past[:, -1:], len(city), axis=1)


def linear(past: Floats, city: Floats) -> Floats:
    """The mean yearly change goes on, then all are controlled to the city."""
    return controlled(_line(past, city), city)


def constant_share(past: Floats, city: Floats) -> Floats:
    """Every area keeps its share of the city."""
    return controlled(no_change(past, city), city)


def variable_share_of_growth(past: Floats, city: Floats) -> Floats:
    """The mean yearly change goes on; growing and shrinking areas take up what the city says otherwise.

    Source: plus-minus method, R. S. Akers, J. S. Siegel, U.S. Bureau of the Census (1965).
    """
    change = _line(past, city, lowest=-np.inf) - past[:, -1:]
    missing = city - past[:, -1].sum() - change.sum(axis=0)
    gross = np.abs(change).sum(axis=0)
    share = np.divide(missing, gross, out=np.zeros_like(gross), where=gross > 0)
    totals: Floats = np.maximum(past[:, -1:] + change * (1 + np.sign(change) * share), 0.0)
    return totals


def average(past: Floats, city: Floats) -> Floats:
    """Mean of constant share and variable share of growth.

    Source: T. Wilson, Applied Spatial Analysis and Policy 8 (2015), 31-47 (CSP-VSG).
    """
    return (constant_share(past, city) + variable_share_of_growth(past, city)) / 2


METHODS: dict[str, Method] = {
    "Keine Änderung": no_change,
    "Linearer Trend": linear,
    "Konstanter Anteil": constant_share,
    "CSP-VSG-Mittel": average,
}
"""By the name a table prints."""


def controlled(totals: Floats, city: Floats) -> Floats:
    """Scale areas to the total of their city in each year."""
    scaled: Floats = totals * (city / totals.sum(axis=0))
    return scaled


def _line(past: Floats, city: Floats, lowest: float = 0.0) -> Floats:
    """The mean yearly change of the last years, drawn on."""
    years = min(STUETZJAHRE, past.shape[1] - 1)
    yearly = (past[:, -1] - past[:, -1 - years]) / years
    ahead = past[:, -1:] + yearly[:, None] * np.arange(1, len(city) + 1)
    line: Floats = np.maximum(ahead, lowest)
    return line
