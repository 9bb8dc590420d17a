"""Where in a grid the titles end, the header stands, the data begin and the footer cuts them off."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.deliveries.fremd.angaben import Datei, Spalte
from pipeline.deliveries.fremd.befund import erkannt, fehler, kurz, meinten_sie, unlesbar
from pipeline.deliveries.fremd.blatt.raster import Raster
from pipeline.measures.codes import codes, translated
from pipeline.schemas.befunde import Befund

FUSSZEILEN = ("Quelle:", "Hinweis:", "____", "Stand:", "Anmerkung", "©")
"""Beginnings of a footer that are known without being declared, if nothing else stands in the line."""
OBEN = 40
"""Rows that are looked at to find titles and header."""
ZAHLIG = re.compile(r"[-(]?[0-9][0-9.,'’ \u00a0\u202f]*\)?")
GRUPPE = "|"


@dataclass(frozen=True)
class Blatt:
    """A table with its labels: titles above it, one label per column, the cells (categories), their lines."""

    name: str
    titel: list[str]
    labels: list[str]
    zellen: pd.DataFrame
    zeilen: npt.NDArray[np.int64]

    def finden(self, spalte: Spalte) -> int:
        """Position of a column.

        Raises: Unlesbar where no column, or more than one, is called so.
        """
        if isinstance(spalte, int):
            if 1 <= spalte <= len(self.labels):
                return spalte - 1
            raise self._unbekannt(str(spalte), f"Die Datei hat {len(self.labels)} Spalten.")
        treffer = [i for i, label in enumerate(self.labels) if label == spalte]
        treffer = treffer or [i for i, label in enumerate(self.labels) if label.split(GRUPPE)[-1] == spalte]
        if len(treffer) == 1:
            return treffer[0]
        if not treffer:
            raise self._unbekannt(spalte, f"Die Spalten stehen in der Kopfzeile{self._nah(spalte)}")
        genau = " oder ".join(f'"{self.labels[i]}" (Nummer {i + 1})' for i in treffer)
        grund = f'Die Spalte "{spalte}" gibt es {len(treffer)}-mal.'
        raise unlesbar(self.name, "spalte_mehrfach", grund, f"Bitte genau angeben: {genau}.", wert=spalte)

    def _nah(self, spalte: str) -> str:
        return meinten_sie(spalte, [*self.labels, *(label.split(GRUPPE)[-1] for label in self.labels)])

    def _unbekannt(self, spalte: str, abhilfe: str) -> Exception:
        grund = f'Die Spalte "{spalte}" gibt es nicht.'
        return unlesbar(self.name, "spalte_unbekannt", grund, abhilfe, wert=spalte)

    def spalte(self, spalte: Spalte) -> "pd.Series[str]":
        """Texts of a column without blanks around them."""
        return self.zellen[self.finden(spalte)]


def gliedern(name: str, raster: Raster, datei: Datei) -> tuple[Blatt, list[Befund]]:
    """Find titles, header and data; what the manifest does not say is detected and mentioned."""
    befunde = []
    titel = datei.titelzeilen
    if titel is None:
        titel = erkenne_titelzeilen(raster)
        if titel:
            befunde.append(erkannt(name, f"{titel} Titelzeilen", f"titelzeilen = {titel}"))
    kopf = datei.kopfzeilen
    if kopf is None:
        kopf = erkenne_kopfzeilen(raster, titel)
        befunde.append(erkannt(name, f"{kopf} Kopfzeilen", f"kopfzeilen = {kopf}"))
    if len(raster.zeilen) <= titel + kopf:
        grund = "Unter der Kopfzeile stehen keine Daten."
        raise unlesbar(name, "leer", grund, "Bitte titelzeilen und kopfzeilen prüfen.")
    oben = raster.oben(titel + kopf)
    titelzeilen = [" ".join(zelle for zelle in zeile if zelle) for zeile in oben[:titel]]
    rumpf, fuss = _ohne_fuss(name, raster.ab(titel + kopf), datei.fusszeilen)
    labels = beschriften(oben[titel:])
    zellen, breite = _zuschneiden(labels, rumpf)
    blatt = Blatt(name, titelzeilen, labels[:breite], zellen, rumpf.zeilen)
    return blatt, [*befunde, *fuss, *_falsche_laengen(name, rumpf, labels)]


def beschriften(kopf: list[list[str]]) -> list[str]:
    """One label per column: group labels reach to the right until the next one; rows are joined by `|`."""
    zeilen = [list(zeile) for zeile in kopf]
    for stufe, zeile in enumerate(zeilen[:-1]):
        for i in range(1, len(zeile)):
            darunter = any(unten[i] for unten in zeilen[stufe + 1 :])
            neue_gruppe = any(zeilen[s][i] and zeilen[s][i] != zeilen[s][i - 1] for s in range(stufe))
            if not zeile[i] and darunter and not neue_gruppe:
                zeile[i] = zeile[i - 1]
    return [GRUPPE.join(teil for teil in teile if teil) for teile in zip(*zeilen, strict=True)]


def _ohne_fuss(name: str, rumpf: Raster, fuss: tuple[str, ...] | None) -> tuple[Raster, list[Befund]]:
    """Cut off the footer; undeclared, only a line in which nothing else stands is taken for one."""
    anfaenge = FUSSZEILEN if fuss is None else fuss
    if not anfaenge:
        return rumpf, []
    erste = codes(rumpf.zellen[0])
    treffer = erste.where([text.strip().startswith(tuple(anfaenge)) for text in erste.texte])
    for spalte in rumpf.zellen.columns[2:] if fuss is None and treffer.any() else ():
        treffer &= rumpf.zellen[spalte].eq("").to_numpy(dtype=bool)
    if not treffer.any():
        return rumpf, []
    ende = int(treffer.argmax())
    if ende == 0:
        grund = "Unter der Kopfzeile beginnt gleich die Fußzeile."
        raise unlesbar(name, "leer", grund, "Bitte kopfzeilen und fusszeilen prüfen.", int(rumpf.zeilen[0]))
    befunde = []
    if fuss is None:
        text = str(rumpf.zellen[0].iloc[ende]).strip()
        wort = next(anfang for anfang in anfaenge if text.startswith(anfang))
        was = f'die Tabelle endet vor Zeile {rumpf.zeilen[ende]} ("{kurz(text)}")'
        befunde.append(erkannt(name, was, f'fusszeilen = ["{wort}"]'))
    return rumpf.ab(0, ende), befunde


def _zuschneiden(labels: list[str], rumpf: Raster) -> tuple[pd.DataFrame, int]:
    """Cells without blanks around them and without empty last columns."""
    zellen = pd.DataFrame({i: translated(rumpf.zellen[i], str.strip) for i in rumpf.zellen.columns})
    zellen = zellen.reset_index(drop=True)
    breite = len(labels)
    while breite and not labels[breite - 1] and zellen[breite - 1].eq("").all():
        breite -= 1
    return zellen[list(range(breite))], breite


def _falsche_laengen(name: str, rumpf: Raster, labels: list[str]) -> list[Befund]:
    """Rows that lack fields: something was lost, and what follows may stand in the wrong column."""
    breite = len(labels)
    while breite and not labels[breite - 1]:
        breite -= 1
    verschieden, wie_oft = np.unique(rumpf.felder, return_counts=True)
    soll = int(verschieden[wie_oft.argmax()])
    zu_kurz = (rumpf.felder < min(breite, len(labels))) | (rumpf.felder > max(soll, breite))
    befunde = []
    for zeile, felder in zip(rumpf.zeilen[zu_kurz], rumpf.felder[zu_kurz], strict=True):
        grund = f"Die Zeile hat {felder} Felder, üblich sind hier {max(soll, breite)}."
        abhilfe = "Bitte fehlende Felder ergänzen; Texte mit Trennzeichen gehören in Anführungszeichen."
        befunde.append(fehler(name, "feldzahl", grund, abhilfe, int(zeile)))
    return befunde


def ist_zahlig(zelle: str) -> bool:
    """Whether a cell looks like a number, however it is written."""
    return bool(ZAHLIG.fullmatch(zelle))


def erkenne_titelzeilen(raster: Raster) -> int:
    """Rows above the header in which only the first cell is filled, if the rows below fill more."""
    nur_vorn = [not any(zeile[1:]) for zeile in raster.oben(OBEN)]
    return next((i for i, nur in enumerate(nur_vorn) if not nur), 0)


def erkenne_kopfzeilen(raster: Raster, titel: int) -> int:
    """One to three rows: the data begin where a column holds a number in this and most later rows."""
    zeilen = [zeile for zeile in raster.oben(OBEN)[titel:] if sum(map(bool, zeile)) > 1]
    for kopf in (1, 2, 3):
        unten = zeilen[kopf:]
        if unten and not _nur_jahre(unten[0]) and any(_zahlig(unten, i) for i in range(len(unten[0]))):
            return kopf
    return 1


def _zahlig(zeilen: list[list[str]], stelle: int) -> bool:
    anteil = sum(ist_zahlig(zeile[stelle]) for zeile in zeilen) / len(zeilen)
    return ist_zahlig(zeilen[0][stelle]) and anteil > 0.5


def _nur_jahre(zeile: list[str]) -> bool:
    """Whether the numbers of a row are different years, as in the header of a wide table."""
    zahlen = [zelle for zelle in zeile if ist_zahlig(zelle)]
    jahre = {zelle for zelle in zahlen if re.fullmatch("(19|20)[0-9]{2}", zelle)}
    return len(jahre) == len(zahlen) > 1
