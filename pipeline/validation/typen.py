"""Give a table of texts its types; what has none is reported with its line."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.measures.codes import codes, decode, encode
from pipeline.schemas import MODELLE
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.validation.worte import in_anfuehrung, meinten_sie
from pipeline.validation.zahlen import ist_ganz, ist_kommazahl, warum_keine_kommazahl, warum_nicht_ganz

ERSATZ = {"Int64": pd.NA, "int64": 2000, "float64": float("nan"), "str": None}
"""What stands in a column that is missing or a cell that is no number; the finding is already made."""


def spalten_pruefen(tabelle: str, geliefert: Sequence[str]) -> list[Befund]:
    """Missing and unknown columns of a table, each with the nearest name."""
    form = names.TABELLEN[tabelle].spalten
    fehlend = [spalte for spalte in form if spalte not in geliefert]
    fremd = [spalte for spalte in geliefert if spalte not in form and spalte != "zeile"]
    return [_fremd(tabelle, spalte, fehlend or form) for spalte in fremd] + [
        _fehlend(tabelle, spalte, fremd) for spalte in fehlend
    ]


def _fremd(tabelle: str, spalte: str, moeglich: Sequence[str]) -> Befund:
    grund = f"Die Spalte {in_anfuehrung(spalte)} ist nicht bekannt."
    abhilfe = f"Gültig sind {', '.join(names.TABELLEN[tabelle].spalten)}{meinten_sie(spalte, moeglich)}"
    if names.ABGELEITET.search(spalte):
        abhilfe = (
            "Anteile, Raten und Veränderungen folgen aus den Zahlen; bitte die Spalte weglassen, oder die "
            "Datei in lieferung.toml unter [[datei]] erklären, dann wird sie nachgerechnet."
        )
    return Befund(FEHLER, f"{tabelle}.csv", 1, "", spalte, "spalte_unbekannt", grund, abhilfe)


def _fehlend(tabelle: str, spalte: str, fremd: Sequence[str]) -> Befund:
    grund = f"Die Spalte {in_anfuehrung(spalte)} fehlt."
    abhilfe = f"Bitte die Spalte ergänzen{meinten_sie_geliefert(spalte, fremd)}"
    return Befund(FEHLER, f"{tabelle}.csv", 1, "", spalte, "spalte_fehlt", grund, abhilfe)


def meinten_sie_geliefert(spalte: str, fremd: Sequence[str]) -> str:
    """End of the sentence on a missing column: the delivered one that looks most like it."""
    vorschlag = meinten_sie(spalte, fremd)
    return "." if vorschlag == "." else f" oder umbenennen{vorschlag}"


def typisieren(tabelle: str, texte: pd.DataFrame) -> tuple[pd.DataFrame, list[Befund]]:
    """Set the types of the schema.

    Takes:   the columns as text, and `zeile`.
    Returns: every column of the standard delivery with its type (texts of a table of counts as a category),
             and `zeile`; the findings about cells that are no numbers. An empty text becomes a missing value.
    """
    befunde: list[Befund] = []
    spalten = {}
    for spalte in names.TABELLEN[tabelle].spalten:
        typ = _typ(tabelle, spalte)
        if spalte not in texte.columns:
            ersatz = "unsicher" if spalte == "status" else ERSATZ[typ]
            spalten[spalte] = pd.Series([ersatz] * len(texte), index=texte.index, dtype=typ)
        elif typ == "str":
            spalten[spalte] = _texte(tabelle, texte[spalte])
        else:
            spalten[spalte], neue = _zahlen(tabelle, texte, spalte, typ)
            befunde += neue
    return pd.DataFrame({**spalten, "zeile": texte["zeile"]}), befunde


@cache
def _typ(tabelle: str, spalte: str) -> str:
    typ = str(MODELLE[tabelle].to_schema().columns[spalte].dtype)
    return "str" if typ.startswith("string") else typ


def _texte(tabelle: str, spalte: "pd.Series[Any]") -> "pd.Series[Any]":
    """Texts whose empty ones are missing; in long tables a category, so that each is looked at once."""
    if not names.TABELLEN[tabelle].zaehlt:
        texte = decode(spalte)
        return texte.where(texte.ne(""))
    kodiert = encode(spalte)
    return kodiert.cat.remove_categories("") if "" in kodiert.cat.categories else kodiert


def _zahlen(tabelle: str, texte: pd.DataFrame, spalte: str, typ: str) -> tuple[Any, list[Befund]]:
    """Convert once per distinct text; long columns repeat few."""
    gut: Callable[[str], bool] = ist_kommazahl if typ == "float64" else ist_ganz
    zahl: Callable[[str], float] = float if typ == "float64" else int
    kodiert = codes(texte[spalte])
    lesbar = [gut(text) for text in kodiert.texte]
    je_text = [zahl(text) if ja else pd.NA for text, ja in zip(kodiert.texte, lesbar, strict=True)]
    werte: Any = pd.array([*je_text, pd.NA], dtype="Float64" if typ == "float64" else "Int64")[kodiert.code]
    leer_erlaubt = typ != "int64"
    heil = [ja or (leer_erlaubt and text == "") for text, ja in zip(kodiert.texte, lesbar, strict=True)]
    unlesbar = texte[~kodiert.where(heil)] if not all(heil) else texte.iloc[:0]
    werte = pd.Series(werte, index=texte.index)
    if typ != "Int64":
        werte = werte.fillna(ERSATZ[typ]).astype(typ)
    return werte, list(_unlesbar(tabelle, unlesbar, spalte, typ))


def _unlesbar(tabelle: str, texte: pd.DataFrame, spalte: str, typ: str) -> Iterator[Befund]:
    warum = warum_keine_kommazahl if typ == "float64" else warum_nicht_ganz
    for zeile, wert in zip(texte["zeile"], texte[spalte], strict=True):
        grund, abhilfe = warum(wert) if wert else ("Das Feld ist leer.", "Bitte ausfüllen.")
        yield Befund(FEHLER, f"{tabelle}.csv", int(zeile), spalte, wert, "zahl", grund, abhilfe)
