"""Blocks of numbers that stand twice: copied from another area, or from the year before."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.measures.codes import Whole
from pipeline.schemas.befunde import WARNUNG, Befund
from pipeline.validation.felder import Felder
from pipeline.validation.pruefling import Pruefling

FENSTER = 8
"""Cells that must agree in a row before two areas are compared."""
GEWISSHEIT = 45.0
"""Natural logarithm of the odds from which on agreement is no chance: beyond all pairs of a large city."""
VORAUSWAHL = 12.0
"""The same within the first window."""
FAKTOR = np.uint64(0x9E3779B97F4A7C15)
"""Odd multiplier for hashing (the golden ratio in 64 bits)."""

Reihe = npt.NDArray[Any]


def block_kopiert(pruefling: Pruefling) -> Iterator[Befund]:
    """No two areas of one level share a long row of the same numbers in one period.

    Why: a block pasted twice leaves every form and, with the city's rows made from it, every sum in order.
    Source: two Poisson counts of mean x agree with probability about 1 / (2 sqrt(pi x)); the product over
    the cells of a row says how likely the agreement is by chance.
    """
    ebene = dict(zip(pruefling.raumeinheiten["raumeinheit"], _ebenen(pruefling), strict=True))
    for tabelle, zellen in pruefling.besetzt.items():
        stufen = [ebene.get(raum, "") for raum in zellen.raeume]
        for a, b in _kandidaten(zellen, np.unique(stufen, return_inverse=True)[1]):
            yield from _vergleichen(tabelle, zellen, a, b)


def vorjahr_kopiert(pruefling: Pruefling) -> Iterator[Befund]:
    """No area has in every cell the numbers of the year before.

    Why: a year that was filled with the last one looks complete. Source: odds as for copied blocks.
    """
    for tabelle, zellen in pruefling.besetzt.items():
        bloecke = _bloecke(zellen)
        for hier, dort in _gleichnamige(zellen, bloecke):
            if _gleich(zellen, bloecke[hier], bloecke[dort]):
                yield _vorjahr(tabelle, zellen, *bloecke[hier])


def _ebenen(pruefling: Pruefling) -> list[str]:
    raeume = pruefling.raumeinheiten
    return [str(e) for e in raeume["ebene"]] if "ebene" in raeume.columns else [""] * len(raeume)


def _gewicht(wert: Reihe) -> npt.NDArray[np.float64]:
    """How much an agreement in this number speaks against chance."""
    gewicht: npt.NDArray[np.float64] = np.log(2 * np.sqrt(np.pi * wert))
    return gewicht


def _kandidaten(zellen: Felder, stufe: Reihe) -> list[tuple[int, int]]:
    """Positions (first, second) in two areas of one level from which on FENSTER cells agree; once per row."""
    spur, fenster = _spuren(zellen, stufe)
    sortiert = np.sort(spur)
    # Few windows stand twice; to find and order those takes a third of the time of ordering all.
    mehrfach = np.flatnonzero(pd.Series(spur).isin(sortiert[1:][np.diff(sortiert) == 0]))
    ordnung = mehrfach[np.argsort(spur[mehrfach], kind="stable")]
    gleich = np.flatnonzero(np.diff(spur[ordnung]) == 0)
    eine, andere = fenster[ordnung[gleich]], fenster[ordnung[gleich + 1]]
    fremd = zellen.raum[eine] != zellen.raum[andere]
    paare = set(zip(eine[fremd].tolist(), andere[fremd].tolist(), strict=True))
    beginne = np.array(sorted((a, b) for a, b in paare if (a - 1, b - 1) not in paare), dtype="int64")
    beginne = beginne.reshape(-1, 2)
    return [(a, b) for a, b in beginne[_aussichtsreich(zellen, beginne)].tolist()]


def _aussichtsreich(zellen: Felder, paare: Whole) -> npt.NDArray[np.bool_]:
    """Pairs that agree so long or in such numbers that chance is not settled within two windows."""
    weiter = paare[:, :, np.newaxis] + np.arange(2 * FENSTER)
    weiter = np.minimum(weiter, len(zellen.wert) - 1)
    eine, andere = weiter[:, 0], weiter[:, 1]
    einig = (zellen.zelle[eine] == zellen.zelle[andere]) & (zellen.wert[eine] == zellen.wert[andere])
    einig = np.logical_and.accumulate(einig, axis=1)
    gewicht: npt.NDArray[np.float64] = np.where(einig, _gewicht(zellen.wert[eine]), 0.0).sum(axis=1)
    aussichtsreich: npt.NDArray[np.bool_] = einig.all(axis=1) | (gewicht >= GEWISSHEIT)
    return aussichtsreich


def _spuren(zellen: Felder, stufe: Reihe) -> tuple[npt.NDArray[np.uint64], Whole]:
    """A hash of each window of FENSTER cells of one block, and where the window begins.

    Hashed are cells, numbers, period and level. Windows that would agree by chance are left out.
    """
    anzahl = max(len(zellen.wert) - FENSTER + 1, 0)
    ende = slice(FENSTER - 1, None)
    block = (zellen.raum[:anzahl] == zellen.raum[ende]) & (zellen.jahr[:anzahl] == zellen.jahr[ende])
    summe = np.concatenate([[0.0], np.cumsum(_gewicht(zellen.wert))])
    fenster = np.flatnonzero(block & (summe[FENSTER : FENSTER + anzahl] - summe[:anzahl] >= VORAUSWAHL))
    je_zelle = _je_zelle(zellen)
    spur = (zellen.jahr[fenster] * 100 + stufe[zellen.raum[fenster]]).astype("uint64")
    for stelle in range(FENSTER):
        spur *= FAKTOR
        spur += je_zelle[fenster + stelle]
    return spur, fenster


def _je_zelle(zellen: Felder) -> npt.NDArray[np.uint64]:
    """A hash of each cell and its number."""
    return _mischen(_mischen(zellen.zelle.astype("uint64")) + zellen.wert.astype("uint64"))


def _mischen(zahl: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    gemischt = (zahl ^ (zahl >> np.uint64(31))) * FAKTOR
    return gemischt ^ (gemischt >> np.uint64(29))


def _vergleichen(tabelle: str, zellen: Felder, a: int, b: int) -> Iterator[Befund]:
    """Extend the agreement from its first window to its end."""
    hoechstens = FENSTER
    while (laenge := _einig(zellen, a, b, hoechstens)) == hoechstens:
        hoechstens *= 2
    if _gewicht(zellen.wert[a : a + laenge]).sum() >= GEWISSHEIT:
        yield _kopiert(tabelle, zellen, a, b, laenge)


def _einig(zellen: Felder, a: int, b: int, hoechstens: int) -> int:
    """In how many cells from these positions on two blocks agree."""
    rest = min(len(zellen.wert) - a, len(zellen.wert) - b, hoechstens)
    gleich = np.ones(rest, dtype=bool)
    for teil in (zellen.zelle, zellen.wert):
        gleich &= teil[a : a + rest] == teil[b : b + rest]
    for teil in (zellen.raum, zellen.jahr):
        gleich &= (teil[a : a + rest] == teil[a]) & (teil[b : b + rest] == teil[b])
    return rest if gleich.all() else int(np.argmin(gleich))


def _kopiert(tabelle: str, zellen: Felder, a: int, b: int, laenge: int) -> Befund:
    eine, andere = (zellen.raeume[int(zellen.raum[stelle])] for stelle in (a, b))
    grund = (
        f"{andere} hat {zellen.jahr[b] % 10_000} in {laenge} Feldern hintereinander dieselben Zahlen wie "
        f"{eine} ab Zeile {zellen.zeile[a]}; Zufall ist das kaum."
    )
    abhilfe = "Bitte prüfen, welche der beiden Raumeinheiten die Zahlen der anderen trägt."
    zeile = int(zellen.zeile[b])
    return Befund(WARNUNG, f"{tabelle}.csv", zeile, "raumeinheit", andere, "block_kopiert", grund, abhilfe)


def _bloecke(zellen: Felder) -> list[tuple[int, int]]:
    """Begin and end of every area and year of a sorted table."""
    neu = np.flatnonzero((np.diff(zellen.raum) != 0) | (np.diff(zellen.jahr) != 0)) + 1
    grenzen = [0, *neu.tolist(), len(zellen.wert)]
    return [(von, bis) for von, bis in pairwise(grenzen) if bis > von]


def _gleichnamige(zellen: Felder, bloecke: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Numbers of an area's block of a year and of the year before, where a hash says they may agree."""
    beginn = np.array([von for von, _ in bloecke], dtype="int64")
    summe = np.add.reduceat(_je_zelle(zellen), beginn) if len(beginn) else np.zeros(0, dtype="uint64")
    orte = list(zip(zellen.raum[beginn].tolist(), zellen.jahr[beginn].tolist(), strict=True))
    nummer = {ort: stelle for stelle, ort in enumerate(orte)}
    for hier, (raum, jahr) in enumerate(orte):
        dort = nummer.get((raum, jahr - 1))
        if dort is not None and summe[hier] == summe[dort]:
            yield hier, dort


def _gleich(zellen: Felder, hier: tuple[int, int], dort: tuple[int, int]) -> bool:
    von, bis = hier
    if bis - von != dort[1] - dort[0] or bis - von < FENSTER:
        return False
    davor = slice(*dort)
    gleich = (zellen.zelle[von:bis] == zellen.zelle[davor]) & (zellen.wert[von:bis] == zellen.wert[davor])
    return bool(gleich.all() and _gewicht(zellen.wert[von:bis]).sum() >= GEWISSHEIT)


def _vorjahr(tabelle: str, zellen: Felder, von: int, bis: int) -> Befund:
    raum = zellen.raeume[int(zellen.raum[von])]
    jahr = int(zellen.jahr[von]) % 10_000
    grund = f"{raum} hat {jahr} in allen {bis - von} Feldern dieselben Zahlen wie im Jahr davor."
    abhilfe = "Bitte prüfen, ob das Vorjahr noch einmal eingesetzt wurde."
    zeile = int(zellen.zeile[von])
    return Befund(WARNUNG, f"{tabelle}.csv", zeile, "raumeinheit", raum, "vorjahr_kopiert", grund, abhilfe)
