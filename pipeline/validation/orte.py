"""What rows say together about each area and period, be they a whole table or some of its rows."""

import numpy as np
import pandas as pd

from pipeline.measures.codes import Codes, Whole, codes


def orte(zeilen: pd.DataFrame) -> pd.DataFrame:
    """Areas and periods in which there are rows.

    Returns: raumeinheit, periode, sorted; whether every row there has a value (`gut`).
    """
    zeilen = _verortet(zeilen)
    raum, periode = codes(zeilen["raumeinheit"]), codes(zeilen["periode"])
    ort, groesse = _nummern(raum, periode)
    schlecht = np.bincount(ort, zeilen["status"].ne("wert").to_numpy(dtype=bool), groesse)
    return _benannt(raum, periode, ort).assign(gut=lambda tabelle: schlecht[tabelle.index] == 0)


def summen(zeilen: pd.DataFrame) -> pd.DataFrame:
    """Sums by area and period.

    Takes:   rows of a table that counts in `anzahl`.
    Returns: raumeinheit, periode, sorted; the sum of the known numbers (`anzahl`), the first line (`zeile`).
    """
    zeilen = _verortet(zeilen)
    raum, periode = codes(zeilen["raumeinheit"]), codes(zeilen["periode"])
    ort, groesse = _nummern(raum, periode)
    summe = np.bincount(ort, zeilen["anzahl"].to_numpy("float64", na_value=0), groesse).astype("int64")
    zeile = np.full(groesse, np.iinfo("int64").max)
    np.minimum.at(zeile, ort, zeilen["zeile"].to_numpy("int64"))
    ergebnis = _benannt(raum, periode, ort)
    anzahl = pd.array(summe[ergebnis.index], dtype="Int64")  # stays whole where a merge leaves gaps
    return ergebnis.assign(anzahl=anzahl, zeile=zeile[ergebnis.index])


def _verortet(zeilen: pd.DataFrame) -> pd.DataFrame:
    """Rows whose area and period are known."""
    bekannt = (zeilen["raumeinheit"].notna() & zeilen["periode"].notna()).to_numpy(dtype=bool)
    return zeilen if bekannt.all() else zeilen[bekannt]


def _nummern(raum: Codes, periode: Codes) -> tuple[Whole, int]:
    """Number of each row's place, and how many places there can be."""
    return raum.code * len(periode.texte) + periode.code, len(raum.texte) * len(periode.texte)


def _benannt(raum: Codes, periode: Codes, ort: Whole) -> pd.DataFrame:
    """Places in which there are rows; the index is their number."""
    da = np.flatnonzero(np.bincount(ort))
    i, j = np.divmod(da, max(len(periode.texte), 1))
    texte = {
        "raumeinheit": np.array(raum.texte, dtype=object)[i],
        "periode": np.array(periode.texte, dtype=object)[j],
    }
    return pd.DataFrame(texte, index=da, dtype="str")
