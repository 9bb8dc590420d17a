"""From counted and hidden cells to released tables and the analyst's protocol."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.disclosure.klassen import Definition
from pipeline.disclosure.zaehlen import RANG
from pipeline.disclosure.zellen import Zaehlung

Masken = Mapping[tuple[str, str | int], npt.NDArray[np.bool_]]
_GEHEIM = RANG.index("geheim")


def freigabetabelle(zaehlung: Zaehlung, geheim: Masken) -> pd.DataFrame:
    """Write out one table: one row per area, period and shown sum; a hidden one has no number.

    Returns: sorted by area, period and classes in the order of the plan, so that the order tells nothing.
    """
    versteckt = _ueber_perioden(zaehlung, geheim)
    wert = np.where(versteckt, np.nan, zaehlung.wert)
    rang = np.where(versteckt, _GEHEIM, zaehlung.rang)
    summe = zaehlung.plan.summe
    haupt = [i for i, d in enumerate(zaehlung.definitionen) if d.gezeigt and d.spalte == "anzahl"]
    neben = [i for i, d in enumerate(zaehlung.definitionen) if d.spalte != "anzahl"]
    reihen = haupt or neben
    tabelle = _schluessel(zaehlung, [zaehlung.definitionen[i] for i in reihen])
    hauptspalte = "anzahl" if haupt or summe is None else summe.spalte
    tabelle[hauptspalte] = _ganz(wert[:, :, reihen])
    if haupt and summe is not None:
        daneben = np.full(wert[:, :, reihen].shape, np.nan)
        insgesamt = [n for n, i in enumerate(reihen) if not zaehlung.definitionen[i].klassen]
        daneben[:, :, insgesamt] = wert[:, :, neben]
        tabelle[summe.spalte] = _ganz(daneben)
    tabelle["status"] = pd.Series(np.array(RANG)[rang[:, :, reihen]].ravel(), dtype="str")
    return tabelle


def _ueber_perioden(zaehlung: Zaehlung, masken: Masken) -> npt.NDArray[np.bool_]:
    return np.stack([masken[zaehlung.plan.name, periode] for periode in zaehlung.perioden], axis=1)


def _schluessel(zaehlung: Zaehlung, definitionen: Sequence[Definition]) -> pd.DataFrame:
    """Columns that say what a row is: area, period, and `insgesamt` where nothing is distinguished."""
    orte, perioden, breite = len(zaehlung.raumeinheiten), len(zaehlung.perioden), len(definitionen)
    raumeinheit = pd.Series(zaehlung.raumeinheiten, dtype="str").repeat(perioden * breite)
    tabelle = pd.DataFrame({"raumeinheit": raumeinheit.reset_index(drop=True)})
    zeit = pd.Series(zaehlung.perioden, dtype="int64" if zaehlung.plan.zeit == "jahr" else "str")
    tabelle[zaehlung.plan.zeit] = zeit.repeat(breite).iloc[np.tile(np.arange(perioden * breite), orte)].array
    for dimension in zaehlung.plan.dimensionen:
        klassen = pd.Series(
            [dict(d.klassen).get(dimension, names.INSGESAMT) for d in definitionen], dtype="str"
        )
        tabelle[dimension] = klassen.iloc[np.tile(np.arange(breite), orte * perioden)].array
    return tabelle


def _ganz(wert: npt.NDArray[np.float64]) -> "pd.Series[int]":
    return pd.Series(wert.ravel()).astype("Int64")


def protokoll_tabelle(zaehlungen: Sequence[Zaehlung], primaer: Masken, geheim: Masken) -> pd.DataFrame:
    """Count, per table and period, cells with a number, cells too small to show, and cells hidden with them.

    Returns: tabelle, periode, zellen, ungleich_null, primaer, sekundaer, anteil_geheim_pct (of the cells that
             are not zero). Numbers of cells, not of people; meant for the log, not for release.
    """
    zeilen = [
        _protokollzeile(z, periode, primaer[z.plan.name, periode], geheim[z.plan.name, periode])
        for z in zaehlungen
        for periode in z.perioden
    ]
    return pd.DataFrame(zeilen)


def _protokollzeile(
    zaehlung: Zaehlung, periode: str | int, klein: npt.NDArray[np.bool_], versteckt: npt.NDArray[np.bool_]
) -> dict[str, str | int | float]:
    gezeigt = np.array([definition.gezeigt for definition in zaehlung.definitionen])
    wert = zaehlung.wert[:, list(zaehlung.perioden).index(periode)][:, gezeigt]
    klein, versteckt = klein[:, gezeigt] & (wert > 0), versteckt[:, gezeigt] & (wert > 0)
    belegt = int((wert > 0).sum())
    return {
        "tabelle": zaehlung.plan.name,
        "periode": str(periode),
        "zellen": int((~np.isnan(wert)).sum()),
        "ungleich_null": belegt,
        "primaer": int(klein.sum()),
        "sekundaer": int((versteckt & ~klein).sum()),
        "anteil_geheim_pct": round(100 * int(versteckt.sum()) / belegt, 1) if belegt else 0.0,
    }
