"""Cells of a table as numbers, so that millions of them can be compared at once."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names

Ganze = npt.NDArray[np.int64]
ALTERSSPALTEN = ("alter", "altersgruppe")


class Felder(NamedTuple):
    """Cells with a value, by position.

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
    zeilen = zeilen[zeilen["status"].eq("wert") & zeilen["anzahl"].notna()]
    dimensionen = names.TABELLEN[tabelle].schluessel[2:]
    raum, raeume = pd.factorize(zeilen["raumeinheit"], sort=True)
    alter, einzeln = _alter(zeilen, [d for d in dimensionen if d in ALTERSSPALTEN])
    return Felder(
        raum.astype("int64"),
        _gemeinsam(zeilen, dimensionen),
        _gemeinsam(zeilen, [d for d in dimensionen if d not in ALTERSSPALTEN]),
        _jahre(zeilen["periode"]),
        alter,
        einzeln,
        zeilen["anzahl"].to_numpy("int64"),
        zeilen["zeile"].to_numpy("int64"),
        [str(raum) for raum in raeume],
    )


def _jahre(periode: "pd.Series[str]") -> Ganze:
    """Years; several dates in one year are told apart by their rank beyond the thousands."""
    code, texte = pd.factorize(periode, sort=True)
    je_text = np.array([int(str(text)[:4]) for text in texte], dtype="int64")
    vergeben: dict[int, int] = {}
    for stelle, jahr in enumerate(je_text.tolist()):
        vergeben[jahr] = vergeben.get(jahr, -1) + 1
        je_text[stelle] += 10_000 * vergeben[jahr]
    return je_text[code] if len(je_text) else code.astype("int64")


def _gemeinsam(zeilen: pd.DataFrame, dimensionen: list[str] | tuple[str, ...]) -> Ganze:
    """One number for a combination of codes."""
    gesamt = np.zeros(len(zeilen), dtype="int64")
    for dimension in dimensionen:
        code, texte = pd.factorize(zeilen[dimension], sort=True)
        gesamt = gesamt * (len(texte) + 1) + code + 1
    return gesamt


def _alter(zeilen: pd.DataFrame, spalten: list[str]) -> tuple[Ganze, npt.NDArray[np.bool_]]:
    if not spalten:
        return np.full(len(zeilen), -1, dtype="int64"), np.zeros(len(zeilen), dtype=bool)
    code, texte = pd.factorize(zeilen[spalten[0]])
    von = np.array([names.band(str(text)).von for text in texte], dtype="int64")
    einzeln = np.array([str(text).isdigit() for text in texte], dtype=bool)
    return von[code], einzeln[code]
