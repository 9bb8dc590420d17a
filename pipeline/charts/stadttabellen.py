"""The tables of a city volume: its districts, the rules of its typology, classes, profiles."""

from collections.abc import Mapping
from typing import Unpack

import pandas as pd

from pipeline import names
from pipeline.charts.anzeige import Anzeige, Kopf
from pipeline.charts.tabelle import Spalte, tabelle

_BREIT = 5.0
"""Width of the column of names beside columns of numbers of 1."""


def bezirke(zeilen: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """List the districts of a city.

    Takes:   raumeinheit, gebiet (name), wert and status of its residents, anteil_pct of the city, ohne_wert
             (how many Kennzahlen of the volume it has no value of).
    """
    spalten = [
        Spalte("raumeinheit", "Schlüssel", kopf=True, breite=1.2),
        Spalte("gebiet", "Name", breite=_BREIT),
        Spalte("wert", "Bewohner:innen", 0, status="status", breite=1.6),
        Spalte("anteil_pct", "Anteil an der Stadt in\N{NO-BREAK SPACE}%", 1, status="status", breite=1.6),
        Spalte("ohne_wert", "Kennzahlen ohne Wert", 0, breite=1.6),
    ]
    return tabelle(zeilen, spalten, teilbar=True, **kopf)


def kennzahlen(auswahl: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Say which Kennzahlen were chosen, and why.

    Takes:   the result of `indicators.stadtauswahl`.
    """
    spalten = [
        Spalte("name", "Kennzahl", kopf=True, breite=2),
        Spalte("grund", "Wozu", breite=2.6),
        Spalte("definition", "Definition", breite=3.6),
    ]
    return tabelle(auswahl, spalten, teilbar=True, **kopf)


def typregeln(regeln: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Set the indicators of the typology beside those of its model.

    Takes:   the result of `indicators.typregeln`.
    """
    zeilen = regeln.assign(status=regeln["gewicht"].notna().map({True: "wert", False: "fehlt"}))
    spalten = [
        Spalte("name", "Kennzahl", kopf=True, breite=2.2),
        Spalte("vorbild", "Vorbild im MSS", breite=2.2),
        Spalte("gewicht", "Gewicht", 0, status="status", breite=1.1),
        Spalte("abweichung", "Abweichung vom Vorbild", breite=4.5),
    ]
    return tabelle(zeilen, spalten, **kopf)


def kreuztafel(typen: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Count the districts of each class of status by their class of dynamics.

    Takes:   the result of `comparison.typologie`.
    """
    ohne = "ohne Dynamik"
    dynamik = typen["dynamik"].fillna(ohne)
    zeilen = []
    for status in reversed(names.STATUSKLASSEN):
        je = dynamik[typen["status"].eq(status)].value_counts()
        zaehlung = {klasse: int(je.get(klasse, 0)) for klasse in (*names.DYNAMIKKLASSEN, ohne)}
        zeilen.append({"status": f"Status {status}", **zaehlung, "alle": int(je.sum())})
    tafel = pd.DataFrame(zeilen)
    summe = {"status": "eingeordnet", **tafel.drop(columns="status").sum().to_dict()}
    spalten = [
        Spalte("status", "Klasse", kopf=True, breite=2.0),
        *(Spalte(klasse, f"Dynamik {klasse}", 0, breite=1.3) for klasse in reversed(names.DYNAMIKKLASSEN)),
        Spalte(ohne, ohne, 0, breite=1.5),
        Spalte("alle", "zusammen", 0, breite=1.3),
    ]
    alle = pd.DataFrame([*zeilen, summe])
    return tabelle(alle, spalten, summenzeilen=[len(zeilen)], **kopf)


def klassen(zeilen: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Set the classes of every district with how far they are certain.

    Takes:   rows with gebiet, status_text, dynamik_text, urteil, and for each index its value with
             `_stand`, and the shares `_bleibt_pct` and `_zufall_pct` with the same `_stand`. Dynamics that
             no district has get no columns.
    """
    spalten = [Spalte("gebiet", "Planungsbezirk", kopf=True, breite=2.7)]
    for index, titel in (("status", "Status"), ("dynamik", "Dynamik")):
        stand = f"{index}_stand"
        if index == "dynamik" and zeilen[stand].ne("wert").all():
            continue
        spalten += [
            Spalte(f"{index}_text", titel, breite=2.35 if index == "status" else 1.75),
            Spalte(f"{index}_index", "Index", 1, status=stand, breite=1.2),
            Spalte(
                f"{index}_bleibt_pct", "bleibt: Rechenweg in\N{NO-BREAK SPACE}%", 0, status=stand, breite=1.5
            ),
            Spalte(
                f"{index}_zufall_pct", "bleibt: Zufall in\N{NO-BREAK SPACE}%", 0, status=stand, breite=1.3
            ),
        ]
    spalten.append(Spalte("urteil", "Urteil", breite=4.6))
    return tabelle(zeilen, spalten, teilbar=True, **kopf)


def profile(zeilen: pd.DataFrame, auswahl: Mapping[str, str], **kopf: Unpack[Kopf]) -> Anzeige:
    """Set one line per district: residents, key figures with their signs, class.

    Takes:   rows with gebiet, einwohner, status_einwohner, typ, and for each Kennzahl wert_, status_,
             stellen_, zeichen_; heads of the columns by Kennzahl. The line of the city is the last.
    Returns: a turned table over as many pages as it needs, heads repeated.
    """
    spalten = [
        Spalte("gebiet", "Planungsbezirk", kopf=True, breite=3.6),
        Spalte("einwohner", "Bewohner:innen", 0, status="status_einwohner", breite=1.6),
        *(
            Spalte(
                f"wert_{k}", titel, f"stellen_{k}", status=f"status_{k}", zusatz=f"zeichen_{k}", breite=1.75
            )
            for k, titel in auswahl.items()
        ),
        Spalte("typ", "Status, Dynamik", breite=3.0),
    ]
    return tabelle(zeilen, spalten, summenzeilen=[len(zeilen) - 1], teilbar=True, quer=True, **kopf)
