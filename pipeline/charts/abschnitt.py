"""A section that compares: chart and table of the same rows."""

from typing import Protocol, Unpack

import pandas as pd

from pipeline.charts.anzeige import Anzeige, Kopf
from pipeline.charts.balken import Form, balken, punkte
from pipeline.charts.tabellen import vergleich


class Orte(Protocol):
    """Names of the district and of what it is compared with, long and short."""

    @property
    def schluessel(self) -> str:
        """Key of the district."""

    @property
    def namen(self) -> tuple[str, str]:
        """For charts."""

    @property
    def kurz(self) -> tuple[str, str]:
        """For the heads of narrow columns."""


def gegenueber(
    daten: pd.DataFrame,
    orte: Orte,
    intervall: bool,
    thema: str,
    anzahl: str,
    einheit: str,
    **kopf: Unpack[Kopf],
) -> tuple[Anzeige, Anzeige]:
    """Draw a section of a comparison and set its numbers as a table.

    Takes:   rows with name, zaehler, wert, untere, obere, status, wert_stadt, status_stadt, unterschied,
             geprueft; names of both areas, long and short; whether intervals are drawn; the subject; what
             is counted; the unit of the values; the head of the chart, whose titel is the finding.
    Returns: chart and table; both show nothing where there is no row.
    """
    zeichnen = punkte if intervall else balken
    bild = zeichnen(daten, Form(orte.namen, einheit), **kopf)
    unten: Kopf = {**kopf, "id": f"{kopf['id']}-tabelle", "titel": f"{thema}: Werte"}
    return bild, vergleich(daten, orte.kurz, (anzahl, einheit), **unten)
