"""The Prüfprotokoll as a file: a page a colleague can be sent, a table, or data for a machine."""

import json
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import SozialraumError

_FORMELZEICHEN = ("=", "+", "-", "@", "\t", "\r")
_SEITE = """<!doctype html>
<html lang="de">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{titel}</title>
<style>
body {{ font: 1rem/1.5 sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1a1a1a }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #bbb }}
</style></head>
<body><h1>{titel}</h1><p>{anzahl}</p>
<table><thead><tr>{kopf}</tr></thead><tbody>
{zeilen}
</tbody></table></body></html>
"""


def schreiben(befunde: pd.DataFrame, lieferung: str, ziel: Path) -> None:
    """Write the findings by the ending of the file.

    Raises: SozialraumError for any other ending than .html, .csv, .json.
    """
    endung = ziel.suffix.lower()
    if endung == ".html":
        inhalt = _html(befunde, f"Prüfprotokoll der Lieferung {lieferung}")
    elif endung == ".csv":
        inhalt = befunde.map(_ohne_formel).to_csv(index=False, lineterminator="\n")
    elif endung == ".json":
        inhalt = json.dumps(als_daten(befunde), ensure_ascii=False, indent=2) + "\n"
    else:
        raise SozialraumError(f"{ziel}: Ein Prüfprotokoll endet auf .html, .csv oder .json.")
    ziel.write_text(inhalt, encoding="utf-8")


def als_daten(befunde: pd.DataFrame) -> list[dict[str, Any]]:
    """Findings as plain data; a finding on a whole file has no line."""
    ohne = befunde.astype(object).where(befunde.notna(), None)
    return ohne.to_dict(orient="records")  # type: ignore[return-value]  # keys are column names


def _html(befunde: pd.DataFrame, titel: str) -> str:
    kopf = "".join(f'<th scope="col">{escape(str(spalte).capitalize())}</th>' for spalte in befunde.columns)
    zeilen = "\n".join(_zeile(werte) for werte in befunde.itertuples(index=False))
    anzahl = f"{len(befunde)} Befunde." if len(befunde) else "Keine Befunde."
    return _SEITE.format(titel=escape(titel), anzahl=anzahl, kopf=kopf, zeilen=zeilen)


def _zeile(werte: tuple[Any, ...]) -> str:
    return "<tr>" + "".join(f"<td>{'' if pd.isna(w) else escape(str(w))}</td>" for w in werte) + "</tr>"


def _ohne_formel(wert: Any) -> Any:
    """A delivered text that a spreadsheet would run as a formula is made plain text."""
    return f"'{wert}" if isinstance(wert, str) and wert.startswith(_FORMELZEICHEN) else wert
