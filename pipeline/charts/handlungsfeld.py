"""A Handlungsfeld on its page: the Kennzahlen in a table, the most telling of them as small multiples."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.charts.abschnitt import Orte
from pipeline.charts.anzeige import Anzeige
from pipeline.charts.linien import linien
from pipeline.charts.tabelle import Spalte, tabelle

ZEICHEN = "▲ ▼ signifikant höher, niedriger; ○ nicht signifikant. Zweite Zeile: 95-%-Intervall."
"""What the signs below every table mean; the report explains them at length once."""
TAFELN = 6
"""Small multiples of one field at most, two rows of three, so that a figure leaves no page half empty.

All years of all Kennzahlen are in the appendix."""


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
    Returns: heading, table and chart (where two years have a value), field by field; what was never
             delivered for the district is left out.
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
                _reihen(werte, eigene, orte, kopf),
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


def _reihen(werte: pd.DataFrame, zeilen: pd.DataFrame, orte: Orte, kopf: Mapping[str, str]) -> Anzeige:
    """Small multiples of the most telling Kennzahlen of the field."""
    hier = werte["raumeinheit"].eq(orte.schluessel)
    lang = werte.assign(reihe=hier.map({True: "hier", False: "dort"}))
    verlauf = mit_verlauf(lang[lang["kennzahl"].isin(zeilen["kennzahl"])])
    gewaehlt = auswahl(zeilen, list(verlauf["kennzahl"].unique()))
    gezeigt = verlauf[verlauf["kennzahl"].isin(gewaehlt)]
    von, bis = werte["jahr"].min(), werte["jahr"].max()
    mehr = verlauf["kennzahl"].nunique() > len(gewaehlt)
    return linien(
        gezeigt,
        orte.namen,
        id=f"reihen-{kopf['kennung']}",
        titel=f"{kopf['feld']}: Entwicklung {von} bis {bis}",
        untertitel=AUSWAHL if mehr else "",
        quelle=kopf["quelle"],
    )


AUSWAHL = "Beschlossene Kennzahlen und die mit den größten Unterschieden; alle Jahre aller im Anhang"


def auswahl(zeilen: pd.DataFrame, mit_verlauf: Sequence[str]) -> list[str]:
    """Choose the Kennzahlen that are drawn.

    Takes:   the assessed rows of one field, in their order; ids of those that have a course.
    Returns: at most `TAFELN` ids in the order of the field: first those with a target, then with a trend,
             then the significant differences from the largest ratio down, then the others as they come.
    """
    da = zeilen[zeilen["kennzahl"].isin(mit_verlauf)]
    abstand = da["verhaeltnis"].where(da["verhaeltnis"].fillna(1) >= 1, 1 / da["verhaeltnis"])
    rang = pd.DataFrame(
        {
            "ziel": da["zielwert"].isna(),
            "trend": ~da["trend"].isin(["steigt", "faellt"]),
            "gleich": ~da["signifikant"].fillna(value=False).astype(bool),
            "abstand": -abstand.where(da["signifikant"].fillna(value=False).astype(bool), 1.0),
        }
    )
    vorn = rang.sort_values(list(rang.columns), kind="stable").index[:TAFELN]
    return list(da.loc[da.index.isin(vorn), "kennzahl"])


def mit_verlauf(zeilen: pd.DataFrame) -> pd.DataFrame:
    """Only Kennzahlen of which the district has a course; a bare count is not set beside that of the city.

    What was zero in every year needs no picture.
    """
    hier = zeilen[zeilen["reihe"].eq("hier") & zeilen["status"].eq("wert")]
    je = hier.assign(betrag=hier["wert"].abs()).groupby("kennzahl")["betrag"].agg(["size", "max"])
    mehrere = je.index[(je["size"] >= 2) & (je["max"] > 0)]
    gewaehlt = zeilen[zeilen["kennzahl"].isin(mehrere)]
    sinnvoll = gewaehlt[gewaehlt["reihe"].eq("hier") | gewaehlt["nenner"].notna()]
    return sinnvoll.assign(feld=sinnvoll["name"], ab_null=sinnvoll["nenner"].isna())


def mit_einheit(name: str, einheit: str) -> str:
    """Name and unit of a Kennzahl, the unit never broken."""
    text: Any = name if name == einheit else f"{name} ({einheit})"
    return str(text).replace("(je ", "(je\N{NO-BREAK SPACE}")
