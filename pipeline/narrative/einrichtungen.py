"""Sentences on facilities: what there is, and what is not in the delivered list."""

import pandas as pd

from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import FEHLT
from pipeline.narrative.zahlen import aufzaehlung, gezaehlt, gross

_WOERTER = {
    "Kindergarten": ("Kindergarten", "Kindergärten", "m"),
    "Grundschule": ("Grundschule", "Grundschulen", "w"),
    "Weiterführende Schule": ("weiterführende Schule", "weiterführende Schulen", "w"),
    "Sporthalle": ("Sporthalle", "Sporthallen", "w"),
    "Jugend- und Nachbarschaftstreff": (
        "Jugend- und Nachbarschaftstreff",
        "Jugend- und Nachbarschaftstreffs",
        "m",
    ),
    "Spielplatz": ("Spielplatz", "Spielplätze", "m"),
    "Bolzplatz": ("Bolzplatz", "Bolzplätze", "m"),
    "Religionsgemeinschaft": ("Religionsgemeinschaft", "Religionsgemeinschaften", "w"),
    "Pflegeeinrichtung": ("Pflegeeinrichtung", "Pflegeeinrichtungen", "w"),
}
"""Singular, plural and gender of the kinds we know; others stand as delivered with their number."""

_GEFRAGT = {
    "keine Religionsgemeinschaft": ("relig", "kirche", "moschee", "gemeindehaus", "synagoge", "tempel"),
    "keine Einrichtung für Betreuung, Pflege oder Betreutes Wohnen": (
        "pflege",
        "betreu",
        "senioren",
        "altenheim",
    ),
}
"""What the paper asks for beside what there is, and the words by which a kind answers it."""


def einrichtungen(orte: Orte, liste: pd.DataFrame, geliefert: bool) -> str:
    """How many facilities of which kind, and of what the paper asks for there is none.

    Takes:   `liste`: column art, the facilities of the district; `geliefert`: whether any list was delivered;
             only then their absence is a statement, and it is one about the list.
    """
    if not geliefert:
        return f"Ein Verzeichnis der Einrichtungen wurde {FEHLT}."
    if liste.empty:
        return f"Das gelieferte Verzeichnis nennt {orte.hier.im} keine Einrichtungen."
    arten = liste.groupby("art", sort=False).size()
    teile = [_gezaehlt(str(art), int(zahl)) for art, zahl in arten.items()]
    ohne = _nicht_da(list(map(str, arten.index)))
    return f"{gross(orte.hier.im)} gibt es {aufzaehlung(teile)}. {ohne}".strip()


def _gezaehlt(art: str, zahl: int) -> str:
    einzahl, mehrzahl, genus = _WOERTER.get(art, ("", "", ""))
    return gezaehlt(zahl, einzahl, mehrzahl, genus) if einzahl else f"{zahl} × {art}"


def _nicht_da(arten: list[str]) -> str:
    fehlend = [
        text
        for text, woerter in _GEFRAGT.items()
        if not any(wort in art.lower() for art in arten for wort in woerter)
    ]
    return f"Das Verzeichnis nennt dort {aufzaehlung(fehlend)}." if fehlend else ""
