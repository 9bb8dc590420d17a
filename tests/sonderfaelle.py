"""Districts of the demonstration delivery whose released data are odd: what a report must still read well on.

Released tables are altered, not deliveries: below the release a report knows nothing else, and a release of
its own for each oddity would take minutes.
"""

import shutil
from pathlib import Path

import geopandas as gpd
import pandas as pd

OHNE_HILFEN, GEHEIM, EIN_JAHR, OHNE_ORTE, NUR_BESTAND = "P11", "P14", "P20", "P30", "P40"
"""No case of SGB VIII; everything secret; one year only; no election, facility, polygon; no flows."""
ALLE = (OHNE_HILFEN, GEHEIM, EIN_JAHR, OHNE_ORTE, NUR_BESTAND)
JAHR = 2020

_FLUESSE = ("wanderungen", "geburten", "sterbefaelle", "einbuergerungen")
_OHNE = {
    OHNE_ORTE: ("wahlen", "einrichtungen", "gebiete"),
    NUR_BESTAND: (*_FLUESSE, "prognose", "prognoseanteile", "prognosebilanz", "prognoseszenarien"),
}
"""Tables in which a district has no rows."""
_OEFFENTLICH = ("status", "raumeinheit", "stichtag", "basis", "jahr", "grundlage")


def anlegen(quelle: Path, ziel: Path) -> None:
    """Copy a data folder and alter what is released of these districts."""
    shutil.copytree(quelle, ziel, dirs_exist_ok=True)
    for datei in sorted((ziel / "processed" / "freigabe").glob("*.parquet")):
        if datei.stem == "gebiete":
            geometrie = gpd.read_parquet(datei)
            geometrie[~_fehlt(geometrie, datei.stem)].to_parquet(datei)
            continue
        tabelle = pd.read_parquet(datei)
        if "raumeinheit" in tabelle and datei.stem not in ("raumeinheiten", "rueckschau", "veroeffentlicht"):
            veraendert(tabelle, datei.stem).to_parquet(datei, index=False)


def veraendert(tabelle: pd.DataFrame, name: str) -> pd.DataFrame:
    """Alter one released table."""
    rest = tabelle[~_fehlt(tabelle, name) & ~_anderes_jahr(tabelle)].reset_index(drop=True)
    if name == "hilfen_sgb8":
        keine = rest["raumeinheit"].eq(OHNE_HILFEN)
        rest.loc[keine, "status"] = "wert"
        rest.loc[keine, "anzahl"] = 0
    return _geheim(rest)


def _fehlt(tabelle: pd.DataFrame, name: str) -> "pd.Series[bool]":
    ohne = [ort for ort, tabellen in _OHNE.items() if name in tabellen]
    return tabelle["raumeinheit"].isin(ohne)


def _anderes_jahr(tabelle: pd.DataFrame) -> "pd.Series[bool]":
    """Rows of the district of one year that belong to another one; a projection begins at the Stichtag."""
    hier = tabelle["raumeinheit"].eq(EIN_JAHR)
    if "basis" in tabelle:
        return hier & False
    if "jahr" in tabelle:
        return hier & tabelle["jahr"].ne(JAHR)
    if "stichtag" not in tabelle:
        return hier & False
    return hier & tabelle["stichtag"].astype("str").ne(f"{JAHR}-12-31")


def _geheim(tabelle: pd.DataFrame) -> pd.DataFrame:
    """Hide every number of the district of which nothing may be shown; what was not delivered stays so."""
    if "status" not in tabelle:
        return tabelle
    zeilen = tabelle["raumeinheit"].eq(GEHEIM) & tabelle["status"].eq("wert")
    zahlen = [
        s for s in tabelle.columns if s not in _OEFFENTLICH and pd.api.types.is_numeric_dtype(tabelle[s])
    ]
    tabelle.loc[zeilen, "status"] = "geheim"
    tabelle.loc[zeilen, zahlen] = pd.NA
    return tabelle
