"""Status and dynamics of areas as classes, and how far the classes hang on weights, method and chance."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline import measures, names
from pipeline.measures import Floats

_UNTERE = {"status": (-1.5, -1.0), "dynamik": (-1.0,)}
_OBERE = {"status": (1.0,), "dynamik": (1.0,)}
"""Limits in standard deviations. Source: Monitoring Soziale Stadtentwicklung Berlin, since 2013."""
_KLASSEN = {"status": names.STATUSKLASSEN, "dynamik": names.DYNAMIKKLASSEN}

EINDEUTIG_AB = 0.75
"""Share of variants, and of random draws, in which a class must stay to be called eindeutig (own rule)."""
MINDESTENS_GEBIETE = 20
"""Areas below which means and deviations over areas say too little for classes (own rule)."""
ZIEHUNGEN = 400
SAAT = 2013


class _Merkmale(NamedTuple):
    """Indicators of one index: areas by indicators, persons behind them, names and weights."""

    gebiete: list[str]
    namen: list[str]
    werte: Floats
    gewichte: Floats
    zaehler: Floats
    nenner: Floats
    zaehler_davor: Floats
    nenner_davor: Floats
    faktor: Floats


def typologie(merkmale: pd.DataFrame) -> pd.DataFrame:
    """Put every area in a class of status and of dynamics, and try how certain it is.

    Takes:   the result of `indicators.typmerkmale`.
    Returns: one row per area in the order of the input; for each index (status, dynamik): `<index>_index`
             (standard deviations from the mean of all areas, high is favourable), `<index>` (class, missing
             where there is none), `<index>_bleibt` (share of the variants of `varianten` in which the class
             is the same), `<index>_zufall` (share of random draws), `<index>_grund` (why there is none,
             else empty), `<index>_eindeutig` (boolean; <NA> without a class): both shares reach
             `EINDEUTIG_AB`; and eindeutig: both classes are. No class where fewer than
             `MINDESTENS_GEBIETE` areas have all values.
    Raises:  nothing.
    Source:  Senatsverwaltung fuer Stadtentwicklung Berlin, Monitoring Soziale Stadtentwicklung 2013 ff.;
             variants: M. Saisana, A. Saltelli, S. Tarantola, Uncertainty and Sensitivity Analysis Techniques
             as Tools for the Quality Assessment of Composite Indicators, JRSS A 168 (2005), 307-323.
    """
    gebiete = merkmale["raumeinheit"].drop_duplicates()
    tafel = pd.DataFrame({"raumeinheit": gebiete}).reset_index(drop=True)
    zufall = np.random.default_rng(SAAT).spawn(len(_KLASSEN))
    for rng, index in zip(zufall, _KLASSEN, strict=True):
        neu = _eingeordnet(merkmale[merkmale["index"].eq(index)], index, rng)
        tafel = tafel.merge(neu, on="raumeinheit", how="left", validate="one_to_one")
    sicher = [_eindeutig(tafel, index) for index in _KLASSEN]
    return tafel.assign(
        **{f"{index}_eindeutig": ja for index, ja in zip(_KLASSEN, sicher, strict=True)},
        eindeutig=sicher[0] & sicher[1] if len(tafel) else sicher[0],
    )


def _eindeutig(tafel: pd.DataFrame, index: str) -> "pd.Series[bool]":
    """Whether a class stays in enough variants and draws; <NA> without a class."""
    bleibt = tafel[[f"{index}_bleibt", f"{index}_zufall"]].min(axis="columns", skipna=False)
    return bleibt.ge(EINDEUTIG_AB).astype("boolean").mask(bleibt.isna())


def varianten(merkmale: pd.DataFrame) -> list[str]:
    """Name the other ways in which an index is computed to see whether the classes stay.

    Takes:   the result of `indicators.typmerkmale`.
    Returns: "ohne ...", "... doppelt gewichtet" for each indicator, and "Ränge statt z-Werte".
    Raises:  nothing.
    Source:  see `typologie`.
    """
    return [name for name, _ in _anders(_gelesen(merkmale[merkmale["index"].eq("status")]))]


def _eingeordnet(zeilen: pd.DataFrame, index: str, rng: np.random.Generator) -> pd.DataFrame:
    """One index of all areas."""
    m = _gelesen(zeilen)
    genug = (~np.isnan(m.werte).any(axis=1)).sum() >= MINDESTENS_GEBIETE
    wert = measures.composite_index(m.werte, m.gewichte) if genug else np.full(len(m.gebiete), np.nan)
    klasse = _klasse(wert, index)
    anders = [_klasse(andere, index) for _, andere in _anders(m)]
    gezogen = [_klasse(gezogener, index) for gezogener in _gezogen(m, rng)]
    worte = np.array([None, *_KLASSEN[index]], dtype=object)[klasse + 1]
    return pd.DataFrame(
        {
            "raumeinheit": m.gebiete,
            f"{index}_index": wert,
            index: pd.Series(worte, dtype="str"),
            f"{index}_bleibt": _anteil_gleich(klasse, anders),
            f"{index}_zufall": _anteil_gleich(klasse, gezogen),
            f"{index}_grund": _gruende(zeilen, m, klasse),
        }
    )


def _gelesen(zeilen: pd.DataFrame) -> _Merkmale:
    """Turn long rows into tables of areas by indicators, areas in order of their key."""
    kopf = zeilen.drop_duplicates("kennzahl").set_index("kennzahl")

    def breit(feld: str) -> Floats:
        tafel = zeilen.pivot_table(index="raumeinheit", columns="kennzahl", values=feld, dropna=False)
        return measures.floats(tafel.sort_index()[list(kopf.index)])

    return _Merkmale(
        gebiete=sorted(zeilen["raumeinheit"].unique()),
        namen=[str(name) for name in kopf["name"]],
        werte=breit("wert"),
        gewichte=measures.floats(kopf["gewicht"]),
        zaehler=breit("zaehler"),
        nenner=breit("nenner"),
        zaehler_davor=breit("zaehler_davor"),
        nenner_davor=breit("nenner_davor"),
        faktor=measures.floats(kopf["faktor"]),
    )


def _klasse(index: Floats, name: str) -> NDArray[np.int64]:
    return measures.in_classes(index, _UNTERE[name], _OBERE[name])


def _anders(m: _Merkmale) -> Iterator[tuple[str, Floats]]:
    """Each indicator left out, each with twice its weight, and ranks in place of values."""
    eins = np.eye(len(m.namen))
    for name, stelle in zip(m.namen, eins, strict=True):
        yield f"ohne {name}", measures.composite_index(m.werte, m.gewichte * (1 - stelle))
    for name, stelle in zip(m.namen, eins, strict=True):
        yield f"{name} doppelt gewichtet", measures.composite_index(m.werte, m.gewichte * (1 + stelle))
    yield "Ränge statt z-Werte", measures.composite_index(m.werte, m.gewichte, measures.normal_scores)


def _gezogen(m: _Merkmale, rng: np.random.Generator) -> Iterator[Floats]:
    """The index as it would be had chance fallen otherwise: each count drawn anew around its share."""
    da = ~np.isnan(m.werte)
    for _ in range(ZIEHUNGEN):
        heute = _anteile(m.zaehler, m.nenner, rng)
        davor = _anteile(m.zaehler_davor, m.nenner_davor, rng)
        wert = m.faktor * (heute - np.where(np.isnan(m.nenner_davor), 0.0, davor))
        yield measures.composite_index(np.where(da, wert, np.nan), m.gewichte)


def _anteile(zaehler: Floats, nenner: Floats, rng: np.random.Generator) -> Floats:
    """One draw of every share; NaN where there is none."""
    p = measures.quotient(zaehler, nenner)
    moeglich = (p >= 0) & (p <= 1)
    anzahl = np.where(moeglich, np.rint(nenner), 0).astype(np.int64)
    gezogen = rng.binomial(anzahl, np.where(moeglich, p, 0.0))
    return np.where(moeglich, measures.quotient(gezogen, np.rint(nenner)), np.nan)


def _anteil_gleich(klasse: NDArray[np.int64], andere: list[NDArray[np.int64]]) -> Floats:
    """Share of the others in which the class is the same; NaN where there is no class."""
    gleich = np.mean([klasse == anderswo for anderswo in andere], axis=0)
    return np.where(klasse < 0, np.nan, gleich)


def _gruende(zeilen: pd.DataFrame, m: _Merkmale, klasse: NDArray[np.int64]) -> list[str]:
    """Why areas have no class: the first indicator without a value says it."""
    ohne = (
        zeilen[zeilen["status"].ne("wert")].drop_duplicates("raumeinheit").set_index("raumeinheit")["grund"]
    )
    genug = f"weniger als {MINDESTENS_GEBIETE} Gebiete haben alle Werte"
    return [
        "" if nummer >= 0 else str(ohne.get(gebiet, genug))
        for gebiet, nummer in zip(m.gebiete, klasse, strict=True)
    ]
