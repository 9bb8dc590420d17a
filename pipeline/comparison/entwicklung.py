"""Whether the Kennzahlen of an area rise or fall over the last periods, and whether that is good."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import measures
from pipeline.measures import PERIODEN, Floats

TRENDS = ("faellt", "kein_trend", "steigt")
"""By `measures.trend`: 99.8 %, and no single year may make it."""

_ARTEN = ("anteil", "quotient", "rate")
_JE_JAHR = ("zaehler", "nenner", "status", "fassung", "gebietsstand")


def entwicklung(kennzahlen: pd.DataFrame, raumeinheit: str, jahr: int) -> pd.DataFrame:
    """Judge the trend of every Kennzahl of an area up to a year.

    Takes:   rows of `indicators.kennzahlen` (raumeinheit, jahr, kennzahl, zaehler, nenner, status, art,
             richtung_gut, gebietsstand, fassung) of the area; its key; the last year.
    Returns: one row per kennzahl in the order of the input: trend (faellt, kein_trend, steigt; missing
             where it cannot be judged), chi2, trend_p, guenstig (boolean; <NA> without trend and for a
             neutral Kennzahl), trend_grund: a German sentence where trend is missing, else empty. Judged are
             shares, quotients and rates with a value in each of the last `PERIODEN` years, of one territory
             and one definition, counted anew every year (not an election that is carried forward).
    Raises:  ValueError where a Kennzahl has two rows for a year.
    Source:  see `measures.trend`.
    """
    jahre = list(range(jahr - PERIODEN + 1, jahr + 1))
    hier = kennzahlen[kennzahlen["raumeinheit"].eq(raumeinheit) & kennzahlen["jahr"].isin(jahre)]
    kopf = hier.drop_duplicates("kennzahl").set_index("kennzahl")[["art", "richtung_gut"]]
    stellen = pd.MultiIndex.from_product([kopf.index, jahre], names=["kennzahl", "jahr"])
    lang = hier.set_index(["kennzahl", "jahr"])[list(_JE_JAHR)].reindex(stellen)
    breit = {spalte: lang[spalte].to_numpy().reshape(len(kopf), PERIODEN) for spalte in _JE_JAHR}
    x, n = measures.floats(breit["zaehler"]), measures.floats(breit["nenner"])
    art = kopf["art"].to_numpy(dtype=np.str_)
    grund = _gruende(breit, x, n, art)
    ergebnis = _trends(np.where((grund == "")[:, None], x, np.nan), n, art)
    return _in_worten(kopf, ergebnis, grund)


def entwicklungen(kennzahlen: pd.DataFrame, gebiete: Sequence[str], jahr: int) -> pd.DataFrame:
    """Judge the trends of many areas.

    Takes:   as `entwicklung`, with keys of the areas.
    Returns: the rows of `entwicklung` for each area in its order, with raumeinheit.
    Raises:  ValueError where a Kennzahl has two rows for a year.
    Source:  see `measures.trend`.
    """
    teile = [entwicklung(kennzahlen, gebiet, jahr).assign(raumeinheit=gebiet) for gebiet in gebiete]
    return pd.concat(teile, ignore_index=True)


def _gruende(
    breit: dict[str, NDArray[Any]], x: Floats, n: Floats, art: NDArray[np.str_]
) -> NDArray[np.object_]:
    """Why a Kennzahl cannot be judged; empty where it can."""
    wiederholt = ((x[:, 1:] == x[:, :-1]) & (n[:, 1:] == n[:, :-1])).any(axis=1)
    hindernisse: tuple[tuple[NDArray[np.bool_], str], ...] = (
        (~np.isin(art, _ARTEN), "Für diese Art von Kennzahl gibt es keinen Trendtest."),
        ((breit["status"] != "wert").any(axis=1), f"Nicht in allen {PERIODEN} Jahren liegt ein Wert vor."),
        (_gewechselt(breit["fassung"]), "In dieser Zeit hat sich die Definition geändert."),
        (_gewechselt(breit["gebietsstand"]), "In dieser Zeit hat sich der Zuschnitt geändert."),
        (wiederholt, "Nicht in jedem Jahr wurde neu gezählt."),
    )
    grund = np.full(len(art), "", dtype=object)
    for trifft_zu, satz in reversed(hindernisse):
        grund[trifft_zu] = satz
    return grund


def _gewechselt(staende: NDArray[Any]) -> NDArray[np.bool_]:
    """Which rows are not the same in all years."""
    return np.asarray((staende != staende[:, :1]).any(axis=1), dtype=np.bool_)


def _trends(x: Floats, n: Floats, art: NDArray[np.str_]) -> measures.Trend:
    """Each row by the test of its kind."""
    anteil = measures.trend(x, np.where((art == "quotient")[:, None], x + n, n))
    rate = measures.trend(x, n, art="rate")
    ist_rate = art == "rate"
    return measures.Trend(*(np.where(ist_rate, r, a) for r, a in zip(rate, anteil, strict=True)))


def _in_worten(kopf: pd.DataFrame, ergebnis: measures.Trend, grund: NDArray[np.object_]) -> pd.DataFrame:
    """Words for directions; a test without result says so."""
    offen = np.isnan(ergebnis.richtung)
    grund = np.where(offen & (grund == ""), "Niemand oder alle zählen: es gibt nichts zu prüfen.", grund)
    richtung = np.where(offen, 0, ergebnis.richtung).astype(np.int64)
    # neutral: no direction is good, so none is said to be favourable
    gut = kopf["richtung_gut"].map({"hoch_ist_gut": 1, "niedrig_ist_gut": -1}).fillna(0).to_numpy()
    guenstig = pd.array(richtung * gut > 0, dtype="boolean")
    guenstig[richtung * gut == 0] = pd.NA
    worte = pd.Series(np.array(TRENDS, dtype=object)[richtung + 1], index=kopf.index, dtype="str")
    tabelle = pd.DataFrame(
        {
            "trend": worte.where(~offen),
            "chi2": ergebnis.chi2,
            "trend_p": ergebnis.p,
            "guenstig": guenstig,
            "trend_grund": pd.Series(grund, index=kopf.index, dtype="str"),
        },
        index=kopf.index,
    )
    return tabelle.reset_index()
