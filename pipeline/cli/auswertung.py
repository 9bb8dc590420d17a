"""The Kennzahlen of an area as the notebook computes them, with the decisions beside them."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from pipeline import comparison, decisions, indicators, names, narrative, store

IMMER = ("raumeinheiten", "brueche", "einwohner")
"""Tables that are read whatever the catalogue asks for."""


class Auswertung(NamedTuple):
    """What `kennzahlen` shows and writes; every number is a function of released cells."""

    orte: narrative.Orte
    stichtag: str
    werte: pd.DataFrame
    """All Kennzahlen of both areas in all years up to the Stichtag."""
    verglichen: pd.DataFrame
    """Those of the Stichtag side by side, with the difference in words and the trend."""
    ziele: pd.DataFrame
    """Targets that stood on the Stichtag, then those decided after it, each with its verdict."""
    vereinbart: pd.DataFrame
    """Targets that stand today, with their verdict."""
    verlauf: pd.DataFrame
    """All decisions on the area."""
    gilt: pd.DataFrame
    """Those that stand."""
    siegel: str
    """Seal of the last decision of the file, empty where there is none."""
    herkunft: pd.DataFrame
    demonstration: bool
    hinweise: tuple[str, ...]


def auswerten(raumeinheit: str, vergleich: str, stichtag: str, datei: Path, daten: Path | None) -> Auswertung:
    """Compute everything from the released zone and the file of decisions.

    Raises: BeschlussUngueltig where the file of decisions is not in order, or is of another world than
            the released tables (demonstration or real).
    """
    demonstration = store.ist_demonstration(daten)
    inhalt = store.beschluesse_lesen(datei)
    beschluesse = decisions.nicht_gemischt(inhalt, str(datei), demonstration)
    tabellen = freigegeben(daten)
    jahr = names.stichtag_jahr(stichtag)
    werte = indicators.kennzahlen(tabellen, list(dict.fromkeys([raumeinheit, vergleich])))
    werte = werte[werte["jahr"] <= jahr]
    verlauf = decisions.tabelle(beschluesse, raumeinheit)
    gilt, selten = decisions.geltende(verlauf), indicators.seltene()
    return Auswertung(
        orte=narrative.orte(tabellen["raumeinheiten"], raumeinheit, vergleich),
        stichtag=stichtag,
        werte=werte,
        verglichen=_verglichen(werte, raumeinheit, vergleich, jahr),
        ziele=decisions.zielstand(decisions.zum_stichtag(verlauf, stichtag), werte, jahr, selten),
        vereinbart=decisions.zielstand(gilt, werte, jahr, selten),
        verlauf=verlauf,
        gilt=gilt,
        siegel=decisions.siegel_am_ende(beschluesse) if beschluesse else "",
        herkunft=store.herkunft(list(tabellen), daten),
        demonstration=demonstration,
        hinweise=tuple(store.hinweise(daten)),
    )


def _verglichen(werte: pd.DataFrame, raumeinheit: str, vergleich: str, jahr: int) -> pd.DataFrame:
    trends = comparison.entwicklung(werte, raumeinheit, jahr)[["kennzahl", "trend", "trend_p"]]
    neben = comparison.vergleich(werte, raumeinheit, vergleich, jahr)
    return narrative.mit_unterschied(neben).merge(trends, on="kennzahl", how="left", validate="one_to_one")


def freigegeben(daten: Path | None) -> dict[str, pd.DataFrame]:
    """Every released table the catalogue reads."""
    gebraucht = [zelle.tabelle for kennzahl in indicators.katalog() for zelle in kennzahl.zellen]
    da = store.tabellen(store.FREIGABE, daten)
    return {name: store.read(name, daten) for name in dict.fromkeys([*IMMER, *gebraucht]) if name in da}
