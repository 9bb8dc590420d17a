"""Numbers that are a thousand times too small or too large: a thousands separator was lost."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.measures.codes import Whole, members
from pipeline.schemas.befunde import WARNUNG, Befund
from pipeline.validation.felder import Felder, gemeinsam
from pipeline.validation.pruefling import Pruefling

VON, BIS = 300.0, 3000.0
"""Factor to the neighbours that a lost separator leaves, with room for real change."""
GROSS = 900
"""A number that ever had a separator is at least about a thousand."""
NACHBARN = 2
"""Ages on either side that a single age is compared with."""

Zahlen = npt.NDArray[np.float64]


class Verdacht(NamedTuple):
    """Positions of cells, and what their neighbours have."""

    stellen: npt.NDArray[np.int64]
    ueblich: Zahlen
    womit: str


def faktor_tausend(pruefling: Pruefling) -> Iterator[Befund]:
    """No cell is about a thousand times smaller or larger than the same cell in other years or ages nearby.

    Source: a public conversion of Heilbronn's register export of 2018 read 1.049 residents as the decimal
    number 1.049; written as a whole number that is 1.
    """
    for tabelle, zellen in pruefling.felder.items():
        gemeldet: set[int] = set()
        for verdacht in (_in_der_reihe(zellen), _im_alter(zellen)):
            for stelle, ueblich in zip(verdacht.stellen.tolist(), verdacht.ueblich, strict=True):
                if stelle not in gemeldet:
                    yield _befund(tabelle, zellen, stelle, float(ueblich), verdacht.womit)
                gemeldet.add(stelle)


def _in_der_reihe(zellen: Felder) -> Verdacht:
    """Against the median of the same cell over the years; of two years the later one is doubted."""
    ordnung = _mit_grossen(zellen, zellen.raum, zellen.zelle)
    ordnung = ordnung[np.lexsort((zellen.jahr[ordnung], zellen.zelle[ordnung], zellen.raum[ordnung]))]
    grenzen = _grenzen(zellen.raum[ordnung], zellen.zelle[ordnung])
    wert = zellen.wert[ordnung].astype("float64")
    mitte = _mediane(wert, grenzen)
    laenge = np.diff(grenzen)
    einzug = np.repeat(laenge, laenge)
    zweites = np.append(False, np.diff(np.repeat(np.arange(len(laenge)), laenge)) == 0)
    davor = np.append(0.0, wert[:-1])
    ueblich = np.where(einzug == 2, np.where(zweites, davor, wert), np.repeat(mitte, laenge))
    treffer = _verdaechtig(wert, ueblich)
    return Verdacht(ordnung[treffer], ueblich[treffer], "in anderen Jahren")


def _im_alter(zellen: Felder) -> Verdacht:
    """Against the median of the single ages nearby, in the same area and year."""
    einzeln = _mit_grossen(zellen, zellen.raum, zellen.jahr)
    einzeln = einzeln[zellen.einzeln[zellen.zelle[einzeln]]]
    ohne_alter, alter = zellen.ohne_alter[zellen.zelle[einzeln]], zellen.alter[zellen.zelle[einzeln]]
    ordnung = np.lexsort((alter, ohne_alter, zellen.jahr[einzeln], zellen.raum[einzeln]))
    einzeln, ohne_alter, alter = einzeln[ordnung], ohne_alter[ordnung], alter[ordnung]
    breite = 2 * NACHBARN + 1
    beginn = np.arange(max(len(einzeln) - breite + 1, 0))
    ende = beginn + breite - 1
    gleich = alter[ende] - alter[beginn] <= 2 * breite
    for teil in (zellen.raum[einzeln], zellen.jahr[einzeln], ohne_alter):
        gleich &= teil[beginn] == teil[ende]
    fenster = einzeln[beginn[gleich, np.newaxis] + np.arange(breite)]
    ueblich = np.median(zellen.wert[fenster], axis=1) if len(fenster) else np.zeros(0)
    mitten = fenster[:, NACHBARN]
    treffer = _verdaechtig(zellen.wert[mitten].astype("float64"), ueblich)
    return Verdacht(mitten[treffer], ueblich[treffer], "in den Altersjahren daneben")


def _mit_grossen(zellen: Felder, *gruppe: Whole) -> Whole:
    """Cells of the groups in which a number is large; all others cannot be suspected."""
    nummer, gross = gemeinsam(gruppe), zellen.wert >= GROSS
    return members(nummer, nummer[gross]) if gross.any() else np.zeros(0, dtype="int64")


def _grenzen(*schluessel: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Where a sorted group begins, and the end of the last."""
    neu = np.zeros(max(len(schluessel[0]) - 1, 0), dtype=bool)
    for teil in schluessel:
        neu |= np.diff(teil) != 0
    return np.concatenate([[0], np.flatnonzero(neu) + 1, [len(schluessel[0])]]).astype("int64")


def _mediane(wert: Zahlen, grenzen: npt.NDArray[np.int64]) -> Zahlen:
    """Lower median of each group of a sorted array."""
    gruppe = np.repeat(np.arange(len(grenzen) - 1), np.diff(grenzen))
    sortiert = wert[np.lexsort((wert, gruppe))]
    mitten = grenzen[:-1] + np.maximum(np.diff(grenzen) - 1, 0) // 2
    return sortiert[mitten] if len(wert) else np.zeros(0)


def _verdaechtig(wert: Zahlen, ueblich: Zahlen) -> npt.NDArray[np.int64]:
    oben, unten = np.maximum(wert, ueblich), np.maximum(np.minimum(wert, ueblich), 1.0)
    faktor = oben / unten
    treffer: npt.NDArray[np.int64] = np.flatnonzero(
        (oben >= GROSS) & (wert > 0) & (faktor >= VON) & (faktor <= BIS)
    )
    return treffer


def _befund(tabelle: str, zellen: Felder, stelle: int, ueblich: float, womit: str) -> Befund:
    wert = int(zellen.wert[stelle])
    raum = zellen.raeume[int(zellen.raum[stelle])]
    grund = (
        f"Für {raum} steht hier {wert}, {womit} sind es um {ueblich:.0f}: etwa das Tausendfache Unterschied."
    )
    abhilfe = "Bitte prüfen, ob ein Tausendertrennzeichen als Komma gelesen wurde."
    zeile = int(zellen.zeile[stelle])
    return Befund(WARNUNG, f"{tabelle}.csv", zeile, "anzahl", str(wert), "tausend", grund, abhilfe)
