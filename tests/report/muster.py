"""Hand-built executed notebooks: every kind of output, none of it from our charts."""

import io
import warnings
from typing import Any

import matplotlib as mpl
import nbformat
from matplotlib import font_manager
from matplotlib.figure import Figure
from nbformat import NotebookNode

from pipeline import names

PRAEFIX = "application/vnd.sozialraum."
SONDERZEICHEN = '#strong[x] $a_1$ *fett* _kursiv_ <b>html</b> @verweis \\ `code` [1] ~ -- ... // und & "so"'
LANG = 90

BERICHT = {
    "titel": "Sozialraumanalyse",
    "untertitel": "Bevölkerung, Haushalte und soziale Lage",
    "raumeinheit": "P10",
    "raumname": "Herbert-Hoover-Siedlung",
    "vergleich": "Stadt Heilbronn (HN)",
    "stichtag": "2020-12-31",
    "demonstration": True,
    "hinweis": "Alle Zahlen sind erfunden und dienen nur dazu, den Aufbau des Berichts zu zeigen.",
}


def code(*ausgaben: NotebookNode, zaehler: int = 1) -> NotebookNode:
    cell = nbformat.v4.new_code_cell("geheimer_quelltext()", execution_count=zaehler)
    cell.outputs = list(ausgaben)
    return cell


def text(markdown: str) -> NotebookNode:
    return nbformat.v4.new_markdown_cell(markdown)


def buendel(art: str, inhalt: dict[str, Any], **weitere: str) -> NotebookNode:
    daten = {f"{PRAEFIX}{art}+json": inhalt, "text/plain": art, **weitere}
    return nbformat.v4.new_output("display_data", data=daten)


def bericht(**anders: Any) -> NotebookNode:
    return code(buendel("bericht", BERICHT | anders))


def notebook(*cells: NotebookNode) -> NotebookNode:
    return nbformat.v4.new_notebook(cells=list(cells))


def svg(breite_mm: float = 165, hoehe_mm: float = 70) -> str:
    """A bar chart as matplotlib draws it, its text left as text."""
    for datei in sorted(names.SCHRIFTEN.glob("*.ttf")):
        font_manager.fontManager.addfont(datei)
    stil = {
        "svg.fonttype": "none",
        "svg.hashsalt": "muster",
        "font.family": names.SCHRIFTFAMILIE,
        "font.size": 9,
    }
    with mpl.rc_context(stil), warnings.catch_warnings():
        figur = Figure(figsize=(breite_mm / 25.4, hoehe_mm / 25.4))
        achse = figur.add_subplot()
        achse.barh(["unter 18", "18 bis 64", "65 und älter"], [-4.5, 3, 1.2], color="#123f6b")
        achse.set_xlabel("Veränderung in Prozent", fontstyle="italic")
        achse.set_title("Größe 1 − 2", fontweight="bold", loc="left")
        achse.spines[["top", "right"]].set_visible(False)
        figur.subplots_adjust(left=0.16, bottom=0.2)
        puffer = io.StringIO()
        figur.savefig(puffer, format="svg", metadata={"Date": None, "Creator": None})
    return puffer.getvalue()


def abbildung(kennung: str = "alter", **anders: Any) -> dict[str, Any]:
    return {
        "id": kennung,
        "titel": "Jede fünfte Person ist 65 Jahre oder älter",
        "untertitel": "Bewohner:innen nach Altersgruppen, Veränderung gegenüber dem Vorjahr in Prozent",
        "alt": "Balken: unter 18 minus 4,5 Prozent, 18 bis 64 plus 3 Prozent, 65 und älter plus 1,2 Prozent.",
        "quelle": "Melderegister der Stadt Heilbronn, 31.12.2020",
        "breite_mm": 165,
        "svg": svg(),
    } | anders


def tabelle(kennung: str, spalten: list[str], zeilen: list[list[str]], **anders: Any) -> dict[str, Any]:
    koepfe = [{"titel": t, "typ": "zahl" if i else "text", "kopf": i == 0} for i, t in enumerate(spalten)]
    return {
        "id": kennung,
        "titel": "Haushalte mit Kindern sind so häufig wie in der Stadt",
        "untertitel": "Haushalte nach Typ, Anzahl und Anteil in Prozent",
        "quelle": "Haushaltegenerierung, 31.12.2020",
        "spalten": koepfe,
        "zeilen": [[{"text": zelle, "wert": None} for zelle in zeile] for zeile in zeilen],
        "fussnoten": [],
    } | anders


def kurze_tabelle() -> dict[str, Any]:
    zeilen = [
        ["Einpersonenhaushalte", "492", "41,0\u00a0%", "44,5\u00a0%"],
        ["Paare mit Kindern", "•", "•", "19,8\u00a0%"],
        ["Alleinerziehende mit Kindern¹", "…", "x", "5,1\u00a0%"],
        ["Mehrpersonenhaushalte ohne Kinder mit weiteren Personen", "1.201", "−3,2\u00a0%", "0"],
        ["Insgesamt", "1.201", "100,0\u00a0%", "100,0\u00a0%"],
    ]
    spalten = ["Haushaltstyp", "Anzahl", "Anteil im Quartier", "Anteil in Heilbronn"]
    return tabelle(
        "haushalte",
        spalten,
        zeilen,
        summenzeilen=[4],
        fussnoten=["¹ mit mindestens einem Kind unter 18 Jahren"],
    )


