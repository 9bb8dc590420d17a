"""What every table says of an area and a period as a whole and by each code: the series to compare."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import Codes, totals
from pipeline.measures.crossings import answering, crossings, partition
from pipeline.validation.tafel import Auswahl, Marken, Tafel

ALTERSSPALTEN = ("alter", "altersgruppe")
IMMER_GETRENNT = {"wanderungen": ("richtung",), "hilfen_sgb8": ("zaehlweise",)}
"""Dimensions over which nothing may be added: arrivals and departures, running and ended."""
OHNE_REIHE = ("wahlen", "bedarfsanalyse", "quartiersarbeit", *names.VORAUSSCHAU)
"""Counted tables that are no yearly series of one kind of thing."""
OHNE_ZEILE = -1
"""Line of a sum that is a declared zero."""


class Reihen(NamedTuple):
    """Sums of a table by what they count (empty, or `geschlecht w`), area and period, in this order of axes.

    `gilt`: where there is a sum, that is every row has a value, or none is there and a zero is declared.
    `zeile`: the first line that went into it, OHNE_ZEILE for a declared zero.
    """

    tabelle: str
    was: list[str]
    raeume: list[str]
    perioden: list[str]
    wert: npt.NDArray[np.float64]
    gilt: npt.NDArray[np.bool_]
    zeile: npt.NDArray[np.int64]

    @property
    def jahre(self) -> list[int]:
        """The year of each period."""
        return [int(periode[:4]) for periode in self.perioden]


def gesamtzahlen(tafeln: Mapping[str, Tafel], erklaerte: Mapping[str, Marken]) -> Iterator[Reihen]:
    """Sums per table, area and period: of everybody, and for each code of each dimension but the age.

    Takes:   tables of counts; by table, area and period, whether a missing row is a true zero.
    Returns: series of tables with more than one period.
    """
    for tabelle, tafel in tafeln.items():
        if tabelle not in OHNE_REIHE and len(tafel.periode.texte) > 1:
            yield from _summen(tafel, erklaerte[tabelle])


def _summen(tafel: Tafel, null: Marken) -> Iterator[Reihen]:
    merkmale = [m for m in tafel.merkmale if m in names.DIMENSIONEN_MIT_INSGESAMT]
    fest = [*IMMER_GETRENNT.get(tafel.tabelle, ())]
    frei = [m for m in merkmale if m not in (*fest, *ALTERSSPALTEN)]
    gekreuzt = crossings(tafel.arten, merkmale).to_numpy()
    einmal = _jeder_einmal(tafel.arten)
    for felder in [fest, *([*fest, feld] for feld in frei)]:
        moeglich = answering(set(gekreuzt.tolist()), felder, merkmale)
        if moeglich:
            gewaehlt = tafel.alle.der_arten(einmal & (gekreuzt == moeglich[0]))
            yield _reihen(gewaehlt, _was(tafel.arten, felder), null)


def _was(arten: pd.DataFrame, felder: Sequence[str]) -> Codes:
    """What a series counts each kind in."""
    texte = [
        ", ".join(f"{feld} {text}" for feld, text in zip(felder, einer, strict=True))
        for einer in zip(*(arten[feld] for feld in felder), strict=True)
    ]
    verschieden = sorted(set(texte)) if felder else [""]
    nummer = {text: stelle for stelle, text in enumerate(verschieden)}
    return Codes(np.array([nummer[text] for text in texte or [""] * len(arten)], dtype="int64"), verschieden)


def _jeder_einmal(arten: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Kinds of which nobody is in two because of the age."""
    einmal = np.ones(len(arten), dtype=bool)
    for alter in (name for name in arten.columns if name in ALTERSSPALTEN):
        gewaehlt = disjunkt(frozenset(arten[alter]) - {names.INSGESAMT})
        einmal &= arten[alter].isin([*gewaehlt, names.INSGESAMT]).to_numpy()
    return einmal


def disjunkt(geliefert: frozenset[str]) -> Sequence[str]:
    """Ages of which nobody has two: all that were delivered, or those that make up the whole."""
    baender = sorted(names.band(text) for text in geliefert)
    if all(vorher.bis < naechstes.von for vorher, naechstes in pairwise(baender)):
        return list(geliefert)
    return partition(geliefert, names.INSGESAMT) or []


def _reihen(zeilen: Auswahl, was: Codes, null: Marken) -> Reihen:
    """Sums of rows, with declared zeros."""
    tafel = zeilen.tafel
    form = (len(was.texte), len(tafel.raum.texte), len(tafel.periode.texte))
    stelle = was.code[zeilen.von(tafel.art)] * tafel.orte + zeilen.von(tafel.ort)
    groesse = form[0] * tafel.orte
    wert = totals(stelle, zeilen.von(tafel.zahl()), groesse)
    offen = totals(stelle, ~zeilen.von(tafel.bekannt), groesse) > 0
    zeile = np.full(groesse, OHNE_ZEILE, dtype="int64")
    zeile[stelle[::-1]] = zeilen.von(tafel.zeile)[::-1]
    vorhanden = (zeile != OHNE_ZEILE).reshape(form)
    gilt = (vorhanden & ~offen.reshape(form)) | (~vorhanden & null & vorhanden.any(axis=2, keepdims=True))
    achsen = (was.texte, tafel.raum.texte, tafel.periode.texte)
    return Reihen(tafel.tabelle, *achsen, wert.reshape(form), gilt, zeile.reshape(form))
