"""From text to cells: a grid of texts with true line numbers."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow
import pyarrow.csv

from pipeline.deliveries.fremd.befund import unlesbar
from pipeline.deliveries.fremd.blatt.zeichen import Text, kein_feld
from pipeline.measures.codes import category, codes

KODIERT = pyarrow.dictionary(pyarrow.int32(), pyarrow.large_string())
LEER = "Bitte eine Kopfzeile und Daten liefern oder den Eintrag in lieferung.toml streichen."


@dataclass(frozen=True)
class Raster:
    """Cells by row and column position, the line each row begins on, and how many fields it really has."""

    zellen: pd.DataFrame
    zeilen: npt.NDArray[np.int64]
    felder: npt.NDArray[np.int64]

    def oben(self, anzahl: int) -> list[list[str]]:
        """The first rows as lists of texts without blanks around them."""
        return [[str(zelle).strip() for zelle in zeile] for zeile in self.zellen.head(anzahl).to_numpy()]

    def ab(self, reihe: int, bis: int | None = None) -> "Raster":
        """Rows from one position to another."""
        ausschnitt = slice(reihe, bis)
        return Raster(self.zellen.iloc[ausschnitt], self.zeilen[ausschnitt], self.felder[ausschnitt])


def rastern(name: str, text: Text) -> Raster:
    """Split into fields, strictly; rows without any content are left out."""
    einfach = _einfach(text)
    if einfach is not None:
        return einfach
    leser = csv.reader(
        io.StringIO(text.text, newline=""),
        delimiter=text.trenner,
        quotechar=text.anfuehrung or None,
        quoting=csv.QUOTE_MINIMAL if text.anfuehrung else csv.QUOTE_NONE,
        strict=True,
    )
    try:
        saetze = list(_nummeriert(leser))
    except csv.Error as fehler:
        raise kein_feld(name, max(leser.line_num, 1), "") from fehler
    return aus_saetzen(name, [satz for satz in saetze if any(feld.strip() for feld in satz[1])])


def _einfach(text: Text) -> Raster | None:
    """Rows with any content of a file that can be read the fast way."""
    if not text.text or text.text.isspace():
        return None
    zellen = rechteck(text)
    if zellen is None:
        return None
    gefuellt = np.zeros(len(zellen), dtype=bool)
    for spalte in zellen:
        if not gefuellt.all():
            kodiert = codes(zellen[spalte])
            gefuellt |= kodiert.where([bool(feld.strip()) for feld in kodiert.texte])
    if not gefuellt.any():
        return None
    zeilen = np.arange(1, len(zellen) + 1, dtype=np.int64)[gefuellt]
    breite = np.full(len(zeilen), zellen.shape[1], dtype=np.int64)
    return Raster(zellen if gefuellt.all() else zellen[gefuellt], zeilen, breite)


def rechteck(text: Text) -> pd.DataFrame | None:
    """Read a file in which nothing is quoted and every line has as many fields as the first: the fast way.

    Returns: categories by position, row i from line i + 1, a blank line as empty fields; None for any other
             file: the careful way reads it or says what is wrong.
    """
    inhalt = text.text
    if (text.anfuehrung and text.anfuehrung in inhalt) or _nur_wagenruecklauf(inhalt):
        return None
    ende = inhalt.find("\n")
    breite = inhalt[: ende if ende >= 0 else None].count(text.trenner) + 1
    namen = [str(i) for i in range(breite)]
    try:
        tabelle = pyarrow.csv.read_csv(
            pyarrow.BufferReader(inhalt.encode()),
            pyarrow.csv.ReadOptions(column_names=namen, block_size=1 << 22),
            pyarrow.csv.ParseOptions(delimiter=text.trenner, quote_char=False, ignore_empty_lines=False),
            pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(namen, KODIERT), check_utf8=False),
        )
    except pyarrow.ArrowInvalid:
        return None
    tabelle = tabelle.unify_dictionaries().combine_chunks()
    zellen = pd.DataFrame({i: _geordnet(tabelle.column(i).chunk(0)) for i in range(breite)})
    laengste = max(len(feld) for i in zellen for feld in zellen[i].cat.categories)
    return None if laengste > csv.field_size_limit() else zellen


def _nur_wagenruecklauf(inhalt: str) -> bool:
    """Whether a carriage return stands alone somewhere."""
    return "\r" in inhalt and inhalt.count("\r") != inhalt.count("\r\n")


def _geordnet(spalte: pyarrow.DictionaryArray) -> "pd.Series[Any]":
    texte = spalte.dictionary.to_pylist()
    ordnung = sorted(range(len(texte)), key=texte.__getitem__)
    rang = np.empty(len(texte), dtype="int64")
    rang[ordnung] = np.arange(len(texte))
    code = rang[spalte.indices.to_numpy()]
    return category(code, [texte[i] for i in ordnung], pd.RangeIndex(len(code)))


def aus_saetzen(name: str, saetze: list[tuple[int, list[str]]]) -> Raster:
    """Grid of numbered records; short ones are filled up with empty texts."""
    if not saetze:
        raise unlesbar(name, "leer", "Die Datei ist leer.", LEER)
    spalten = list(zip_longest(*(felder for _, felder in saetze), fillvalue=""))
    zellen = pd.DataFrame({i: pd.array(werte, dtype="str") for i, werte in enumerate(spalten)})
    zeilen = np.array([zeile for zeile, _ in saetze], dtype=np.int64)
    return Raster(zellen, zeilen, np.array([len(felder) for _, felder in saetze], dtype=np.int64))


def _nummeriert(leser: Any) -> Iterator[tuple[int, list[str]]]:
    """Pair each record with its first line: the line after the one on which the last record ended."""
    ende = 0
    for felder in leser:
        yield ende + 1, felder
        ende = leser.line_num
