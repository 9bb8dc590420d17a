"""Rows of the tables of the Handlungsfelder, read back from a finished PDF."""

import re
from typing import NamedTuple

from tests import pdftext


def geordnet(text: str) -> str:
    return re.sub(r"\s+", " ", text)


INTERVALL = rf"{pdftext.WERT} bis {pdftext.WERT}"
SICHER = {"▲": "ja", "▼": "ja", "○": "nein", None: "–"}


class Zeile(NamedTuple):
    """A row of the table of a Handlungsfeld as printed."""

    wert: str
    intervall: str
    stadt: str
    differenz: str
    zur_stadt: str
    """Interval of the difference."""
    wort: str
    sicher: str
    verlauf: str


def am_stichtag(kennzahlen: str, name: str) -> Zeile:
    """Row of a Kennzahl on the Stichtag: values with their intervals, the assessment, the trend."""
    zeilen = re.findall(
        rf"(?m)^{pdftext.muster(name)}(?:\s*\([^)]*\))?\s+({pdftext.WERT})(?:\s+({INTERVALL}))?\s+({pdftext.WERT})\s+"
        rf"({pdftext.WERT})(?:\s+({INTERVALL}))?\s+([▲▼○])?\s*"
        rf"(vergleichbar|(?:leicht|deutlich)\s+(?:niedriger|höher)|[{pdftext.ZEICHEN}])"
        r"(?:,\s+(?:un)?günstig)?\s+([→↗↘–].*)$",
        kennzahlen,
    )
    assert len(zeilen) == 1, (name, zeilen)
    wert, intervall, stadt, differenz, zur_stadt, zeichen, wort, verlauf = zeilen[0]
    sicher = SICHER[zeichen or None]
    return Zeile(wert, intervall, stadt, differenz, zur_stadt, geordnet(wort), sicher, verlauf)
