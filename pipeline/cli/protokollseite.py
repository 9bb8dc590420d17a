"""The Prüfprotokoll as one HTML page that needs nothing else: to be sent, read aloud, printed."""

from collections.abc import Iterator
from html import escape
from typing import Any

import pandas as pd

from pipeline import validation
from pipeline.cli.ausgabe import zusammenfassung
from pipeline.schemas.befunde import FEHLER, GRADE, HINWEIS, WARNUNG

SPALTEN = {
    "ort": "Stelle",
    "wert": "Wert, wie geliefert",
    "grund": "Was nicht stimmt",
    "abhilfe": "Was zu tun ist",
}
UEBERSCHRIFTEN = {
    FEHLER: ("Fehler", "Sie verhindern das Einlesen; am Bestand ändert sich nichts."),
    WARNUNG: ("Warnungen", "Ungewöhnlich, aber möglich; bitte ansehen und bestätigen."),
    HINWEIS: ("Hinweise", "Zur Kenntnis."),
}
_STIL = """
:root { color-scheme: light }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 75rem; padding: 1rem; color: #1a1a1a;
  background: #fff; overflow-wrap: anywhere }
h1, h2, h3 { line-height: 1.25 }
h2 { border-bottom: 3px solid #1a1a1a; margin-top: 2.5rem }
h3 { margin-bottom: .25rem }
a { color: #00498f }
a:focus { outline: 3px solid #00498f }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; table-layout: fixed }
thead th { width: 32%; overflow-wrap: normal }
thead th:nth-child(1) { width: 22% }
thead th:nth-child(2) { width: 14% }
caption { text-align: left; padding: .25rem 0; color: #444 }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #767676 }
tbody th { font-weight: 600 }
@media (max-width: 48rem) {
  table, tbody, tr, th, td, caption { display: block; padding-left: 0; padding-right: 0 }
  thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden }
  tr { border-bottom: 2px solid #767676; padding: .5rem 0 }
  th, td { border: 0; padding: .1rem 0 }
  td:empty { display: none }
  td::before { content: attr(data-kopf) ": "; font-weight: 600 }
}
@media print {
  body { max-width: none; padding: 0; font-size: 9pt }
  nav { display: none }
  thead { display: table-header-group }
  tr { break-inside: avoid }
  h2, h3 { break-after: avoid }
}
"""
_SEITE = """<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{titel}</title>
<style>{stil}</style>
</head>
<body>
<header><h1>{titel}</h1></header>
<main>
<p>{urteil}</p>
{zahlen}
{inhalt}
</main>
</body>
</html>
"""


def seite(befunde: pd.DataFrame, titel: str) -> str:
    """The page: how many findings, then each grade, each rule in it, and a table of its findings."""
    return _SEITE.format(
        titel=escape(titel),
        stil=_STIL,
        urteil=escape(_urteil(befunde)),
        zahlen=_uebersicht(befunde),
        inhalt="\n".join(_grade(befunde)),
    )


def _urteil(befunde: pd.DataFrame) -> str:
    was = zusammenfassung(befunde)
    if validation.hat_fehler(befunde):
        return f"{was}. So kann die Lieferung nicht eingelesen werden."
    if validation.braucht_bestaetigung(befunde):
        return f"{was}. Die Lieferung kann eingelesen werden, wenn die Warnungen bestätigt sind."
    return f"{was[0].upper()}{was[1:]}. Die Lieferung kann eingelesen werden."


def _uebersicht(befunde: pd.DataFrame) -> str:
    """Counts by grade and rule, each a link to its table."""
    if befunde.empty:
        return ""
    punkte = []
    for grad in _vorhandene(befunde):
        eigene = befunde[befunde["grad"] == grad]
        regeln = "".join(_punkt(grad, regel, anzahl) for regel, anzahl in _regeln(eigene))
        punkte.append(f"<li>{UEBERSCHRIFTEN[grad][0]}: {len(eigene)}<ul>{regeln}</ul></li>")
    return f'<nav aria-label="Übersicht der Befunde"><ul>{"".join(punkte)}</ul></nav>'


def _punkt(grad: str, regel: str, anzahl: int) -> str:
    titel = escape(validation.regelwort(regel).titel)
    return f'<li><a href="#{_anker(grad, regel)}">{titel}</a>: {anzahl}</li>'


def _grade(befunde: pd.DataFrame) -> Iterator[str]:
    for grad in _vorhandene(befunde):
        eigene = befunde[befunde["grad"] == grad]
        titel, satz = UEBERSCHRIFTEN[grad]
        yield f'<section aria-labelledby="{grad}"><h2 id="{grad}">{titel} ({len(eigene)})</h2><p>{satz}</p>'
        for regel, _ in _regeln(eigene):
            yield _regel(grad, regel, eigene[eigene["regel"] == regel])
        yield "</section>"


def _regel(grad: str, regel: str, befunde: pd.DataFrame) -> str:
    wort = validation.regelwort(regel)
    kopf = "".join(f'<th role="columnheader" scope="col">{text}</th>' for text in SPALTEN.values())
    zeilen = "\n".join(_zeile(befund) for befund in befunde.to_dict("records"))
    return (
        f'<h3 id="{_anker(grad, regel)}">{escape(wort.titel)} ({len(befunde)})</h3>\n'
        f'<table role="table"><caption>{escape(wort.warum)} Regel: {escape(regel)}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{kopf}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{zeilen}\n</tbody></table>'
    )


def _zeile(befund: dict[Any, Any]) -> str:
    zeile = f", Zeile {befund['zeile']}" if pd.notna(befund["zeile"]) else ""
    spalte = f", Spalte {befund['spalte']}" if befund["spalte"] else ""
    ort = f"{befund['datei'] or 'Lieferung'}{zeile}{spalte}"
    zellen = "".join(
        f'<td role="cell" data-kopf="{SPALTEN[feld]}">{escape(_text(befund[feld]))}</td>'
        for feld in ("wert", "grund", "abhilfe")
    )
    return f'<tr role="row"><th role="rowheader" scope="row">{escape(ort)}</th>{zellen}</tr>'


def _text(wert: Any) -> str:
    return "" if pd.isna(wert) else str(wert)


def _vorhandene(befunde: pd.DataFrame) -> list[str]:
    return [grad for grad in GRADE if befunde["grad"].eq(grad).any()]


def _regeln(befunde: pd.DataFrame) -> list[tuple[str, int]]:
    """Rules and how many findings each has, most first."""
    zahlen = befunde["regel"].value_counts(sort=True)
    return [(str(regel), int(anzahl)) for regel, anzahl in zahlen.items()]


def _anker(grad: str, regel: str) -> str:
    return escape(f"{grad}-{regel}", quote=True)
