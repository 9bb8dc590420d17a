"""Content model -> PDF/UA-1 and PDF/A-2a bytes, by one fixed template that reads JSON."""

import json
import re
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any

import typst

from pipeline import errors, names
from pipeline.report.content import Inhalt

_STANDARDS = ["ua-1", "a-2a"]


def compile_pdf(inhalt: Inhalt) -> bytes:
    """Set the pages.

    Returns: a tagged PDF dated with the Stichtag, so that the same content gives the same bytes.
    Raises:  BerichtUngueltig where the compiler finds what the standards forbid.
    """
    try:
        pdf: bytes = typst.compile(  # type: ignore[call-overload]  # the stub leaves out the dict of files
            _files(inhalt),
            format="pdf",
            font_paths=_fonts(),
            pdf_standards=_STANDARDS,
            timestamp=_timestamp(inhalt["bericht"]["stichtag"]),
        )
    except typst.TypstError as fehler:
        raise errors.BerichtUngueltig(_satz(fehler.message)) from fehler
    return pdf


@cache
def _fonts() -> typst.Fonts:
    """The typeface of the reports, read once, and nothing that happens to be installed."""
    return typst.Fonts(include_system_fonts=False, font_paths=[names.SCHRIFTEN])


def _satz(meldung: str) -> str:
    """Say what the compiler refused; what readers can meet has a German sentence of its own."""
    if fehlend := re.search(r'the text `"(.+)"` could not be displayed', meldung):
        return f"Die Schrift des Berichts hat das Zeichen {fehlend[1]} nicht; schreiben Sie das Wort um."
    if "failed to parse SVG" in meldung:
        return "Die Zeichnung einer Abbildung ist kein gültiges SVG; erzeugen Sie sie mit charts."
    return f"Der Bericht lässt sich nicht barrierefrei setzen; der Satz meldet: {meldung}"


def head_columns(inhalt: Inhalt) -> list[list[int]]:
    """Positions of the head columns of every table the template sets, in its order: a cover comes first."""
    gesetzt = [kind for block in inhalt["bloecke"] for kind in (block, *block.get("bloecke", ()))]
    je_block = [_head_columns_of(block) for block in gesetzt]
    deckblatt = [] if inhalt["bericht"]["kurz"] else [[0]]
    return [*deckblatt, *(spalten for spalten in je_block if spalten is not None)]


def _head_columns_of(block: dict[str, Any]) -> list[int] | None:
    if block["art"] == "kolophon":
        return [0]
    if block["art"] == "tabelle":
        return [nummer for nummer, spalte in enumerate(block["spalten"]) if spalte["kopf"]]
    return None


def _files(inhalt: Inhalt) -> dict[str, bytes]:
    """Everything the compiler may read: the template, the content, one SVG per figure."""
    vorlage = (resources.files("pipeline.report") / "template.typ").read_bytes()
    bloecke = [_without_svg(block) for block in inhalt["bloecke"]]
    daten = json.dumps(inhalt | {"bloecke": bloecke, "schrift": names.SCHRIFTFAMILIE}, ensure_ascii=False)
    bilder = {_svg_name(b): b["svg"].encode() for b in inhalt["bloecke"] if b["art"] == "abbildung"}
    return {"main.typ": vorlage, "inhalt.json": daten.encode(), **bilder}


def _svg_name(block: dict[str, Any]) -> str:
    return f"{block['id']}.svg"


def _without_svg(block: dict[str, Any]) -> dict[str, Any]:
    if block["art"] != "abbildung":
        return block
    return {k: v for k, v in block.items() if k != "svg"} | {"datei": _svg_name(block)}


def _timestamp(stichtag: str) -> datetime:
    return datetime.fromisoformat(stichtag).replace(tzinfo=UTC)
