"""Which file and line a row of a table was delivered in, where several files feed one table.

Rows of the first file of a table carry their line; those of the next ones a number that also counts the file.
Checks compare and print these numbers without knowing; `benennen` turns them back, also within sentences.
"""

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.deliveries.lieferung import Lieferung, tabelle_von
from pipeline.schemas.befunde import Befund

JE_DATEI = 1_000_000_000
"""More lines than any file has: what is above it counts the files before, what is below is the line."""
ZEILE = re.compile(r"\b(?:(ab|wie) )?Zeile (\d+)\b")
IM_BESTAND = {"ab": "im Bestand", "wie": "wie eine Zeile im Bestand", None: "einer Zeile im Bestand"}
"""How a sentence points to a row that was not delivered now; such rows are all on line 0."""

SCHON_BENANNT = ("abgeleitet",)
"""Rules on what is in no table; their findings name the file."""


def nummeriert(tabelle: pd.DataFrame, vorher: int) -> pd.DataFrame:
    """Rows whose lines also say how many files of their table come before theirs."""
    return tabelle.assign(zeile=tabelle["zeile"].astype("int64") + vorher * JE_DATEI) if vorher else tabelle


def aufgeloest(befund: Befund, dateien: Sequence[str]) -> Befund:
    """The finding on a row with the file, among those of its table, and the line it was delivered in."""
    zeile = befund.zeile or 0
    datei = dateien[zeile // JE_DATEI] if dateien and zeile else befund.datei
    saetze = [_im_satz(satz, datei, dateien) for satz in (befund.grund, befund.abhilfe)]
    nummer = zeile % JE_DATEI if zeile else befund.zeile
    return befund._replace(datei=datei, zeile=nummer, grund=saetze[0], abhilfe=saetze[1])


def benennen(befunde: pd.DataFrame, lieferung: Lieferung) -> pd.DataFrame:
    """Findings about tables as findings about the files that were delivered."""
    if befunde.empty:
        return befunde
    gelesen = set(lieferung.befunde)
    texte = befunde.astype(object).where(befunde.notna(), None)
    alle = (Befund._make(zeile) for zeile in texte.itertuples(index=False, name=None))
    neu = [b if b in gelesen or b.regel in SCHON_BENANNT else _benannt(b, lieferung.stellen) for b in alle]
    return pd.DataFrame(neu, columns=list(befunde.columns), index=befunde.index).astype(befunde.dtypes)


def _benannt(befund: Befund, stellen: Mapping[str, Sequence[str]]) -> Befund:
    dateien = stellen.get(tabelle_von(befund.datei), ())
    if dateien and befund.zeile is None:
        befund = befund._replace(datei=", ".join(dateien))
    return aufgeloest(befund, dateien)


def _im_satz(satz: str, datei: str, dateien: Sequence[str]) -> str:
    def ersetzt(treffer: re.Match[str]) -> str:
        wort, nummer = treffer[1], int(treffer[2])
        if nummer == 0:
            return IM_BESTAND[wort]
        if nummer // JE_DATEI >= len(dateien):
            return treffer[0]
        andere = dateien[nummer // JE_DATEI]
        wo = "" if andere == datei else f" von {andere}"
        return f"{wort + ' ' if wort else ''}Zeile {nummer % JE_DATEI}{wo}"

    return ZEILE.sub(ersetzt, satz)
