"""Whether evidence speaks for a Handlungsfeld, against it, or leaves it open: by written rules."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.comparison.stadt import vergleich

DAFUER, DAGEGEN, OFFEN = "spricht dafür", "spricht dagegen", "offen"
UNBEKANNT, HINTERGRUND = "unbekannt", "Hintergrund"
LESARTEN = (DAFUER, DAGEGEN, OFFEN, UNBEKANNT, HINTERGRUND)

Satz = Mapping[Any, Any]


def ableitung(
    liste: pd.DataFrame, gemessen: pd.DataFrame, raumeinheit: str, stadt: str, jahr: int
) -> pd.DataFrame:
    """Read every piece of evidence.

    Takes:   the result of `indicators.belegliste` and of `indicators.belege`; both areas; year.
    Returns: the rows of `liste` with what was measured, as a comparison, and lesart (one of `LESARTEN`); no
             rows for the city itself, which has nothing to stand out against.
    Raises:  MergeError where something was measured twice.
    Source:  own rules, see `lesart`.
    """
    heute = vergleich(gemessen, raumeinheit, stadt, jahr)
    heute = heute.rename(columns={"kennzahl": "messung", "art": "art_kennzahl"})
    zeilen = liste.merge(heute, on="messung", how="left", validate="many_to_one")
    zeilen = zeilen.assign(status=zeilen["status"].fillna("fehlt"))
    gelesen = zeilen.assign(lesart=[lesart(satz) for satz in zeilen.to_dict("records")])
    return gelesen.head(0) if raumeinheit == stadt else gelesen


def lesart(satz: Satz) -> str:
    """Say which way a piece of evidence points.

    Takes:   art, dafuer and what was measured.
    Returns: unbekannt without a value; Hintergrund where no direction speaks for the field; offen where a
             difference is not significant or of comparable size, or the band of a projection has both sides.
    Raises:  nothing.
    Source:  own rule.
    """
    if satz["status"] != "wert" or pd.isna(satz["wert"]):
        return UNBEKANNT
    if not satz["dafuer"]:
        return HINTERGRUND
    if satz["art"] == "einrichtungen":
        return DAFUER if (float(satz["wert"]) == 0) == (satz["dafuer"] == "keine") else DAGEGEN
    return _gegen_stadt(satz) if satz["art"] == "kennzahlen" else _prognose(satz)


def _gegen_stadt(satz: Satz) -> str:
    """Side of the city, where the difference is significant and at least leicht."""
    if satz["status_stadt"] != "wert" or pd.isna(satz["signifikant"]) or not satz["signifikant"]:
        return OFFEN
    if satz["groesse"] not in ("leicht", "deutlich"):
        return OFFEN
    return DAFUER if satz["richtung"] == satz["dafuer"] else DAGEGEN


def _prognose(satz: Satz) -> str:
    """Growth or decline that the whole band has."""
    if any(pd.isna(satz[feld]) for feld in ("davor", "unten", "oben")):
        return OFFEN
    davor, unten, oben = (float(satz[feld]) for feld in ("davor", "unten", "oben"))
    if unten > davor:
        return DAFUER
    return DAGEGEN if oben < davor else OFFEN
