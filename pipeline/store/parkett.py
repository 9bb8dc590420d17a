"""Tables as Parquet bytes: the same table always gives the same bytes."""

import io
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import names
from pipeline.measures.codes import codes, key

# Column statistics hold minima and maxima in plain sight, and a reader gains nothing from them here.
OPTIONEN = {"compression": "zstd", "write_statistics": False}


def schreiben(name: str, tabelle: pd.DataFrame) -> bytes:
    """Encode a table, without its index, rows in the order of its key.

    Takes:   any table; one with geometry becomes GeoParquet.
    Returns: Parquet bytes, free of dates and of the order in which rows were delivered.
    """
    if isinstance(tabelle, gpd.GeoDataFrame):
        return _geoparquet(tabelle)
    arrow = _geordnet(tabelle, _ordnung(name, list(tabelle.columns)))
    ziel = io.BytesIO()
    pq.write_table(arrow, ziel, **OPTIONEN)
    return ziel.getvalue()


def _geordnet(tabelle: pd.DataFrame, spalten: Sequence[str]) -> pa.Table:
    """Rows in the order of these columns; keys of texts and years are compared as numbers."""
    arrow = pa.Table.from_pandas(tabelle, preserve_index=False)
    schluessel = tabelle[list(spalten)]
    einfach = all(isinstance(typ, pd.StringDtype) or typ == "int64" for typ in schluessel.dtypes)
    if not einfach or schluessel.isna().any(axis=None):
        return arrow.sort_by([(spalte, "ascending") for spalte in spalten])
    nummer = key([codes(schluessel[spalte]) for spalte in spalten], len(tabelle))
    return arrow if (np.diff(nummer) > 0).all() else arrow.take(np.argsort(nummer, kind="stable"))


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
