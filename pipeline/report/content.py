"""Executed notebook -> content model: one JSON-ready dict that holds everything the page shows."""

import itertools
from collections.abc import Iterator
from typing import Any

from nbformat import NotebookNode

from pipeline import errors
from pipeline.report import abbreviations, outputs, prose, spaces, tables

Inhalt = dict[str, Any]
"""`bericht` (its fields), `bloecke` in reading order, `zeichen`, `abkuerzungen` (legends), `verzeichnis`."""

_VERZEICHNIS_AB = 4
"""Chapters from which a table of contents helps the reader."""
_VORLAUF = ("ueberschrift", "absatz")
_EBENEN = 3
"""Levels of headings the template numbers and sets."""


def read(notebook: NotebookNode) -> Inhalt:
    """Read what an executed notebook shows; source code is left out.

    Returns: the content model; a single top heading of the notebook is its title for Jupyter and is
             left out, because the cover carries the title of the report, and so is a chapter in which
             nothing is shown.
    Raises:  BerichtUngueltig, one sentence with the cell, for anything an accessible PDF cannot hold.
    """
    gelesen = [block for nummer, cell in enumerate(notebook.cells, start=1) for block in _cell(cell, nummer)]
    alle: list[prose.Block] = spaces.kept(gelesen)
    bericht = _only_report(alle)
    bloecke = _without_empty(_headings([block for block in alle if block["art"] != "bericht"]))
    _unique_ids(bloecke)
    bloecke = [_titled(davor, block) for davor, block in zip([{}, *bloecke], bloecke, strict=False)]
    kapitel = sum(block["art"] == "ueberschrift" and block["ebene"] == 1 for block in bloecke)
    return {
        "bericht": bericht,
        "bloecke": _turned(bloecke),
        "zeichen": _symbols(bloecke),
        "abkuerzungen": abbreviations.used(bloecke),
        "verzeichnis": kapitel >= _VERZEICHNIS_AB and not bericht["kurz"],
    }


def _symbols(bloecke: list[prose.Block]) -> list[str]:
    """Symbols with their meaning; nothing where no table could hold one."""
    if all(block["art"] != "tabelle" for block in bloecke):
        return []
    return [tables.symbol_text(zeichen) for zeichen in tables.ZEICHEN]


def _cell(cell: NotebookNode, nummer: int) -> Iterator[prose.Block]:
    try:
        if cell.cell_type == "markdown":
            yield from prose.blocks(cell.source)
        elif cell.cell_type == "code":
            for output in cell.outputs:
                yield from outputs.blocks(output)
    except errors.BerichtUngueltig as fehler:
        raise errors.BerichtUngueltig(f"{_place(cell, nummer)}: {fehler}.") from fehler


def _place(cell: NotebookNode, nummer: int) -> str:
    """Name a cell as Jupyter shows it: code by its count in brackets, text by its position."""
    if cell.cell_type == "code" and cell.execution_count:
        return f"Zelle [{cell.execution_count}]"
    return f"{nummer}. Zelle"


def _only_report(bloecke: list[prose.Block]) -> prose.Block:
    berichte = [block for block in bloecke if block["art"] == "bericht"]
    if len(berichte) != 1:
        raise errors.BerichtUngueltig(
            f"Das Notebook zeigt {len(berichte)} Berichtsköpfe statt einem; "
            "genau eine Zelle gibt ihn mit charts aus."
        )
    return berichte[0]


def _headings(bloecke: list[prose.Block]) -> list[prose.Block]:
    """Leave out the title heading and let the chapters be level 1."""
    oben = [block for block in bloecke if block["art"] == "ueberschrift" and block["ebene"] == 1]
    if len(oben) == 1:
        bloecke = [block for block in bloecke if block is not oben[0]]
    ebenen = [block["ebene"] for block in bloecke if block["art"] == "ueberschrift"]
    abstand = min(ebenen, default=1) - 1
    _check_levels([ebene - abstand for ebene in ebenen])
    return [_raised(block, abstand) if block["art"] == "ueberschrift" else block for block in bloecke]


def _raised(block: prose.Block, abstand: int) -> prose.Block:
    return block | {"ebene": block["ebene"] - abstand}


def _check_levels(ebenen: list[int]) -> None:
    for davor, ebene in zip([0, *ebenen], ebenen, strict=False):
        if ebene > davor + 1:
            raise errors.BerichtUngueltig(
                f"Auf eine Überschrift der Ebene {davor} folgt eine der Ebene {ebene}; "
                "lassen Sie im Notebook keine Ebene aus."
            )
    if max(ebenen, default=1) > _EBENEN:
        raise errors.BerichtUngueltig(
            f"Der Bericht kennt {_EBENEN} Ebenen von Überschriften, das Notebook hat mehr."
        )


def _without_empty(bloecke: list[prose.Block]) -> list[prose.Block]:
    """Leave out headings under which nothing stands: the next one is as high or higher, or there is none."""
    fertig: list[prose.Block] = []
    for block in reversed(bloecke):
        leer = not fertig or fertig[-1].get("ebene", block.get("ebene", 0) + 1) <= block.get("ebene", 0)
        if block["art"] != "ueberschrift" or not leer:
            fertig.append(block)
    return fertig[::-1]


def _turned(bloecke: list[prose.Block]) -> list[prose.Block]:
    """Gather each wide table on a turned page with the heading and sentences that lead to it.

    A heading alone on the upright page before would say nothing.
    """
    fertig: list[prose.Block] = []
    for block in bloecke:
        if not block.get("quer"):
            fertig.append(block)
            continue
        davor = _lead(fertig)
        fertig = fertig[: len(fertig) - len(davor)]
        fertig.append({"art": "querseite", "bloecke": [*davor, block]})
    return fertig


def _lead(bloecke: list[prose.Block]) -> list[prose.Block]:
    """Return the last heading with the sentences after it, or nothing where other blocks stand between."""
    lauf = list(itertools.takewhile(lambda block: block["art"] in _VORLAUF, reversed(bloecke)))[::-1]
    koepfe = [nummer for nummer, block in enumerate(lauf) if block["art"] == "ueberschrift"]
    if not koepfe:
        return []
    erster = koepfe[-1]
    while erster and lauf[erster - 1]["art"] == "ueberschrift":
        erster -= 1
    return lauf[erster:]


def _titled(davor: prose.Block, block: prose.Block) -> prose.Block:
    """Say whether a block sets its own title; below a heading with these words it would be said twice."""
    if block["art"] == "kolophon":
        return block | {"titel_zeigen": davor.get("art") != "ueberschrift"}
    if block["art"] == "blick":
        return block | {"titel_zeigen": _heading_text(davor) != block["titel"]}
    return block


def _heading_text(block: prose.Block) -> str:
    return (
        "".join(teil.get("text", "") for teil in block["inhalt"])
        if block.get("art") == "ueberschrift"
        else ""
    )


def _unique_ids(bloecke: list[prose.Block]) -> None:
    gesehen: set[str] = set()
    for kennung in (block["id"] for block in bloecke if "id" in block):
        if kennung in gesehen:
            raise errors.BerichtUngueltig(
                f'Die Kennung "{kennung}" kommt zweimal vor; jede Ausgabe braucht ihre eigene.'
            )
        gesehen.add(kennung)
