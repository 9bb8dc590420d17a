"""An unknown file opened: where its header stands, where it ends, and how it is divided into fields."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.deliveries.fremd.angaben import Datei, Ort
from pipeline.deliveries.fremd.blatt import excel
from pipeline.deliveries.fremd.blatt.aufbau import FUSSZEILEN, GRUPPE, Blatt, gliedern, ist_zahlig
from pipeline.deliveries.fremd.blatt.raster import Raster, rastern
from pipeline.deliveries.fremd.blatt.zeichen import entziffern, erkenne_zeichensatz
from pipeline.deliveries.fremd.vorschlag.etikett import ZEITANGABE
from pipeline.deliveries.fremd.vorschlag.schrift import liste, text

OBEN = 80
"""Rows in which the header is looked for."""
KOPF_HOECHSTENS = 3


@dataclass(frozen=True)
class Bild:
    """A sheet, the lines of the manifest that say how to open it, and texts beside the table."""

    blatt: Blatt
    form: tuple[str, ...]
    mappenblatt: str
    fuss: tuple[str, ...]

    @property
    def umfeld(self) -> tuple[str, ...]:
        """What may say what the table is about, the nearest first."""
        name = self.blatt.name.rsplit(".", 1)[0]
        return (*self.blatt.titel, self.mappenblatt, name)


def oeffnen(name: str, inhalt: bytes, mappenblatt: str = "") -> Bild:
    """Open a file as a table.

    Raises: Unlesbar where it is none.
    """
    form: list[str] = []
    if name.lower().endswith(".xlsx"):
        raster, _ = excel.rastern(name, inhalt, mappenblatt)
        form.append(f"blatt = {text(mappenblatt)}")
    else:
        entziffert, _ = entziffern(name, inhalt, Datei(name, "einwohner", Ort()))
        raster = rastern(name, entziffert)
        form.append(f'zeichensatz = "{erkenne_zeichensatz(inhalt)}"')
        form.append(f"trennzeichen = {text(entziffert.trenner)}")
    titel, kopf = kopf_finden(raster)
    anfang, fuss = _fuss(raster, titel + kopf)
    datei = Datei(name, "einwohner", Ort(), titelzeilen=titel, kopfzeilen=kopf, fusszeilen=anfang)
    blatt, _ = gliedern(name, raster, datei)
    blatt = replace(blatt, zellen=blatt.zellen.astype("str"))
    form += [f"titelzeilen = {titel}", f"kopfzeilen = {kopf}", f"fusszeilen = {liste(anfang)}"]
    return Bild(blatt, tuple(form), mappenblatt, fuss)


def blaetter(name: str, inhalt: bytes) -> list[str]:
    """Sheets of a workbook; for any other file one without a name.

    Raises: Unlesbar where the workbook is none.
    """
    return excel.blaetter(name, inhalt) if name.lower().endswith(".xlsx") else [""]


def kopf_finden(raster: Raster) -> tuple[int, int]:
    """Title lines and header rows; data begin where a column holds numbers here and in most later rows."""
    zeilen = raster.oben(OBEN)
    gefuellt = [sum(map(bool, zeile)) for zeile in zeilen]
    daten = next((r for r in range(1, len(zeilen)) if _beginnt(zeilen, gefuellt, r)), 0)
    if not daten:
        titel = next((i for i, zahl in enumerate(gefuellt) if zahl > 1), 0)
        return titel, 1
    while daten > 1 and gefuellt[daten - 1] == 1 and max(gefuellt) > 1 and max(gefuellt[:daten]) > 1:
        daten -= 1  # a line between header and data that fills one cell only is told by the reader, not here
    kopf = 0
    while kopf < min(KOPF_HOECHSTENS, daten) and gefuellt[daten - kopf - 1] > 1:
        kopf += 1
    while kopf > 1 and _ist_titel(zeilen[daten - kopf], max(gefuellt)):
        kopf -= 1
    return daten - max(kopf, 1), max(kopf, 1)


def _beginnt(zeilen: list[list[str]], gefuellt: list[int], reihe: int) -> bool:
    zeile, unten = zeilen[reihe], [z for z in zeilen[reihe:] if sum(map(bool, z)) > 1]
    if gefuellt[reihe] < 2 or gefuellt[reihe] * 3 < max(gefuellt) or _kopfartig(zeile, unten):
        return False
    return any(
        ist_zahlig(zeile[i]) and sum(ist_zahlig(z[i]) for z in unten) * 2 > len(unten)
        for i in range(len(zeile))
    )


def _kopfartig(zeile: list[str], unten: list[list[str]]) -> bool:
    """Whether the numbers of a row are years, dates or a running count over the columns."""
    stellen = [i for i, zelle in enumerate(zeile) if ist_zahlig(zelle)]
    if not stellen:
        return False
    jahre = all(re.fullmatch(r"(19|20)\d\d", zeile[i]) or ZEITANGABE.fullmatch(zeile[i]) for i in stellen)
    darunter = unten[1] if len(unten) > 1 else []
    verschieden = len({zeile[i] for i in stellen}) == len(stellen)
    if jahre and verschieden and darunter:
        return not all(ZEITANGABE.fullmatch(darunter[i]) for i in stellen)
    zahlen = [int(zeile[i]) for i in stellen if zeile[i].isdecimal() and len(zeile[i]) < 4]
    return len(zahlen) == len(stellen) >= 5 and all(b - a == 1 for a, b in pairwise(zahlen))


def _ist_titel(zeile: list[str], breite: int) -> bool:
    """Whether the first row above the header belongs to the title: at most two cells, one of them a time."""
    zellen = [zelle for zelle in zeile if zelle]
    return len(zellen) <= 2 < breite and any(ZEITANGABE.search(zelle.lower()) for zelle in zellen)


def _fuss(raster: Raster, ab: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Beginning of the first line of the footer, and all its lines."""
    zellen = raster.zellen.iloc[ab:].astype("str")
    erste = [str(zelle).strip() for zelle in zellen[0]]
    allein = (zellen.iloc[:, 1:] == "").all(axis=1).tolist() if zellen.shape[1] > 1 else [False] * len(erste)
    ende = len(erste)
    while ende and (allein[ende - 1] or erste[ende - 1].startswith(FUSSZEILEN)):
        ende -= 1
    fuss = tuple(erste[ende:])
    if not fuss or ende == 0:
        return (), ()
    return (_anfang(fuss[0], erste[:ende]),), fuss


def _anfang(zeile: str, darueber: list[str]) -> str:
    """So much of a footer line as will stand there next year too, but in no line above."""
    bekannt = next((wort for wort in FUSSZEILEN if zeile.startswith(wort)), "")
    ohne_zahl = re.split(r"\d", zeile)[0].rstrip()[:30]
    for kurz in (bekannt, ohne_zahl, zeile):
        if len(kurz) > 1 and not any(text.startswith(kurz) for text in darueber):
            return kurz
    return zeile


__all__ = ["GRUPPE", "Bild", "blaetter", "kopf_finden", "oeffnen"]
