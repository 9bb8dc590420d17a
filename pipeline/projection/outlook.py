"""Totals of the areas of a city ahead: several views on the share of each area, weighed by past success.

Every view says by how much the logarithm of the share of an area in its city will change: the lasting
trend (`growth`), the variable share of growth (`simple`), the ageing of those who live there by the ratios of
the city or by their own (`stocks`), and the cohort model where births, deaths and moves were delivered
(`with_flows`). That nothing changes is the view they are drawn to: the weights may sum to less than one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize

from pipeline.measures import Floats
from pipeline.projection import bands, growth, simple, stocks, structure
from pipeline.projection.panel import Panel

STRAFE = 0.1
"""Loss per squared distance of a weight from equal ones; 1 is the error of constant shares (set)."""

_RUND = 1e-5
"""Change of the logarithm of a share below which an error is no error: it makes the loss smooth at zero."""

STADT_STREUUNG = 0.004
"""Yearly shock of the city's growth assumed before the data, worth as much as two observed years (set)."""
_STADT_GEWICHT = 2


@dataclass(frozen=True)
class Origin:
    """What was known at one date about the years after it.

    trend:      of the areas (`growth`).
    city:       projected total of the city, [year ahead].
    city_shock: standard deviation of the yearly shocks to its growth.
    views:      change of the logarithm of the share by name of the view, [area, year ahead].
    single:     age structure ahead (`structure`), [area, year ahead, age].
    """

    panel: Panel
    trend: growth.Trend
    city: Floats
    city_shock: float
    views: Mapping[str, Floats]
    single: Floats


TREND, WACHSTUM, ALTERUNG = "bleibender Trend", "Anteil am Wachstum", "Alterung wie in der Stadt"
EIGENE_ALTERUNG, KOHORTEN = "Alterung wie bisher", "Geburten, Sterbefälle und Wanderungen"

SICHTEN_AUS_BESTAENDEN = (TREND, WACHSTUM, ALTERUNG)
"""Views that are combined where only stocks were delivered."""

SICHTEN_MIT_BEWEGUNGEN = (TREND, WACHSTUM, EIGENE_ALTERUNG, KOHORTEN)
"""Views that are combined where flows were delivered: the cohort model ages by the rates of the city already,
what an area's own ratios say comes beside it."""


def origin(panel: Panel, years: int) -> Origin:
    """Look ahead from the last date of a panel, with nothing from after it.

    Takes:   Panel of at least two years; number of years ahead.
    Returns: Origin.
    Raises:  nothing.
    Source:  `growth`, `simple`, `stocks`.
    """
    totals = panel.stock.sum(axis=-1)
    known = growth.trend(totals)
    city, city_shock = _city(totals.sum(axis=0), known.persistence.rho, years)
    ageing, single = _ageing(panel, years)
    grown = simple.variable_share_of_growth(totals, city)
    lasting = growth.expected(known, _parents(panel.parents), years)
    ahead = {WACHSTUM: grown, ALTERUNG: ageing, EIGENE_ALTERUNG: own_ageing(panel, years).sum(axis=-1)}
    views = {TREND: lasting, **{name: _change(total, totals) for name, total in ahead.items()}}
    return Origin(panel, known, city, city_shock, views, single)


def with_flows(look: Origin, moved: Floats, shock: float = 0.0) -> Origin:
    """Add what births, deaths and moves say: a view of the shares, and one of the city.

    Takes:   Origin from stocks; totals that the cohort model projects, [area, year ahead]; yearly shock to
             the growth of the city that its in-moves bring.
    Returns: Origin with one view more, and the larger of both shocks. The city grows by the mean of three: as
             the cohort model says, as its last growth says, not at all. A city has one path per date, too
             little to fit weights on.
    Raises:  nothing.
    Source:  equal weights are hard to beat where there is little to fit them on: J. Smith, K. F. Wallis,
             Oxford Bulletin of Economics and Statistics 71 (2009), 331-355.
    """
    past = look.panel.stock.sum(axis=-1)
    today = past[:, -1].sum()
    city = np.cbrt(today * look.city * moved.sum(axis=0))
    more = {WACHSTUM: simple.variable_share_of_growth(past, city), KOHORTEN: moved}
    views = {**look.views, **{name: _change(total, past) for name, total in more.items()}}
    return replace(look, city=city, city_shock=max(look.city_shock, shock), views=views)


def own_ageing(panel: Panel, years: int) -> Floats:
    """Age every area by its own ratios of cohorts.

    Takes:   Panel of at least two years; number of years ahead.
    Returns: residents by age band, [area, year ahead, band]; not controlled to a city.
    Raises:  nothing.
    Source:  `stocks` (Hamilton-Perry), ratios of each area from its last years, not smoothed.
    """
    single, _ = _recent(panel)
    own = stocks.ratios(single[:, :-1], single[:, 1:])
    return bands.summed(stocks.ahead(single[:, -1], own, years), panel.starts)


