"""Findings about a foreign file, and the exception of a file that cannot become a table."""

import difflib
from collections.abc import Iterable

from pipeline.schemas.befunde import FEHLER, HINWEIS, Befund

MANIFEST = "lieferung.toml"


class Unlesbar(Exception):
    """The file cannot become a table; carries the finding that says why."""

    def __init__(self, befund: Befund) -> None:
        super().__init__(befund.grund)
        self.befund = befund


def fehler(
    datei: str,
    regel: str,
    grund: str,
    abhilfe: str,
    zeile: int | None = None,
    spalte: str = "",
    wert: str = "",
) -> Befund:
    """Finding that stops the delivery."""
    return Befund(FEHLER, datei, zeile, spalte, wert, regel, grund, abhilfe)


def erkannt(datei: str, was: str, schluessel: str) -> Befund:
    """Say what the manifest left out and how it was read, so that a person can confirm it."""
    abhilfe = f"Bitte bestätigen: {schluessel} in {MANIFEST} unter [[datei]]."
    return Befund(HINWEIS, datei, None, "", "", "erkannt", f"Erkannt: {was}.", abhilfe)


def unlesbar(
    datei: str, regel: str, grund: str, abhilfe: str, zeile: int | None = None, wert: str = ""
) -> Unlesbar:
    """Exception of a file that cannot become a table."""
    return Unlesbar(fehler(datei, regel, grund, abhilfe, zeile, wert=wert))


def meinten_sie(wert: str, moeglich: Iterable[str]) -> str:
    """End of a sentence: the nearest of the possible words."""
    aehnlich = difflib.get_close_matches(wert, [wort for wort in moeglich if wort], n=1)
    return f'; meinten Sie "{aehnlich[0]}"?' if aehnlich else "."


def kurz(text: str, laenge: int = 60) -> str:
    """A delivered text short enough for a sentence."""
    return text if len(text) <= laenge else f"{text[: laenge - 1]}…"
