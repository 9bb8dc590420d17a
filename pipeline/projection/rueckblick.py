"""The table "Wie gut war diese Methode bisher?": errors of many areas together, never of one."""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.projection import cohorts
from pipeline.projection.backtest import VERFAHREN, backtest
from pipeline.projection.panel import panels

MINDESTGEBIETE = 10
"""Areas that a released error is a mean of; with fewer it would nearly be the error of one."""

GROESSEN = (3_000, 10_000)
"""Residents that part the size classes."""

SAAT = 2035
"""Seed of the draws: the same Bestand always gives the same table."""

MASSE = (
    "mape",
    "medape",
    "malpe",
    "wmape",
    "ueber_10_pct",
    "aufbau_pct",
    "abdeckung_80",
    "abdeckung_95",
    "crps",
)
"""Error measures in percent; each rounded to two decimals."""

TEXTE = ("raumeinheit", "verfahren", "groesse")
GANZE = ("horizont", "basis_von", "basis_bis", "gebiete", "prognosen")
SPALTEN = (
    *("raumeinheit", "verfahren", "horizont", "groesse", "basis_von", "basis_bis", "gebiete", "prognosen"),
    *MASSE,
)


def rueckschau(bestand: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Back-test the projection of totals of every city in the Bestand.

    Takes:   tables of `bestand` (raumeinheiten, einwohner, vollstaendigkeit; the flows, if delivered).
    Returns: schemas.freigabe.Rueckschau: by city, method, horizon (0 for all) and size class the errors of
             at least ten areas together, in percent, rounded to two decimals; size classes with fewer
             areas are put together. No rows where no city has areas known over five years.
    Raises:  KeyError where a delivered table lacks a column.
    Source:  T. Wilson, I. Grossman, M. Alexander, P. Rees, J. Temple, Population Research and Policy
             Review 41 (2022), 865-898 (measures of small area forecasts).
    """
    parts = [
        _city(
            panel.city,
            backtest(panel, np.random.default_rng(SAAT), partial(cohorts.forecast, bestand, panel)),
        )
        for panel in panels(bestand)
    ]
    rows = [row for part in parts for row in part]
    typen = {
        **dict.fromkeys(MASSE, "float64"),
        **dict.fromkeys(GANZE, "int64"),
        **dict.fromkeys(TEXTE, "str"),
    }
    return pd.DataFrame(rows, columns=list(SPALTEN)).astype(typen)


def _city(city: str, errors: pd.DataFrame) -> list[dict[str, object]]:
    """Rows of one city: all, by horizon, by size class."""
    if errors.empty:
        return []
    sized = errors.assign(klasse=_classes(errors))
    cuts = [(0, names.INSGESAMT, sized)]
    cuts += [(int(str(horizon)), names.INSGESAMT, part) for horizon, part in sized.groupby("horizont")]
    if len(set(sized["klasse"])) > 1:
        cuts += [(0, str(size), part) for size, part in sized.groupby("klasse", sort=False)]
    return [
        _row(city, name, horizon, size, part[part["verfahren"] == name])
        for horizon, size, part in cuts
        if part["raumeinheit"].nunique() >= MINDESTGEBIETE
        for name in VERFAHREN
        if part["verfahren"].eq(name).any()
    ]


def _row(city: str, name: str, horizon: int, size: str, errors: pd.DataFrame) -> dict[str, object]:
    """Measures of one method over many areas."""
    signed = 100 * errors["fehler"] / errors["gezaehlt"]
    measures = {
        "mape": signed.abs().mean(),
        "medape": signed.abs().median(),
        "malpe": signed.mean(),
        "wmape": 100 * errors["fehler"].abs().sum() / errors["gezaehlt"].sum(),
        "ueber_10_pct": 100 * (signed.abs() > 10).mean(),
        "aufbau_pct": errors["aufbau_pct"].mean(),
        "abdeckung_80": 100 * errors["abdeckung_80"].mean(),
        "abdeckung_95": 100 * errors["abdeckung_95"].mean(),
        "crps": errors["crps_pct"].mean(),
    }
    return {
        "raumeinheit": city,
        "verfahren": name,
        "horizont": horizon,
        "groesse": size,
        "basis_von": int(errors["basis"].min()),
        "basis_bis": int(errors["basis"].max()),
        "gebiete": errors["raumeinheit"].nunique(),
        "prognosen": len(errors),
        **{measure: round(float(value), 2) for measure, value in measures.items()},
    }


def _classes(errors: pd.DataFrame) -> "pd.Series[str]":
    """Size class of each row, of at least ten areas each: too small ones join the next larger or smaller."""
    edges: list[int] = list(GROESSEN)
    while True:
        place = np.searchsorted(edges, errors["groesse"], side="right")
        areas = errors.groupby(place)["raumeinheit"].nunique().reindex(range(len(edges) + 1), fill_value=0)
        small = np.flatnonzero(areas < MINDESTGEBIETE)
        if not edges or not small.size:
            return pd.Series([_text(edges, int(at)) for at in place], index=errors.index)
        edges.pop(min(int(small[0]), len(edges) - 1))


def _text(edges: Sequence[int], place: int) -> str:
    """Write a size class."""
    if not edges:
        return names.INSGESAMT
    if place == 0:
        return f"unter {names.ganzzahl(edges[0])}"
    if place == len(edges):
        return f"ab {names.ganzzahl(edges[-1])}"
    return f"{names.ganzzahl(edges[place - 1])} bis unter {names.ganzzahl(edges[place])}"
