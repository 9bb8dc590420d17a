"""Counts by class out of delivered rows, each with the reason where there is none.

A class is a set of delivered codes, or a band of ages (or of numbers of children). A cell is taken from the
finest crossing that has a value for it; what is secret, uncertain or missing at the source never counts as 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline import names
from pipeline.measures.crossings import SINGLE_AGES, answering, crossings, hull, partition

ORDINAL = ("alter", "altersgruppe", "kinder")
"""Dimensions whose classes are bands of the age grammar, not sets of codes."""
RANG = ("wert", "fehlt", "unsicher", "geheim")
"""Of several reasons the last in this order names the missing sum."""

Klassen = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Source column -> class -> codes; for an ordinal column the class is its own band and has no codes."""


@dataclass(frozen=True)
class Quelle:
    """A delivered table with what is needed to count in it.

    `zeilen`: `ort` (number of an area and period), the dimensions, `wert` (Int64), `rang` (place of its
    status in `RANG`). `voll`: per ort, whether a missing row is a true zero.
    """

    zeilen: pd.DataFrame
    dimensionen: tuple[str, ...]
    voll: npt.NDArray[np.bool_]

    @property
    def skala(self) -> str | None:
        """The ordinal dimension, where there is one."""
        return next((spalte for spalte in self.dimensionen if spalte in ORDINAL), None)


def zaehle(quelle: Quelle, klassen: Klassen) -> pd.DataFrame:
    """Count every combination of classes in every ort.

    Returns: one row per ort and combination, in the order of `product`: ort, a column per entry of `klassen`,
             wert (Int64, missing unless the status is wert), rang.
    """
    ergebnis = _zellen(quelle, klassen).assign(rang=_FEHLT)
    ergebnis.insert(len(klassen) + 1, "wert", pd.Series(pd.NA, ergebnis.index, dtype="Int64"))
    codes = crossings(quelle.zeilen, quelle.dimensionen)
    for muster in answering(codes.unique(), list(klassen), quelle.dimensionen):
        ergebnis = _ergaenzt(ergebnis, _zaehle_muster(quelle, klassen, codes.eq(muster), muster))
    return ergebnis


_FEHLT = RANG.index("fehlt")


def _zellen(quelle: Quelle, klassen: Klassen) -> pd.DataFrame:
    alle = product(range(len(quelle.voll)), *klassen.values())
    return pd.DataFrame(alle, columns=["ort", *klassen])


def _ergaenzt(feiner: pd.DataFrame, groeber: pd.DataFrame) -> pd.DataFrame:
    """Fill from the coarser crossing what the finer one has no value for."""
    besser = feiner["rang"].ne(0) & groeber["rang"].eq(0)
    besser |= feiner["rang"].eq(_FEHLT) & groeber["rang"].ne(_FEHLT)
    return feiner.where(~besser, groeber)


def _zaehle_muster(
    quelle: Quelle, klassen: Klassen, gewaehlt: "pd.Series[bool]", muster: int
) -> pd.DataFrame:
    """Count in the rows of one crossing only."""
    zeilen = quelle.zeilen[gewaehlt]
    unterschieden = [d for bit, d in enumerate(quelle.dimensionen) if muster >> bit & 1]
    skala = quelle.skala if quelle.skala in unterschieden else None
    gekreuzt = [d for d in unterschieden if d != skala]
    orte = _orte(quelle, zeilen)
    summen = _summen(
        zeilen.assign(zeilen=1), ["ort", *(d for d in unterschieden if d in klassen or d == skala)]
    )
    for spalte in (d for d in gekreuzt if d in klassen):
        summen = _ersetzt(summen, _codes(spalte, klassen), [spalte], spalte)
    if skala:
        orte, stuecke = _zerlegt(orte, zeilen[["ort", skala]].drop_duplicates(), skala, klassen.get(skala))
        skalen = orte[["ort", "skala_id"]].drop_duplicates()
        summen = summen.merge(skalen, on="ort", validate="many_to_one")
        summen = _ersetzt(summen, stuecke, ["skala_id", skala], skala)
    zellen = _erwartet(_zellen(quelle, klassen), klassen, zeilen, gekreuzt, orte)
    summen = _summen(summen, ["ort", *klassen])
    zellen = zellen.merge(summen, how="left", on=["ort", *klassen], validate="one_to_one")
    return _mit_rang(zellen)[["ort", *klassen, "wert", "rang"]]


def _summen(zeilen: pd.DataFrame, schluessel: list[str]) -> pd.DataFrame:
    gruppen = zeilen.groupby(schluessel, sort=False)
    return gruppen.agg(wert=("wert", "sum"), rang=("rang", "max"), zeilen=("zeilen", "sum")).reset_index()


def _codes(spalte: str, klassen: Klassen) -> pd.DataFrame:
    paare = [(code, klasse) for klasse, codes in klassen[spalte].items() for code in codes]
    return pd.DataFrame(paare, columns=[spalte, "klasse"], dtype="str")


