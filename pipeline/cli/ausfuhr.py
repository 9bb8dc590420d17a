"""Write the Kennzahlen into a file: a workbook for people, a table for machines with its description.

The workbook has all sheets. The other formats hold one table: every Kennzahl of both areas in every year up
to the Stichtag. CSV is what a German spreadsheet opens as it is: UTF-8 with a byte order mark, semicolons,
decimal commas; `datapackage.json` beside it says so to everybody else.
"""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.cli import arbeitsmappe, blaetter, datenpaket
from pipeline.cli.ablage import ablegen, verlange_ordner
from pipeline.cli.auswertung import Auswertung
from pipeline.cli.protokoll import ohne_formel
from pipeline.errors import ParameterUngueltig, SozialraumError

ENDUNGEN = (".xlsx", ".csv", ".parquet", ".json")


def endung_pruefen(ziel: Path) -> None:
    """Refuse any other ending, and a place that cannot be, before anything is computed.

    Raises: ParameterUngueltig, SozialraumError.
    """
    if ziel.suffix.lower() not in ENDUNGEN:
        raise ParameterUngueltig(f"--nach: {ziel} endet nicht auf {', '.join(ENDUNGEN[:-1])} oder .json.")
    if ziel.name.lower() == datenpaket.DATEI:
        raise ParameterUngueltig(f"--nach: {datenpaket.DATEI} beschreibt die Tabelle; bitte anders nennen.")
    verlange_ordner(ziel)


def schreiben(fertig: Auswertung, ziel: Path) -> list[Path]:
    """Write the file by its ending, and its description beside all but the workbook.

    Returns: the files written.
    Raises:  SozialraumError where the place cannot be written, or another description lies there.
    """
    endung = ziel.suffix.lower()
    if endung == ".xlsx":
        return ablegen({ziel: arbeitsmappe.bytes_von(fertig)})
    tabelle = blaetter.werte(fertig).drop(columns="stellen")
    inhalt = _FORMEN[endung](tabelle, fertig)
    paket = ziel.parent / datenpaket.DATEI
    beschreibung = datenpaket.text(fertig, ziel, inhalt, list(tabelle.columns), _alt(paket))
    return ablegen({ziel: inhalt, paket: beschreibung})


def _csv(tabelle: pd.DataFrame, _: Auswertung) -> bytes:
    texte = tabelle.map(ohne_formel).to_csv(
        index=False, sep=";", decimal=",", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL
    )
    return texte.encode("utf-8-sig")


def _json(tabelle: pd.DataFrame, _: Auswertung) -> bytes:
    return (json.dumps(blaetter.saetze(tabelle), ensure_ascii=False, indent=1) + "\n").encode()


def _parquet(tabelle: pd.DataFrame, fertig: Auswertung) -> bytes:
    """Typed columns with their meaning in the schema."""
    arrow = pa.Table.from_pandas(tabelle, preserve_index=False)
    felder = blaetter.felder(list(tabelle.columns))
    spalten = [feld.with_metadata({"beschreibung": felder[feld.name].beschreibung}) for feld in arrow.schema]
    kopf = {"stichtag": fertig.stichtag, "hinweis": " ".join(fertig.hinweise)}
    ziel = io.BytesIO()
    pq.write_table(arrow.cast(pa.schema(spalten, metadata=kopf)), ziel, compression="zstd")
    return ziel.getvalue()


_FORMEN = {".csv": _csv, ".json": _json, ".parquet": _parquet}


def _alt(paket: Path) -> Mapping[str, Any] | None:
    """The description that lies there already.

    Raises: SozialraumError where it is not one of ours.
    """
    if not paket.exists():
        return None
    try:
        alt = json.loads(paket.read_text(encoding="utf-8"))
    except ValueError:
        alt = None
    if isinstance(alt, dict) and alt.get("name") == datenpaket.NAME:
        return alt
    raise SozialraumError(f"{paket} gehört zu anderen Daten. Bitte einen eigenen Ordner nennen.")
