"""Whether the Kennzahlen of an area changed from an earlier year to a later one."""

import numpy as np
import pandas as pd

from pipeline import measures
from pipeline.comparison.stadt import NIVEAU, beurteilen

_KOPF = ("kennzahl", "name", "handlungsfeld", "einheit", "stellen", "art")
_WERTE = ("zaehler", "nenner", "wert", "status", "gebietsstand", "fassung")


def zum_vorjahr(kennzahlen: pd.DataFrame, raumeinheit: str, jahr: int) -> pd.DataFrame:
    """Set every Kennzahl of an area beside its value of the year before, with a test.

    Takes:   rows of `indicators.kennzahlen` of the area; its key; the year.
    Returns: as `seit`, with wert_davor in place of wert_damals.
    Raises:  MergeError where a Kennzahl has two rows for a year.
    Source:  see `seit`.
    """
    return seit(kennzahlen, raumeinheit, jahr - 1, jahr).rename(columns={"wert_damals": "wert_davor"})


def seit(kennzahlen: pd.DataFrame, raumeinheit: str, damals: int, jahr: int) -> pd.DataFrame:
    """Set every Kennzahl of an area beside its value of an earlier year, with a test.

    Takes:   rows of `indicators.kennzahlen` of the area; its key; the earlier year; the year.
    Returns: one row per kennzahl in the order of the input with a value in both years, of one territory and
             one definition: wert, wert_damals, differenz, p_korrigiert (Benjamini-Hochberg over all rows),
             gesichert (boolean; <NA> where there is no test). Both years count as independent; stocks of
             mostly the same persons are not, the test is then too careful.
    Raises:  MergeError where a Kennzahl has two rows for a year.
    Source:  tests: see `comparison.vergleich`.
    """
    hier = kennzahlen[kennzahlen["raumeinheit"].eq(raumeinheit)]
    heute, davor = (hier[hier["jahr"].eq(n) & hier["status"].eq("wert")] for n in (jahr, damals))
    neben = heute.merge(
        davor[["kennzahl", *_WERTE]],
        on="kennzahl",
        suffixes=("", "_stadt"),
        validate="one_to_one",
    )
    gleich = neben["gebietsstand"].eq(neben["gebietsstand_stadt"]) & neben["fassung"].eq(
        neben["fassung_stadt"]
    )
    neben = neben[gleich].reset_index(drop=True)
    # a carried-forward election is the same number twice, and no comparison
    gezaehlt = neben["zaehler"].ne(neben["zaehler_stadt"]) | neben["nenner"].ne(neben["nenner_stadt"])
    fertig = beurteilen(neben.assign(vergleichbar=gezaehlt), np.zeros(len(neben), dtype=bool))
    gesichert = pd.array(measures.floats(fertig["p_korrigiert"]) < NIVEAU, dtype="boolean")
    gesichert[fertig["p_korrigiert"].isna().to_numpy()] = pd.NA
    spalten = [*_KOPF, "wert", "wert_stadt", "p_korrigiert"]
    ergebnis = fertig.assign(differenz=fertig["wert"] - fertig["wert_stadt"])[[*spalten, "differenz"]]
    return ergebnis.rename(columns={"wert_stadt": "wert_damals"}).assign(gesichert=gesichert)
