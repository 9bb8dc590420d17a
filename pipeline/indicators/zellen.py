"""Looking up released cells: one, or one per area and year at once."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import names
from pipeline.indicators.ausdruck import JAHRE, Zelle
from pipeline.indicators.jahressummen import einzeljahre
from pipeline.measures import Floats

STATUS = ("wert", "unsicher", "geheim", "fehlt")
"""From best to worst: a sum has the status of its worst part."""

WERTSPALTEN = (
    "anzahl",
    "personen",
    "summe_alter",
    "wahlberechtigte",
    "waehlende",
    "erwartet",
    "unten",
    "oben",
    "bezugsgroesse",
)
LUECKENHAFT = ("hilfen_sgb8",)
"""Released tables of which some areas have rows that others lack: a row left out is secret, not missing."""
_RAHMEN = ("raumeinheit", "stichtag", "jahr", "status", "basis", "szenario", "grundlage", "eckwerte")


class Feld(NamedTuple):
    """Values and status codes (positions in `STATUS`) per area and year; NaN where there is no value."""

    wert: Floats
    status: NDArray[np.int64]


class Register(NamedTuple):
    """A table prepared for many look-ups: rows by the codes of its dimensions, each row as numbers.

    `ort` is the place among the areas asked for, `status` a position in `STATUS`, `werte` are the columns of
    values; rows lie by date. `ohne_zeile` is the status of a cell that has no row although its area and year
    have others.
    """

    dimensionen: tuple[str, ...]
    zeilen: dict[tuple[str, ...], NDArray[np.intp]]
    orte: int
    ort: NDArray[np.intp]
    jahr: NDArray[np.int64]
    status: NDArray[np.intp]
    werte: dict[str, Floats]
    ohne_zeile: str


def zelle(tabelle: pd.DataFrame, spalte: str = "anzahl", **filter_: Any) -> dict[str, Any]:
    """Look up one released cell.

    Takes:   a released table; the value column; raumeinheit, stichtag (or jahr) and the codes of the
             dimensions; a dimension that is not named is `insgesamt`.
    Returns: {"anzahl": number or None, "status": text}; no such row is {"anzahl": None, "status": "fehlt"}.
    Raises:  KeyError where the table has no such column; ValueError where several rows match.
    Source:  own.
    """
    tabelle = einzeljahre(tabelle)
    treffer = tabelle[auswahl(tabelle, **filter_)]
    if len(treffer) > 1:
        raise ValueError(filter_)
    if treffer.empty:
        return {"anzahl": None, "status": "fehlt"}
    status, wert = str(treffer["status"].iloc[0]), treffer[spalte].iloc[0]
    fehlend = status != "wert" or bool(pd.isna(wert))
    return {
        "anzahl": None if fehlend else wert.item(),
        "status": "fehlt" if fehlend and status == "wert" else status,
    }


def auswahl(tabelle: pd.DataFrame, **filter_: Any) -> "pd.Series[bool]":
    """Rows of a released table that match, with every other dimension at `insgesamt`.

    Takes:   a released table; a column and its code, or a list of codes that may match.
    Returns: boolean Series on the index of the table.
    Raises:  KeyError where the table has no such column.
    Source:  own.
    """
    rest = {name: names.INSGESAMT for name in dimensionen(tabelle) if name not in filter_}
    treffer = pd.Series(True, index=tabelle.index)
    for name, code in {**filter_, **rest}.items():
        treffer &= tabelle[name].isin(code) if isinstance(code, (list, tuple)) else tabelle[name] == code
    return treffer


def dimensionen(tabelle: pd.DataFrame) -> tuple[str, ...]:
    """Name the dimensions of a released table.

    Takes:   a released table.
    Returns: its columns without area, time, values and status.
    Raises:  nothing.
    Source:  own.
    """
    return tuple(str(name) for name in tabelle.columns if name not in (*_RAHMEN, *WERTSPALTEN))


def register(tabelle: pd.DataFrame, raumeinheiten: Sequence[str], lueckenhaft: bool = False) -> Register:
    """Prepare a table for many look-ups.

    Takes:   a released table; keys of the areas that will be looked up, each once; whether the plan of the
             table leaves rows out of some areas.
    Returns: Register of these areas.
    Raises:  nothing.
    Source:  own.
    """
    eigene = einzeljahre(tabelle[tabelle["raumeinheit"].isin(raumeinheiten)])
    zeit = "stichtag" if "stichtag" in eigene else "jahr"
    sortiert = eigene.sort_values(zeit, kind="stable", ignore_index=True)
    namen = dimensionen(sortiert)
    return Register(
        dimensionen=namen,
        zeilen=_nach_codes(sortiert, namen),
        orte=len(raumeinheiten),
        ort=pd.Index(list(raumeinheiten)).get_indexer(pd.Index(sortiert["raumeinheit"])),
        jahr=_jahr(sortiert[zeit]),
        status=pd.Index(STATUS).get_indexer(pd.Index(sortiert["status"])),
        werte={
            name: sortiert[name].to_numpy(dtype=np.float64, na_value=np.nan)
            for name in WERTSPALTEN
            if name in sortiert
        },
        ohne_zeile="geheim" if lueckenhaft else "fehlt",
    )


def _nach_codes(tabelle: pd.DataFrame, namen: Sequence[str]) -> dict[tuple[str, ...], NDArray[np.intp]]:
    """Rows of a table by their codes."""
    if not namen:
        return {(): np.arange(len(tabelle))}
    gruppen = tabelle.groupby(list(namen), sort=False).indices
    return {key if isinstance(key, tuple) else (key,): np.asarray(rows) for key, rows in gruppen.items()}


def _jahr(zeit: pd.Series) -> NDArray[np.int64]:
    """Years of dates, or of years; each date is read once."""
    stelle, verschiedene = pd.factorize(zeit)
    return np.array([int(str(wert)[:4]) for wert in verschiedene], dtype=np.int64)[stelle]


def feld(eintrag: Register, gesucht: Zelle, jahre: Sequence[int]) -> Feld:
    """Look up one cell for all areas of a register and years.

    Takes:   Register of its table; the cell; years.
    Returns: Feld [area, year]; `fehlt` where there is no row. Of two dates in a year the later counts.
    Raises:  KeyError where the table has no such column of values; an unknown code is `fehlt`.
    Source:  own.
    """
    zeilen = _zeilen(eintrag, dict(gesucht.filter))
    gefragt = np.array(jahre, dtype=np.int64) + JAHRE[gesucht.jahr]
    if gesucht.jahr == "zuletzt":
        alle = np.union1d(eintrag.jahr[zeilen], gefragt)
        return _bis_dahin(_matrix(eintrag, zeilen, gesucht.spalte, alle), alle, gefragt)
    gefunden = _matrix(eintrag, zeilen, gesucht.spalte, gefragt)
    return gefunden if eintrag.ohne_zeile == "fehlt" else _mit_luecken(gefunden, eintrag, gefragt)


def _mit_luecken(gefunden: Feld, eintrag: Register, jahre: NDArray[np.int64]) -> Feld:
    """Call secret what has no row where the area and year have others."""
    irgendeine = np.zeros(gefunden.status.shape, dtype=bool)
    zeit = pd.Index(jahre).get_indexer(pd.Index(eintrag.jahr))
    irgendeine[eintrag.ort[zeit >= 0], zeit[zeit >= 0]] = True
    luecke = (gefunden.status == STATUS.index("fehlt")) & irgendeine
    return Feld(gefunden.wert, np.where(luecke, STATUS.index(eintrag.ohne_zeile), gefunden.status))


def _zeilen(eintrag: Register, codes: Mapping[str, str]) -> NDArray[np.intp]:
    """Rows of a cell, by date; a code that ends with * stands for all that begin with it.

    A dimension the table is not released by has no rows: its total is not the group that was asked for.
    """
    if not set(codes) <= set(eintrag.dimensionen):
        return np.array([], dtype=np.intp)
    key = tuple(codes.get(name, names.INSGESAMT) for name in eintrag.dimensionen)
    if not any(code.endswith("*") for code in key):
        return eintrag.zeilen.get(key, np.array([], dtype=np.intp))
    treffer = [zeilen for da, zeilen in eintrag.zeilen.items() if all(map(_passt, da, key))]
    return np.sort(np.concatenate([np.array([], dtype=np.intp), *treffer]))


def _passt(code: str, muster: str) -> bool:
    return code.startswith(muster[:-1]) if muster.endswith("*") else code == muster


def _matrix(eintrag: Register, zeilen: NDArray[np.intp], spalte: str, jahre: NDArray[np.int64]) -> Feld:
    """Place rows in [area, year]; later rows of the same place win."""
    wert = np.full((eintrag.orte, len(jahre)), np.nan)
    status = np.full(wert.shape, STATUS.index("fehlt"), dtype=np.int64)
    zeit = pd.Index(jahre).get_indexer(pd.Index(eintrag.jahr[zeilen]))
    gefragt, zeit = zeilen[zeit >= 0], zeit[zeit >= 0]
    stelle = eintrag.ort[gefragt], zeit
    wert[stelle], status[stelle] = eintrag.werte[spalte][gefragt], eintrag.status[gefragt]
    status[(status == 0) & np.isnan(wert)] = STATUS.index("fehlt")
    wert[status > 0] = np.nan
    return Feld(wert, status)


def _bis_dahin(voll: Feld, alle: NDArray[np.int64], gefragt: NDArray[np.int64]) -> Feld:
    """Carry the last delivered year forward."""
    geliefert = np.where(voll.status < STATUS.index("fehlt"), np.arange(len(alle)), -1)
    letzte = np.maximum.accumulate(geliefert, axis=1)[:, np.searchsorted(alle, gefragt)]
    zeile = np.arange(len(letzte))[:, None]
    wert, status = voll.wert[zeile, letzte], voll.status[zeile, letzte]
    nie = letzte < 0
    return Feld(np.where(nie, np.nan, wert), np.where(nie, STATUS.index("fehlt"), status))


def register_von(
    tabellen: Mapping[str, pd.DataFrame], gebraucht: Sequence[str], raumeinheiten: Sequence[str]
) -> dict[str, Register]:
    """Prepare the tables that are needed and there.

    Takes:   released tables; names of those needed; keys of the areas, each once.
    Returns: Register by table; a table that is not there has none.
    Raises:  nothing.
    Source:  own.
    """
    return {
        name: register(tabellen[name], raumeinheiten, name in LUECKENHAFT)
        for name in dict.fromkeys(gebraucht)
        if name in tabellen
    }
