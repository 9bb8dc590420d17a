"""Targets of the Lenkungsgremium as tables: the path, who sees to it, what is due, room to sign."""

from collections.abc import Sequence
from typing import Any, Unpack

import pandas as pd

from pipeline import names
from pipeline.charts.anzeige import Anzeige, Kopf
from pipeline.charts.tabelle import Spalte, tabelle

PLATZ = "\n\n\n"
"""Empty lines, so that a name fits on paper."""


def ziele(stand: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show every target with its baseline, the latest value, the path and the verdict.

    Takes:   name, einheit, stellen, ausgangswert, ausgangsjahr, zielwert, zieljahr, wert, jahr, status,
             soll, urteil, grund.
    """
    zeilen = [
        {
            "kennzahl": f"{satz['name']} ({satz['einheit']})",
            "ausgang": mit_jahr(satz, "ausgangswert", "ausgangsjahr"),
            "ziel": mit_jahr(satz, "zielwert", "zieljahr"),
            "wert": mit_jahr(satz, "wert", "jahr"),
            "urteil": f"{satz['urteil']}: {satz['grund']}",
        }
        for satz in stand.to_dict("records")
    ]
    spalten = [
        Spalte("kennzahl", "Kennzahl", kopf=True, breite=4),
        Spalte("ausgang", "Ausgang", breite=1.8),
        Spalte("ziel", "Ziel", breite=1.8),
        Spalte("wert", "Letzter Wert", breite=1.8),
        Spalte("urteil", "Urteil", breite=5),
    ]
    return tabelle(pd.DataFrame(zeilen), spalten, **kopf)


def verantwortung(stand: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show who sees to which target until when, earliest first.

    Takes:   name, zielwert, zieljahr, stellen, einheit, status, verantwortlich, faellig, urteil, nummer.
    """
    zeilen = [
        {
            "faellig": tag(str(satz["faellig"])),
            "kennzahl": f"{satz['name']} ({satz['einheit']})",
            "ziel": mit_jahr(satz, "zielwert", "zieljahr"),
            "verantwortlich": satz["verantwortlich"],
            "urteil": satz["urteil"],
            "beschluss": str(satz["nummer"]),
        }
        for satz in stand.sort_values("faellig", kind="stable").to_dict("records")
    ]
    spalten = [
        Spalte("faellig", "Fällig", kopf=True, breite=1.8),
        Spalte("kennzahl", "Kennzahl", breite=4),
        Spalte("ziel", "Ziel", breite=1.9),
        Spalte("verantwortlich", "Verantwortlich", breite=3.5),
        Spalte("urteil", "Stand", breite=2.2),
        Spalte("beschluss", "Beschluss", breite=1.5),
    ]
    return tabelle(pd.DataFrame(zeilen), spalten, **kopf)


def unterschriften(wer: Sequence[str], **kopf: Unpack[Kopf]) -> Anzeige:
    """Leave room for each of those who agreed."""
    zeilen = pd.DataFrame({"wer": list(wer), "name": PLATZ, "ort": PLATZ, "unterschrift": PLATZ})
    spalten = [
        Spalte("wer", "Für", kopf=True, breite=3),
        Spalte("name", "Name in Druckbuchstaben", breite=3),
        Spalte("ort", "Ort, Datum", breite=2),
        Spalte("unterschrift", "Unterschrift", breite=3),
    ]
    return tabelle(zeilen, spalten, **kopf)


def mit_jahr(satz: dict[Any, Any], wert: str, jahr: str) -> str:
    """Value with its year, or the sign that says why there is none."""
    if pd.isna(satz[jahr]):
        return names.NICHT_GELIEFERT
    stellen = 1 if pd.isna(satz["stellen"]) else int(satz["stellen"])
    status = str(satz["status"])
    zahl = names.symbol(status) if pd.isna(satz[wert]) else names.dezimal(float(satz[wert]), stellen)
    return f"{zahl} ({satz[jahr]})"


def tag(iso: str) -> str:
    """Write a date as 31.12.2020."""
    return ".".join(reversed(iso.split("-")))
