"""How a table is laid out: column widths, type size, landscape; and which symbols it must explain."""

import itertools
from typing import Any

from pipeline import errors, names
from pipeline.schemas import buendel

ZEICHEN = {
    "0": "genau null",
    names.GEHEIM: "geheim gehalten, damit keine einzelne Person erkennbar wird",
    names.NICHT_GELIEFERT: "nicht geliefert",
    names.NICHT_SINNVOLL: "nicht sinnvoll zu berechnen",
    names.NICHT_VERGLICHEN: "nicht verglichen",
    names.UNSICHER: "nicht gezeigt, weil der Wert zu unsicher ist",
}
"""The symbols of printed tables and what they mean; the legend of every report."""

_GROESSEN_PT = (9.0, 8.5, 8.0)
"""Type sizes tried before a table is turned; smaller cannot be read on paper."""
_ZEICHEN_EM = 0.54
"""Width of an average character of the typeface in em, with a margin: figures have 0.497."""
_MM_JE_PT = 25.4 / 72
_RAND_MM = 2.8
"""Space left and right of a cell together."""
_SCHMAL_MM = 120.0
"""A small table keeps this width, so that its numbers stay near their names."""
_QUER_MM = 252.0
"""Width of the text block on a turned page."""
_TEXT_HOECHSTENS = (60, 38, 24)
"""Characters after which a text cell is wrapped, the next where the one before needs too much room."""
_KOPF_HOECHSTENS = 17
"""Characters after which a word of a column title is hyphenated."""


def block(tabelle: buendel.Tabelle) -> dict[str, Any]:
    """Return the table as the template reads it.

    Returns: its fields, and `reihen` (the rows as they are set), `quer`, `anteile` (relative column
             widths), `breite_mm` (null = full width), `groesse_pt`, `zeichen` (the symbols that stand
             in it, explained).
    Raises:  BerichtUngueltig where a row has not one cell per column, or a total row does not exist.
    """
    _check(tabelle)
    gesetzt = {"reihen": _rows(tabelle), "zeichen": _symbols(tabelle)}
    return tabelle.model_dump() | _layout(tabelle) | gesetzt


def _check(tabelle: buendel.Tabelle) -> None:
    for nummer, zeile in enumerate(tabelle.zeilen, start=1):
        if len(zeile) != len(tabelle.spalten):
            raise errors.BerichtUngueltig(
                f'Tabelle "{tabelle.id}": Zeile {nummer} hat {len(zeile)} Zellen, '
                f"die Tabelle aber {len(tabelle.spalten)} Spalten"
            )
    if any(not 0 <= zeile < len(tabelle.zeilen) for zeile in tabelle.summenzeilen):
        raise errors.BerichtUngueltig(f'Tabelle "{tabelle.id}": eine Summenzeile gibt es nicht')
    if any(gruppe.ab >= len(tabelle.zeilen) for gruppe in tabelle.gruppen):
        raise errors.BerichtUngueltig(f'Tabelle "{tabelle.id}": eine Gruppe hat keine Zeilen')


def _rows(tabelle: buendel.Tabelle) -> list[dict[str, Any]]:
    """Rows with the group they begin and their cells, each with its column and how many rows it spans."""
    gruppen = {gruppe.ab: gruppe.titel for gruppe in tabelle.gruppen}
    paare = [_continues(tabelle, nummer) for nummer in range(len(tabelle.zeilen))]
    return [
        {
            "gruppe": gruppen.get(nummer, ""),
            "summe": nummer in tabelle.summenzeilen,
            "folgt": paare[nummer],
            "zellen": [
                {
                    "spalte": spalte,
                    "text": zelle.text,
                    "hoch": 2 if spalte == 0 and _pair(paare, nummer) else 1,
                }
                for spalte, zelle in enumerate(zeile)
                if spalte or not paare[nummer]
            ],
        }
        for nummer, zeile in enumerate(tabelle.zeilen)
    ]


def _continues(tabelle: buendel.Tabelle, nummer: int) -> bool:
    """Whether a row belongs to the one above: of two row heads the first is the same, so it is said once."""
    doppelt = len(tabelle.spalten) > 1 and tabelle.spalten[0].kopf and tabelle.spalten[1].kopf
    erste = [zeile[0].text for zeile in tabelle.zeilen[: nummer + 1]]
    gleich = len(list(itertools.takewhile(lambda text: text == erste[-1], reversed(erste))))
    return doppelt and gleich % 2 == 0


def _pair(paare: list[bool], nummer: int) -> bool:
    """Whether the row below continues this one."""
    return paare[nummer + 1 : nummer + 2] == [True]


def _layout(tabelle: buendel.Tabelle) -> dict[str, Any]:
    groesse, breiten = _upright(tabelle)
    gesetzt = all(spalte.breite for spalte in tabelle.spalten)
    # who says how wide every column is has seen to it that the table fits
    quer = tabelle.quer or (sum(breiten) > buendel.SATZBREITE_MM and not gesetzt)
    if quer:
        groesse, breiten = _fit(_widths(tabelle, _TEXT_HOECHSTENS[1]), _QUER_MM)
    schmal = not quer and sum(breiten) <= _SCHMAL_MM
    anteile = [spalte.breite or breite for spalte, breite in zip(tabelle.spalten, breiten, strict=True)]
    return {
        "quer": quer,
        "anteile": anteile,
        "breite_mm": _SCHMAL_MM if schmal else None,
        "groesse_pt": groesse,
    }


def _upright(tabelle: buendel.Tabelle) -> tuple[float, list[float]]:
    """Fit on the upright page, with long texts on one line where the largest type size allows it."""
    weit, mittel, eng = (_fit(_widths(tabelle, n), buendel.SATZBREITE_MM) for n in _TEXT_HOECHSTENS)
    if weit[0] == _GROESSEN_PT[0]:
        return weit
    return mittel if sum(mittel[1]) <= buendel.SATZBREITE_MM else eng


def _widths(tabelle: buendel.Tabelle, hoechstens: int) -> list[int]:
    """Characters each column needs; numbers never wrap."""
    return [_width(tabelle, nummer, hoechstens) for nummer in range(len(tabelle.spalten))]


def _width(tabelle: buendel.Tabelle, nummer: int, hoechstens: int) -> int:
    spalte = tabelle.spalten[nummer]
    laengste = max(len(zeile[nummer].text) for zeile in tabelle.zeilen)
    if spalte.typ == "text":
        laengste = min(laengste, hoechstens)
    wort = max(len(wort) for wort in spalte.titel.split(" "))
    return max(laengste, min(wort, _KOPF_HOECHSTENS))


def _fit(zeichen: list[int], platz_mm: float) -> tuple[float, list[float]]:
    """Return the largest type size at which the columns fit, and their widths in mm; else the smallest."""
    breiten: list[float] = []
    for groesse in _GROESSEN_PT:
        breiten = [z * _ZEICHEN_EM * groesse * _MM_JE_PT + _RAND_MM for z in zeichen]
        if sum(breiten) <= platz_mm:
            return groesse, breiten
    return _GROESSEN_PT[-1], breiten


def _symbols(tabelle: buendel.Tabelle) -> list[str]:
    texte = {zelle.text.strip() for zeile in tabelle.zeilen for zelle in zeile}
    return [symbol_text(zeichen) for zeichen in ZEICHEN if zeichen != "0" and zeichen in texte]


def symbol_text(zeichen: str) -> str:
    """Write a symbol with its meaning, the two never parted by a line break."""
    return f"{zeichen}\N{NO-BREAK SPACE}{ZEICHEN[zeichen]}"