def weights(earlier: Sequence[Origin], look: Origin, sichten: Sequence[str]) -> Floats:
    """Weigh the views by how they would have done at earlier dates.

    Takes:   looks from earlier dates of the same areas; the look of today, whose panel says what came; names
             of the views.
    Returns: [view], none negative; equal weights that leave one share to "nothing changes" where there
             is no earlier date. A view that an earlier date lacked is not judged by it.
    Raises:  nothing.
    Source:  least absolute errors under a ridge towards equal weights; combinations after J. M. Bates,
             C. W. J. Granger, Operational Research Quarterly 20 (1969), 451-468.
    """
    count = len(sichten)
    equal = np.full(count, 1 / (count + 1))
    views, came = _experience(earlier, look.panel, sichten)
    size = np.abs(came).sum()
    if size == 0:
        return equal

    def loss(w: Floats) -> tuple[float, Floats]:
        error = w @ views - came
        off = np.sqrt(error**2 + _RUND**2)
        slope = views @ (error / off) / size + 2 * STRAFE * (w - equal)
        return float(off.sum() / size + STRAFE * ((w - equal) ** 2).sum()), slope

    best = minimize(loss, equal, jac=True, method="L-BFGS-B", bounds=[(0, 2)] * count)
    found: Floats = best.x
    return found


def totals(look: Origin, sichten: Sequence[str], w: Floats) -> Floats:
    """Central totals of the areas.

    Takes:   Origin; names of some of its views; their weights.
    Returns: [area, year ahead], summing to the city's total.
    Raises:  nothing.
    Source:  own.
    """
    change = np.tensordot(w, np.stack([look.views[name] for name in sichten]), 1)
    today = look.panel.stock[:, -1].sum(axis=-1)
    return simple.controlled(today[:, None] * np.exp(change), look.city)


def by_age(look: Origin, total: Floats) -> Floats:
    """Single ages of the areas, each area at its total, [area, year ahead, age]."""
    scaled: Floats = look.single * (total / look.single.sum(axis=-1))[..., None]
    return scaled


def by_band(look: Origin, total: Floats) -> Floats:
    """Age bands of the areas, each area at its total, [area, year ahead, band]."""
    return bands.summed(by_age(look, total), look.panel.starts)


def _experience(earlier: Sequence[Origin], now: Panel, sichten: Sequence[str]) -> tuple[Floats, Floats]:
    """What each view said at earlier dates, [view, case], 0 where it was not there; what came, [case]."""
    views, came = [np.zeros((len(sichten), 0))], [np.zeros(0)]
    for look in earlier:
        change = _came(look, now)
        nothing = np.zeros_like(change)
        said = [look.views.get(name, nothing)[:, : change.shape[1]].ravel() for name in sichten]
        came.append(change.ravel())
        views.append(np.stack(said))
    return np.concatenate(views, axis=1), np.concatenate(came)


def _came(look: Origin, now: Panel) -> Floats:
    """Change of the logarithm of the share that came after a look, [area, year], as far as it is known."""
    total = now.stock.sum(axis=-1)
    share = np.log(total / total.sum(axis=0))
    since = len(look.panel.years)
    change: Floats = share[:, since : since + look.city.size] - share[:, since - 1 : since]
    return change


def _change(ahead: Floats, past: Floats) -> Floats:
    """Change of the logarithm of the share, [area, year ahead]."""
    ahead = np.maximum(ahead, 0.5)
    today = past[:, -1] / past[:, -1].sum()
    change: Floats = np.log(ahead / ahead.sum(axis=0)) - np.log(today)[:, None]
    return change


def _ageing(panel: Panel, years: int) -> tuple[Floats, Floats]:
    """Totals that the city's cohort ratios alone give, and the age structure of the areas."""
    single, profile = _recent(panel)
    of_city = stocks.ratios(profile[:-1], profile[1:])
    alone = stocks.ahead(single[:, -1], of_city, years).sum(axis=-1)
    return alone, structure.ahead(panel, years)


def _recent(panel: Panel) -> tuple[Floats, Floats]:
    """Single ages of the last years, of the areas [area, year, age] and of their city [year, age]."""
    recent = panel.stock[:, -1 - stocks.STUETZJAHRE :]
    profile = bands.of_city(recent.sum(axis=0), panel.starts)
    return bands.split(recent, panel.starts, profile), profile


def _city(totals: Floats, rho: float, years: int) -> tuple[Floats, float]:
    """The city's last growth, damped as that of its areas is, and its yearly shock."""
    yearly = np.diff(np.log(totals))
    shocks = yearly[1:] - rho * yearly[:-1]
    squares = _STADT_GEWICHT * STADT_STREUUNG**2 + (shocks**2).sum()
    variance = squares / (_STADT_GEWICHT + len(shocks))
    path = totals[-1] * np.exp(yearly[-1] * growth.lasting(rho, years))
    return path, float(np.sqrt(variance))


def _parents(parents: Sequence[str]) -> Floats:
    """[area, parent]: ones where an area belongs to it."""
    names = np.array(parents)
    member: Floats = (names[:, None] == np.unique(names)).astype(np.float64)
    return member
