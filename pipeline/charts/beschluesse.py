"""The decided Kennzahlen in a report: targets with their paths, the paths drawn, the history."""

from collections.abc import Mapping
from typing import Any, Unpack

import pandas as pd

from pipeline import names
from pipeline.charts.anzeige import Anzeige, Kopf
from pipeline.charts.handlungsfeld import mit_einheit
from pipeline.charts.linien import Raster, linien
from pipeline.charts.tabelle import Spalte, tabelle
from pipeline.charts.ziele import mit_jahr, tag

DAMALS, SEITHER = "Am Stichtag gültig", "Nach dem Stichtag beschlossen"
"""Groups of targets, named only where there are both."""
_ARTEN = {"festlegen": "festgelegt", "fortschreiben": "fortgeschrieben", "aufheben": "aufgehoben"}


def zielstand(
    stand: pd.DataFrame, stichtag: str, zeichen: Mapping[str, str], **kopf: Unpack[Kopf]
) -> Anzeige:
    """Show every target of a report: baseline, target, the path in the year of the value, value, verdict.

    Takes:   rows of `decisions.zielstand`; the Stichtag; the sign of each verdict.
    """
    zeilen = [_ziel(satz, stichtag, zeichen) for satz in stand.to_dict("records")]
    spalten = [
        Spalte("kennzahl", "Kennzahl", kopf=True, breite=4),
        Spalte("ausgang", "Basiswert", breite=1.4),
        Spalte("ziel", "Ziel", breite=1.4),
        Spalte("soll", "Weg", breite=0.8),
        Spalte("wert", "Wert", breite=1.5),
        Spalte("urteil", "Stand", breite=3.3),
        Spalte("verantwortlich", "Verantwortlich", breite=2.4),
    ]
    daten = pd.DataFrame(zeilen)
    beide = len(daten) > 0 and set(daten["gruppe"]) == {DAMALS, SEITHER}
    return tabelle(daten, spalten, gruppe="gruppe" if beide else "", **kopf)


def _ziel(satz: dict[Any, Any], stichtag: str, zeichen: Mapping[str, str]) -> dict[str, Any]:
    nummer = f"Beschluss {satz['nummer']} vom {tag(str(satz['datum']))}"
    return {
        "kennzahl": f"{mit_einheit(str(satz['name']), str(satz['einheit']))}\n{nummer}",
        "ausgang": mit_jahr(satz, "ausgangswert", "ausgangsjahr"),
        "ziel": mit_jahr(satz, "zielwert", "zieljahr"),
        "soll": _soll(satz),
        "wert": "\n".join(filter(None, (mit_jahr(satz, "wert", "jahr"), _intervall(satz)))),
        "urteil": f"{zeichen[str(satz['urteil'])]} {satz['urteil']}: {satz['grund']}",
        "verantwortlich": f"{satz['verantwortlich']}, bis {tag(str(satz['faellig']))}",
        "gruppe": DAMALS if str(satz["datum"]) <= stichtag else SEITHER,
    }


def _soll(satz: dict[Any, Any]) -> str:
    if pd.isna(satz["soll"]):
        return names.NICHT_VERGLICHEN
    return names.dezimal(float(satz["soll"]), int(satz["stellen"]))


def _intervall(satz: dict[Any, Any]) -> str:
    if pd.isna(satz["untere"]) or pd.isna(satz["obere"]):
        return ""
    return " bis ".join(
        names.dezimal(float(satz[ende]), int(satz["stellen"])) for ende in ("untere", "obere")
    )


def zielwege(
    stand: pd.DataFrame, wege: pd.DataFrame, werte: pd.DataFrame, name: str, **kopf: Unpack[Kopf]
) -> Anzeige:
    """Draw the values of the district beside the path to each target.

    Takes:   rows of `decisions.zielstand`; their paths (`decisions.wege`); Kennzahlen of the years up to the
             Stichtag; name of the district.
    Returns: one panel per target, the path as a dashed line that goes on to the year of the target.
    """
    schluessel = ["raumeinheit", "kennzahl"]
    ziele = stand.dropna(subset=["stellen"]).drop_duplicates("nummer")
    mehrfach = ziele["kennzahl"].duplicated(keep=False)
    zusatz = " (Beschluss " + ziele["nummer"].astype(str) + ")"
    titel = ziele.assign(feld=ziele["name"] + zusatz.where(mehrfach, ""))[[*schluessel, "nummer", "feld"]]
    hier = werte.merge(titel, on=schluessel).assign(reihe="hier")
    kennzahl = ["kennzahl", "einheit", "stellen"]
    soll = wege.merge(titel, on=[*schluessel, "nummer"]).merge(
        hier.drop_duplicates("kennzahl")[kennzahl], on="kennzahl"
    )
    soll = soll.assign(
        reihe="dort", wert=soll["soll"], status="wert", untere=float("nan"), obere=float("nan")
    )
    daten = pd.concat([hier, soll], ignore_index=True).assign(ab_null=False)
    daten = daten.drop(columns=["gebietsstand", "fassung"], errors="ignore")
    bis = int(werte["jahr"].max()) if len(werte) else None
    return linien(daten, (name, "Weg zum Ziel"), Raster(bis=bis, hoehe=18.0), **kopf)


def verlauf(beschluesse: pd.DataFrame, katalog: Mapping[str, Any], **kopf: Unpack[Kopf]) -> Anzeige:
    """Show the history of the decisions, oldest first, one row each.

    Takes:   rows of `decisions.tabelle`; entries of the catalogue by id.
    Returns: nothing where nothing was decided; who agreed stands below the table.
    """
    zeilen = [_beschluss(gruppe, katalog) for _, gruppe in beschluesse.groupby("nummer", sort=True)]
    spalten = [
        Spalte("nummer", "Nr.", 0, breite=0.7),
        Spalte("datum", "Datum", kopf=True, breite=1.5),
        Spalte("was", "Kennzahl", breite=4.5),
        Spalte("basis", "Basiswert", breite=1.6),
        Spalte("ziel", "Ziel", breite=1.6),
        Spalte("bemerkung", "Bemerkung", breite=4.5),
    ]
    je_kreis = beschluesse.groupby("einvernehmen", sort=False)["nummer"].unique()
    notizen = [
        f"Beschluss {', '.join(map(str, n))} im Einvernehmen von: {wer}." for wer, n in je_kreis.items()
    ]
    return tabelle(pd.DataFrame(zeilen), spalten, fussnoten=notizen, **kopf)


def _beschluss(gruppe: pd.DataFrame, katalog: Mapping[str, Any]) -> dict[str, Any]:
    satz = gruppe.iloc[0].to_dict()
    eintraege = [katalog.get(str(kennung)) for kennung in gruppe["kennzahl"]]
    namen = [k.name if k else str(kennung) for k, kennung in zip(eintraege, gruppe["kennzahl"], strict=True)]
    satz |= {"stellen": eintraege[0].stellen if eintraege[0] else 1, "status": "fehlt"}
    ohne = pd.isna(satz["zielwert"])
    return {
        "nummer": satz["nummer"],
        "datum": tag(str(satz["datum"])),
        "was": f"{', '.join(namen)}: {_ARTEN[str(satz['art'])]}",
        "basis": "ohne" if ohne else mit_jahr(satz, "ausgangswert", "ausgangsjahr"),
        "ziel": "ohne" if ohne else mit_jahr(satz, "zielwert", "zieljahr"),
        "bemerkung": satz["bemerkung"] or names.NICHT_VERGLICHEN,
    }
