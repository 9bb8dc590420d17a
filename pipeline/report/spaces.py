"""Spaces no line may break at: between a sign and its number, a number and its unit, inside short forms."""

import re
from typing import Any

_GESCHUETZT = "\N{NO-BREAK SPACE}"
_VOR_ZAHLEN = r"§§?|Nr\.|Abs\.|Kap\.|Art\.|rund|etwa|knapp|gut|je|um|auf|von|bis|ab|Ende|Anfang"
_NACH_ZAHLEN = r"%|Prozent\b|Prozentpunkte?\b|Jahren?\b|km\b|m\b|ff?\."
_MONATE = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_STELLEN = (
    re.compile(rf"(?<!\w)(?:{_VOR_ZAHLEN}) (?=[\d−+±])"),
    re.compile(rf"(?<=\d) (?={_NACH_ZAHLEN})"),
    re.compile(rf"(?<=\d\.) (?=(?:{_MONATE})\b)"),
    re.compile(r"(?<=\bSGB) (?=[IVX]+\b)"),
    re.compile(r"(?<=\b[a-z]\.) (?=[a-zA-Z]\.)"),
    re.compile(r"(?<=±) (?=\d)"),
)
"""Each finds what ends in, or is, one plain space."""
_UNBERUEHRT = {"alt", "art", "id", "svg", "ziel", "typ", "rolle", "stichtag", "raumeinheit"}
"""Fields that are no text of the page; an alternative text is read aloud and has no lines."""


def kept(inhalt: Any) -> Any:
    """Return a content model in whose texts those spaces cannot break; nothing else changes."""
    if isinstance(inhalt, dict):
        return {feld: wert if feld in _UNBERUEHRT else kept(wert) for feld, wert in inhalt.items()}
    if isinstance(inhalt, list | tuple):
        return [kept(teil) for teil in inhalt]
    return kept_text(inhalt) if isinstance(inhalt, str) else inhalt


def kept_text(text: str) -> str:
    """Protect the spaces of one text; at most two in a row, so that a chain never outgrows a column."""
    if " " not in text:  # most are numbers in tables
        return text
    for stelle in _STELLEN:
        text = stelle.sub(lambda treffer: treffer[0].replace(" ", _GESCHUETZT), text)
    return text
