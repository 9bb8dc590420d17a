"""A Handlungsfeld on its pages: the Kennzahlen in a table, their years as small multiples."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from pipeline.charts.abschnitt import Orte
from pipeline.charts.anzeige import Anzeige, Kopf, teilkopf
from pipeline.charts.linien import Raster, linien
from pipeline.charts.tabelle import Spalte, tabelle

ZEICHEN = "▲ ▼ signifikant höher, niedriger; ○ nicht signifikant. Zweite Zeile: 95-%-Intervall."
"""What the signs below every table mean; the report explains them at length once."""
REIHEN = 2
"""Rows of small multiples in one figure at most, so that no figure leaves half a page empty."""
MINDESTENS_JAHRE = 3
"""Years with a value from which on there is a course to see."""


def handlungsfelder(
    werte: pd.DataFrame,
    bewertet: pd.DataFrame,
    felder: Mapping[str, str],
    orte: Orte,
    quelle: str,
) -> list[Anzeige]:
    """Show every Handlungsfeld that has a value of the district.

    Takes:   Kennzahlen of both areas and all years to show; those of the Stichtag with their assessment
             (`narrative.mit_bewertung`); names of the Handlungsfelder by number; names of both areas.
    Returns: heading, table and charts (of every Kennzahl with a value in `MINDESTENS_JAHRE` years), field by
             field; what was never delivered for the district is left out.
    """
    geliefert = bewertet[bewertet["status"].ne("fehlt")]
    teile: list[Anzeige] = []
    for nummer, feld in felder.items():
        eigene = geliefert[geliefert["handlungsfeld"].eq(nummer)]
        if len(eigene):
            kopf = {"feld": feld, "kennung": nummer.replace(".", "-"), "quelle": quelle}
            teile += [
                ueberschrift(feld),
                _tafel(eigene, orte, kopf),
                *_reihen(werte, eigene, orte, kopf),
            ]
    return teile


def ueberschrift(text: str) -> Anzeige:
    """Write a heading of the second level between outputs."""
    return Anzeige({"text/markdown": f"### {text}"}, text=text)


def _tafel(zeilen: pd.DataFrame, orte: Orte, kopf: Mapping[str, str]) -> Anzeige:
    """Value, city, difference, assessment, trend and target, one row per Kennzahl."""
    hier, dort = orte.kurz
    saetze = zeilen.to_dict("records")
    benannt = zeilen.assign(
        kennzahl=[mit_einheit(str(satz["name"]), str(satz["einheit"])) for satz in saetze],
        verlauf=["\n".join(filter(None, (satz["trend_text"], satz["ziel_text"]))) for satz in saetze],
        status_differenz=_status_differenz(zeilen),
    )
    spalten = [
        Spalte("kennzahl", "Kennzahl", kopf=True, breite=3.9),
        Spalte("wert", hier, "stellen", status="status", grenzen=("untere", "obere"), breite=2),
        Spalte("wert_stadt", dort, "stellen", status="status_stadt", breite=1.35),
        Spalte(
            "differenz",
            "Differenz",
            "stellen",
            status="status_differenz",
            vorzeichen=True,
            grenzen=("differenz_untere", "differenz_obere"),
            breite=2.15,
        ),
        Spalte("bewertung", "Bewertung", breite=2.5),
        Spalte("verlauf", "Trend, Ziel", breite=2.3),
    ]
    titel = f"{kopf['feld']}: Kennzahlen am Stichtag"
    kennung = f"feld-{kopf['kennung']}"
    return tabelle(
        benannt,
        spalten,
        fussnoten=[ZEICHEN],
        teilbar=True,
        id=kennung,
        titel=titel,
        quelle=kopf["quelle"],
    )


def _status_differenz(zeilen: pd.DataFrame) -> "pd.Series[str]":
    """A difference is shown, or its worse side says why not; what is not compared has the sign for that."""
    beide = zeilen["status"].where(zeilen["status"].ne("wert"), zeilen["status_stadt"])
    nicht = zeilen["differenz"].isna() & beide.eq("wert")
    return beide.mask(nicht, "nicht_verglichen")


def _reihen(werte: pd.DataFrame, zeilen: pd.DataFrame, orte: Orte, kopf: Mapping[str, str]) -> list[Anzeige]:
    """Small multiples of all Kennzahlen of the field that have a course, in the order of the table."""
    hier = werte["raumeinheit"].eq(orte.schluessel)
    lang = werte.assign(reihe=hier.map({True: "hier", False: "dort"}))
    verlauf = mit_verlauf(lang[lang["kennzahl"].isin(zeilen["kennzahl"])])
    da = [kennung for kennung in zeilen["kennzahl"] if kennung in set(verlauf["kennzahl"])]
    geordnet = verlauf.set_index("kennzahl", drop=False).loc[da].reset_index(drop=True)
    von, bis = werte["jahr"].min(), werte["jahr"].max()
    oben: Kopf = {
        "id": f"reihen-{kopf['kennung']}",
        "titel": f"{kopf['feld']}: Entwicklung {von} bis {bis}",
        "quelle": kopf["quelle"],
    }
    teile = zeilenweise(da)
    return [
        linien(geordnet[geordnet["kennzahl"].isin(teil)], orte.namen, **teilkopf(oben, nummer, len(teile)))
        for nummer, teil in enumerate(teile, start=1)
    ]


def zeilenweise(kennzahlen: list[str]) -> list[list[str]]:
    """Part them into full figures; where one would be left over, the last full one gives a row to it."""
    je_reihe = Raster().spalten
    je_bild = REIHEN * je_reihe
    grenzen = [*range(0, len(kennzahlen), je_bild), len(kennzahlen)]
    if len(kennzahlen) > 1 and len(kennzahlen) % je_bild == 1:
        grenzen[-2] -= je_reihe - 1
    return [kennzahlen[ab:bis] for ab, bis in pairwise(grenzen)]


def mit_verlauf(zeilen: pd.DataFrame) -> pd.DataFrame:
    """Only Kennzahlen of which the district has a course; a bare count is not set beside that of the city.

    What was zero in every year needs no picture.
    """
    hier = zeilen[zeilen["reihe"].eq("hier") & zeilen["status"].eq("wert")]
    je = hier.assign(betrag=hier["wert"].abs()).groupby("kennzahl")["betrag"].agg(["size", "max"])
    mehrere = je.index[(je["size"] >= MINDESTENS_JAHRE) & (je["max"] > 0)]
    gewaehlt = zeilen[zeilen["kennzahl"].isin(mehrere)]
    sinnvoll = gewaehlt[gewaehlt["reihe"].eq("hier") | gewaehlt["nenner"].notna()]
    return sinnvoll.assign(feld=sinnvoll["name"], ab_null=sinnvoll["nenner"].isna())


def mit_einheit(name: str, einheit: str) -> str:
    """Name and unit of a Kennzahl, the unit never broken."""
    text: Any = name if name == einheit else f"{name} ({einheit})"
    return str(text).replace("(je ", "(je\N{NO-BREAK SPACE}")
