"""Funnel of a Kennzahl: every area by its size, with what chance alone would let it differ from the city."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from pipeline import measures
from pipeline.comparison.spannen import MINDESTENS_GEBIETE

HOECHSTENS = 4
"""Funnels of one report."""
STUFEN = measures.TRICHTER
_PUNKTE_DER_GRENZEN = 60


def trichter_auswahl(
    verglichen: pd.DataFrame, alle: pd.DataFrame, jahr: int, zuerst: Collection[str]
) -> list[str]:
    """Choose the Kennzahlen that get a funnel.

    Takes:   a comparison of the area; Kennzahlen of all areas of its level; the year; ids that come first.
    Returns: at most `HOECHSTENS` ids of shares and rates with a value in the area and in at least
             `MINDESTENS_GEBIETE` areas: the decided ones, then those whose direction is good or bad.
    Raises:  nothing.
    Source:  own rule.
    """
    je = alle[alle["jahr"].eq(jahr) & alle["status"].eq("wert")].groupby("kennzahl").size()
    passt = verglichen["art"].isin(["anteil", "rate"]) & verglichen["differenz"].notna()
    passt &= verglichen["kennzahl"].isin(je.index[je >= MINDESTENS_GEBIETE])
    moeglich = verglichen[passt]
    vorn = [kennung for kennung in zuerst if kennung in set(moeglich["kennzahl"])]
    danach = moeglich.loc[moeglich["richtung_gut"].ne("neutral"), "kennzahl"]
    return list(dict.fromkeys([*vorn, *danach]))[:HOECHSTENS]


def trichter(
    verglichen: pd.DataFrame, alle: pd.DataFrame, jahr: int, kennzahlen: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Place the areas of a level in the funnels of their city.

    Takes:   a comparison of the area; Kennzahlen of all areas of its level with faktor; the year; ids.
    Returns: punkte (kennzahl, name, einheit, raumeinheit, nenner, wert, stadt, ausserhalb: 0 within 95 %,
             95 beyond it, 99 beyond 99.8 %) and grenzen (kennzahl, nenner, and the four limits unten_95,
             oben_95, unten_99, oben_99), both in the unit of the Kennzahl.
    Raises:  nothing.
    Source:  see `measures.funnel_share`; the city counts as known.
    """
    stadt = verglichen.set_index("kennzahl")["wert_stadt"]
    da = alle[alle["jahr"].eq(jahr) & alle["status"].eq("wert") & alle["kennzahl"].isin(list(kennzahlen))]
    punkte = da.assign(stadt=da["kennzahl"].map(stadt))
    punkte = punkte.merge(_an(punkte), left_index=True, right_index=True)
    jenseits = [
        (punkte["wert"] < punkte[f"unten_{n}"]) | (punkte["wert"] > punkte[f"oben_{n}"]) for n in (95, 99)
    ]
    punkte = punkte.assign(ausserhalb=np.select(jenseits[::-1], [99, 95], 0))
    gitter = [_gitter(gruppe) for _, gruppe in punkte.groupby("kennzahl", sort=False)]
    leer = punkte[["kennzahl", "nenner"]].head(0)
    grenzen = pd.concat([leer, *gitter], ignore_index=True) if gitter else leer
    return punkte.reset_index(drop=True), grenzen


def _gitter(gruppe: pd.DataFrame) -> pd.DataFrame:
    """Limits along the sizes of one Kennzahl."""
    von, bis = gruppe["nenner"].min(), gruppe["nenner"].max()
    stellen = np.unique(np.rint(np.geomspace(max(von * 0.9, 1), bis * 1.05, _PUNKTE_DER_GRENZEN)))
    kopf = gruppe.iloc[[0] * len(stellen)][["kennzahl", "art", "faktor", "stadt"]].reset_index(drop=True)
    gitter = kopf.assign(nenner=stellen)
    return gitter.join(_an(gitter))


def _an(zeilen: pd.DataFrame) -> pd.DataFrame:
    """Limits at the denominators of some rows, whole persons, in their unit."""
    faktor = measures.floats(zeilen["faktor"])
    ziel = measures.floats(zeilen["stadt"]) / faktor
    personen = np.rint(measures.floats(zeilen["nenner"]))
    spalten = {}
    for name, stufe in zip((95, 99), STUFEN, strict=True):
        anteil = measures.funnel_share(ziel, personen, stufe)
        rate = measures.funnel_rate(ziel, personen, confidence=stufe)
        ist_rate = (zeilen["art"] == "rate").to_numpy(dtype=bool)
        spalten[f"unten_{name}"] = faktor * np.where(ist_rate, rate.untere, anteil.untere)
        spalten[f"oben_{name}"] = faktor * np.where(ist_rate, rate.obere, anteil.obere)
    return pd.DataFrame(spalten, index=zeilen.index)


def streuung(verglichen: pd.DataFrame) -> pd.DataFrame:
    """Say by how much the areas of a city scatter more than chance would let them.

    Takes:   the result of `stadtvergleich`, with z of every area.
    Returns: one row per kennzahl in its order: faktor (about 1 where only chance is at work; NaN without a
             test), gebiete (how many were tested).
    Raises:  nothing.
    Source:  see `measures.overdispersion`.
    """
    je = verglichen.groupby("kennzahl", sort=False)["z"]
    tafel = pd.DataFrame({"faktor": je.agg(measures.overdispersion), "gebiete": je.count()})
    return tafel.reset_index()
