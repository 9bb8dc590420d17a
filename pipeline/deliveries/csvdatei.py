"""Read one CSV of the standard layout as text, with true line numbers."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd.blatt.raster import rechteck
from pipeline.deliveries.fremd.blatt.zeichen import Text
from pipeline.measures.codes import decode, translated
from pipeline.schemas.befunde import FEHLER, HINWEIS, Befund

UTF8 = 'Bitte als CSV mit Zeichensatz UTF-8 speichern (in Excel: "CSV UTF-8").'
UTF16 = (b"\xff\xfe", b"\xfe\xff")
BOM = b"\xef\xbb\xbf"
BEKANNT = frozenset(spalte for tabelle in names.TABELLEN.values() for spalte in tabelle.spalten)


class Satz(NamedTuple):
    """One record of a file and the line on which it begins."""

    zeile: int
    felder: list[str]


class Unlesbar(Exception):
    """The file cannot become a table; carries the finding that says why."""

    def __init__(self, befund: Befund) -> None:
        super().__init__(befund.grund)
        self.befund = befund


def lesen(datei: str, inhalt: bytes) -> tuple[pd.DataFrame | None, list[Befund]]:
    """Turn the bytes of a file into a table of texts.

    Returns: the table with the int column `zeile`, or None where it cannot be read; and the findings.
             A row with a wrong number of fields is reported and left out.
    """
    try:
        text, befunde = _entziffert(datei, inhalt)
        schnell = _schnell(datei, text)
        if schnell is not None:
            return schnell, befunde
        saetze = _saetze(datei, text)
        kopf = _kopf(datei, saetze)
    except Unlesbar as fehler:
        return None, [fehler.befund]
    gut, schlecht = _nach_laenge(datei, kopf, saetze[1:])
    return _tabelle(kopf, gut), befunde + schlecht


def _befund(
    datei: str, zeile: int | None, regel: str, grund: str, abhilfe: str, grad: str = FEHLER, wert: str = ""
) -> Befund:
    return Befund(grad, datei, zeile, "", wert, regel, grund, abhilfe)


def _entziffert(datei: str, inhalt: bytes) -> tuple[str, list[Befund]]:
    """Decode strictly as UTF-8; a byte order mark is skipped and mentioned."""
    befunde = []
    if inhalt.startswith(UTF16):
        raise Unlesbar(_befund(datei, 1, "zeichensatz", "Die Datei ist in UTF-16 gespeichert.", UTF8))
    if inhalt.startswith(BOM):
        grund = "Die Datei beginnt mit einer Byte-Reihenfolge-Marke (BOM)."
        befunde.append(_befund(datei, 1, "bom", grund, "Sie wurde überlesen; nichts zu tun.", HINWEIS))
    try:
        text = inhalt.decode("utf-8-sig")
    except UnicodeDecodeError as fehler:
        raise Unlesbar(_nicht_utf8(datei, inhalt, fehler.start)) from fehler
    if "\0" in text:
        zeile = text.count("\n", 0, text.index("\0")) + 1
        grund = "Die Datei enthält Nullbytes und ist keine reine Textdatei."
        raise Unlesbar(_befund(datei, zeile, "zeichensatz", grund, UTF8))
    return text, befunde


def _nicht_utf8(datei: str, inhalt: bytes, stelle: int) -> Befund:
    zeile = inhalt.count(b"\n", 0, stelle) + 1
    grund = f"Das Byte 0x{inhalt[stelle]:02X} ist in UTF-8 an dieser Stelle nicht möglich."
    return _befund(datei, zeile, "zeichensatz", grund, UTF8)


def _schnell(datei: str, text: str) -> pd.DataFrame | None:
    """Read a file of full lines without quotes; None for any other: the careful way reads it."""
    zellen = rechteck(Text(text, ",", '"')) if text and not text.isspace() else None
    if zellen is None or _leere_zeilen(zellen):
        return None
    kopf = _kopf(datei, [Satz(1, [str(feld) for feld in zellen.iloc[0]])])
    rumpf = zellen.iloc[1:].reset_index(drop=True)
    texte = {name: translated(rumpf[i], str) for i, name in enumerate(_namen(kopf))}
    if not names.TABELLEN[datei.removesuffix(".csv")].zaehlt:
        texte = {name: decode(spalte) for name, spalte in texte.items()}
    return pd.DataFrame({**texte, "zeile": np.arange(2, len(rumpf) + 2)})


def _leere_zeilen(zellen: pd.DataFrame) -> bool:
    """Whether a row is nothing but empty fields: it may be a blank line, and that is no row."""
    leer = np.ones(len(zellen), dtype=bool)
    for spalte in zellen:
        leer &= zellen[spalte].eq("").to_numpy(dtype=bool)
    return bool(leer.any())


def _saetze(datei: str, text: str) -> list[Satz]:
    """Split into records; blank lines between them are skipped."""
    leser = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        saetze = [satz for satz in _nummeriert(leser) if satz.felder]
    except csv.Error as fehler:
        grund = "Ab hier lässt sich die Datei nicht in Felder zerlegen."
        abhilfe = "Meist fehlt ein schließendes Anführungszeichen, oder eines im Text ist nicht verdoppelt."
        raise Unlesbar(_befund(datei, leser.line_num, "csv", grund, abhilfe)) from fehler
    if not saetze:
        abhilfe = "Bitte eine Kopfzeile und Daten liefern oder die Datei weglassen."
        raise Unlesbar(_befund(datei, None, "leer", "Die Datei ist leer.", abhilfe))
    return saetze


def _nummeriert(leser: Any) -> Iterator[Satz]:
    """Pair each record with its first line: the line after the one on which the last record ended."""
    ende = 0
    for felder in leser:
        yield Satz(ende + 1, felder)
        ende = leser.line_num


def _kopf(datei: str, saetze: Sequence[Satz]) -> Satz:
    """First record, if it looks like a header."""
    kopf = saetze[0]
    if not BEKANNT & set(kopf.felder):
        raise Unlesbar(_kein_kopf(datei, kopf))
    doppelt = [spalte for spalte, wie_oft in Counter(kopf.felder).items() if wie_oft > 1]
    if doppelt:
        grund = f'Die Spalte "{doppelt[0]}" steht zweimal in der Kopfzeile.'
        abhilfe = "Bitte eine der beiden entfernen."
        raise Unlesbar(_befund(datei, kopf.zeile, "kopfzeile", grund, abhilfe, wert=doppelt[0]))
    return kopf


def _kein_kopf(datei: str, kopf: Satz) -> Befund:
    tabelle = names.TABELLEN[datei.removesuffix(".csv")]
    zeile = ",".join(kopf.felder)
    for zeichen, name in ((";", "Semikolon"), ("\t", "Tabulator"), ("|", "senkrechter Strich")):
        if BEKANNT & {feld.strip('" ') for feld in zeile.split(zeichen)}:
            grund = f"Die Felder sind durch {name} getrennt."
            return _befund(datei, kopf.zeile, "trennzeichen", grund, "Bitte mit Komma trennen.", wert=zeile)
    grund = "Die Kopfzeile fehlt: kein Feld der ersten Zeile ist ein Spaltenname."
    abhilfe = f"Die erste Zeile muss lauten: {','.join(tabelle.spalten)}"
    return _befund(datei, kopf.zeile, "kopfzeile", grund, abhilfe, wert=zeile)


def _nach_laenge(datei: str, kopf: Satz, saetze: Sequence[Satz]) -> tuple[list[Satz], list[Befund]]:
    """Separate rows with as many fields as the header from the others."""
    soll = len(kopf.felder)
    gut = [satz for satz in saetze if len(satz.felder) == soll]
    if len(gut) == len(saetze):
        return gut, []
    schlecht = [satz for satz in saetze if len(satz.felder) != soll]
    return gut, [_falsche_laenge(datei, satz, soll) for satz in schlecht]


def _falsche_laenge(datei: str, satz: Satz, soll: int) -> Befund:
    ist = len(satz.felder)
    grund = f"Die Zeile hat {ist} {'Feld' if ist == 1 else 'Felder'}, die Kopfzeile hat {soll}."
    mehr = 'Texte mit Komma gehören in Anführungszeichen ("...").'
    weniger = "Bitte die fehlenden Felder ergänzen, leere als leeres Feld."
    return _befund(datei, satz.zeile, "feldzahl", grund, mehr if ist > soll else weniger)


def _tabelle(kopf: Satz, saetze: Sequence[Satz]) -> pd.DataFrame:
    """Texts by column; a delivered column called `zeile` makes room for the line number."""
    namen = _namen(kopf)
    spalten = list(zip(*(satz.felder for satz in saetze), strict=True)) or [()] * len(namen)
    texte = {name: pd.array(werte, dtype="str") for name, werte in zip(namen, spalten, strict=True)}
    zeilen = pd.array([satz.zeile for satz in saetze], dtype="int64")
    return pd.DataFrame({**texte, "zeile": zeilen})


def _namen(kopf: Satz) -> list[str]:
    return ["zeile (geliefert)" if feld == "zeile" else feld for feld in kopf.felder]
