"""The tables `kennzahlen` writes: which columns each has, and what every column means."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd

from pipeline import decisions, indicators, narrative, store
from pipeline.cli.auswertung import Auswertung

TEXT, GANZ, ZAHL, TAG, JA_NEIN = "string", "integer", "number", "date", "boolean"
"""Types as a Table Schema names them."""


class Feld(NamedTuple):
    """One column: its head for people, its type, what it means.

    `stellen` are the decimals it is shown with; None: those of the Kennzahl of the row.
    """

    titel: str
    typ: str
    beschreibung: str
    stellen: int | None = None


FELDER = {
    "kennzahl": Feld("Kennung", TEXT, "Kennung der Kennzahl im Katalog"),
    "name": Feld("Kennzahl", TEXT, "Name der Kennzahl"),
    "handlungsfeld": Feld("Handlungsfeld", TEXT, "Abschnitt des Eckpunktepapiers"),
    "einheit": Feld("Einheit", TEXT, "Einheit von Wert, Intervall, Ziel und Weg"),
    "richtung_gut": Feld("Richtung", TEXT, "hoch ist gut, niedrig ist gut oder neutral"),
    "raumeinheit": Feld("Raumeinheit", TEXT, "Schlüssel der Raumeinheit"),
    "jahr": Feld("Jahr", GANZ, "Jahr des Werts (Stichtag 31.12. oder Kalenderjahr)"),
    "zaehler": Feld("Zähler", ZAHL, "Zähler; leer ohne Wert", 0),
    "nenner": Feld("Nenner", ZAHL, "Nenner; leer, wo es keinen gibt", 0),
    "wert": Feld("Wert", ZAHL, "ungerundet; leer, wenn der Status nicht wert ist"),
    "untere": Feld("Untere Grenze", ZAHL, "untere Grenze des 95-%-Intervalls"),
    "obere": Feld("Obere Grenze", ZAHL, "obere Grenze des 95-%-Intervalls"),
    "status": Feld("Status", TEXT, "wert, geheim, fehlt, unsicher oder nicht_sinnvoll"),
    "grund": Feld("Grund", TEXT, "warum es keinen Wert gibt, oder woran das Urteil liegt"),
    "wert_stadt": Feld("Wert Vergleich", ZAHL, "Wert der verglichenen Raumeinheit"),
    "untere_stadt": Feld("Untere Grenze Vergleich", ZAHL, "untere Grenze ihres 95-%-Intervalls"),
    "obere_stadt": Feld("Obere Grenze Vergleich", ZAHL, "obere Grenze ihres 95-%-Intervalls"),
    "status_stadt": Feld("Status Vergleich", TEXT, "Status der verglichenen Raumeinheit"),
    "differenz": Feld("Differenz", ZAHL, "Wert minus Wert der verglichenen Raumeinheit"),
    "differenz_untere": Feld(
        "Untere Grenze Differenz", ZAHL, "untere Grenze des 95-%-Intervalls der Differenz"
    ),
    "differenz_obere": Feld("Obere Grenze Differenz", ZAHL, "obere Grenze des 95-%-Intervalls der Differenz"),
    "verhaeltnis": Feld("Verhältnis", ZAHL, "Wert durch Wert der verglichenen Raumeinheit", 2),
    "p_korrigiert": Feld("p korrigiert", ZAHL, "p-Wert nach Benjamini und Hochberg", 4),
    "unterschied": Feld("Unterschied", TEXT, "Unterschied in Worten"),
    "geprueft": Feld("Signifikant", TEXT, "ja, nein oder – (nicht geprüft)"),
    "trend": Feld("Trend", TEXT, "steigt, faellt oder kein_trend über fünf Jahre; leer, wo nicht prüfbar"),
    "trend_p": Feld("p Trend", ZAHL, "p-Wert des Chi-Quadrat-Tests auf Trend", 4),
    "nummer": Feld("Beschluss", GANZ, "laufende Nummer des Beschlusses"),
    "datum": Feld("Datum", TAG, "Tag des Beschlusses"),
    "art": Feld("Art", TEXT, "festlegen, fortschreiben oder aufheben"),
    "ausgangswert": Feld("Ausgangswert", ZAHL, "Wert, von dem aus das Ziel gilt"),
    "ausgangsjahr": Feld("Ausgangsjahr", GANZ, "Jahr des Ausgangswerts"),
    "zielwert": Feld("Ziel", ZAHL, "vereinbarter Wert"),
    "zieljahr": Feld("Zieljahr", GANZ, "Jahr, in dem das Ziel gilt"),
    "soll": Feld("Weg", ZAHL, "Wert des Wegs vom Ausgangswert zum Ziel im Jahr des Werts"),
    "urteil": Feld("Urteil", TEXT, "erreicht, auf Kurs, nicht auf Kurs oder nicht beurteilbar"),
    "gesichert": Feld("Gesichert", JA_NEIN, "ob das Urteil für das ganze Intervall gilt"),
    "einvernehmen": Feld("Einvernehmen", TEXT, "wer zugestimmt hat"),
    "verantwortlich": Feld("Verantwortlich", TEXT, "wer für das Ziel sorgt"),
    "faellig": Feld("Fällig", TAG, "bis wann"),
    "bemerkung": Feld("Bemerkung", TEXT, "Begründung oder Anmerkung"),
    "definition": Feld("Definition", TEXT, "Definition in einem Satz"),
    "zaehler_zellen": Feld("Zähler aus", TEXT, "freigegebene Zellen des Zählers"),
    "nenner_zellen": Feld("Nenner aus", TEXT, "freigegebene Zellen des Nenners"),
    "faktor": Feld("Faktor", ZAHL, "womit Zähler durch Nenner malgenommen wird", 0),
    "stellen": Feld("Nachkommastellen", GANZ, "Nachkommastellen im Bericht"),
    "hinweis": Feld("Hinweis", TEXT, "was beim Lesen zu beachten ist"),
    "quelle": Feld("Quelle", TEXT, "Quelle der Definition"),
    "begriff": Feld("Angabe", TEXT, "wovon die Rede ist"),
    "text": Feld("Inhalt", TEXT, "was dazu zu sagen ist"),
    "datenart": Feld("Datenart", TEXT, "geliefert oder synthetisch (Demonstration)"),
}
WERTE = (
    *("kennzahl", "name", "handlungsfeld", "einheit", "richtung_gut", "raumeinheit", "jahr"),
    *("zaehler", "nenner", "wert", "untere", "obere", "status", "grund", "datenart"),
)
VERGLEICH = (
    *("kennzahl", "name", "handlungsfeld", "einheit", "richtung_gut", "raumeinheit", "jahr"),
    *("wert", "untere", "obere", "status", "wert_stadt", "untere_stadt", "obere_stadt", "status_stadt"),
    *("differenz", "differenz_untere", "differenz_obere", "verhaeltnis", "p_korrigiert"),
    *("unterschied", "geprueft", "trend", "trend_p"),
    *("zielwert", "zieljahr", "urteil", "grund", "datenart"),
)
ZIELE = (
    *("kennzahl", "name", "einheit", "richtung_gut", "raumeinheit", "nummer", "datum", "ausgangsjahr"),
    *("ausgangswert", "zieljahr", "zielwert", "jahr", "wert", "untere", "obere", "status", "soll"),
    *("urteil", "gesichert", "grund", "verantwortlich", "faellig", "bemerkung", "datenart"),
)
BESCHLUESSE = (
    *("nummer", "datum", "art", "raumeinheit", "kennzahl", "name", "einheit"),
    *("ausgangsjahr", "ausgangswert", "zieljahr", "zielwert"),
    *("einvernehmen", "verantwortlich", "faellig", "bemerkung", "datenart"),
)
DEFINITIONEN = (
    *("kennzahl", "name", "handlungsfeld", "definition", "zaehler_zellen", "nenner_zellen", "faktor"),
    *("einheit", "richtung_gut", "stellen", "hinweis", "quelle"),
)
HINWEISE = ("begriff", "text")
DATENARTEN = {True: "synthetisch (Demonstration)", False: "geliefert"}
_GERECHNET = ("zaehler", "nenner", "wert", "untere", "obere")


def werte(fertig: Auswertung) -> pd.DataFrame:
    """Every Kennzahl of both areas in every year up to the Stichtag; without a value all numbers empty."""
    tabelle = _benannt(fertig.werte, fertig)
    ohne = tabelle["status"].ne("wert")
    tabelle[list(_GERECHNET)] = tabelle[list(_GERECHNET)].mask(ohne)
    return tabelle[[*WERTE, "stellen"]]


def vergleich(fertig: Auswertung) -> pd.DataFrame:
    """The Stichtag side by side, with the target and the verdict on it."""
    ziele = decisions.je_kennzahl(fertig.ziele)[["kennzahl", "zielwert", "zieljahr", "urteil"]]
    mit_ziel = fertig.verglichen.merge(ziele, how="left", on="kennzahl", validate="one_to_one")
    return _benannt(mit_ziel, fertig)[[*VERGLEICH, "stellen"]]


def ziele(fertig: Auswertung) -> pd.DataFrame:
    """Every target that stood on the Stichtag or was decided after it, with its path and the verdict."""
    return _benannt(fertig.ziele, fertig)[[*ZIELE, "stellen"]]


def beschluesse(fertig: Auswertung) -> pd.DataFrame:
    """All decisions on the area, oldest first."""
    katalog = pd.DataFrame([(k.id, k.name, k.einheit, k.stellen) for k in indicators.katalog()])
    katalog.columns = pd.Index(["kennzahl", "name", "einheit", "stellen"])
    benannt = fertig.verlauf.merge(katalog, how="left", on="kennzahl", validate="many_to_one")
    return _benannt(benannt.fillna({"stellen": 1}), fertig)[[*BESCHLUESSE, "stellen"]]


def definitionen() -> pd.DataFrame:
    """The whole catalogue."""
    felder = indicators.handlungsfelder()
    zeilen = [
        {
            **{name: getattr(k, name) for name in DEFINITIONEN if hasattr(k, name)},
            "kennzahl": k.id,
            "handlungsfeld": f"{k.handlungsfeld} {felder[k.handlungsfeld]}",
            "richtung_gut": k.richtung.replace("_", " "),
            "zaehler_zellen": k.zaehler.text,
            "nenner_zellen": k.nenner.text if k.nenner else "",
        }
        for k in indicators.katalog()
    ]
    return pd.DataFrame(zeilen)[list(DEFINITIONEN)]


def hinweise(fertig: Auswertung) -> pd.DataFrame:
    """From what the tables were made, and how to read them."""
    orte = fertig.orte
    kopf = [
        ("Raumeinheit", f"{orte.hier.schluessel} {orte.hier.name}"),
        ("Vergleich", f"{orte.dort.schluessel} {orte.dort.name}"),
        ("Stichtag", narrative.datum(fertig.stichtag)),
        *(("Hinweis", hinweis) for hinweis in fertig.hinweise),
        ("Zeichen", "Leere Zellen ohne Wert: die Spalte Status sagt, warum."),
        ("Status geheim", "Aus Gründen der Geheimhaltung nicht ausgewiesen."),
        ("Status fehlt", "Nicht geliefert."),
        ("Siegel der Beschlüsse", fertig.siegel or "Noch kein Beschluss."),
    ]
    herkunft = narrative.kolophon(fertig.herkunft, orte, fertig.stichtag, 0, store.code_fassung())[1:]
    return pd.DataFrame([*kopf, *herkunft], columns=list(HINWEISE))


def saetze(tabelle: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain data for JSON: a missing value is null, never NaN."""
    ohne = tabelle.drop(columns="stellen", errors="ignore").astype(object)
    return ohne.where(ohne.notna(), None).to_dict("records")  # type: ignore[return-value]  # keys are names


def felder(spalten: Sequence[str]) -> dict[str, Feld]:
    """What the columns of a table mean."""
    return {name: FELDER[name] for name in spalten if name in FELDER}


def _benannt(tabelle: pd.DataFrame, fertig: Auswertung) -> pd.DataFrame:
    """Codes as a reader knows them, and whether the numbers are made up."""
    benannt = tabelle.assign(datenart=DATENARTEN[fertig.demonstration])
    if "richtung_gut" in benannt:
        benannt["richtung_gut"] = benannt["richtung_gut"].str.replace("_", " ")
    if "handlungsfeld" in benannt:
        namen = indicators.handlungsfelder()
        benannt["handlungsfeld"] = benannt["handlungsfeld"].map(lambda n: f"{n} {namen[n]}")
    return benannt
