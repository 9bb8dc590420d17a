"""Which files of a delivery folder are read, and why the others are not."""

import difflib
import fnmatch
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline import names
from pipeline.schemas.befunde import FEHLER, HINWEIS, Befund

MANIFEST = "lieferung.toml"
GEOMETRIEN = ("raumeinheiten.geojson", "raumeinheiten.gpkg")
TABELLEN = tuple(f"{tabelle}.csv" for tabelle in names.TABELLEN)
ERWARTET = (*TABELLEN, *GEOMETRIEN, MANIFEST)
DATENENDUNGEN = (".csv", ".geojson", ".gpkg", ".toml", ".xlsx", ".xls", ".txt", ".tsv", ".shp")
"""Endings of files that somebody meant to deliver; any other file beside them is only mentioned."""


class Fund(NamedTuple):
    """Files to read, in the order of the standard layout, and what is wrong with the others."""

    dateien: list[Path]
    befunde: list[Befund]


def sichten(ordner: Path, muster: Iterable[str] = ()) -> Fund:
    """Sort the entries of a folder into files to read and findings.

    Takes: names, or patterns with *, of the files that the manifest explains.
    """
    erklaert = tuple(muster)
    eintraege = sorted(pfad for pfad in ordner.iterdir() if not _nebensache(pfad.name))
    befunde = [befund for pfad in eintraege if (befund := _befund(pfad, erklaert)) is not None]
    beanstandet = {befund.datei for befund in befunde}
    dateien = [p for p in eintraege if _gelesen(p.name, erklaert) and p.name not in beanstandet]
    return Fund(sorted(dateien, key=lambda pfad: _rang(pfad.name)), befunde)


def _gelesen(name: str, erklaert: Sequence[str]) -> bool:
    return name in ERWARTET or any(fnmatch.fnmatchcase(name, muster) for muster in erklaert)


def _rang(name: str) -> tuple[int, str]:
    return (ERWARTET.index(name) if name in ERWARTET else len(ERWARTET), name)


def _nebensache(name: str) -> bool:
    """Whether the operating system or an office program left this file behind."""
    return name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")


def _befund(pfad: Path, erklaert: Sequence[str]) -> Befund | None:
    if pfad.is_symlink():
        return _verknuepfung(pfad)
    if pfad.is_dir():
        grund, abhilfe = "Unterordner werden nicht gelesen.", "Tabellen gehören direkt in den Ordner."
        return Befund(HINWEIS, pfad.name, None, "", "", "unterordner", grund, abhilfe)
    if not pfad.is_file():
        grund, abhilfe = "Das ist keine gewöhnliche Datei.", "Bitte entfernen."
        return Befund(FEHLER, pfad.name, None, "", "", "keine_datei", grund, abhilfe)
    return None if _gelesen(pfad.name, erklaert) else _unbekannt(pfad.name)


def _verknuepfung(pfad: Path) -> Befund:
    """Report a symbolic link: what it points to may lie outside the delivery and change unseen."""
    grund = "Das ist eine Verknüpfung (Symlink); gelesen wird nur, was im Ordner selbst liegt."
    return Befund(FEHLER, pfad.name, None, "", "", "verknuepfung", grund, "Bitte die Datei selbst ablegen.")


def _unbekannt(name: str) -> Befund:
    aehnlich = difflib.get_close_matches(name.lower(), ERWARTET, n=1, cutoff=0.7)
    if not aehnlich and Path(name).suffix.lower() not in DATENENDUNGEN:
        grund = "Diese Datei gehört nicht zur Standardlieferung und wird nicht gelesen."
        return Befund(HINWEIS, name, None, "", "", "datei_unbekannt", grund, "Nichts zu tun.")
    vorschlag = f'; meinten Sie "{aehnlich[0]}"?' if aehnlich else "."
    grund = "Dieser Dateiname ist nicht bekannt."
    abhilfe = (
        "Bitte in lieferung.toml unter [[datei]] erklären (sozialraum pruefen ORDNER --vorschlag) oder nach "
        f"der Lieferbeschreibung data/raw/README.md benennen{vorschlag}"
    )
    return Befund(FEHLER, name, None, "", name, "datei_unbekannt", grund, abhilfe)