def _ersetzt(zeilen: pd.DataFrame, stuecke: pd.DataFrame, an: list[str], spalte: str) -> pd.DataFrame:
    """Replace codes by the classes they are in; a code in several classes gives several rows."""
    verbunden = zeilen.merge(stuecke, on=an, validate="many_to_many")
    return verbunden.drop(columns=an).rename(columns={"klasse": spalte})


def _orte(quelle: Quelle, zeilen: pd.DataFrame) -> pd.DataFrame:
    """Every ort: whether a missing row is a zero, and whether this crossing speaks for it at all."""
    alle = np.arange(len(quelle.voll))
    hier = np.isin(alle, zeilen["ort"].unique())
    irgendwo = np.isin(alle, quelle.zeilen["ort"].unique())
    return pd.DataFrame({"ort": alle, "voll": quelle.voll, "gilt": hier | (quelle.voll & ~irgendwo)})


def _zerlegt(
    orte: pd.DataFrame, alter: pd.DataFrame, skala: str, klassen: Mapping[str, tuple[str, ...]] | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Partition every band asked for into the ages delivered.

    Returns: one row per ort and band (`skala_id` names the set of ages, `laenge` how many of them make up the
             band, missing where none do); the pieces: skala_id, age, klasse.
    """
    ganz = hull(alter[skala].unique())
    je_ort: dict[int, set[str]] = {}
    for ort, eines in zip(alter["ort"].tolist(), alter[skala].tolist(), strict=True):
        je_ort.setdefault(ort, set()).add(eines)
    mengen = [
        (_alle_alter(frozenset(je_ort.get(ort, ())), voll), voll)
        for ort, voll in zip(orte["ort"].tolist(), orte["voll"].tolist(), strict=True)
    ]
    nummern = {menge: nummer for nummer, menge in enumerate(dict.fromkeys(mengen))}
    baender: list[tuple[int, str, float]] = []
    stuecke: list[tuple[int, str, str]] = []
    for (menge, voll), nummer in nummern.items():
        for klasse in klassen or [names.INSGESAMT]:
            teile = partition(menge, klasse if klassen or voll else ganz)
            baender.append((nummer, klasse, np.nan if teile is None else len(teile)))
            stuecke.extend((nummer, teil, klasse) for teil in teile or ())
    laengen = pd.DataFrame(baender, columns=["skala_id", skala, "laenge"])
    orte = orte.assign(skala_id=[nummern[menge] for menge in mengen])
    orte = orte.merge(laengen, on="skala_id", validate="many_to_many")
    return orte, pd.DataFrame(stuecke, columns=["skala_id", skala, "klasse"])


@lru_cache(maxsize=10_000)
def _alle_alter(geliefert: frozenset[str], voll: bool) -> frozenset[str]:
    """Give the ages delivered, and where a missing row is a zero also the single ages in the gaps."""
    if not voll:
        return geliefert
    baender = (names.band(alter) for alter in geliefert)
    belegt = {jahr for band in baender for jahr in range(band.von, band.bis + 1)}
    return geliefert | {alter for alter in SINGLE_AGES if int(alter) not in belegt}


def _erwartet(
    zellen: pd.DataFrame, klassen: Klassen, zeilen: pd.DataFrame, gekreuzt: list[str], orte: pd.DataFrame
) -> pd.DataFrame:
    """Add to every cell the number of rows that must be there unless a missing row is a zero (`soll`)."""
    an = [spalte for spalte in zellen.columns if spalte in orte.columns]
    orte = orte[[*an, *orte.columns.intersection(["voll", "gilt", "laenge"])]]
    zellen = zellen.merge(orte, how="left", on=an, validate="many_to_one")
    zellen["soll"] = zellen.get("laenge", 1.0)
    for dimension in gekreuzt if not zellen["voll"].all() else ():
        codes = zeilen[["ort", dimension]].drop_duplicates()
        if dimension in klassen:
            codes = _ersetzt(codes, _codes(dimension, klassen), [dimension], dimension)
        an = ["ort", *([dimension] if dimension in klassen else [])]
        anzahl = codes.groupby(an).size().rename("codes").reset_index()
        zellen = zellen.merge(anzahl, how="left", on=an, validate="many_to_one")
        zellen["soll"] = zellen["soll"] * zellen.pop("codes")
    return zellen


def _mit_rang(zellen: pd.DataFrame) -> pd.DataFrame:
    """Give every cell its value, or the reason why it has none."""
    vollzaehlig = zellen["zeilen"].eq(zellen["soll"]) | zellen["voll"]
    teilbar = zellen["laenge"].notna() if "laenge" in zellen else True
    gilt = zellen["gilt"] & teilbar & vollzaehlig
    # a cell without a row that is whole all the same: its missing rows are zeros, and the sum of none is 0
    rang = zellen["rang"].fillna(0).where(gilt, _FEHLT).astype("int64")
    wert = zellen["wert"].astype("Int64").fillna(0).where(rang.eq(0))
    return zellen.assign(wert=wert, rang=rang)
