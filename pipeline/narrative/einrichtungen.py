"""Sentences on facilities: what there is, and what is not in the delivered list."""

from collections.abc import Sequence

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import FEHLT
from pipeline.narrative.zahlen import aufzaehlung, gezaehlt, gross

_MEHRZAHL = {
    "kindergarten": ("Kindergärten", "m4"),
    "grundschule": ("Grundschulen", "w"),
    "weiterfuehrende_schule": ("weiterführende Schulen", "w"),
    "sporthalle": ("Sporthallen", "w"),
    "jugendtreff": ("Jugendtreffs", "m4"),
    "quartierszentrum": ("Quartierszentren", "s"),
    "spielplatz": ("Spielplätze", "m4"),
    "bolzplatz": ("Bolzplätze", "m4"),
    "laden": ("Läden", "m4"),
    "einkaufsschwerpunkt": ("Einkaufsschwerpunkte", "m4"),
    "gewerbe": ("Gewerbebetriebe", "m4"),
    "arztpraxis": ("Arztpraxen", "w"),
    "pflege": ("Pflegeeinrichtungen", "w"),
    "betreuung": ("Betreuungseinrichtungen", "w"),
    "betreutes_wohnen": ("Angebote des Betreuten Wohnens", "s"),
    "religionsgemeinschaft": ("Religionsgemeinschaften", "w"),
}
"""Plural and gender (accusative) of the kinds we know, in the order of the text."""

_GEFRAGT = {
    "keine Religionsgemeinschaft": ("religionsgemeinschaft",),
    "keine Einrichtung für Betreuung, Pflege oder Betreutes Wohnen": (
        "pflege",
        "betreuung",
        "betreutes_wohnen",
    ),
}
"""What the paper asks for beside what there is, and the kinds that answer it."""


def einrichtungen(orte: Orte, liste: pd.DataFrame, vorhanden: Sequence[str]) -> str:
    """How many facilities of which kind, and of what the paper asks for there is none.

    Takes:   `liste`: column art, facilities of the district; `vorhanden`: names of the released
             tables. Only where a list was delivered is their absence a statement, and one about the list.
    """
    if "einrichtungen" not in vorhanden:
        return f"Ein Verzeichnis der Einrichtungen wurde {FEHLT}."
    if liste.empty:
        return f"Das gelieferte Verzeichnis nennt {orte.hier.im} keine Einrichtungen."
    teile, arten = gezaehlte_arten(liste), set(liste["art"])
    return f"{gross(orte.hier.im)} gibt es {aufzaehlung(teile)}. {_nicht_da(arten)}".strip()


def gezaehlte_arten(liste: pd.DataFrame) -> list[str]:
    """Count the facilities of every kind, in the order of the text: "zwei Kindergärten" (accusative)."""
    arten = liste["art"].value_counts()
    bekannt = [art for art in _MEHRZAHL if art in arten.index]
    fremd = sorted(set(arten.index) - set(bekannt))
    return [_gezaehlt(art, int(arten[art])) for art in [*bekannt, *fremd]]


def _gezaehlt(art: str, zahl: int) -> str:
    if art not in _MEHRZAHL:
        return f"{zahl} × {names.text(art)}"
    mehrzahl, genus = _MEHRZAHL[art]
    return gezaehlt(zahl, names.text(art), mehrzahl, genus)


def _nicht_da(arten: set[str]) -> str:
    fehlend = [text for text, gefragt in _GEFRAGT.items() if not arten.intersection(gefragt)]
    return f"Das Verzeichnis nennt dort {aufzaehlung(fehlend)}." if fehlend else ""
