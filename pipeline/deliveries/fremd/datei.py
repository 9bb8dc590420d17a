"""One [[datei]] entry and one file: from bytes to rows of the standard layout."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd import excel, ort, summen
from pipeline.deliveries.fremd import werte as zahlwerk
from pipeline.deliveries.fremd.abbildung import ROH, Lage, block, gefiltert, wertspalten
from pipeline.deliveries.fremd.angaben import Datei, Werte
from pipeline.deliveries.fremd.aufbau import Blatt, gliedern
from pipeline.deliveries.fremd.befund import Unlesbar, erkannt
from pipeline.deliveries.fremd.raster import rastern
from pipeline.deliveries.fremd.zahl import Schreibweise, erkennen
from pipeline.deliveries.fremd.zeichen import entziffern
from pipeline.deliveries.fremd.zeit import datieren
from pipeline.schemas.befunde import HINWEIS, Befund


class Ergebnis(NamedTuple):
    """What one file says: rows of its table (None if it cannot be read), its areas, the findings."""

    tabelle: pd.DataFrame | None
    gebiete: pd.DataFrame | None
    befunde: list[Befund]


def bezeichnung(name: str, datei: Datei) -> str:
    """How findings name what an entry reads: the file, and its sheet where the entry chooses one."""
    return f'{name} (Blatt "{datei.blatt}")' if datei.blatt and name.lower().endswith(".xlsx") else name


def lesen(name: str, inhalt: bytes, datei: Datei) -> Ergebnis:
    """Read one file as its entry says."""
    ergebnis = _lesen(name, inhalt, datei)
    wo = bezeichnung(name, datei)
    return ergebnis._replace(
        befunde=[b._replace(datei=wo) if b.datei == name else b for b in ergebnis.befunde]
    )


def _lesen(name: str, inhalt: bytes, datei: Datei) -> Ergebnis:
    befunde: list[Befund] = []
    try:
        blatt, erkanntes = blatt_lesen(name, inhalt, datei)
        befunde += erkanntes
        lage, neue = _lage(blatt, datei)
        befunde += neue
        gebiete = ort.gebiete(lage.orte, lage.zeilen, datei.raumeinheit)
        if datei.tabelle == "raumeinheiten":
            return Ergebnis(None, gebiete, befunde)
        tabelle, neue = _tabelle(lage)
        befunde += [*neue, *_ungelesen(lage)]
    except Unlesbar as fehler:
        return Ergebnis(None, None, [*befunde, fehler.befund])
    return Ergebnis(tabelle, gebiete, befunde)


def blatt_lesen(name: str, inhalt: bytes, datei: Datei) -> tuple[Blatt, list[Befund]]:
    """Sheet of a file with its labels."""
    if name.lower().endswith(".xlsx"):
        raster, befunde = excel.rastern(name, inhalt, datei.blatt)
    else:
        text, befunde = entziffern(name, inhalt, datei)
        raster = rastern(name, text)
    blatt, neue = gliedern(name, raster, datei)
    return blatt, [*befunde, *neue]


def _lage(blatt: Blatt, datei: Datei) -> tuple[Lage, list[Befund]]:
    """Area, time and line of each row."""
    orte, befunde = ort.verorten(blatt, datei.raumeinheit)
    spalte = names.zeitspalte(datei.tabelle)
    zeilen = pd.Series(blatt.zeilen, index=blatt.zellen.index)
    gilt = orte.schluessel.notna() & gefiltert(blatt, datei.zeilenfilter)
    leer = pd.Series("", index=blatt.zellen.index, dtype="str")
    if not spalte or any(_datiert(werte, spalte) for werte in datei.werte):
        return Lage(blatt, datei, orte, leer, zeilen, gilt), befunde
    zeit, neue = datieren(blatt, datei.zeit, spalte)
    return Lage(blatt, datei, orte, zeit, zeilen, gilt & zeit.ne("")), [*befunde, *neue]


def _datiert(werte: Werte, spalte: str) -> bool:
    """Whether the labels of the value columns carry the time."""
    return werte.merkmal == spalte or f"(?P<{spalte}>" in werte.muster


def _tabelle(lage: Lage) -> tuple[pd.DataFrame, list[Befund]]:
    """All blocks of an entry: mapped, read as numbers, checked against delivered totals, put together."""
    tabelle = lage.datei.tabelle
    form = names.TABELLEN[tabelle]
    schreibweise, befunde = _schreibweise(lage)
    je_wert: dict[str, list[pd.DataFrame]] = {}
    for werte in lage.datei.werte:
        lang, verschmolzen, neue = block(lage, werte)
        befunde += neue
        if lang.empty:
            continue
        lang, neue = zahlwerk.bezahlen(lage.blatt.name, lang, lage.datei.symbole, schreibweise)
        befunde += neue
        lang, neue = summen.pruefen_und_weglassen(
            lage.blatt.name, lang, summen.dimensionen(tabelle), form.zeit, lage.datei.rundung
        )
        befunde += neue
        if verschmolzen:
            lang = zahlwerk.verschmelzen(lang, form.schluessel)
        je_wert.setdefault(werte.wert or zahlwerk.hauptwert(tabelle), []).append(lang)
    befunde += summen.pruefspalten(lage, schreibweise)
    zusammen = {wert: pd.concat(teile, ignore_index=True) for wert, teile in je_wert.items()}
    if not zusammen:
        return pd.DataFrame(columns=[*form.spalten, "zeile"], dtype="str"), befunde
    return zahlwerk.standard(tabelle, zusammen), befunde


def _schreibweise(lage: Lage) -> tuple[Schreibweise, list[Befund]]:
    """How the value columns write numbers: declared, or proved by the numbers themselves."""
    datei = lage.datei
    erklaert = Schreibweise(datei.tausender, datei.dezimal)
    if None not in erklaert:
        return erklaert, []
    stellen = {spalte.stelle for werte in datei.werte for spalte in wertspalten(lage.blatt, werte)}
    texte = {str(text) for stelle in stellen for text in lage.blatt.zellen[stelle].unique()}
    gelesen = erkennen(texte, erklaert)
    befunde = [
        erkannt(lage.blatt.name, f'{was} "{neu}"', f'{schluessel} = "{neu}"')
        for was, schluessel, alt, neu in (
            ("Tausenderzeichen", "tausender", erklaert.tausender, gelesen.tausender),
            ("Dezimalzeichen", "dezimal", erklaert.dezimal, gelesen.dezimal),
        )
        if alt is None and neu
    ]
    return gelesen, befunde


def _ungelesen(lage: Lage) -> Iterator[Befund]:
    """Columns that the manifest does not mention."""
    datei = lage.datei
    genannt = {lage.blatt.finden(spalte) for spalte in _genannte(datei)}
    genannt |= {spalte.stelle for werte in datei.werte for spalte in wertspalten(lage.blatt, werte)}
    offen = [label or f"Nummer {i + 1}" for i, label in enumerate(lage.blatt.labels) if i not in genannt]
    if offen:
        was = ", ".join(f'"{label}"' for label in offen[:8]) + (" ..." if len(offen) > 8 else "")
        grund = f"Diese Spalten werden nicht gelesen: {was}."
        abhilfe = "Ist das gewollt, bitte unter ignorieren nennen."
        yield Befund(HINWEIS, lage.blatt.name, None, "", "", "spalte_ungelesen", grund, abhilfe)


def _genannte(datei: Datei) -> Iterator[str | int]:
    stelle = datei.raumeinheit
    yield from (s for s in (stelle.spalte, stelle.name_spalte, datei.zeit.spalte) if s is not None)
    yield from (*stelle.spalten, *datei.ignorieren, *datei.zeilenfilter)
    for werte in datei.werte:
        yield from werte.zeilenfilter
        yield from (dimension.spalte for dimension in werte.dimension.values())
    yield from (dimension.spalte for dimension in datei.dimension.values())
    for pruefspalte in datei.pruefspalte:
        yield pruefspalte.spalte
        yield from summen.von(datei, pruefspalte)


__all__ = ["ROH", "Ergebnis", "blatt_lesen", "lesen"]
