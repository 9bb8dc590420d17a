"""The structure of a PDF as poppler reads it aloud: kinds of elements with their texts, in reading order."""

import re
import shutil
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdf
import pytest

_ELEMENT = re.compile(r'( *)([A-Z][A-Za-z0-9]*)(?: ".*")?(?: <.*>)?(?: \((?:block|inline)\))?:?')
_TEXT = re.compile(r' *"(.*)"')
_OBEN = {"H1", "H2", "H3", "P", "L", "Table", "Div", "TOC", "BlockQuote"}
"""What may stand in the document itself; a figure with its caption is a Div."""


class Element(NamedTuple):
    """How deep it lies, what it is, and the text that stands in it and below."""

    tiefe: int
    art: str
    text: str


@cache
def lesen(pdf: Path) -> list[Element]:
    """Read all elements, which takes seconds; the test is skipped where poppler is not installed."""
    if not (pdfinfo := shutil.which("pdfinfo")):
        pytest.skip("poppler's pdfinfo is not installed")
    # poppler prints titles of headings, which are not read here, in the encoding of the file
    gelesen = subprocess.run([pdfinfo, "-struct-text", pdf], capture_output=True, check=True).stdout
    koepfe: list[tuple[int, str, list[str]]] = []
    for zeile in gelesen.decode("utf-8", errors="replace").split("\n"):
        if element := _ELEMENT.fullmatch(zeile):
            koepfe.append((len(element[1]), element[2], []))
        elif text := _TEXT.fullmatch(zeile):
            _verteilen(koepfe, len(zeile) - len(zeile.lstrip()), text[1])
    return [Element(tiefe // 2, art, "".join(texte)) for tiefe, art, texte in koepfe]


def _verteilen(koepfe: list[tuple[int, str, list[str]]], einzug: int, text: str) -> None:
    """Give a text to the element it stands in and to all above."""
    for tiefe, _, texte in reversed(koepfe):
        if tiefe < einzug:
            texte.append(text)
            einzug = tiefe


def verstoesse(pdf: Path) -> list[str]:
    """Everything that would not make sense read from the first line to the last."""
    alle = lesen(pdf)
    saetze = [
        f"im Dokument steht {e.art}: {e.text[:40]}" for e in alle if e.tiefe == 1 and e.art not in _OBEN
    ]
    saetze += [f"leer: {e.art}" for e in alle if re.fullmatch(r"H\d|P|Caption|LBody", e.art) and not e.text]
    return [*saetze, *_ueberschriften(alle, pdf), *_tabellen(alle), *_listen(alle), *_seitenwerk(alle)]


def _ueberschriften(alle: list[Element], pdf: Path) -> list[str]:
    koepfe = [e for e in alle if re.fullmatch(r"H\d", e.art)]
    stufen = [0, *(int(e.art[1]) for e in koepfe)]
    saetze = [f"auf Ebene {a} folgt {b}" for a, b in pairwise(stufen) if b > a + 1]
    lesezeichen = list(_flach(pypdf.PdfReader(pdf).outline))
    gelesen = [_glatt(e.text) for e in koepfe]
    if [_glatt(titel) for titel in lesezeichen] != [text for text in gelesen if text != "Inhalt"]:
        saetze.append(f"Lesezeichen {lesezeichen} statt {gelesen}")
    return saetze


def _glatt(text: str) -> str:
    """Text without spaces and hyphens: poppler divides words at the end of a line."""
    return re.sub(r"[\s\N{NO-BREAK SPACE}\N{SOFT HYPHEN}-]+", "", text)


def _flach(gliederung: list[object]) -> list[str]:
    """Titles of all bookmarks, those below another after it."""
    titel: list[str] = []
    for eintrag in gliederung:
        titel += _flach(eintrag) if isinstance(eintrag, list) else [str(eintrag.title)]  # type: ignore[attr-defined]
    return titel


def _tabellen(alle: list[Element]) -> list[str]:
    """A table with a caption has a head; the pairs of cover and colophon have their row heads."""
    saetze = []
    for nummer, tabelle in enumerate(alle):
        if tabelle.art == "Table":
            innen = _unter(alle, nummer)
            arten = [e.art for e in innen]
            if arten[0] == "Caption" and "THead" not in arten:
                saetze.append(f"Tabelle ohne Kopf: {innen[0].text[:40]}")
            if "TH" not in arten or any(not e.text for e in innen if e.art == "TH"):
                saetze.append(f"Tabelle mit leeren Köpfen: {innen[0].text[:40]}")
    return saetze


def _listen(alle: list[Element]) -> list[str]:
    punkte = [[k.art for k in _unter(alle, n)][:2] for n, e in enumerate(alle) if e.art == "LI"]
    return [f"Listenpunkt aus {arten}" for arten in punkte if arten != ["Lbl", "LBody"]]


def _unter(alle: list[Element], nummer: int) -> list[Element]:
    innen: list[Element] = []
    for element in alle[nummer + 1 :]:
        if element.tiefe <= alle[nummer].tiefe:
            break
        innen.append(element)
    return innen


def _seitenwerk(alle: list[Element]) -> list[str]:
    """Running heads and page numbers are of the paper, not of the text."""
    gelesen = alle[0].text
    return [f"vorgelesen: {was[0]}" for was in re.finditer(r"Seite \d+ von \d+", gelesen)]
