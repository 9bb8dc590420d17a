"""The lines of small multiples, cut out of their table: years, values and limits as arrays."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.measures import Floats, floats

REIHEN = ("hier", "dort")
"""The two lines of a panel: the area, and what it is compared with."""
ZAHLEN = ("wert", "untere", "obere")
BRUECHE = {"gebietsstand": "geänderter Gebietszuschnitt", "fassung": "geänderte Definition"}
"""Columns whose change breaks a line, and what the reader is told about it."""


class Zug(NamedTuple):
    """A line without gaps in its years; NaN where a value may not be shown, and for limits not given.

    `stand` counts the territories and definitions: values of different ones are joined by no stroke.
    """

    jahre: NDArray[np.int64]
    wert: Floats
    untere: Floats
    obere: Floats
    stand: NDArray[np.int64]

    def von_bis(self, von: int | None, bis: int | None) -> "Zug":
        """The part between two years, both among them; None is no limit."""
        drin = np.ones(len(self.jahre), dtype=np.bool_)
        if von is not None:
            drin &= self.jahre >= von
        if bis is not None:
            drin &= self.jahre <= bis
        return self.nur(drin)

    def nur(self, drin: NDArray[np.bool_]) -> "Zug":
        """The years that are marked."""
        zahlen = self.wert[drin], self.untere[drin], self.obere[drin]
        return Zug(self.jahre[drin], *zahlen, self.stand[drin])

    def im_jahr(self, jahr: int) -> float:
        """Value of a year; NaN where there is none."""
        treffer = self.wert[self.jahre == jahr]
        return float(treffer[0]) if len(treffer) else float("nan")


class Panel(NamedTuple):
    """One of the small charts: its heading, first and last year, scale, and lines by code of `REIHEN`."""

    feld: str
    einheit: str
    stellen: int
    von: int
    bis: int
    ab_null: bool
    zuege: Mapping[str, Zug]


def panele(gezeigt: pd.DataFrame, felder: Sequence[str]) -> list[Panel]:
    """Cut a table into its panels.

    Takes:   as `linien`; the panels, each with a row at least.
    Returns: them in this order, headed by the first of their rows.
    """
    alle_zuege = zuege(gezeigt, felder)
    koepfe = gezeigt.drop_duplicates("feld").set_index("feld")
    je_feld = gezeigt.groupby("feld")
    angaben = {
        "einheit": koepfe["einheit"].astype(str),
        "stellen": koepfe["stellen"].astype(int),
        "von": je_feld["jahr"].min().astype(int),
        "bis": je_feld["jahr"].max().astype(int),
        "ab_null": je_feld["ab_null"].any(),
    }
    form: dict[Any, Any] = pd.DataFrame(angaben).to_dict("index")
    return [Panel(feld=feld, **form[feld], zuege=alle_zuege[feld]) for feld in felder]


def zuege(daten: pd.DataFrame, felder: Sequence[str]) -> dict[str, dict[str, Zug]]:
    """Cut all lines out of their table.

    Takes:   as `linien`; the panels.
    Returns: by panel, by code of `REIHEN`; a line without rows is empty.
    """
    jahre = daten["jahr"].to_numpy(dtype=np.int64)
    zahlen = {name: _spalte(daten, name) for name in ZAHLEN}
    gezeigt = daten["status"].eq("wert").to_numpy()
    stand = _stand(daten)
    wo = daten.groupby(["feld", "reihe"], sort=False).indices
    nirgends = np.array([], dtype=np.intp)

    def zug(feld: str, reihe: str) -> Zug:
        zeilen = wo.get((feld, reihe), nirgends)
        werte = {name: np.where(gezeigt, zahlen[name], np.nan)[zeilen] for name in ZAHLEN}
        return _lueckenlos(jahre[zeilen], werte, stand[zeilen])

    return {feld: {reihe: zug(feld, reihe) for reihe in REIHEN} for feld in felder}


def _spalte(daten: pd.DataFrame, name: str) -> Floats:
    return floats(daten[name]) if name in daten else np.full(len(daten), np.nan)


def _stand(daten: pd.DataFrame) -> NDArray[np.int64]:
    """One number per territory and definition."""
    spalten = [spalte for spalte in BRUECHE if spalte in daten]
    if not spalten:
        return np.zeros(len(daten), dtype=np.int64)
    return np.asarray(daten.groupby(spalten).ngroup(), dtype=np.int64)


def _lueckenlos(jahre: NDArray[np.int64], werte: Mapping[str, Floats], stand: NDArray[np.int64]) -> Zug:
    """Give every year between the first and the last its place; a year without a row keeps the stand."""
    if not len(jahre):
        return Zug(jahre, **werte, stand=stand)
    alle = np.arange(jahre.min(), jahre.max() + 1, dtype=np.int64)
    stelle = jahre - alle[0]
    voll = {name: np.full(len(alle), np.nan) for name in werte}
    for name, zahlen in werte.items():
        voll[name][stelle] = zahlen
    zuletzt, staende = np.zeros_like(alle), np.zeros_like(alle)
    zuletzt[stelle], staende[stelle] = stelle, stand
    return Zug(alle, **voll, stand=staende[np.maximum.accumulate(zuletzt)])


def stuecke(zug: Zug) -> list[Zug]:
    """Parts of a line of one territory and one definition each; no stroke joins two of them."""
    return [zug.nur(zug.stand == stand) for stand in np.unique(zug.stand)]


def lueckenhaft(wert: Floats) -> bool:
    """Whether a year without value lies between years with one."""
    da = np.flatnonzero(~np.isnan(wert))
    return bool(len(da) and np.isnan(wert[da[0] : da[-1] + 1]).any())


def allein(wert: Floats) -> NDArray[np.bool_]:
    """Which values have none beside them, neither the year before nor the year after."""
    da = np.concatenate([[False], ~np.isnan(wert), [False]])
    return np.asarray(da[1:-1] & ~da[:-2] & ~da[2:], dtype=np.bool_)
