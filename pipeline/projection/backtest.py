"""Rolling origin: at every earlier date project with what was known then, and see what came.

Weights and widths at a date are fitted on the dates before it, with what had come by then.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import names
from pipeline.measures import Floats
from pipeline.projection import outlook, scores, simple, spread
from pipeline.projection.outlook import Origin
from pipeline.projection.panel import Panel

MINDESTJAHRE = 4
"""Years of the past that a judged date has, itself among them."""

MINDESTBESTAND = 100
"""Residents below which an area is not judged: a percentage of a few persons says nothing."""

ZIEHUNGEN = 1000
UNSER, MIT_BEWEGUNGEN, KOHORTENMODELL = names.PROGNOSEVERFAHREN[:3]
HAMILTON_PERRY = "Hamilton-Perry"
VERFAHREN = (UNSER, MIT_BEWEGUNGEN, KOHORTENMODELL, *simple.METHODS, HAMILTON_PERRY)
"""Methods in the order of the table."""


@dataclass(frozen=True)
class Forecast:
    """Central path of one method: total [area, year ahead], band [area, year ahead, band].

    shock: yearly shock to the growth of the city that its in-moves bring, where they are known.
    """

    total: Floats
    band: Floats
    shock: float = 0.0


@dataclass(frozen=True)
class _Look:
    """One date: what was known, what every method said, how far out it was."""

    date: int
    origin: Origin
    forecasts: Mapping[str, Forecast]
    errors: spread.Errors


Cohorts = Callable[[int, int], Forecast | None]
"""What the cohort model said in a year about so many years ahead; None where it had no flows."""


def backtest(panel: Panel, rng: np.random.Generator, cohorts: Cohorts | None = None) -> pd.DataFrame:
    """Judge our methods and the simple ones at every date and horizon that earlier dates have prepared.

    Takes:   Panel; generator; the cohort model, where flows may have been delivered.
    Returns: one row per verfahren, raumeinheit (areas and those above them but for the city), basis
             (year) and horizont: groesse (residents at the base), gezaehlt, fehler (persons), aufbau_pct
             (error of the age structure), abdeckung_80 and _95 (0 or 1), crps_pct (of the count). No
             rows where the past is too short. Confidential: errors of single areas.
    Raises:  nothing.
    Source:  L. J. Tashman, International Journal of Forecasting 16 (2000), 437-450 (rolling origin).
    """
    looks = _looks(panel, rng, cohorts)
    reached = {name: _reached(panel, looks, name) for name in VERFAHREN}
    rows = [
        _judged(panel, look, name, ahead, reached[name])
        for look in looks
        for ahead in range(1, len(panel.years) - look.date)
        if _prepared(look.date, ahead)
        for name in VERFAHREN
        if name in look.forecasts
    ]
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=list(SPALTEN))


SPALTEN = (
    *("verfahren", "raumeinheit", "basis", "horizont", "groesse", "gezaehlt", "fehler"),
    *("aufbau_pct", "abdeckung_80", "abdeckung_95", "crps_pct"),
)


@dataclass(frozen=True)
class Today:
    """Our method at the last date of a panel.

    origin:   what is known; forecast: the central path.
    moved:    whether births, deaths and moves are part of it, as they are where the cohort model speaks.
    widen:    factor on the errors, [year ahead], from the errors of the earlier dates.
    """

    origin: Origin
    forecast: Forecast
    moved: bool
    widen: Floats

    def drawn(self, draws: int, rng: np.random.Generator, elsewhere: Floats | float = 0.0) -> Floats:
        """Draw totals [draw, area, year ahead]; `elsewhere` as in `spread.errors`."""
        errors = spread.errors(self.origin, draws, rng, elsewhere)
        return spread.draw(self.forecast.total, self.origin, errors, self.widen)


def outlook_today(
    panel: Panel, years: int, rng: np.random.Generator, cohorts: Cohorts | None = None
) -> Today:
    """Our method at the last date of a panel.

    Takes:   Panel of at least two years; years ahead; generator; the cohort model, where flows may have been
             delivered.
    Returns: Today, weights and widths from all earlier dates: the method that `backtest` judges.
    Raises:  nothing.
    Source:  own.
    """
    looks = _looks(panel, rng, cohorts)
    moved = cohorts(panel.years[-1], years) if cohorts else None
    origin, forecasts = _ours(panel, years, [look.origin for look in looks], moved)
    name = MIT_BEWEGUNGEN if moved else UNSER
    reached = _reached(panel, looks, name) or _reached(panel, looks, UNSER)
    return Today(origin, forecasts[name], moved is not None, spread.widening(reached, years))


def _prepared(date: int, ahead: int) -> bool:
    """Whether the past is long enough, and an earlier date had an error this far ahead by then."""
    return date + 1 >= MINDESTJAHRE and 1 + ahead <= date


def _looks(panel: Panel, rng: np.random.Generator, cohorts: Cohorts | None = None) -> list[_Look]:
    """Every date that has a year before it and one after it."""
    looks: list[_Look] = []
    for date in range(1, len(panel.years) - 1):
        now, ahead = panel.until(panel.years[date]), len(panel.years) - 1 - date
        moved = cohorts(panel.years[date], ahead) if cohorts else None
        origin, ours = _ours(now, ahead, [look.origin for look in looks], moved)
        drawn = spread.errors(origin, ZIEHUNGEN, rng)
        looks.append(_Look(date, origin, {**ours, **_simple(origin)}, drawn))
    return looks


def _ours(
    now: Panel, years: int, earlier: Sequence[Origin], moved: Forecast | None
) -> tuple[Origin, dict[str, Forecast]]:
    """Our methods at the last date of a panel; all of them know the same of the city."""
    look = outlook.origin(now, years)
    look = look if moved is None else outlook.with_flows(look, moved.total, moved.shock)
    total = _together(look, earlier, outlook.SICHTEN_AUS_BESTAENDEN)
    found = {UNSER: Forecast(total, outlook.by_band(look, total))}
    if moved is not None:
        total = _together(look, earlier, outlook.SICHTEN_MIT_BEWEGUNGEN)
        found[MIT_BEWEGUNGEN] = Forecast(total, moved.band * (total / moved.total)[..., None])
        found[KOHORTENMODELL] = moved
    return look, found


def _together(look: Origin, earlier: Sequence[Origin], views: Sequence[str]) -> Floats:
    """Totals that some views give together, weighed by what had come by then."""
    return outlook.totals(look, views, outlook.weights(earlier, look, views))


def _simple(look: Origin) -> dict[str, Forecast]:
    """Central paths of the simple methods; those without ages of their own keep the structure of the base."""
    today = look.panel.stock[:, -1]
    past = look.panel.stock.sum(axis=-1)
    found = {}
    for name, method in simple.METHODS.items():
        total = method(past, look.city)
        found[name] = Forecast(total, total[..., None] * (today / today.sum(-1, keepdims=True))[:, None])
    found[HAMILTON_PERRY] = _hamilton_perry(look)
    return found


def _hamilton_perry(look: Origin) -> Forecast:
    """Constant cohort change ratios of each area, controlled to the city."""
    ahead = outlook.own_ageing(look.panel, look.city.size)
    total = simple.controlled(ahead.sum(axis=-1), look.city)
    return Forecast(total, ahead)


def _reached(panel: Panel, looks: Sequence[_Look], name: str) -> dict[tuple[int, int], Floats]:
    """How far out what came lay in unwidened bands, by date and years ahead."""
    reached: dict[tuple[int, int], Floats] = {}
    for look in (one for one in looks if name in one.forecasts):
        central = look.forecasts[name].total
        actual = panel.stock[:, look.date + 1 :].sum(axis=-1)
        drawn = spread.draw(central, look.origin, look.errors, np.ones(central.shape[1]))
        out = spread.reach(drawn, actual)
        reached |= {(look.date, ahead + 1): out[:, ahead] for ahead in range(out.shape[1])}
    return reached


def _judged(
    panel: Panel, look: _Look, name: str, ahead: int, reached: Mapping[tuple[int, int], Floats]
) -> pd.DataFrame:
    """Scores of one method at one date and horizon, area by area."""
    known = {key: value for key, value in reached.items() if sum(key) <= look.date}
    forecast = look.forecasts[name]
    widen = spread.widening(known, forecast.total.shape[1])
    keys, member = _with_parents(panel)
    drawn = spread.draw(forecast.total, look.origin, look.errors, widen)[..., ahead - 1] @ member.T
    actual = member @ panel.stock[:, look.date + ahead]
    counted, central = actual.sum(axis=-1), member @ forecast.total[:, ahead - 1]
    size = member @ panel.stock[:, look.date].sum(axis=-1)
    table = pd.DataFrame(
        {
            "verfahren": name,
            "raumeinheit": keys,
            "basis": panel.years[look.date],
            "horizont": ahead,
            "groesse": size,
            "gezaehlt": counted,
            "fehler": central - counted,
            "aufbau_pct": scores.structure_error(member @ forecast.band[:, ahead - 1], actual),
            "abdeckung_80": scores.covered(drawn, counted, 0.8),
            "abdeckung_95": scores.covered(drawn, counted, 0.95),
            "crps_pct": 100 * scores.crps(drawn, counted) / counted,
        }
    )
    judged: pd.DataFrame = table[(size >= MINDESTBESTAND) & (counted >= MINDESTBESTAND)]
    return judged


def _with_parents(panel: Panel) -> tuple[list[str], NDArray[np.float64]]:
    """The areas and those above them but for the city, [area or parent, area]."""
    parents = sorted(set(panel.parents) - {panel.city})
    above = np.array([[parent == of for of in panel.parents] for parent in parents], dtype=np.float64)
    own = np.eye(len(panel.areas))
    return [*panel.areas, *parents], np.concatenate([own, above.reshape(-1, len(panel.areas))])
