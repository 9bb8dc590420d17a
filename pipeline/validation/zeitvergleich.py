"""What changes from one year to the next more than an area of its size does."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from pipeline.schemas.befunde import WARNUNG, Befund
from pipeline.validation.gesamt import OHNE_ZEILE
from pipeline.validation.pruefling import Pruefling

MINDESTENS = 8
"""Areas from which on their spread says something about what is usual."""
SCHWELLE = 7.0
"""Robust z from which on a change is reported; the demonstration delivery has tails up to about 6."""
SPRUNG = 0.15
"""Smaller relative changes are not reported, however steady the other areas are."""
NORMIERT = 1.4826
"""Median absolute deviation times this is the standard deviation of a normal distribution."""
MENSCHEN = ("einwohner", "zuwanderungsgeschichte", "haushalte")
STADT_HOECHSTENS = 1.1
"""No German city grew or shrank by a tenth in a year since 1950 without an incorporation."""
RAUM_HOECHSTENS = 2.0
"""An area doubles in a year where a quarter is newly built or a shelter opens."""
SONST_HOECHSTENS = 4.0
"""Flows and benefits move more: arrivals of 2015 and 2022 about doubled or tripled in single cities."""
ERST_AB = 100
"""Persons or cases by which a series must change before it is called impossible."""
EINE_GROESSENORDNUNG = 300
"""Beyond this factor a number has lost its separator; that has a rule of its own."""


def veraenderung(pruefling: Pruefling) -> Iterator[Befund]:
    """An area changes as areas of its size did in the same year; whoever stands out is looked at.

    Source: the difference of two Poisson counts over the root of their sum has standard deviation 1 at any
    size; centre and spread over all areas are median and median absolute deviation (Iglewicz and Hoaglin,
    How to Detect and Handle Outliers, 1993), so that the outliers do not hide themselves.
    """
    paare = _paare(pruefling)
    paare = paare[~paare["stadt"] & ~_unmoeglich(paare)]
    paare = paare.assign(d=(paare["wert"] - paare["davor"]) / np.sqrt(paare["wert"] + paare["davor"]))
    gruppen = paare.dropna(subset=["d"]).groupby(["tabelle", "was", "jahr"])["d"]
    mitte = gruppen.transform("median")
    streuung = NORMIERT * (paare["d"] - mitte).abs().groupby(_gruppe(paare)).transform("median")
    z: pd.Series[Any] = (paare["d"] - mitte) / np.maximum(streuung, 1.0)
    genug = gruppen.transform("size").ge(MINDESTENS)
    auffaellig = paare[genug & z.abs().ge(SCHWELLE) & _relativ(paare).ge(SPRUNG)]
    grund = "Andere Raumeinheiten dieser Größe änderten sich im selben Jahr weit weniger."
    abhilfe = "Bitte prüfen (Neubau, Unterkunft, Umstellung?) und bestätigen oder berichtigen."
    for stelle in _allgemeinste(auffaellig):
        yield _befund(stelle, "veraenderung", grund, abhilfe)


def wachstum_unmoeglich(pruefling: Pruefling) -> Iterator[Befund]:
    """Nothing grows or shrinks from one year to the next beyond what can happen.

    Why: the rule on unusual changes compares areas with each other and is blind where all are wrong, or few
    were delivered. Source: limits as given with the constants.
    """
    paare = _paare(pruefling)
    grund = "So viel kann sich in einem Jahr kaum ändern."
    abhilfe = "Bitte Zeitangabe, Schlüssel und Zahl prüfen; war es so, die Warnung bestätigen."
    for stelle in _allgemeinste(paare[_unmoeglich(paare)]):
        yield _befund(stelle, "wachstum", grund, abhilfe)


def _paare(pruefling: Pruefling) -> pd.DataFrame:
    """Every value beside that of the year before: `davor`, and whether the area is the city."""
    zahlen = pruefling.gesamtzahlen
    reihe = ["tabelle", "was", "raumeinheit"]
    davor = zahlen[[*reihe, "jahr", "wert"]].assign(jahr=zahlen["jahr"] + 1)
    davor = davor.rename(columns={"wert": "davor"}).drop_duplicates([*reihe, "jahr"])
    paare = zahlen.merge(davor, on=[*reihe, "jahr"], validate="many_to_one")
    paare = paare[paare["wert"].add(paare["davor"]).gt(0)]
    return paare.assign(stadt=paare["raumeinheit"].isin(pruefling.staedte))


def _gruppe(paare: pd.DataFrame) -> list["pd.Series[Any]"]:
    return [paare["tabelle"], paare["was"], paare["jahr"]]


def _relativ(paare: pd.DataFrame) -> "pd.Series[float]":
    return (paare["wert"] - paare["davor"]).abs() / paare[["wert", "davor"]].max(axis=1)


def _faktor(paare: pd.DataFrame) -> "pd.Series[float]":
    """How many times the smaller number the larger one is; a zero counts as one."""
    beide = paare[["wert", "davor"]]
    return beide.max(axis=1) / beide.min(axis=1).clip(lower=1.0)


def _unmoeglich(paare: pd.DataFrame) -> "pd.Series[bool]":
    mensch = paare["tabelle"].isin(MENSCHEN) & paare["was"].eq("")
    grenze = np.where(mensch, np.where(paare["stadt"], STADT_HOECHSTENS, RAUM_HOECHSTENS), SONST_HOECHSTENS)
    faktor = _faktor(paare)
    deutlich = (paare["wert"] - paare["davor"]).abs().ge(ERST_AB) & faktor.lt(EINE_GROESSENORDNUNG)
    return deutlich & faktor.gt(grenze)


def _allgemeinste(stellen: pd.DataFrame) -> list[dict[Any, Any]]:
    """Per table, area and year the whole if it stands out, else the code that changed most."""
    if stellen.empty:
        return []
    rang = stellen["was"].ne("")
    weite = -(stellen["wert"] - stellen["davor"]).abs()
    sortiert = stellen.assign(rang=rang, weite=weite).sort_values(["rang", "weite"], kind="stable")
    return sortiert.drop_duplicates(["tabelle", "raumeinheit", "jahr"]).to_dict("records")


def _befund(stelle: dict[Any, Any], regel: str, grund: str, abhilfe: str) -> Befund:
    wert, davor = int(stelle["wert"]), int(stelle["davor"])
    was = f" ({stelle['was']})" if stelle["was"] else ""
    zahl = f"{stelle['raumeinheit']} hat {stelle['jahr']} {wert}{was}, im Jahr davor {davor}."
    zeile = int(stelle["zeile"]) if stelle["zeile"] != OHNE_ZEILE else None
    datei = f"{stelle['tabelle']}.csv"
    return Befund(WARNUNG, datei, zeile, "anzahl", str(wert), regel, f"{zahl} {grund}", abhilfe)
