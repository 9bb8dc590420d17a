"""What every table says of an area and a period as a whole and by each code: the series to compare."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.codes import Codes, codes
from pipeline.measures.crossings import answering, crossings, partition

SPALTEN = ["tabelle", "was", "raumeinheit", "periode", "jahr", "wert", "zeile"]
ALTERSSPALTEN = ("alter", "altersgruppe")
IMMER_GETRENNT = {"wanderungen": ("richtung",), "hilfen_sgb8": ("zaehlweise",)}
"""Dimensions over which nothing may be added: arrivals and departures, running and ended."""
OHNE_REIHE = ("wahlen", "bedarfsanalyse", "quartiersarbeit")
"""Counted tables that are no yearly series of one kind of thing."""
OHNE_ZEILE = -1
"""Line of a sum that is a declared zero."""


class Zahlen(NamedTuple):
    """The number of each row, whether it has a value, and its line."""

    zahl: npt.NDArray[np.float64]
    gut: npt.NDArray[np.bool_]
    zeile: npt.NDArray[np.int64]

    @classmethod
    def aus(cls, zeilen: pd.DataFrame) -> "Zahlen":
        """Numbers of a table of counts."""
        return cls(
            zeilen["anzahl"].to_numpy("float64", na_value=0),
            zeilen["status"].eq("wert").to_numpy(dtype=bool),
            zeilen["zeile"].to_numpy("int64"),
        )


def gesamtzahlen(tabellen: Mapping[str, pd.DataFrame], erklaert: pd.DataFrame) -> pd.DataFrame:
    """Sums per table, area and period: of everybody, and for each code of each dimension but the age.

    Takes:   typed tables of counts; tabelle, raumeinheit, periode where a missing row is a true zero.
    Returns: tabelle, was (empty, or `geschlecht w`), raumeinheit, periode, jahr, wert, zeile (the first
             that went into the sum, OHNE_ZEILE where the sum is a declared zero). Sums of which a row has no
             value are left out.
    """
    teile = [
        teil
        for tabelle, zeilen in tabellen.items()
        if tabelle not in OHNE_REIHE and len(zeilen["periode"].unique()) > 1
        for teil in _summen(tabelle, zeilen, erklaert[erklaert["tabelle"].eq(tabelle)])
    ]
    alle = pd.concat(teile, ignore_index=True) if teile else pd.DataFrame(columns=SPALTEN)
    return alle.assign(jahr=alle["periode"].str[:4].astype("int64"))[SPALTEN]


def _summen(tabelle: str, zeilen: pd.DataFrame, erklaert: pd.DataFrame) -> Iterator[pd.DataFrame]:
    merkmale = [s for s in names.TABELLEN[tabelle].schluessel if s in names.DIMENSIONEN_MIT_INSGESAMT]
    fest = [*IMMER_GETRENNT.get(tabelle, ())]
    frei = [s for s in merkmale if s not in (*fest, *ALTERSSPALTEN)]
    gekreuzt = crossings(zeilen, merkmale).to_numpy()
    einmal = _jeder_einmal(zeilen)
    zahlen = Zahlen.aus(zeilen)
    raum, periode = codes(zeilen["raumeinheit"]), codes(zeilen["periode"])
    null = erklaerte(erklaert, raum, periode)
    for felder in [fest, *([*fest, feld] for feld in frei)]:
        moeglich = answering(np.flatnonzero(np.bincount(gekreuzt)).tolist(), felder, merkmale)
        if moeglich:
            zaehlt = einmal & (gekreuzt == moeglich[0])
            wahl = slice(None) if zaehlt.all() else np.flatnonzero(zaehlt)
            achsen = [Codes(achse.code[wahl], achse.texte) for achse in (_was(zeilen, felder), raum, periode)]
            gewaehlt = Zahlen(zahlen.zahl[wahl], zahlen.gut[wahl], zahlen.zeile[wahl])
            yield _reihen(gewaehlt, achsen, null).assign(tabelle=tabelle)


def _was(zeilen: pd.DataFrame, felder: Sequence[str]) -> Codes:
    """The combination of codes that a series counts."""
    teile = [codes(zeilen[feld]) for feld in felder]
    texte = [
        ", ".join(f"{feld} {text}" for feld, text in zip(felder, einer, strict=True))
        for einer in product(*(teil.texte for teil in teile))
    ]
    stelle = np.zeros(len(zeilen), dtype="int64")
    for teil in teile:
        stelle = stelle * len(teil.texte) + teil.code
    rang = np.argsort(np.argsort(np.array(texte), kind="stable"))
    return Codes(rang[stelle], sorted(texte))


def _jeder_einmal(zeilen: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Rows of ages of which nobody has two."""
    einmal = np.ones(len(zeilen), dtype=bool)
    for alter in (s for s in zeilen.columns if s in ALTERSSPALTEN):
        kodiert = codes(zeilen[alter])
        gewaehlt = disjunkt(frozenset(kodiert.texte) - {names.INSGESAMT})
        einmal &= kodiert.where([text in (*gewaehlt, names.INSGESAMT) for text in kodiert.texte])
    return einmal


def disjunkt(geliefert: frozenset[str]) -> Sequence[str]:
    """Ages of which nobody has two: all that were delivered, or those that make up the whole."""
    baender = sorted(names.band(text) for text in geliefert)
    if all(vorher.bis < naechstes.von for vorher, naechstes in pairwise(baender)):
        return list(geliefert)
    return partition(geliefert, names.INSGESAMT) or []


def erklaerte(erklaert: pd.DataFrame, raum: Codes, periode: Codes) -> npt.NDArray[np.bool_]:
    """Area by period: whether a missing row is a zero. An area may stand in `raum` several times."""
    raeume, woher = np.unique(np.array(raum.texte, dtype=object), return_inverse=True)
    null = np.zeros((len(raeume), len(periode.texte)), dtype=bool)
    i = pd.Index(raeume).get_indexer(pd.Index(erklaert["raumeinheit"].astype(object)))
    j = pd.Index(periode.texte).get_indexer(pd.Index(erklaert["periode"]))
    da = (i >= 0) & (j >= 0)
    null[i[da], j[da]] = True
    return null[woher]


def _reihen(zahlen: Zahlen, achsen: Sequence[Codes], null: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Sums of rows by what they count, area and period, with declared zeros."""
    form = tuple(len(achse.texte) for achse in achsen)
    ort = np.ravel_multi_index(tuple(achse.code for achse in achsen), form)
    groesse = int(np.prod(form))
    summe = np.bincount(ort, zahlen.zahl, groesse).reshape(form)
    offen = np.bincount(ort, ~zahlen.gut, groesse).reshape(form) > 0
    zeile = np.full(groesse, OHNE_ZEILE, dtype="int64")
    zeile[ort[::-1]] = zahlen.zeile[::-1]
    zeile = zeile.reshape(form)
    vorhanden = np.bincount(ort, minlength=groesse).reshape(form) > 0
    gilt = (vorhanden & ~offen) | (~vorhanden & null & vorhanden.any(axis=2, keepdims=True))
    stellen = np.nonzero(gilt)
    texte = [
        np.array(achse.texte, dtype=object)[stelle] for achse, stelle in zip(achsen, stellen, strict=True)
    ]
    spalten = dict(zip(("was", "raumeinheit", "periode"), texte, strict=True))
    return pd.DataFrame(spalten, dtype="str").assign(wert=summe[stellen], zeile=zeile[stellen])
