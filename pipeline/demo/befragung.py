"""The residents' survey that the Eckpunktepapier announces for the second quarter of 2023: drawn, not held.

Answers mean nothing: each is drawn with a probability that is drawn itself. Only who is asked and who answers
follows the residents of P10, so that weighting has something to repair.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from pipeline import names
from pipeline.demo import aussagen
from pipeline.demo.bezirke import Bezirke
from pipeline.demo.runden import Anzahlen, Zahlen

STICHTAG = "2023-06-30"
BEVOELKERUNG_VON = 2022
"""Whoever lived there at the end of this year could be asked."""
ANGESCHRIEBEN = 900
BAENDER = {"16-26": 0.22, "27-44": 0.32, "45-64": 0.42, "65+": 0.50}
"""Age bands that are asked, and the share that answers: assumed, the old rather than the young."""

_JUNG, _FAMILIEN = "Kinder, Jugendliche und junge Erwachsene", "Familien"
_BERUF, _ALT = "Berufstätige", "Senioren"
ZIELGRUPPEN = {
    "16-26": {_JUNG: 1.0},
    "27-44": {_FAMILIEN: 0.6, _BERUF: 0.4},
    "45-64": {_FAMILIEN: 0.3, _BERUF: 0.7},
    "65+": {_ALT: 1.0},
}
"""To which target group whoever answers belongs: assumed."""
GERN = ("Wie gern leben Sie im Quartier?", ("sehr gern", "gern", "weniger gern", "nicht gern"))
"""A question with one answer."""
GERN_ETWA = (0.30, 0.45, 0.17, 0.08)
"""About in these shares: assumed."""
FEHLT = (
    "Was fehlt Ihnen im Quartier? (mehrere Antworten möglich)",
    ("Zentrale Stelle", *aussagen.BEDARFE),
)
"""A question with several answers, in the words of the coded interviews so that both can be compared."""


def befragung(bestand: Anzahlen, bezirke: Bezirke, jahre: range, rng: np.random.Generator) -> pd.DataFrame:
    """Draw the survey of P10; empty where the years do not reach it.

    Takes:   residents [district, year, age, sex, citizenship].
    """
    spalten = list(names.TABELLEN["bedarfsanalyse"].spalten)
    if not bezirke.hoover or BEVOELKERUNG_VON not in jahre or int(STICHTAG[:4]) not in jahre:
        return pd.DataFrame(columns=spalten)
    hier = bestand[bezirke.hoover[0], jahre.index(BEVOELKERUNG_VON)].sum(axis=-1)
    baender = [hier[von : bis + 1].sum(axis=0) for von, bis in map(names.band, BAENDER)]
    gefragt = rng.multivariate_hypergeometric(np.concatenate(baender), ANGESCHRIEBEN).reshape(-1, 2)
    zeilen = [
        _zeile(
            names.RUECKLAUF, names.INSGESAMT, "insgesamt", names.INSGESAMT, names.ANGESCHRIEBEN, ANGESCHRIEBEN
        )
    ]
    neigung = {antwort: rng.uniform(0.15, 0.45) for antwort in FEHLT[1]}
    gern = rng.dirichlet(40 * np.array(GERN_ETWA))
    for (band, quote), je_geschlecht in zip(BAENDER.items(), gefragt, strict=True):
        for geschlecht, zahl in zip(names.GESCHLECHTER[:2], je_geschlecht, strict=True):
            zeilen += _geantwortet(band, geschlecht, rng.binomial(zahl, quote), neigung, gern, rng)
    tabelle = pd.DataFrame(zeilen).assign(raumeinheit=bezirke.schluessel[bezirke.hoover[0]])
    return tabelle[tabelle["anzahl"].gt(0)].assign(stichtag=STICHTAG, gewicht="", status="wert")[spalten]


def _geantwortet(
    band: str, geschlecht: str, zahl: int, neigung: dict[str, float], gern: Zahlen, rng: np.random.Generator
) -> Iterator[dict[str, object]]:
    """Rows of those of one age and sex who answer."""
    anteile = ZIELGRUPPEN[band]
    for gruppe, n in zip(anteile, rng.multinomial(zahl, list(anteile.values())), strict=True):
        wer = (gruppe, band, geschlecht)
        yield _zeile(names.RUECKLAUF, *wer, names.TEILGENOMMEN, int(n))
        for antwort, ja in zip(GERN[1], rng.multinomial(n, gern), strict=True):
            yield _zeile(GERN[0], *wer, antwort, int(ja))
        for antwort in FEHLT[1]:
            yield _zeile(FEHLT[0], *wer, antwort, int(rng.binomial(n, neigung[antwort])))


def _zeile(
    frage: str, zielgruppe: str, altersgruppe: str, geschlecht: str, antwort: str, anzahl: int
) -> dict[str, object]:
    wer = {"zielgruppe": zielgruppe, "altersgruppe": altersgruppe, "geschlecht": geschlecht}
    return {"frage": frage, **wer, "antwort": antwort, "anzahl": anzahl}
