"""A table that is declared as rounded is rounded."""

from collections.abc import Iterator

import pandas as pd

from pipeline import names
from pipeline.schemas.befunde import WARNUNG, Befund
from pipeline.validation.pruefling import Pruefling

OHNE = ("gewicht",)
"""Measures that are no counts of the source."""


def gerundet_wie_erklaert(pruefling: Pruefling) -> Iterator[Befund]:
    """Every number of a table that is declared as rounded is a multiple of what it is rounded to.

    Why: the declaration widens every sum check; a table that is not rounded would hide errors behind it.
    """
    for tabelle, auf in pruefling.rundung.items():
        zeilen = pruefling.tabellen.get(tabelle)
        if zeilen is None or auf < 2:
            continue
        for spalte in (s for s in names.TABELLEN[tabelle].werte if s in zeilen.columns and s not in OHNE):
            krumm = (zeilen[spalte] % auf).ne(0).fillna(False).astype(bool)
            if krumm.any():
                yield _befund(tabelle, spalte, auf, zeilen[krumm])


def _befund(tabelle: str, spalte: str, auf: int, krumm: pd.DataFrame) -> Befund:
    wert = str(krumm[spalte].iloc[0])
    mehr = f" (so in {len(krumm)} Zeilen)" if len(krumm) > 1 else ""
    grund = f"Die Tabelle ist als gerundet erklärt, aber {wert} ist kein Vielfaches von {auf}{mehr}."
    abhilfe = "Bitte [[rundung]] in lieferung.toml prüfen; sie lässt bei Summen Abweichungen zu."
    zeile = int(krumm["zeile"].iloc[0])
    return Befund(WARNUNG, f"{tabelle}.csv", zeile, spalte, wert, "rundung", grund, abhilfe)
