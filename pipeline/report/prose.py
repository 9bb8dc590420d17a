"""Markdown -> blocks of the content model; what cannot become accessible text is refused."""

import html
from collections.abc import Callable, Iterable
from typing import Any

import mistune

from pipeline import errors

Block = dict[str, Any]
"""One element of the content model: `art` says which; the template has one branch for each."""

Reader = Callable[[dict[str, Any]], Block]

_MATHE = (
    "mathematische Formeln brauchen einen Alternativtext; "
    "schreiben Sie den Satz ohne Formel (ein Dollarzeichen als \\$)"
)
_HTML = (
    "HTML kann der Bericht nicht vorlesen; schreiben Sie den Text als Markdown (ein Kleinerzeichen als \\<)"
)
_KOPF_INNEN = (
    "eine Überschrift in einer Liste oder einem Zitat gliedert den Bericht nicht; setzen Sie sie davor"
)
_VERWEIGERT = {
    "inline_math": _MATHE,
    "block_math": _MATHE,
    "inline_html": _HTML,
    "block_html": _HTML,
    "image": "ein Bild in Markdown hat keine geprüfte Beschreibung; zeigen Sie es mit charts als Abbildung",
    "table": "eine Tabelle in Markdown hat keine geprüften Köpfe; zeigen Sie sie mit charts als Tabelle",
    "block_code": "Quelltext gehört nicht in den Bericht; entfernen Sie die Einrückung oder den Codeblock",
}
_LINKS = ("https://", "http://", "mailto:")

_lesen = mistune.create_markdown(renderer=None, plugins=["math", "table"])


def blocks(markdown: str) -> list[Block]:
    """Read Markdown into blocks.

    Returns: `ueberschrift` (ebene 1..6), `absatz`, `liste`, `zitat`, `trenner`, in reading order.
    Raises:  BerichtUngueltig for mathematics, HTML, images, tables, code blocks and odd links.
    """
    tokens = _lesen(markdown)
    return _blocks(tokens if isinstance(tokens, list) else [])


def _blocks(tokens: Iterable[dict[str, Any]]) -> list[Block]:
    return [_reader(token, _BLOECKE)(token) for token in tokens if token["type"] != "blank_line"]


def _inline(tokens: Iterable[dict[str, Any]]) -> list[Block]:
    return [_reader(token, _INLINE)(token) for token in tokens]


def _reader(token: dict[str, Any], known: dict[str, Reader]) -> Reader:
    art = token["type"]
    if art not in known:
        grund = _VERWEIGERT.get(art, f"das Markdown-Element {art} kennt der Bericht nicht")
        raise errors.BerichtUngueltig(grund)
    return known[art]


def _ueberschrift(token: dict[str, Any]) -> Block:
    return {"art": "ueberschrift", "ebene": token["attrs"]["level"], "inhalt": _inline(token["children"])}


def _absatz(token: dict[str, Any]) -> Block:
    return {"art": "absatz", "inhalt": _inline(token["children"])}


def _liste(token: dict[str, Any]) -> Block:
    attrs = token["attrs"]
    punkte = [_inner(punkt["children"]) for punkt in token["children"]]
    return {"art": "liste", "geordnet": attrs["ordered"], "start": attrs.get("start", 1), "punkte": punkte}


def _zitat(token: dict[str, Any]) -> Block:
    return {"art": "zitat", "bloecke": _inner(token["children"])}


def _inner(tokens: Iterable[dict[str, Any]]) -> list[Block]:
    bloecke = _blocks(tokens)
    if any(block["art"] == "ueberschrift" for block in bloecke):
        raise errors.BerichtUngueltig(_KOPF_INNEN)
    return bloecke


def _verweis(token: dict[str, Any]) -> Block:
    ziel = token["attrs"]["url"]
    if not ziel.startswith(_LINKS):
        raise errors.BerichtUngueltig(
            f"der Verweis auf {ziel} führt nicht ins Netz (https://, http://, mailto:)"
        )
    return {"art": "verweis", "ziel": ziel, "inhalt": _inline(token["children"])}


def _text(token: dict[str, Any]) -> Block:
    return {"art": "text", "text": html.unescape(token["raw"])}


def _woertlich(token: dict[str, Any]) -> Block:
    return {"art": "text", "text": token["raw"]}


def _gruppe(art: str) -> Reader:
    return lambda token: {"art": art, "inhalt": _inline(token["children"])}


_BLOECKE: dict[str, Reader] = {
    "heading": _ueberschrift,
    "paragraph": _absatz,
    "block_text": _absatz,
    "list": _liste,
    "block_quote": _zitat,
    "thematic_break": lambda token: {"art": "trenner"},
}
_INLINE: dict[str, Reader] = {
    "text": _text,
    "codespan": _woertlich,
    "softbreak": lambda token: {"art": "text", "text": " "},
    "linebreak": lambda token: {"art": "umbruch"},
    "strong": _gruppe("stark"),
    "emphasis": _gruppe("betont"),
    "link": _verweis,
}
