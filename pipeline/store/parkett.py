"""Tables as Parquet bytes: the same table always gives the same bytes."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import names
from pipeline.measures.codes import Codes, category, codes, decoded, key

# Column statistics hold minima and maxima in plain sight, and a reader gains nothing from them here.
OPTIONEN = {"compression": "zstd", "write_statistics": False}


def schreiben(name: str, tabelle: pd.DataFrame) -> bytes:
    """Encode a table, without its index, rows in the order of its key.

    Takes:   any table; one with geometry becomes GeoParquet, a category its texts.
    Returns: Parquet bytes, free of dates and of the order in which rows were delivered.
    """
    if isinstance(tabelle, gpd.GeoDataFrame):
        return _geoparquet(tabelle)
    arrow = _geordnet(tabelle, _ordnung(name, list(tabelle.columns)))
    ziel = io.BytesIO()
    # Without the Arrow schema a text is read back as a text, though it is written by number.
    with pq.ParquetWriter(ziel, arrow.schema, store_schema=False, **OPTIONEN) as datei:
        datei.write_table(arrow)
        datei.add_key_value_metadata(_typen(tabelle))
    return ziel.getvalue()


def _typen(tabelle: pd.DataFrame) -> dict[bytes, bytes]:
    """What pandas needs to give the columns their types again."""
    schema = pa.Schema.from_pandas(decoded(tabelle.iloc[:0]), preserve_index=False)
    return dict(schema.metadata)


def _geordnet(tabelle: pd.DataFrame, spalten: Sequence[str]) -> pa.Table:
    """Rows in the order of these columns, texts by number in the order of the texts that occur."""
    zahlen = {spalte: codes(tabelle[spalte]) for spalte in tabelle.columns if _text(tabelle[spalte])}
    kodiert = tabelle.assign(**{name: _kategorie(zahl, tabelle.index) for name, zahl in zahlen.items()})
    arrow = pa.Table.from_pandas(kodiert, preserve_index=False)
    if not all(spalte in zahlen or tabelle[spalte].dtype == "int64" for spalte in spalten):
        ordnung = kodiert.reset_index(drop=True).sort_values([*spalten], kind="stable").index
        return arrow.take(ordnung.to_numpy())
    schluessel = [zahlen[s] if s in zahlen else codes(tabelle[s]) for s in spalten]
    nummer = key([_fehlende_zuletzt(zahl) for zahl in schluessel], len(tabelle))
    return arrow if (np.diff(nummer) > 0).all() else arrow.take(np.argsort(nummer, kind="stable"))


def _text(spalte: "pd.Series[Any]") -> bool:
    return isinstance(spalte.dtype, pd.StringDtype | pd.CategoricalDtype)


def _fehlende_zuletzt(zahlen: Codes) -> Codes:
    if (zahlen.code >= 0).all():
        return zahlen
    return Codes(np.where(zahlen.code < 0, len(zahlen.texte), zahlen.code), [*zahlen.texte, ""])


def _kategorie(zahlen: Codes, zeilen: pd.Index) -> "pd.Series[Any]":
    """Texts as a category without others, so that the same texts are always the same bytes."""
    return category(zahlen.code, zahlen.texte, zeilen)


def lesen(pfad: Path | io.BytesIO) -> pd.DataFrame:
    """Read a table back with the types it was written with."""
    return pd.read_parquet(pfad)


def geometrie_lesen(pfad: Path | io.BytesIO) -> gpd.GeoDataFrame:
    """Read a GeoParquet file back."""
    return gpd.read_parquet(pfad)


def _ordnung(name: str, spalten: Sequence[str]) -> list[str]:
    """Key columns that are there, else every column that is not a measure."""
    if name in names.TABELLEN and set(names.TABELLEN[name].schluessel) <= set(spalten):
        return list(names.TABELLEN[name].schluessel)
    return list(spalten)


def _geoparquet(gebiete: gpd.GeoDataFrame) -> bytes:
    sortiert = gebiete.sort_values("raumeinheit", ignore_index=True)
    ziel = io.BytesIO()
    sortiert.to_parquet(ziel, index=False, **OPTIONEN)
    return ziel.getvalue()
