"""Sentences on Hilfen zur Erziehung by paragraph: a true zero is said, a hidden cell is above zero."""

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import FEHLT, GEHEIM
from pipeline.narrative.zahlen import aufzaehlung, gross

_ZAEHLUNG = "Am 31.12. andauernde und im Jahr beendete Hilfen zusammen; gezählt sind Hilfen, nicht Personen"

_WONACH = {
    "nach Paragraph": "nach Paragraphen",
    "nach Hilfegruppe": "nach Hilfegruppen",
    "nach Zählweise": "nach Zählweise",
    "nur insgesamt": "insgesamt",
}
"""Step of the ladder of the release plan -> end of the title."""


def hilfen_zaehlung(stufe: str) -> str:
    """Write the counting rule of the table, and how finely it was released, as its subtitle.

    Takes: the step of the ladder of the release plan; empty where there is none.
    """
    return f"{_ZAEHLUNG}; freigegeben „{stufe}“, damit wenig verdeckt werden muss" if stufe else _ZAEHLUNG


def hilfen_kopf(uebersicht: pd.DataFrame, stufe: str, quelle: str) -> dict[str, str]:
    """Write the head of the table: the title says by what the numbers it shows are counted.

    Takes: the frame of the table; the step of the ladder, which holds only where no number of a paragraph
           is shown: the city is released more finely than its districts.
    """
    einzeln = uebersicht["inanspruchnahme"].ne("summe") & uebersicht["status"].eq("wert")
    je_paragraph = bool((uebersicht.loc[einzeln, "anzahl"] > 0).any()) or not stufe
    wonach = _WONACH["nach Paragraph"] if je_paragraph else _WONACH.get(stufe, "")
    return {
        "id": "hilfen",
        "titel": f"Hilfen {wonach}".strip(),
        "untertitel": hilfen_zaehlung("" if je_paragraph else stufe),
        "quelle": quelle,
    }


def hilfen(orte: Orte, uebersicht: pd.DataFrame, jahr: int) -> str:
    """Where there is use of Hilfen zur Erziehung and where there is none.

    Takes:   one row per paragraph with `inanspruchnahme`: "ja" (above zero, shown or hidden), "nein"
             (true zero), "geheim" (not even that is released), "fehlt", or "summe" for the sums;
             `verdeckt`: its count is hidden. A column `jahressummen` says that years are released as sums.
    """
    if "jahressummen" in uebersicht:
        return " ".join(filter(None, [_nur_summen(jahr), _nein(orte, uebersicht, jahr)]))
    antworten = uebersicht["inanspruchnahme"]
    if antworten.eq("geheim").any() and not antworten.isin(["ja", "nein"]).any():
        return f"Angaben zu einzelnen Hilfen nach dem SGB VIII werden {GEHEIM}."
    if uebersicht.empty or not uebersicht["inanspruchnahme"].isin(["ja", "nein"]).any():
        return f"Angaben zu Hilfen nach dem SGB VIII wurden {FEHLT}."
    if antworten[antworten.ne("summe")].eq("nein").all():
        return f"Hilfen nach dem SGB VIII gab es im Jahr {jahr} {orte.hier.im} keine."
    saetze = [_ja(uebersicht), _nein(orte, uebersicht, jahr), _verdeckt(uebersicht)]
    return " ".join(filter(None, saetze))


def _nur_summen(jahr: int) -> str:
    return (
        "Hilfen nach dem SGB VIII werden nur als Summe mehrerer Jahre ausgewiesen; wie viele es im Jahr "
        f"{jahr} allein waren, wird {GEHEIM}."
    )


def _paragraphen(uebersicht: pd.DataFrame, antwort: str) -> list[str]:
    return [
        names.text(p).replace("§ ", "§\N{NO-BREAK SPACE}")
        for p in uebersicht.loc[uebersicht["inanspruchnahme"].eq(antwort), "paragraph"]
    ]


def _ja(uebersicht: pd.DataFrame) -> str:
    paragraphen = _paragraphen(uebersicht, "ja")
    if not paragraphen:
        return ""
    wo = "im Bereich" if len(paragraphen) == 1 else "in den Bereichen"
    return f"Inanspruchnahme von Jugendhilfe gibt es {wo} {aufzaehlung(paragraphen)}."


def _nein(orte: Orte, uebersicht: pd.DataFrame, jahr: int) -> str:
    paragraphen = _paragraphen(uebersicht, "nein")
    if not paragraphen:
        return ""
    wo = f"im Jahr {jahr} {orte.hier.im}"
    if len(paragraphen) == 1:
        return f"Keine Inanspruchnahme lag {wo} im Bereich {paragraphen[0]} vor."
    return f"Keine Inanspruchnahme lag {wo} in folgenden Bereichen vor: {aufzaehlung(paragraphen)}."


def _verdeckt(uebersicht: pd.DataFrame) -> str:
    if not uebersicht["verdeckt"].any():
        return ""
    unbekannt = _paragraphen(uebersicht, "geheim")
    if unbekannt:
        return gross(
            f"kleine Fallzahlen werden {GEHEIM}; ob es Hilfen gibt, bleibt offen bei: "
            f"{aufzaehlung(unbekannt)}."
        )
    return gross(f"kleine Fallzahlen werden {GEHEIM}; ein verdeckter Wert ist größer als null.")
