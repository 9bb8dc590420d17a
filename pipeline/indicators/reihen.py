"""Rows of like figures (age groups, household types, paragraphs) in the form of the Kennzahlen table."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.indicators import ausdruck
from pipeline.indicators.berechnung import kennzahlen
from pipeline.indicators.kennzahl import Kennzahl
from pipeline.measures import Strukturtest, structure_chi2

EINHEITEN = {"anteil": (100.0, "%"), "rate": (1000.0, "je 1.000"), "wert": (1.0, "")}
"""Factor and unit of each kind of row."""


def reihe(
    tabellen: Mapping[str, pd.DataFrame],
    raumeinheiten: Sequence[str],
    jahr: int,
    merkmale: Mapping[str, tuple[str, str, str]],
    art: str = "anteil",
) -> pd.DataFrame:
    """Compute a row of figures that are no catalogue entries of their own.

    Takes:   released tables; areas; year; per code its German name, numerator and denominator as
             expressions of the catalogue (denominator empty for counts); art: anteil, rate or wert.
    Returns: as `kennzahlen`, with the code in `kennzahl`, in the order of `merkmale`.
    Raises:  PlanUngueltig for an expression that cannot be read.
    Source:  own.
    """
    return jahresreihen(tabellen, raumeinheiten, [jahr], merkmale, art)


def jahresreihen(
    tabellen: Mapping[str, pd.DataFrame],
    raumeinheiten: Sequence[str],
    jahre: Sequence[int],
    merkmale: Mapping[str, tuple[str, str, str]],
    art: str = "anteil",
) -> pd.DataFrame:
    """Compute such a row for several years.

    Takes:   as `reihe`, and years.
    Returns: as `reihe`, area by area and year by year.
    Raises:  PlanUngueltig for an expression that cannot be read.
    Source:  own.
    """
    auswahl = [_merkmal(code, *inhalt, art) for code, inhalt in merkmale.items()]
    return kennzahlen(tabellen, raumeinheiten, jahre, auswahl)


def _merkmal(code: str, name: str, zaehler: str, nenner: str, art: str) -> Kennzahl:
    """A Kennzahl for the moment, so that rows and catalogue are computed by the same code."""
    faktor, einheit = EINHEITEN[art]
    return Kennzahl(
        id=code,
        name=name,
        definition=name,
        zaehler=ausdruck.lesen(zaehler),
        nenner=ausdruck.lesen(nenner) if nenner else None,
        faktor=faktor,
        einheit=einheit,
        richtung="neutral",
        handlungsfeld="",
        art=art,
        stellen=1 if nenner else 0,
        quelle="",
    )


def nebeneinander(zeilen: pd.DataFrame, raumeinheit: str, vergleich: str) -> pd.DataFrame:
    """Set an area beside another.

    Takes:   the result of `reihe` for both areas.
    Returns: kennzahl, name, anzahl (numerator), wert, status and the same with `_stadt`, in order.
    Raises:  MergeError where a figure is there twice.
    Source:  own.
    """
    gezeigt = zeilen.rename(columns={"zaehler": "anzahl"})
    hier, dort = (
        gezeigt.loc[gezeigt["raumeinheit"] == key, ["kennzahl", "name", "anzahl", "wert", "status"]]
        for key in (raumeinheit, vergleich)
    )
    rechts = dort.drop(columns="name")
    return hier.merge(rechts, on="kennzahl", how="left", suffixes=("", "_stadt"), validate="one_to_one")


def strukturtest(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, vergleich: str, jahr: int, zellen: Sequence[str]
) -> Strukturtest:
    """Test the structure of an area against the rest of the whole it is part of.

    Takes:   released tables; the area; the whole; year; the groups as expressions of the catalogue.
    Returns: Strukturtest; all NaN where a group is secret or missing.
    Raises:  PlanUngueltig for an expression that cannot be read.
    Source:  see `measures.structure_chi2`.
    """
    zeilen = reihe(tabellen, [raumeinheit, vergleich], jahr, {z: (z, z, "") for z in zellen}, art="wert")
    hier, dort = (zeilen.loc[zeilen["raumeinheit"] == key, "zaehler"] for key in (raumeinheit, vergleich))
    return structure_chi2(hier, dort)
