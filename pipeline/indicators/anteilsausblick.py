"""The released share of a group ahead, behind the released past: nothing finer than what is released."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.indicators.zellen import auswahl
from pipeline.measures import floats, quotient

GRUPPE = "nichtdeutsch"
SPALTEN = ["jahr", "wert", "unten", "oben", "status", "art"]


def anteilsverlauf(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, basis: str, szenario: str = "basis"
) -> pd.DataFrame:
    """List the share of nichtdeutsch residents: counted up to the base, expected after it.

    Takes:   released tables (einwohner, prognoseanteile); area; base date; scenario.
    Returns: jahr, wert (percent), unten and oben (ends of the band, which opens at the base), status, art
             (`gezaehlt`, `erwartet`).
    Raises:  nothing; no rows where no share is expected.
    Source:  own.
    """
    erwartet = _erwartet(tabellen.get("prognoseanteile"), raumeinheit, basis, szenario)
    if erwartet.empty:
        return erwartet
    gezaehlt = _gezaehlt(tabellen.get("einwohner"), raumeinheit, basis)
    da = [teil for teil in (gezaehlt, erwartet) if len(teil)]
    return pd.concat(da, ignore_index=True).sort_values("jahr", kind="stable", ignore_index=True)


def _erwartet(anteile: pd.DataFrame | None, raumeinheit: str, basis: str, szenario: str) -> pd.DataFrame:
    if anteile is None:
        return pd.DataFrame(columns=SPALTEN)
    rahmen = {"raumeinheit": raumeinheit, "basis": basis, "szenario": szenario, "anteil": GRUPPE}
    zeilen = anteile[auswahl(anteile, **rahmen)]
    return zeilen.assign(wert=floats(zeilen["erwartet"]), art="erwartet")[SPALTEN]


def _gezaehlt(einwohner: pd.DataFrame | None, raumeinheit: str, basis: str) -> pd.DataFrame:
    """Quotient of the released counts on the same day of the years up to the base."""
    if einwohner is None:
        return pd.DataFrame(columns=SPALTEN)
    teil, alle = (
        einwohner[auswahl(einwohner, raumeinheit=raumeinheit, staatsangehoerigkeit=gruppe)]
        for gruppe in (GRUPPE, names.INSGESAMT)
    )
    beide = teil.merge(alle, on="stichtag", suffixes=("", "_alle"), validate="one_to_one")
    beide = beide[(beide["stichtag"] <= basis) & beide["stichtag"].str.endswith(basis[4:])]
    wert = 100 * quotient(floats(beide["anzahl"]), floats(beide["anzahl_alle"]))
    offen = np.where(beide["stichtag"] == basis, wert, np.nan)
    return pd.DataFrame(
        {
            "jahr": beide["stichtag"].str[:4].astype("int64"),
            "wert": wert,
            "unten": offen,
            "oben": offen,
            "status": np.where(
                np.isfinite(wert), "wert", beide["status"].where(beide["status"].ne("wert"), "geheim")
            ),
            "art": "gezaehlt",
        }
    )
