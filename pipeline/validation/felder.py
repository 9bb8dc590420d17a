"""Cells of a table as numbers, so that millions of them can be compared at once."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import LARGEST_KEY, Codes, codes, key

Ganze = npt.NDArray[np.int64]
ALTERSSPALTEN = ("alter", "altersgruppe")


class Felder(NamedTuple):
    """Cells with a value, sorted by year, area and what is counted.

    Area, what is counted (every dimension; the same without the age), year, lowest age (-1 without), whether
    it is a single age, the number, its line. `raeume` are the keys by code.
    """

    raum: Ganze
    zelle: Ganze
    ohne_alter: Ganze
    jahr: Ganze
    alter: Ganze
    einzeln: npt.NDArray[np.bool_]
    wert: Ganze
    zeile: Ganze
    raeume: list[str]


def felder(tabelle: str, zeilen: pd.DataFrame) -> Felder:
    """Read the cells of a typed table of counts; dates become years, texts become codes."""
    gut = (zeilen["status"].eq("wert") & zeilen["anzahl"].notna()).to_numpy(dtype=bool)
    dimensionen = names.TABELLEN[tabelle].schluessel[2:]
    je_dimension = {dimension: codes(zeilen[dimension]) for dimension in dimensionen}
    raum, jahr = codes(zeilen["raumeinheit"]), _jahre(codes(zeilen["periode"]))
    zelle = key(list(je_dimension.values()), len(zeilen))
    ordnung = np.flatnonzero(gut)
    ordnung = ordnung[_ordnung(jahr[ordnung], raum.code[ordnung], zelle[ordnung])]
    ohne_alter = key([c for name, c in je_dimension.items() if name not in ALTERSSPALTEN], len(zeilen))
    alter, einzeln = _alter([c for name, c in je_dimension.items() if name in ALTERSSPALTEN], len(zeilen))
    return Felder(
        raum.code[ordnung],
        zelle[ordnung],
        ohne_alter[ordnung],
        jahr[ordnung],
        alter[ordnung],
        einzeln[ordnung],
        zeilen["anzahl"].to_numpy("int64", na_value=0)[ordnung],
        zeilen["zeile"].to_numpy("int64")[ordnung],
        raum.texte,
    )


def _ordnung(*schluessel: Ganze) -> Ganze:
    """Positions in ascending order of the first key, then of the next; delivered order is often that."""
    nummer = np.zeros(len(schluessel[0]), dtype="int64")
    groesse = 1
    for teil in schluessel:
        breite = int(teil.max(initial=0)) + 1
        if groesse * breite > LARGEST_KEY:
            return np.lexsort(schluessel[::-1])
        nummer = nummer * breite + teil
        groesse *= breite
    return np.argsort(nummer, kind="stable")


def _jahre(periode: Codes) -> Ganze:
    """Years; several dates in one year are told apart by their rank beyond the thousands."""
    je_text = np.array([int(text[:4]) for text in periode.texte], dtype="int64")
    vergeben: dict[int, int] = {}
    for stelle, jahr in enumerate(je_text.tolist()):
        vergeben[jahr] = vergeben.get(jahr, -1) + 1
        je_text[stelle] += 10_000 * vergeben[jahr]
    return je_text[periode.code] if len(je_text) else periode.code


def _alter(spalten: list[Codes], anzahl: int) -> tuple[Ganze, npt.NDArray[np.bool_]]:
    if not spalten:
        return np.full(anzahl, -1, dtype="int64"), np.zeros(anzahl, dtype=bool)
    von = np.array([names.band(text).von for text in spalten[0].texte], dtype="int64")
    return von[spalten[0].code], spalten[0].where([text.isdigit() for text in spalten[0].texte])
