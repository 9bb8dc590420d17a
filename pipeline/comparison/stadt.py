"""An area beside its city: difference, test, correction for many comparisons, size in words."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from pipeline import measures
from pipeline.comparison.groesse import groesse, richtung
from pipeline.measures import Floats

NIVEAU = 0.05
"""Corrected p below which a difference is called significant."""

_WERTE = ("zaehler", "nenner", "wert", "untere", "obere", "status", "grund")


def vergleich(kennzahlen: pd.DataFrame, raumeinheit: str, vergleich: str, jahr: int) -> pd.DataFrame:
    """Compare an area with another, by every Kennzahl of one report.

    Takes:   rows of `indicators.kennzahlen` (raumeinheit, jahr, kennzahl, zaehler, nenner, wert, untere,
             obere, status, grund, art, faktor, vergleichbar, leicht, deutlich, teil_von) for both areas;
             their keys; the year. All rows of the year are one family of comparisons.
    Returns: one row per kennzahl in the order of the input, the columns of the area as they are, those of
             the other with `_stadt`, and: verhaeltnis (wert / wert_stadt), differenz with the limits of its
             95 % interval (differenz_untere, differenz_obere; NaN without a test), z, p, p_korrigiert
             (Benjamini-Hochberg), signifikant (boolean, <NA> where not tested), groesse, richtung.
             Where `vergleichbar` is false all of these are missing; where one of the two values is
             missing, too. The test is that of the area against the rest of the city where it is part of
             the city, of two shares or rates where it is not, none for art `wert`; a `saldo` has a
             differenz and a richtung, but neither verhaeltnis nor groesse.
    Raises:  MergeError where a Kennzahl is there twice.
    Source:  DESIGN, section 6.5; tests: see `measures`.
    """
    im_jahr = kennzahlen[kennzahlen["jahr"] == jahr]
    hier, dort = (im_jahr[im_jahr["raumeinheit"] == key] for key in (raumeinheit, vergleich))
    return _nebeneinander(hier, dort, vergleich, "one_to_one")


def stadtvergleich(kennzahlen: pd.DataFrame, gebiete: Sequence[str], stadt: str, jahr: int) -> pd.DataFrame:
    """Compare many areas with their city: all of them, by all Kennzahlen, are one family of comparisons.

    Takes:   rows of `indicators.kennzahlen` as `vergleich`; keys of the areas and of the city; the year.
    Returns: one row per area and kennzahl in the order of the input, columns as those of `vergleich`.
    Raises:  MergeError where the city has a Kennzahl twice.
    Source:  as `vergleich`.
    """
    im_jahr = kennzahlen[kennzahlen["jahr"] == jahr]
    hier, dort = im_jahr[im_jahr["raumeinheit"].isin(list(gebiete))], im_jahr[im_jahr["raumeinheit"] == stadt]
    return _nebeneinander(hier, dort, stadt, "many_to_one")


def _nebeneinander(
    hier: pd.DataFrame, dort: pd.DataFrame, vergleich: str, validate: Literal["one_to_one", "many_to_one"]
) -> pd.DataFrame:
    """Set the rows of one or more areas beside those of another one, and judge them."""
    neben = hier.merge(
        dort[["kennzahl", *_WERTE]], on="kennzahl", how="left", suffixes=("", "_stadt"), validate=validate
    )
    neben["status_stadt"] = neben["status_stadt"].fillna("fehlt")
    oben = neben["teil_von"].str.split("|")
    ist_teil = np.array([vergleich in kette for kette in oben], dtype=bool)
    fertig = beurteilen(neben, ist_teil)
    return fertig.drop(columns=["teil_von", "leicht", "deutlich"])


def beurteilen(neben: pd.DataFrame, ist_teil: np.ndarray) -> pd.DataFrame:
    """Judge values that already stand side by side.

    Takes:   zaehler, nenner, wert and the same with `_stadt`, art, faktor, vergleichbar, leicht, deutlich;
             which rows compare a part with its whole.
    Returns: the table with verhaeltnis to richtung as `vergleich` describes them.
    Raises:  KeyError where a column is missing.
    Source:  DESIGN, section 6.5.
    """
    darf = neben["vergleichbar"].to_numpy(dtype=bool)
    wert, stadt = (
        np.where(darf, measures.floats(neben[spalte]), np.nan) for spalte in ("wert", "wert_stadt")
    )
    gewollt = darf & ~np.isnan(wert) & ~np.isnan(stadt)
    z, p = _pruefen(neben, ist_teil, gewollt)
    untere, obere = _grenzen(neben, ist_teil, gewollt)
    korrigiert = measures.benjamini_hochberg(p)
    signifikant = pd.array(korrigiert < NIVEAU, dtype="boolean")
    signifikant[np.isnan(korrigiert)] = pd.NA
    verhaeltnis_zaehlt = np.where(neben["art"] == "saldo", np.nan, 1.0)
    return neben.assign(
        verhaeltnis=verhaeltnis_zaehlt * measures.quotient(wert, stadt),
        differenz=wert - stadt,
        differenz_untere=untere,
        differenz_obere=obere,
        z=z,
        p=p,
        p_korrigiert=korrigiert,
        signifikant=signifikant,
        groesse=_text(groesse(verhaeltnis_zaehlt * wert, stadt, neben["leicht"], neben["deutlich"])),
        richtung=_text(richtung(wert, stadt)),
    )


def _text(worte: np.ndarray) -> "pd.Series[str]":
    """Text column, missing where there is no word, of the same type also where there is none at all."""
    return pd.Series(worte).astype("str")


def _pruefen(neben: pd.DataFrame, ist_teil: np.ndarray, gewollt: np.ndarray) -> tuple[Floats, Floats]:
    """Z and p of each row by its kind and by whether it is part of the other."""
    x, n, x2, n2 = (measures.floats(neben[s]) for s in ("zaehler", "nenner", "zaehler_stadt", "nenner_stadt"))
    art = neben["art"].to_numpy(dtype=str)
    summe = np.where(art == "quotient", x + n, n), np.where(art == "quotient", x2 + n2, n2)
    tests = {
        True: (measures.part_of_whole_z, measures.part_of_whole_rate_z),
        False: (measures.two_proportions_z, measures.two_rates_z),
    }
    z, p = np.full(len(neben), np.nan), np.full(len(neben), np.nan)
    for teil, (anteil, rate) in tests.items():
        for arten, test in ((("anteil", "quotient"), anteil), (("rate",), rate)):
            zeilen = gewollt & (ist_teil == teil) & np.isin(art, arten)
            z[zeilen], p[zeilen] = test(x[zeilen], summe[0][zeilen], x2[zeilen], summe[1][zeilen])
    return z, p


_GRENZEN: dict[str, measures.Grenzen] = {
    "anteil": measures.wilson,
    "quotient": measures.odds,
    "rate": measures.rate,
}
"""How the values of each kind get the limits printed beside them; those of the difference agree with them."""


def _grenzen(neben: pd.DataFrame, ist_teil: np.ndarray, gewollt: np.ndarray) -> tuple[Floats, Floats]:
    """Limits of the difference in the unit of the Kennzahl; NaN where nothing is compared or has no kind."""
    x, n, x2, n2 = (measures.floats(neben[s]) for s in ("zaehler", "nenner", "zaehler_stadt", "nenner_stadt"))
    untere, obere = np.full(len(neben), np.nan), np.full(len(neben), np.nan)
    for teil, methode in ((True, measures.difference_to_whole), (False, measures.difference)):
        for art, grenzen in _GRENZEN.items():
            zeilen = gewollt & (ist_teil == teil) & (neben["art"] == art).to_numpy(dtype=bool)
            ergebnis = methode(x[zeilen], n[zeilen], x2[zeilen], n2[zeilen], grenzen)
            untere[zeilen], obere[zeilen] = ergebnis.untere, ergebnis.obere
    faktor = measures.floats(neben["faktor"])
    return faktor * untere, faktor * obere
