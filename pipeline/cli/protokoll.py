"""The Prüfprotokoll as a file: a page a colleague can be sent, a table, or data for a machine."""

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.cli import protokollseite
from pipeline.cli.ablage import ablegen
from pipeline.errors import SozialraumError


def schreiben(befunde: pd.DataFrame, lieferung: str, ziel: Path) -> None:
    """Write the findings by the ending of the file.

    The table begins with a byte order mark, without which spreadsheets misread umlauts.
    Raises: SozialraumError for any other ending than .html, .csv, .json, or where it cannot be written.
    """
    endung = ziel.suffix.lower()
    if endung == ".html":
        inhalt = protokollseite.seite(befunde, f"Prüfprotokoll der Lieferung {lieferung}")
    elif endung == ".csv":
        inhalt = befunde.map(ohne_formel).to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_ALL)
    elif endung == ".json":
        inhalt = json.dumps(als_daten(befunde), ensure_ascii=False, indent=2) + "\n"
    else:
        raise SozialraumError(f"{ziel}: Ein Prüfprotokoll endet auf .html, .csv oder .json.")
    ablegen({ziel: inhalt.encode("utf-8-sig" if endung == ".csv" else "utf-8")})


def als_daten(befunde: pd.DataFrame) -> list[dict[str, Any]]:
    """Findings as plain data; a finding on a whole file has no line."""
    ohne = befunde.astype(object).where(befunde.notna(), None)
    return ohne.to_dict(orient="records")  # type: ignore[return-value]  # keys are column names


def ohne_formel(wert: Any) -> Any:
    """A delivered text that a spreadsheet would run as a formula is made plain text."""
    return names.ohne_formel(wert) if isinstance(wert, str) else wert
