"""Texts that become dangerous only where somebody opens an export of them in a spreadsheet."""

from collections.abc import Iterator

import pandas as pd

from pipeline import names
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.validation.pruefling import Pruefling

OHNE = ["periode", "status", "raumeinheit", "uebergeordnet", "stichtag", "basis"]
OHNE += [name for name in names.DIMENSIONEN_MIT_INSGESAMT if name not in ("herkunftsland", "art")]
"""Columns whose form leaves no room for a formula."""


def formel_in_text(pruefling: Pruefling) -> Iterator[Befund]:
    """No delivered text begins like a formula of a spreadsheet.

    Source: OWASP, CSV Injection. A name that begins so would be run on the machine of whoever opens a table
    made from this delivery; keys, dates and numbers have a form of their own and cannot.
    """
    for tabelle, zeilen in pruefling.tabellen.items():
        for spalte in zeilen.columns.difference(OHNE, sort=False):
            if isinstance(zeilen[spalte].dtype, pd.StringDtype):
                for wert in zeilen[spalte].dropna().unique():
                    if names.ist_formel(wert):
                        yield _befund(tabelle, spalte, wert, zeilen["zeile"][zeilen[spalte].eq(wert)])


def _befund(tabelle: str, spalte: str, wert: str, stellen: "pd.Series[int]") -> Befund:
    mehr = f" So steht es in {len(stellen)} Zeilen." if len(stellen) > 1 else ""
    grund = f"Der Text beginnt wie eine Formel; eine Tabellenkalkulation würde ihn ausführen.{mehr}"
    abhilfe = "Bitte das Zeichen am Anfang (=, +, -, @ oder Tabulator) weglassen."
    return Befund(FEHLER, f"{tabelle}.csv", int(stellen.iloc[0]), spalte, wert, "formel", grund, abhilfe)
