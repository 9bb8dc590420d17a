"""The Kennzahlen on the terminal: per Handlungsfeld the values, then the targets."""

from typing import Any

import pandas as pd

from pipeline import decisions, indicators, names, narrative
from pipeline.cli import ausgabe
from pipeline.cli.auswertung import Auswertung

LEGENDE = (
    f"Zeichen: {names.GEHEIM} geheim gehalten, {names.NICHT_GELIEFERT} nicht geliefert, {names.UNSICHER} "
    f"nicht sicher genug, {names.NICHT_SINNVOLL} nicht sinnvoll, {names.NICHT_VERGLICHEN} nicht verglichen."
)


def zeigen(fertig: Auswertung) -> None:
    """Print values and comparison of the Stichtag, field by field, and where the targets are."""
    for nummer, feld in indicators.handlungsfelder().items():
        eigene = fertig.verglichen[fertig.verglichen["handlungsfeld"].eq(nummer)]
        if len(eigene):
            ausgabe.tabelle(_werte(eigene, fertig), f"{nummer} {feld}")
    if len(fertig.ziele):
        ausgabe.tabelle(_ziele(fertig.ziele), "Ziele des Lenkungsgremiums")
    for zeile in _schluss(fertig):
        ausgabe.zeile(zeile)


def _werte(verglichen: pd.DataFrame, fertig: Auswertung) -> pd.DataFrame:
    hier, dort = (ort.schluessel for ort in fertig.orte)
    ziele = decisions.je_kennzahl(fertig.ziele).set_index("kennzahl")["urteil"].to_dict()
    zeilen = [
        {
            "Kennung": satz["kennzahl"],
            "Kennzahl": satz["name"],
            "Einheit": satz["einheit"],
            hier: _zahl(satz, "wert", "status"),
            "95-%-Intervall": _intervall(satz),
            # of an area beside itself the value is said once
            **({dort: _zahl(satz, "wert_stadt", "status_stadt")} if dort != hier else {}),
            "Unterschied": satz["unterschied"],
            "signifikant": satz["geprueft"],
            "Ziel": ziele.get(satz["kennzahl"], ""),
            "Anmerkung": satz["grund"],
        }
        for satz in verglichen.to_dict("records")
    ]
    return pd.DataFrame(zeilen)


def _ziele(ziele: pd.DataFrame) -> pd.DataFrame:
    zeilen = [
        {
            "Beschluss": satz["nummer"],
            "Kennzahl": satz["kennzahl"],
            "Ausgang": _mit_jahr(satz, "ausgangswert", "ausgangsjahr"),
            "Ziel": _mit_jahr(satz, "zielwert", "zieljahr"),
            "Wert": _mit_jahr(satz, "wert", "jahr"),
            "Weg": _dezimal(satz, "soll"),
            "Urteil": satz["urteil"],
            "Grund": satz["grund"],
            "verantwortlich": satz["verantwortlich"],
            "fällig": narrative.datum(satz["faellig"]),
        }
        for satz in ziele.to_dict("records")
    ]
    return pd.DataFrame(zeilen)


def _schluss(fertig: Auswertung) -> list[str]:
    beschluesse = fertig.verlauf["nummer"].nunique()
    gezaehlt = f"Beschlüsse zu {fertig.orte.hier.name}: {beschluesse}."
    return [
        narrative.kennzahlen(fertig.orte, fertig.verglichen, fertig.stichtag),
        narrative.befunde_einleitung(fertig.orte, fertig.verglichen),
        *(f"  {befund}" for befund in narrative.befunde(fertig.orte, fertig.verglichen)),
        gezaehlt + (f" Siegel des letzten Beschlusses der Datei: {fertig.siegel}" if fertig.siegel else ""),
        LEGENDE,
        *fertig.hinweise,
    ]


def _zahl(satz: dict[Any, Any], wert: str, status: str) -> str:
    if satz[status] != "wert" or pd.isna(satz[wert]):
        return names.symbol(str(satz[status]))
    return _dezimal(satz, wert)


def _dezimal(satz: dict[Any, Any], feld: str) -> str:
    if pd.isna(satz[feld]):
        return ""
    return names.dezimal(float(satz[feld]), 1 if pd.isna(satz["stellen"]) else int(satz["stellen"]))


def _mit_jahr(satz: dict[Any, Any], wert: str, jahr: str) -> str:
    if pd.isna(satz[jahr]):
        return ""
    zahl = _dezimal(satz, wert) or names.symbol(str(satz["status"]))
    return f"{zahl} ({satz[jahr]})"


def _intervall(satz: dict[Any, Any]) -> str:
    untere, obere = _dezimal(satz, "untere"), _dezimal(satz, "obere")
    return f"{untere} bis {obere}" if untere and obere else ""
