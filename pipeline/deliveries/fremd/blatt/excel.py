"""Read a sheet of an .xlsx workbook as a grid of texts, as a CSV of it would look."""

import io
import warnings
import zipfile
from datetime import datetime
from typing import Any

from pipeline.deliveries.fremd.befund import erkannt, meinten_sie, unlesbar
from pipeline.deliveries.fremd.blatt.raster import Raster, aus_saetzen
from pipeline.schemas.befunde import Befund

ENTPACKT_HOECHSTENS = 500_000_000
"""Bytes; a workbook that unpacks to more is refused before it fills the memory."""


def rastern(name: str, inhalt: bytes, blatt: str) -> tuple[Raster, list[Befund]]:
    """Cells of the named sheet; of the only one if none is named."""
    mappe = _geoeffnet(name, inhalt)
    befunde = []
    if not blatt:
        if len(mappe.sheetnames) > 1:
            grund = f"Die Arbeitsmappe hat mehrere Blätter: {', '.join(mappe.sheetnames)}."
            raise unlesbar(
                name, "blatt", grund, f'Bitte blatt = "{mappe.sheetnames[0]}" oder ein anderes angeben.'
            )
        blatt = mappe.sheetnames[0]
        befunde.append(erkannt(name, f'Blatt "{blatt}"', f'blatt = "{blatt}"'))
    if blatt not in mappe.sheetnames:
        grund = f'Das Blatt "{blatt}" gibt es nicht.'
        raise unlesbar(
            name,
            "blatt",
            grund,
            f"Es gibt {', '.join(mappe.sheetnames)}{meinten_sie(blatt, mappe.sheetnames)}",
        )
    saetze = [
        (nummer, [_text(zelle) for zelle in zeile])
        for nummer, zeile in enumerate(mappe[blatt].iter_rows(values_only=True), start=1)
    ]
    return aus_saetzen(name, [satz for satz in saetze if any(satz[1])]), befunde


def blaetter(name: str, inhalt: bytes) -> list[str]:
    """Names of the sheets that hold cells.

    Raises: Unlesbar where the file is no workbook.
    """
    return [str(blatt.title) for blatt in _geoeffnet(name, inhalt).worksheets]


def _geoeffnet(name: str, inhalt: bytes) -> Any:
    """Open a workbook; what it holds may be anything, and so may be what its parsers raise over it."""
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(inhalt)) as archiv:
            groesse = sum(eintrag.file_size for eintrag in archiv.infolist())
        if groesse <= ENTPACKT_HOECHSTENS:
            with warnings.catch_warnings(action="ignore"):  # on styles and the like; only values are read
                return openpyxl.load_workbook(io.BytesIO(inhalt), read_only=False, data_only=True)
    except Exception as fehler:  # a damaged archive or XML fails in a dozen ways
        grund = "Die Datei ist keine lesbare Arbeitsmappe (.xlsx)."
        raise unlesbar(name, "blatt", grund, "Bitte in Excel neu als .xlsx speichern.") from fehler
    raise unlesbar(name, "blatt", "Die Arbeitsmappe ist zu groß.", "Bitte als CSV liefern.")


def _text(zelle: Any) -> str:
    """A cell as a CSV would hold it: whole numbers without decimals, dates in ISO form."""
    if zelle is None:
        return ""
    if isinstance(zelle, datetime):
        return zelle.date().isoformat()
    if isinstance(zelle, float) and zelle.is_integer() and abs(zelle) < 1e15:
        return str(int(zelle))
    return str(zelle).strip()
