"""Damage that a text took on its way: a wrong character set, or a spreadsheet that knew better."""

import re
from collections.abc import Callable, Iterator

import pandas as pd

from pipeline import names
from pipeline.schemas.befunde import FEHLER, WARNUNG, Befund
from pipeline.validation.pruefling import Pruefling
from pipeline.validation.zahlen import DATUM, FEHLERWERT

VERLOREN = re.compile(r"[A-Za-zÄÖÜäöüß]\?[a-zäöüß]")
"""A question mark within a word stands where a character could not be written."""
STEUERZEICHEN = re.compile("[\ufffd\x80-\x9f]")
"""U+FFFD is what a reader writes for bytes it cannot read; C1 controls are cp1252 read as ISO 8859-1."""
GEKUERZT = re.compile(r"^-?\d+([.,]\d+)?e[+-]?\d{1,3}$", re.IGNORECASE)
UNVERDAECHTIG = frozenset("äöüÄÖÜß§é–—„“”‚‘’…»«€°²³")
"""Signs of sound German text; damage always shows another one too (Ã, Â, â). `Ä–` could be read back."""
_MIT_CODE = {"raumeinheit", "uebergeordnet", "status", "periode", *names.DIMENSIONEN_MIT_INSGESAMT}
_DATEN = {"stichtag", "basis", "gueltig_ab", "gueltig_bis"}

Deutung = Callable[[str], tuple[str, str, str] | None]
"""From a text: grade, what is wrong, what to do; None where nothing is."""


def zeichenschaden(pruefling: Pruefling) -> Iterator[Befund]:
    """No text carries the traces of a wrong character set: it would be printed so, and would not match.

    Source: UTF-8 read as Windows-1252 turns every umlaut into two characters (ü into Ã¼); U+FFFD is the
    replacement character of the Unicode Standard for what could not be read.
    """
    yield from _texte(pruefling, "zeichenschaden", _zeichen, frozenset())


def tabellenkalkulation(pruefling: Pruefling) -> Iterator[Befund]:
    """No free text was turned into a date, a shortened number or an error value by a spreadsheet.

    Source: spreadsheets convert on opening what looks like a date or a long number, and saving keeps it.
    Numbers, codes and dates are refused by their own form.
    """
    ausser = frozenset((_MIT_CODE - {"herkunftsland"}) | _DATEN)
    yield from _texte(pruefling, "tabellenkalkulation", _tabellenschaden, ausser)


def _texte(pruefling: Pruefling, regel: str, deutung: Deutung, ausser: frozenset[str]) -> Iterator[Befund]:
    """One finding per table, column and damaged text, at the first of its rows."""
    for tabelle, zeilen in pruefling.tabellen.items():
        for spalte in zeilen.columns.difference([*ausser, "periode"], sort=False):
            if not isinstance(zeilen[spalte].dtype, pd.StringDtype | pd.CategoricalDtype):
                continue
            for wert in pruefling.codes(tabelle, spalte).texte:
                if (krank := deutung(wert)) is not None:
                    yield _befund(tabelle, zeilen, spalte, wert, regel, krank)


def _befund(
    tabelle: str, zeilen: pd.DataFrame, spalte: str, wert: str, regel: str, krank: tuple[str, str, str]
) -> Befund:
    grad, grund, abhilfe = krank
    stellen = zeilen["zeile"][zeilen[spalte].eq(wert)]
    mehr = f" So steht es in {len(stellen)} Zeilen." if len(stellen) > 1 else ""
    return Befund(grad, f"{tabelle}.csv", int(stellen.iloc[0]), spalte, wert, regel, grund + mehr, abhilfe)


def _zeichen(wert: str) -> tuple[str, str, str] | None:
    if wert.isascii() and "?" not in wert:
        return None
    gemeint = entwirrt(wert)
    if gemeint:
        grund = f'"{wert}" ist UTF-8, das als Windows-1252 gelesen wurde; gemeint ist wohl "{gemeint}".'
        return FEHLER, grund, "Bitte die Datei mit dem richtigen Zeichensatz neu speichern (UTF-8)."
    if STEUERZEICHEN.search(wert):
        grund = f'In "{STEUERZEICHEN.sub("�", wert)}" ist mindestens ein Zeichen verloren gegangen.'
        return FEHLER, grund, "Bitte aus der Quelle neu als UTF-8 ausgeben; raten lässt es sich nicht."
    if VERLOREN.search(wert):
        grund = f'In "{wert}" steht ein Fragezeichen mitten im Wort; hier fehlt wohl ein Umlaut.'
        return WARNUNG, grund, "Bitte die Schreibweise mit der Quelle vergleichen."
    return None


def entwirrt(text: str) -> str:
    """Undo UTF-8 read as Windows-1252; empty where the text is not that."""
    if all(zeichen.isascii() or zeichen in UNVERDAECHTIG for zeichen in text):
        return ""
    try:
        gelesen = b"".join(_byte(zeichen) for zeichen in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    return gelesen if gelesen != text else ""


def _byte(zeichen: str) -> bytes:
    """The byte Windows-1252 shows as this character; its five holes are read as in ISO 8859-1."""
    try:
        return zeichen.encode("cp1252")
    except UnicodeEncodeError:
        return zeichen.encode("latin-1")


def _tabellenschaden(wert: str) -> tuple[str, str, str] | None:
    faelle = (
        (FEHLERWERT, "ein Fehlerwert der Tabellenkalkulation"),
        (GEKUERZT, "eine von der Tabellenkalkulation gekürzte Zahl"),
        (DATUM, "ein Datum; die Tabellenkalkulation macht daraus, was wie eines aussieht"),
    )
    was = next((was for muster, was in faelle if muster.match(wert)), None)
    if was is None:
        return None
    abhilfe = "Bitte die Spalte als Text formatieren und den Wert aus der Quelle neu eintragen."
    return WARNUNG, f'"{wert}" ist {was}.', abhilfe
