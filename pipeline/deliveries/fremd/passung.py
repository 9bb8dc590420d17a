"""Whether an entry says of its table only what that table has, and all that it needs."""

from collections.abc import Iterator

from pipeline import names
from pipeline.deliveries.fremd.angaben import Datei
from pipeline.deliveries.fremd.befund import MANIFEST, meinten_sie, unlesbar

FREIWILLIG = (*names.DIMENSIONEN_MIT_INSGESAMT, "handlungsfeld", "zielgruppe")
"""Dimensions that may be insgesamt where a source does not distinguish them."""
PFLICHTTEXTE = {"einrichtungen": ("name", "art"), "interviews": ("aussage",)}
KOORDINATEN = ("ost", "nord")


def pruefen(datei: Datei) -> None:
    """Refuse an entry that could only be read in part.

    Raises: Unlesbar with the first thing that does not fit.
    """
    for grund, abhilfe, wert in _maengel(datei):
        raise unlesbar(MANIFEST, "manifest", f"{datei.datei}: {grund}", abhilfe, wert=wert)


def textspalten(tabelle: str) -> tuple[str, ...]:
    """Columns of a table that does not count, without area, time and coordinates."""
    form = names.TABELLEN[tabelle]
    return tuple(s for s in form.spalten if s not in ("raumeinheit", form.zeit, *KOORDINATEN))


def _maengel(datei: Datei) -> Iterator[tuple[str, str, str]]:
    form = names.TABELLEN[datei.tabelle]
    if datei.tabelle == "raumeinheiten":
        return
    if form.zaehlt:
        yield from _gezaehlt(datei)
    else:
        yield from _texte(datei)


def _gezaehlt(datei: Datei) -> Iterator[tuple[str, str, str]]:
    form = names.TABELLEN[datei.tabelle]
    if datei.text or datei.koordinaten:
        abhilfe = "Bitte die Spalten mit Zahlen unter [[datei.werte]] nennen."
        yield f'Die Tabelle "{datei.tabelle}" enthält Zahlen, keine Texte.', abhilfe, "text"
    if not datei.werte:
        grund = "Nichts sagt, in welchen Spalten die Zahlen stehen."
        yield grund, 'Bitte [[datei.werte]] ergänzen, z. B. mit spalten = ["Anzahl"].', "werte"
    dimensionen = form.schluessel[2:]
    for werte in datei.werte:
        genannt = {*datei.dimension, *werte.dimension, *werte.merkmale, werte.merkmal} - {"", form.zeit}
        for fremd in sorted(genannt - {*dimensionen}):
            abhilfe = f"Möglich sind {', '.join(dimensionen)}{meinten_sie(fremd, dimensionen)}"
            yield f'Die Tabelle "{datei.tabelle}" hat kein Merkmal "{fremd}".', abhilfe, fremd
        if werte.wert and werte.wert not in form.werte:
            abhilfe = f"Möglich sind {', '.join(form.werte)}{meinten_sie(werte.wert, form.werte)}"
            yield f'Die Tabelle "{datei.tabelle}" hat keine Zahl "{werte.wert}".', abhilfe, werte.wert
        im_muster = {d for d in dimensionen if f"(?P<{d}>" in werte.muster}
        for fehlt in (d for d in dimensionen if d not in FREIWILLIG and d not in genannt | im_muster):
            abhilfe = (
                f'Bitte unter [datei.dimension.{fehlt}] oder in merkmale = {{ {fehlt} = "..." }} angeben.'
            )
            yield f'Zur Tabelle "{datei.tabelle}" fehlt das Merkmal "{fehlt}".', abhilfe, fehlt


def _texte(datei: Datei) -> Iterator[tuple[str, str, str]]:
    spalten = textspalten(datei.tabelle)
    if datei.werte or datei.dimension or datei.pruefspalte or datei.abgeleitet:
        abhilfe = f"Bitte die Spalten unter [datei.text] nennen: {', '.join(spalten)}."
        yield f'Die Tabelle "{datei.tabelle}" enthält Texte, keine Zahlen.', abhilfe, "werte"
    for fremd in sorted({*datei.text} - {*spalten}):
        abhilfe = f"Möglich sind {', '.join(spalten)}{meinten_sie(fremd, spalten)}"
        yield f'Die Tabelle "{datei.tabelle}" hat keine Spalte "{fremd}".', abhilfe, fremd
    for fehlt in (s for s in PFLICHTTEXTE[datei.tabelle] if s not in datei.text):
        abhilfe = f'Bitte [datei.text] um {fehlt} = {{ spalte = "..." }} ergänzen.'
        yield f'Zur Tabelle "{datei.tabelle}" fehlt die Spalte "{fehlt}".', abhilfe, fehlt
    if datei.koordinaten and datei.tabelle != "einrichtungen":
        yield (
            f'Die Tabelle "{datei.tabelle}" hat keine Koordinaten.',
            "Bitte [datei.koordinaten] streichen.",
            "",
        )
