"""Numbers and anchors of headings, figures and tables, counted as the page design of the PDF counts them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pipeline.report.prose import Block

Eintrag = dict[str, Any]
"""One line of the table of contents: `nummer` (empty for the colophon), `text`, `kennung`, `unter`."""

_GEZAEHLT = ("abbildung", "tabelle")
_BENANNT = (*_GEZAEHLT, "blick")


def numbered(bloecke: list[Block]) -> list[Block]:
    """Give headings, figures and tables their numbers, and everything a link may lead to its anchor.

    Returns: copies of the blocks with `nummer` and `kennung`. An anchor has a full stop where an id of the
             data cannot have one, so that no two are the same.
    """
    zaehler: Counter[str] = Counter()
    return [_numbered(block, zaehler) for block in bloecke]


def _numbered(block: Block, zaehler: Counter[str]) -> Block:
    art = block["art"]
    if art == "querseite":
        return block | {"bloecke": [_numbered(kind, zaehler) for kind in block["bloecke"]]}
    if art == "ueberschrift":
        nummer = _chapter(block["ebene"], zaehler)
        return block | {"nummer": nummer, "kennung": f"kapitel.{nummer}"}
    zaehler[art] += 1
    kennung = f"{art}.{block['id'] if art in _BENANNT else zaehler[art]}"
    return block | {"kennung": kennung} | ({"nummer": zaehler[art]} if art in _GEZAEHLT else {})


def _chapter(ebene: int, zaehler: Counter[str]) -> str:
    """Count a heading; those below it begin again at one."""
    zaehler[f"ebene {ebene}"] += 1
    for tiefer in range(ebene + 1, ebene + 3):
        del zaehler[f"ebene {tiefer}"]
    return ".".join(str(zaehler[f"ebene {e}"]) for e in range(1, ebene + 1))


def contents(bloecke: list[Block]) -> list[Eintrag]:
    """Chapters with the sections below them, as the PDF lists them, from numbered blocks."""
    kapitel: list[Eintrag] = []
    for block in _flat(bloecke):
        if block["art"] == "kolophon" and block["titel_zeigen"]:
            kapitel.append({"nummer": "", "text": "Kolophon", "kennung": block["kennung"], "unter": []})
        if block["art"] == "ueberschrift" and block["ebene"] <= 2:
            eintrag = {"nummer": block["nummer"], "text": words(block["inhalt"]), "kennung": block["kennung"]}
            (kapitel if block["ebene"] == 1 else kapitel[-1]["unter"]).append(eintrag | {"unter": []})
    return kapitel


def words(inhalt: list[Block]) -> str:
    """Text of a line of prose without its marks."""
    return "".join(words(teil["inhalt"]) if "inhalt" in teil else teil.get("text", " ") for teil in inhalt)


def _flat(bloecke: list[Block]) -> Iterator[Block]:
    for block in bloecke:
        yield from block["bloecke"] if block["art"] == "querseite" else (block,)
