"""The workbook of the Kennzahlen: one sheet per table, typed cells, the same bytes every time."""

import io
import re
import zipfile
from datetime import date
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.cli import blaetter
from pipeline.cli.auswertung import Auswertung
from pipeline.cli.protokoll import ohne_formel

DEUTSCH = "[$-407]"
"""Language tag of a number format: German separators wherever the workbook is opened."""
_ZEIT = (1980, 1, 1, 0, 0, 0)
"""Time of every part of the archive; the format knows none earlier."""
_DATEN = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_KOPF_SCHRIFT = Font(bold=True)
_KOPF_GRUND = PatternFill("solid", fgColor="D9E2EC")
_TEXT = {umbruch: Alignment(wrap_text=umbruch, vertical="top") for umbruch in (False, True)}
_BREITEN = {"name": 38, "definition": 70, "grund": 45, "bemerkung": 45, "hinweis": 45, "text": 90}
_BREITEN |= {"zaehler_zellen": 45, "nenner_zellen": 45, "einvernehmen": 45, "handlungsfeld": 32}
_BREITE = 15
_UMBRUCH = 40
"""Width in characters from which a text wraps."""


def bytes_von(fertig: Auswertung) -> bytes:
    """Make the workbook.

    Returns: an .xlsx without any time; cells without a value are empty, their status says why.
    """
    mappe = Workbook()
    mappe.remove(mappe.active)
    for titel, tabelle in _tabellen(fertig).items():
        _blatt(mappe.create_sheet(titel), tabelle)
    mappe.properties.title = f"Kennzahlen {fertig.orte.hier.name}, Stichtag {fertig.stichtag}"
    mappe.properties.creator = "sozialraum kennzahlen"
    mappe.properties.description = " ".join(fertig.hinweise)
    mappe.properties.language = "de-DE"
    roh = io.BytesIO()
    mappe.save(roh)
    return _zeitlos(roh)


def _tabellen(fertig: Auswertung) -> dict[str, pd.DataFrame]:
    return {
        "Werte": blaetter.vergleich(fertig),
        "Zeitreihe": blaetter.werte(fertig),
        "Ziele": blaetter.ziele(fertig),
        "Beschlüsse": blaetter.beschluesse(fertig),
        "Definitionen": blaetter.definitionen(),
        "Hinweise": blaetter.hinweise(fertig),
    }


def _blatt(blatt: Worksheet, tabelle: pd.DataFrame) -> None:
    """Head, rows, and what makes a long table readable: frozen head, filters, widths."""
    ist_definition = "definition" in tabelle
    spalten = blaetter.felder([s for s in tabelle.columns if s != "stellen" or ist_definition])
    for nummer, (name, feld) in enumerate(spalten.items(), start=1):
        kopf = blatt.cell(row=1, column=nummer, value=feld.titel)
        kopf.font, kopf.fill = _KOPF_SCHRIFT, _KOPF_GRUND
        kopf.alignment = _TEXT[True]
        blatt.column_dimensions[get_column_letter(nummer)].width = _BREITEN.get(name, _BREITE)
    for reihe, satz in enumerate(tabelle.to_dict("records"), start=2):
        for nummer, (name, feld) in enumerate(spalten.items(), start=1):
            _zelle(blatt, reihe, nummer, satz[name], feld, satz, _BREITEN.get(name, _BREITE))
    blatt.freeze_panes = "C2" if len(spalten) > len(blaetter.HINWEISE) else "A2"
    blatt.auto_filter.ref = blatt.dimensions
    blatt.page_setup.orientation, blatt.page_setup.fitToHeight = "landscape", 0
    blatt.sheet_properties.pageSetUpPr.fitToPage = True
    blatt.print_title_rows = "1:1"


def _zelle(
    blatt: Worksheet,
    reihe: int,
    spalte: int,
    wert: Any,
    feld: blaetter.Feld,
    satz: dict[Any, Any],
    breite: int,
) -> None:
    if pd.isna(wert) or wert == "":
        return
    zelle = blatt.cell(row=reihe, column=spalte)
    if feld.typ == blaetter.ZAHL:
        stellen = satz.get("stellen", 0) if feld.stellen is None else feld.stellen
        zelle.value, zelle.number_format = float(wert), zahlenformat(int(stellen))
    elif feld.typ == blaetter.GANZ:
        zelle.value, zelle.number_format = int(wert), "0"
    elif feld.typ == blaetter.TAG:
        zelle.value, zelle.number_format = date.fromisoformat(str(wert)), f"{DEUTSCH}DD.MM.YYYY"
    elif feld.typ == blaetter.JA_NEIN:
        zelle.value = "ja" if wert else "nein"
    else:
        zelle.value = ohne_formel(str(wert))
        zelle.alignment = _TEXT[breite >= _UMBRUCH]


def zahlenformat(stellen: int) -> str:
    """Number format with thousands dots and this many decimals, German whatever the computer says."""
    return f"{DEUTSCH}#,##0" + ("." + "0" * stellen if stellen else "")


def _zeitlos(roh: io.BytesIO) -> bytes:
    """Pack the parts anew, without the times of today."""
    ziel = io.BytesIO()
    with zipfile.ZipFile(roh) as alt, zipfile.ZipFile(ziel, "w") as neu:
        for name in alt.namelist():
            inhalt = alt.read(name)
            teil = zipfile.ZipInfo(name, _ZEIT)
            teil.compress_type, teil.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            neu.writestr(teil, _DATEN.sub(b"", inhalt) if name == "docProps/core.xml" else inhalt)
    return ziel.getvalue()
