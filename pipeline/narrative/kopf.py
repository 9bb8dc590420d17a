"""Heads: of a report, of the pyramid, of the map."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pipeline.narrative.abschnitte import abschnitt
from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.orte import Orte


def bericht(
    titel: str, orte: Orte, stichtag: str, demonstration: bool, hinweise: Sequence[str]
) -> dict[str, Any]:
    """Write the head of a report.

    Takes:   `hinweise`: what the deliveries behind it want to be said.
    """
    return {
        "titel": titel,
        "untertitel": f"{orte.hier.name} im Vergleich mit {orte.dort.name}",
        "raumeinheit": orte.hier.schluessel,
        "raumname": orte.hier.name,
        "vergleich": orte.dort.name,
        "stichtag": stichtag,
        "demonstration": demonstration,
        "hinweis": " ".join(hinweise),
    }


def pyramide_kopf(orte: Orte, verglichen: pd.DataFrame, stichtag: str, quelle: str) -> dict[str, str]:
    """Write the head of the pyramid: the finding of the section on age."""
    finding = abschnitt(orte, verglichen, stichtag, quelle, "alter")["titel"]
    untertitel = f"Altersgruppen nach Geschlecht, Anteil an allen Bewohner:innen, {datum(stichtag)}"
    return {"id": "pyramide", "titel": finding, "untertitel": untertitel, "quelle": quelle}


def karte_kopf(orte: Orte, gebiete: pd.DataFrame | None, quelle: str) -> dict[str, str]:
    """Write the head of the map.

    Takes:   the geometry with its notes ("Schematische Darstellung ...") in hinweis, None without one.
    """
    hinweise = [] if gebiete is None else list(gebiete["hinweis"].dropna())
    teile = ["Nummern wie in der Liste der Einrichtungen", *dict.fromkeys(hinweise)]
    return {
        "id": "karte",
        "titel": f"Lage {orte.hier.des} {orte.dort.im}",
        "untertitel": ". ".join(teil.rstrip(".") for teil in teile if teil),
        "quelle": quelle,
    }
