"""What a rule gets to see of a delivery."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd

from pipeline import names
from pipeline.schemas.befunde import Befund

GRUPPE = ["tabelle", "raumeinheit", "periode"]


@dataclass(frozen=True)
class Pruefling:
    """A typed delivery. Tables carry `zeile`, and `periode`: Stichtag or year as text.

    `datum` is the date of delivery, empty if unknown; `datei_gebiete` the file of the geometry.
    """

    tabellen: Mapping[str, pd.DataFrame]
    vollstaendig: pd.DataFrame
    datum: str = ""
    gebiete: gpd.GeoDataFrame | None = None

    @cached_property
    def raumeinheiten(self) -> pd.DataFrame:
        """The areas, without rows; empty where they were not delivered."""
        return self.tabellen.get("raumeinheiten", pd.DataFrame(columns=["raumeinheit", "uebergeordnet"]))

    @cached_property
    def gezaehlt(self) -> dict[str, pd.DataFrame]:
        """Tables of counts only."""
        return {name: tab for name, tab in self.tabellen.items() if names.TABELLEN[name].zaehlt}

    @cached_property
    def erklaert(self) -> frozenset[tuple[str, str, str]]:
        """(tabelle, raumeinheit, periode) where a missing row is a true zero."""
        return frozenset(self.vollstaendig[GRUPPE].itertuples(index=False, name=None))


def je_zeile(
    grad: str, tabelle: str, zeilen: pd.DataFrame, spalte: str, regel: str, saetze: Any
) -> Iterator[Befund]:
    """One finding per row of `zeilen`; `saetze` makes reason and remedy from a row's value."""
    for zeile, wert in zip(zeilen["zeile"], zeilen[spalte].astype("str"), strict=True):
        grund, abhilfe = saetze(wert)
        yield Befund(grad, f"{tabelle}.csv", int(zeile), spalte, wert, regel, grund, abhilfe)


def jahr_von(periode: "pd.Series[str]") -> "pd.Series[int]":
    """Year of a Stichtag or of a flow."""
    return periode.str[:4].astype("int64")
