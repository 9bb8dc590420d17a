"""What a rule gets to see of a delivery."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd

from pipeline import names
from pipeline.schemas.befunde import Befund
from pipeline.validation.felder import Felder, felder
from pipeline.validation.gesamt import gesamtzahlen
from pipeline.validation.orte import orte

GRUPPE = ["tabelle", "raumeinheit", "periode"]
ABGELEITET = (
    "datei",
    "zeile",
    "spalte",
    "art",
    "wert",
    "zaehler",
    "nenner",
    "faktor",
    "stellen",
)
"""Columns of the delivered derived values: where, what kind, the value as printed with its number of decimal
places, and the counts and the factor it is made of."""


@dataclass(frozen=True)
class Pruefling:
    """A typed delivery. Tables carry `zeile`, and `periode`: Stichtag or year as text.

    `datum` is the date of delivery, empty if unknown. `rundung`: to what multiple a table was rounded by its
    source. `abgeleitet`: delivered shares, rates, growth and averages with the counts they come from
    (`ABGELEITET`). `frueher`: raumeinheiten and gebiete of the deliveries before.
    """

    tabellen: Mapping[str, pd.DataFrame]
    vollstaendig: pd.DataFrame
    datum: str = ""
    gebiete: gpd.GeoDataFrame | None = None
    rundung: Mapping[str, int] = field(default_factory=dict)
    abgeleitet: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(ABGELEITET)))
    frueher: Mapping[str, pd.DataFrame] = field(default_factory=dict)

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

    @cached_property
    def gesamtzahlen(self) -> pd.DataFrame:
        """Sums per table, area and period (`gesamt.gesamtzahlen`)."""
        return gesamtzahlen(self.gezaehlt, self.vollstaendig)

    @cached_property
    def orte(self) -> dict[str, pd.DataFrame]:
        """Areas and periods of every table of counts (`orte.orte`)."""
        return {name: orte(tabelle) for name, tabelle in self.gezaehlt.items()}

    @cached_property
    def felder(self) -> dict[str, Felder]:
        """Cells of every table that counts in `anzahl`, as numbers."""
        mit_anzahl = {name: tab for name, tab in self.gezaehlt.items() if "anzahl" in tab.columns}
        return {name: felder(name, tab) for name, tab in mit_anzahl.items()}

    @cached_property
    def staedte(self) -> frozenset[str]:
        """Keys of the level stadt, and of areas that belong to no other."""
        raeume = self.raumeinheiten
        ebene = raeume["ebene"] if "ebene" in raeume.columns else raeume["raumeinheit"]
        oben = ebene.eq("stadt") | raeume["uebergeordnet"].isna()
        return frozenset(raeume["raumeinheit"][oben.fillna(False)].dropna())

    def abweichung(self, tabelle: str, zahlen: int = 1) -> int:
        """How far a sum of so many numbers may be off because the source rounded each of them."""
        return self.rundung.get(tabelle, 1) // 2 * zahlen


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
