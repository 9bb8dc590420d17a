"""The table of the statements of a paper and their verdicts."""

from typing import Unpack

import pandas as pd

from pipeline.charts.anzeige import Anzeige, Kopf
from pipeline.charts.tabelle import Spalte, tabelle


def abgleich(zeilen: pd.DataFrame, **kopf: Unpack[Kopf]) -> Anzeige:
    """Show the statements with what is computed today.

    Takes:   the result of `narrative.abgleichszeilen`; nothing without rows.
    """
    spalten = [
        Spalte("nummer", "Nr.", 0, breite=0.55),
        Spalte("aussage", "Aussage des Papiers", kopf=True, breite=3.4),
        Spalte("heute", "Wert heute berechnet", breite=2.7),
        Spalte("urteil", "Urteil", breite=2.15),
        Spalte("grund", "Grund", breite=3.4),
    ]
    return tabelle(zeilen, spalten, teilbar=True, **kopf)
