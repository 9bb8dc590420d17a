"""What a rule gets to see of a delivery."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import Codes, codes
from pipeline.schemas.befunde import Befund
from pipeline.validation.felder import Felder, felder
from pipeline.validation.gesamt import Reihen, gesamtzahlen
from pipeline.validation.tafel import Tafel

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
    (`ABGELEITET`). `frueher`: raumeinheiten and gebiete of the deliveries before. `vorrat`: tables as
    numbers, by identity, so that rules which see fewer tables need not number those anew.
    """

    tabellen: Mapping[str, pd.DataFrame]
    vollstaendig: pd.DataFrame
    datum: str = ""
    gebiete: gpd.GeoDataFrame | None = None
    rundung: Mapping[str, int] = field(default_factory=dict)
    abgeleitet: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(ABGELEITET)))
    frueher: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    vorrat: dict[int, Tafel] = field(default_factory=dict)

    @cached_property
    def raumeinheiten(self) -> pd.DataFrame:
        """The areas, without rows; empty where they were not delivered."""
        return self.tabellen.get("raumeinheiten", pd.DataFrame(columns=["raumeinheit", "uebergeordnet"]))

    @cached_property
    def gezaehlt(self) -> dict[str, pd.DataFrame]:
        """Tables of counts only."""
        return {name: tab for name, tab in self.tabellen.items() if names.TABELLEN[name].zaehlt}

    @cached_property
    def tafeln(self) -> dict[str, Tafel]:
        """Tables of counts as numbers."""
        return {
            name: self.vorrat.setdefault(id(tab), Tafel(name, tab)) for name, tab in self.gezaehlt.items()
        }

    def codes(self, tabelle: str, spalte: str) -> Codes:
        """Number of each row of a table in a column of texts or years."""
        tafel = self.tafeln.get(tabelle)
        return tafel.codes(spalte) if tafel else codes(self.tabellen[tabelle][spalte])

    @cached_property
    def erklaert(self) -> dict[str, frozenset[tuple[str, str]]]:
        """By table, (raumeinheit, periode) where a missing row is a true zero."""
        # As objects first: a column of texts hands them out one by one, and slowly.
        raum, periode = (self.vollstaendig[s].to_numpy(object).tolist() for s in ("raumeinheit", "periode"))
        orte = list(zip(raum, periode, strict=True))
        je_tabelle = self.vollstaendig.groupby("tabelle", sort=False).indices
        return dict.fromkeys(self.tabellen, frozenset()) | {
            str(tabelle): frozenset(orte[stelle] for stelle in stellen)
            for tabelle, stellen in je_tabelle.items()
        }

    @cached_property
    def erklaerte(self) -> dict[str, npt.NDArray[np.bool_]]:
        """By table of counts, area by period: whether a missing row is a true zero."""
        return {name: _je_ort(tafel, self.erklaert[name]) for name, tafel in self.tafeln.items()}

    @cached_property
    def gesamtzahlen(self) -> list[Reihen]:
        """Sums per table, area and period (`gesamt.gesamtzahlen`)."""
        return list(gesamtzahlen(self.tafeln, self.erklaerte))

    @cached_property
    def orte(self) -> dict[str, pd.DataFrame]:
        """Areas and periods of every table of counts (`tafel.Auswahl.orte`)."""
        return {name: tafel.alle.orte() for name, tafel in self.tafeln.items()}

    @cached_property
    def felder(self) -> dict[str, Felder]:
        """Cells of every table that counts in `anzahl`, as numbers."""
        mit_anzahl = {name: tab for name, tab in self.tafeln.items() if "anzahl" in tab.zeilen.columns}
        return {name: felder(tafel) for name, tafel in mit_anzahl.items()}

    @cached_property
    def besetzt(self) -> dict[str, Felder]:
        """The cells that are not zero: a zero agrees with every zero."""
        return {name: zellen.ohne_nullen() for name, zellen in self.felder.items()}

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


def _je_ort(tafel: Tafel, orte: Iterable[tuple[str, str]]) -> npt.NDArray[np.bool_]:
    """Mark areas and periods, in the order of the table's own."""
    raum = {text: i for i, text in enumerate(tafel.raum.texte)}
    periode = {text: j for j, text in enumerate(tafel.periode.texte)}
    marken = np.zeros((len(raum), len(periode)), dtype=bool)
    hier = [(raum[r], periode[p]) for r, p in orte if r in raum and p in periode]
    marken[tuple(np.array(hier, dtype="int64").reshape(-1, 2).T)] = True
    return marken


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
