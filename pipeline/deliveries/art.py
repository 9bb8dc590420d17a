"""What a key of the manifest may hold, and how to say so."""

import difflib
import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from pipeline import names
from pipeline.schemas.grundlage import ist_datum


class Art(NamedTuple):
    """Kind of a value: the test, and the German words for what is asked for."""

    passt: Callable[[Any], bool]
    so: str


def liste(passt: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Test for a list whose members all pass."""
    return lambda wert: isinstance(wert, list) and all(passt(teil) for teil in wert)


def ist_text(wert: Any) -> bool:
    """Whether this is a text."""
    return isinstance(wert, str)


def ist_ganz(wert: Any) -> bool:
    """Whether this is a whole number (TOML's true is none)."""
    return isinstance(wert, int) and not isinstance(wert, bool)


def anzahl(von: int, bis: int) -> Art:
    """Kind of a whole number within bounds."""
    return Art(lambda wert: ist_ganz(wert) and von <= wert <= bis, f"eine ganze Zahl von {von} bis {bis}")


def ist_jahr(wert: Any) -> bool:
    """Whether this is a year that can occur."""
    return ist_ganz(wert) and 1900 <= wert <= 2100


def ist_regex(wert: Any) -> bool:
    """Whether this is a text that compiles as a pattern, and will mean the same in later Pythons."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)  # a pattern that will mean something else is refused
        try:
            return ist_text(wert) and bool(re.compile(wert))
        except (re.error, OverflowError, RecursionError, FutureWarning):
            return False


def eines_von(moeglich: Iterable[str]) -> Art:
    """Kind of a text out of a closed list."""
    alle = tuple(moeglich)
    return Art(lambda wert: ist_text(wert) and wert in alle, "eines von " + ", ".join(f'"{m}"' for m in alle))


def zuordnung(passt: Callable[[Any], bool], so: str) -> Art:
    """Kind of an inline table whose values all pass."""
    return Art(lambda wert: isinstance(wert, Mapping) and all(passt(teil) for teil in wert.values()), so)


def aehnlich(name: str, bekannt: Iterable[str]) -> str:
    """End of a sentence: the nearest known word."""
    treffer = difflib.get_close_matches(name, list(bekannt), n=1)
    return f'; meinten Sie "{treffer[0]}"?' if treffer else "."


TEXT = Art(ist_text, 'einen Text in Anführungszeichen, z. B. "Statistikstelle"')
DATUM = Art(lambda w: isinstance(w, date) or (ist_text(w) and ist_datum(w)), "ein Datum, z. B. 2024-03-15")
JA_NEIN = Art(lambda wert: isinstance(wert, bool), "true oder false")
TEXTE = Art(liste(ist_text), 'eine Liste von Texten, z. B. ["einwohner", "wanderungen"]')
TABELLEN = Art(
    liste(lambda w: ist_text(w) and w in names.TABELLEN), "eine Liste von Tabellen der Lieferbeschreibung"
)
JAHRE = Art(liste(ist_jahr), "eine Liste von Jahren, z. B. [2015, 2016]")
MUSTER = Art(ist_regex, "ein regulärer Ausdruck in einfachen Anführungszeichen, z. B. '^E_(?P<alter>.+)$'")
SPALTE = Art(
    lambda w: (ist_text(w) and bool(w)) or (ist_ganz(w) and w >= 1),
    'ein Spaltenname oder eine Nummer ab 1, z. B. "Alter"',
)
NUMMER = Art(
    lambda w: ist_ganz(w) or (isinstance(w, float) and w == w and abs(w) < float("inf")), "eine Zahl"
)
SPALTEN = Art(liste(SPALTE.passt), 'eine Liste von Spalten, z. B. ["männlich", "weiblich"] oder [8, 9]')
ZEICHENFOLGEN = zuordnung(ist_text, 'eine Zuordnung von Texten, z. B. { "männlich" = "m" }')
FILTER = zuordnung(
    lambda w: ist_text(w) or liste(ist_text)(w),
    'eine Zuordnung von Spalten zu Texten, z. B. { zeile = "Einwohner" }',
)
"""Kinds of the keys of the manifest."""