def lange_tabelle() -> dict[str, Any]:
    zeilen = [[f"Bezirk {n} – Süd", f"{n * 37}", f"{n},5\u00a0%"] for n in range(1, LANG + 1)]
    return tabelle(
        "lang", ["Planungsbezirk", "Einwohner:innen", "Anteil"], zeilen, titel="Alle Planungsbezirke"
    )


def gruppierte_tabelle() -> dict[str, Any]:
    """Two row heads, the first of two rows each, under two group titles."""
    spalten = ["Kennzahl", "Gebiet", "2019", "2020"]
    zeilen = [[f"Kennzahl {n // 2}", ("P10", "Heilbronn")[n % 2], f"{n},1", f"{n},2"] for n in range(8)]
    gruppiert = tabelle(
        "gruppiert", spalten, zeilen, gruppen=[{"ab": 0, "titel": "A"}, {"ab": 4, "titel": "B"}]
    )
    gruppiert["spalten"][1] = {"titel": "Gebiet", "typ": "text", "kopf": True}
    return gruppiert


def breite_tabelle() -> dict[str, Any]:
    spalten = ["Kennzahl", "Gebiet", *[str(jahr) for jahr in range(2009, 2024)]]
    zeilen = [
        [f"Jugendquotient {n}", "Herbert-Hoover-Siedlung", *[f"{n},{j:02d}" for j in range(15)]]
        for n in range(12)
    ]
    breit = tabelle("breit", spalten, zeilen, titel="Kennzahlen Jahr für Jahr")
    breit["spalten"][1] = {"titel": "Gebiet", "typ": "text", "kopf": True}
    return breit


def blick() -> dict[str, Any]:
    kacheln = [
        {"wert": "2.553", "label": "Bewohner:innen", "vergleich": "Heilbronn 126.458"},
        {
            "wert": "46,0\u00a0%",
            "label": "mit Zuwanderungsgeschichte",
            "vergleich": "Heilbronn 55,0\u00a0%: leicht darunter",
        },
        {
            "wert": "1,5\u00a0%",
            "label": "Arbeitslosenanteil der 15- bis unter 65-Jährigen",
            "vergleich": "Heilbronn 4,1\u00a0%",
        },
        {"wert": "•", "label": "Hilfen zur Erziehung", "vergleich": ""},
        {"wert": "−12", "label": "Wanderungssaldo", "vergleich": "Vorjahr +3"},
        {"wert": "41,0\u00a0%", "label": "Einpersonenhaushalte", "vergleich": "Heilbronn 44,5\u00a0%"},
    ]
    return {"id": "blick", "titel": "Auf einen Blick", "kacheln": kacheln}


KOLOPHON = {
    "zeilen": [
        ["Lieferung", "beispiel, Demonstrationslieferung, 15.03.2024"],
        ["einwohner.csv", "sha256 " + "0123456789abcdef" * 4],
        ["Programm", "sozialraumanalyse 0.1.0"],
    ]
}

PROSA = """## Wer hier wohnt

Die Siedlung zählt **2.553** Bewohner:innen; das sind *leicht* weniger als im Jahr davor.
Die Straßenbahnhaltestelle liegt am Rand. Mehr dazu bei der [Statistikstelle](https://www.heilbronn.de).
Ein Preis von 5 \\$ bleibt ein Preis.

- Äpfel, Öl, Übermut
  - eine Ebene tiefer
- „Zitat“ – mit Gedankenstrich

1. erstens
2. zweitens

> Besonderes Augenmerk sollte auf Angeboten für Kinder liegen.

### Altersstruktur
"""


def alles() -> NotebookNode:
    """A report of several pages with every kind of output."""
    absatz = nbformat.v4.new_output(
        "display_data", data={"text/markdown": "Ein erzeugter *Satz*.", "text/plain": "x"}
    )
    return notebook(
        text("# Sozialraumanalyse"),
        bericht(),
        text("## Auf einen Blick"),
        code(buendel("blick", blick(), **{"text/html": "<p>x</p>"})),
        text(PROSA),
        code(absatz, buendel("abbildung", abbildung(), **{"image/png": "iVBORw0KGgo="})),
        code(buendel("absatz", {"text": SONDERZEICHEN, "rolle": "hinweis"})),
        text("## Haushalte"),
        code(buendel("tabelle", kurze_tabelle(), **{"text/html": "<table></table>"})),
        code(buendel("absatz", {"text": SONDERZEICHEN})),
        text("## Alle Bezirke"),
        code(buendel("tabelle", lange_tabelle())),
        text("## Kennzahlen"),
        code(buendel("tabelle", breite_tabelle())),
        text("## Woraus dieser Bericht entstand"),
        code(buendel("kolophon", KOLOPHON)),
    )
