"""Sentences on Hilfen zur Erziehung by paragraph: a true zero is said, a hidden cell is above zero."""

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import FEHLT
from pipeline.narrative.zahlen import aufzaehlung, gross

HILFEN_ZAEHLUNG = (
    "Am 31.12. andauernde und im Jahr beendete Hilfen zusammen; gezählt sind Hilfen, nicht Personen"
)
"""Counting rule of the table, as its subtitle."""


def hilfen(orte: Orte, uebersicht: pd.DataFrame, jahr: int) -> str:
    """Where there is use of Hilfen zur Erziehung and where there is none.

    Takes:   one row per paragraph with `inanspruchnahme`: "ja" (above zero, shown or hidden), "nein"
             (true zero), "fehlt", or "summe" for the sums; `verdeckt`: its count is hidden.
    """
    if uebersicht.empty or not uebersicht["inanspruchnahme"].isin(["ja", "nein"]).any():
        return f"Angaben zu Hilfen nach dem SGB VIII wurden {FEHLT}."
    saetze = [_ja(uebersicht), _nein(orte, uebersicht, jahr), _verdeckt(uebersicht)]
    return " ".join(filter(None, saetze))


def _paragraphen(uebersicht: pd.DataFrame, antwort: str) -> list[str]:
    return [
        names.text(p).replace("§ ", "§\N{NO-BREAK SPACE}")
        for p in uebersicht.loc[uebersicht["inanspruchnahme"].eq(antwort), "paragraph"]
    ]


def _ja(uebersicht: pd.DataFrame) -> str:
    paragraphen = _paragraphen(uebersicht, "ja")
    if not paragraphen:
        return ""
    return f"Inanspruchnahme von Jugendhilfe gibt es in den Bereichen {aufzaehlung(paragraphen)}."


def _nein(orte: Orte, uebersicht: pd.DataFrame, jahr: int) -> str:
    paragraphen = _paragraphen(uebersicht, "nein")
    if not paragraphen:
        return ""
    wo = f"im Jahr {jahr} {orte.hier.im}"
    return f"Keine Inanspruchnahme lag {wo} in folgenden Bereichen vor: {aufzaehlung(paragraphen)}."


def _verdeckt(uebersicht: pd.DataFrame) -> str:
    if not uebersicht["verdeckt"].any():
        return ""
    return gross(
        "kleine Fallzahlen werden aus Gründen der Geheimhaltung nicht ausgewiesen; ein verdeckter Wert ist "
        "größer als null."
    )
