"""Delivered tables as dense arrays [area, year, ..., sex, age], and which area-years may be used."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import names
from pipeline.measures import Floats, quotient

ALTER = tuple(str(a) for a in range(names.ALTER_MAX + 1))
GRUPPEN = names.STAATSANGEHOERIGKEITEN
GESCHLECHT = ("m", "w")
_OHNE_ZUORDNUNG = ("d", "o")


def dense(table: pd.DataFrame, axes: Mapping[str, Sequence[object]]) -> Floats:
    """Read the counts of a long table into an array with one axis per column.

    Takes:   table with `anzahl` and the columns of `axes`, each with the codes in the order wanted.
    Returns: sums of `anzahl`; 0 where no row is, NaN where one of the rows has no number; rows with
             a code that is not asked for stay out.
    Raises:  KeyError where a column is missing.
    Source:  own.
    """
    shape = tuple(len(codes) for codes in axes.values())
    places = np.stack([_places(table[column], codes) for column, codes in axes.items()])
    wanted = (places >= 0).all(axis=0)
    counts = table["anzahl"].to_numpy(dtype=np.float64, na_value=np.nan)[wanted]
    flat = np.ravel_multi_index(tuple(places[:, wanted]), shape)
    sums: Floats = np.bincount(flat, weights=counts, minlength=int(np.prod(shape))).astype(np.float64)
    return sums.reshape(shape)


def _places(column: "pd.Series[Any]", codes: Sequence[object]) -> NDArray[np.intp]:
    """Position of each value among the codes, -1 where it is none of them."""
    return pd.Index(list(codes)).get_indexer(pd.Index(column))


def by_sex(table: pd.DataFrame, axes: Mapping[str, Sequence[object]]) -> Floats:
    """Read counts with the two sexes as last axis but one, before `alter`.

    Takes:   as `dense`; `axes` without geschlecht and alter.
    Returns: array [*axes, sex, age]; persons divers or without entry are shared out to m and w in
             proportion to the same cell, half and half where it holds neither; the total is kept.
    Raises:  KeyError where a column is missing.
    Source:  practice of the German statistical offices (DESIGN, tables).
    """
    sexes = GESCHLECHT + _OHNE_ZUORDNUNG
    full = dense(table, {**axes, "geschlecht": sexes, "alter": ALTER})
    known, unknown = full[..., :2, :], full[..., 2:, :].sum(axis=-2, keepdims=True)
    share = quotient(known, known.sum(axis=-2, keepdims=True))
    shared: Floats = known + unknown * np.where(known.sum(axis=-2, keepdims=True) == 0, 0.5, share)
    return shared


def usable(
    tables: Mapping[str, pd.DataFrame], tabelle: str, areas: Sequence[str], periods: Sequence[str]
) -> NDArray[np.bool_]:
    """Which areas and periods of a table may be read with missing rows as zeros.

    Takes:   the tables of `bestand`, among them `vollstaendigkeit`; areas; periods as text.
    Returns: [area, period], true where the delivery declared itself complete.
    Raises:  nothing; without the declaration nothing is usable.
    Source:  DESIGN, tables.
    """
    declared = tables.get("vollstaendigkeit")
    if declared is None or tabelle not in tables:
        return np.zeros((len(areas), len(periods)), dtype=bool)
    rows = declared[declared["tabelle"] == tabelle].assign(anzahl=1)
    return dense(rows, {"raumeinheit": areas, "periode": periods}) > 0
