"""One [[datei]] entry and one file: from bytes to rows of the standard layout."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from pipeline import names
from pipeline.deliveries.fremd import passung
from pipeline.deliveries.fremd.ableitung import abgeleitet, quoten
from pipeline.deliveries.fremd.angaben import Datei, Werte
from pipeline.deliveries.fremd.befund import Unlesbar, erkannt
from pipeline.deliveries.fremd.blatt import excel
from pipeline.deliveries.fremd.blatt.aufbau import Blatt, gliedern
from pipeline.deliveries.fremd.blatt.raster import rastern
from pipeline.deliveries.fremd.blatt.zeichen import entziffern
from pipeline.deliveries.fremd.deutung import ort
from pipeline.deliveries.fremd.deutung.zahl import Schreibweise, erkennen
from pipeline.deliveries.fremd.deutung.zeit import datieren
from pipeline.deliveries.fremd.zeilen import gewicht, summen, texte
from pipeline.deliveries.fremd.zeilen import werte as zahlwerk
from pipeline.deliveries.fremd.zeilen.abbildung import ROH, Lage, block, gefiltert, wertspalten
from pipeline.measures.codes import stack
from pipeline.schemas.befunde import HINWEIS, Befund


class Ergebnis(NamedTuple):
    """What one file says: rows of its table (None if it cannot be read), its areas, the findings.

    `erklaert`: derived columns in the order in which the entry declares them; `offen`: others that look so.
    """

    tabelle: pd.DataFrame | None
    gebiete: pd.DataFrame | None
    befunde: list[Befund]
    erklaert: tuple[abgeleitet.Blatt, ...] = ()
    offen: tuple[abgeleitet.Blatt, ...] = ()


def bezeichnung(name: str, datei: Datei) -> str:
    """How findings name what an entry reads: the file, and its sheet where the entry chooses one."""
    return f'{name} (Blatt "{datei.blatt}")' if datei.blatt and name.lower().endswith(".xlsx") else name


def lesen(name: str, inhalt: bytes, datei: Datei) -> Ergebnis:
    """Read one file as its entry says."""
    ergebnis = _lesen(name, inhalt, datei)
    wo = bezeichnung(name, datei)
    if wo == name:
        return ergebnis
    befunde = [b._replace(datei=wo) if b.datei == name else b for b in ergebnis.befunde]
    genannt = (tuple(b.umbenannt(wo) for b in teile) for teile in (ergebnis.erklaert, ergebnis.offen))
    return Ergebnis(ergebnis.tabelle, ergebnis.gebiete, befunde, *genannt)


def _lesen(name: str, inhalt: bytes, datei: Datei) -> Ergebnis:
    befunde: list[Befund] = []
    try:
        passung.pruefen(datei)
        blatt, erkanntes = blatt_lesen(name, inhalt, datei)
        befunde += erkanntes
        lage, neue = _lage(blatt, datei)
        befunde += neue
        gebiete = ort.gebiete(lage.orte, lage.zeilen, datei.raumeinheit)
        if datei.tabelle == "raumeinheiten":
            return Ergebnis(None, gebiete, befunde)
        if not names.TABELLEN[datei.tabelle].zaehlt:
            tabelle, neue = texte.lesen(lage)
            return Ergebnis(tabelle, gebiete, [*befunde, *neue, *_ungelesen(lage, ())])
        schreibweise, neue = _schreibweise(lage)
        befunde += neue
        tabelle, neue = _tabelle(lage, schreibweise)
        befunde += neue
        erklaert, neue = _erklaert(lage, schreibweise)
        offen = quoten.finden(lage, schreibweise, _stellen(lage))
        befunde += [*neue, *_ungelesen(lage, [b.stelle for b in offen])]
    except Unlesbar as fehler:
        return Ergebnis(None, None, [*befunde, fehler.befund])
    return Ergebnis(tabelle, gebiete, befunde, erklaert, offen)


def _erklaert(lage: Lage, schreibweise: Schreibweise) -> tuple[tuple[abgeleitet.Blatt, ...], list[Befund]]:
    """Derived columns that the entry declares."""
    gelesen = [abgeleitet.erklaert(lage, eine, schreibweise) for eine in lage.datei.abgeleitet]
    return tuple(blatt for blatt, _ in gelesen), [befund for _, neue in gelesen for befund in neue]


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


def _tabelle(lage: Lage, schreibweise: Schreibweise) -> tuple[pd.DataFrame, list[Befund]]:
    """All blocks of an entry: mapped, read as numbers, checked against delivered totals, put together."""
    tabelle = lage.datei.tabelle
    form = names.TABELLEN[tabelle]
    befunde: list[Befund] = []
    je_wert: dict[str, list[pd.DataFrame]] = {}
    for werte in lage.datei.werte:
        lang, verschmolzen, neue = block(lage, werte)
        befunde += neue
        if lang.empty:
            continue
        if werte.wert in gewicht.GEWICHTE:
            lang, neue = gewicht.lesen(lage.blatt.name, lang, lage.datei.symbole, schreibweise)
            befunde += neue
            je_wert.setdefault(werte.wert, []).append(lang)
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
    zusammen = {wert: stack(teile) for wert, teile in je_wert.items()}
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


def _stellen(lage: Lage) -> set[int]:
    """Columns that the manifest mentions."""
    genannt = {lage.blatt.finden(spalte) for spalte in _genannte(lage.blatt, lage.datei)}
    return genannt | {s.stelle for werte in lage.datei.werte for s in wertspalten(lage.blatt, werte)}


def _ungelesen(lage: Lage, nachgerechnet: Sequence[int]) -> Iterator[Befund]:
    """Columns that the manifest does not mention and nothing is made of."""
    genannt = _stellen(lage).union(nachgerechnet)
    offen = [label or f"Nummer {i + 1}" for i, label in enumerate(lage.blatt.labels) if i not in genannt]
    if offen:
        was = ", ".join(f'"{label}"' for label in offen[:8]) + (" ..." if len(offen) > 8 else "")
        grund = f"Diese Spalten werden nicht gelesen: {was}."
        abhilfe = "Ist das gewollt, bitte unter ignorieren nennen."
        yield Befund(HINWEIS, lage.blatt.name, None, "", "", "spalte_ungelesen", grund, abhilfe)


def _genannte(blatt: Blatt, datei: Datei) -> Iterator[str | int]:
    stelle = datei.raumeinheit
    yield from (s for s in (stelle.spalte, stelle.name_spalte, datei.zeit.spalte) if s is not None)
    yield from (*stelle.spalten, *datei.ignorieren, *datei.zeilenfilter)
    for werte in datei.werte:
        yield from werte.zeilenfilter
        yield from (dimension.spalte for dimension in werte.dimension.values())
    yield from (dimension.spalte for dimension in datei.dimension.values())
    for pruefspalte in datei.pruefspalte:
        yield pruefspalte.spalte
        yield from summen.ausgeschrieben(blatt, datei, pruefspalte.von)
    for text in datei.text.values():
        yield from (*text.spalten, *([text.spalte] if text.spalte is not None else []))
    if datei.koordinaten:
        yield from (datei.koordinaten.ost, datei.koordinaten.nord)
    for eine in datei.abgeleitet:
        yield eine.spalte
        yield from summen.ausgeschrieben(blatt, datei, (*eine.zaehler, *eine.nenner))


__all__ = ["ROH", "Ergebnis", "blatt_lesen", "lesen"]
