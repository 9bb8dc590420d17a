"""Evidence within a sentence: what speaks for a Handlungsfeld named as a person names it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from pipeline.narrative.zahlen import aufzaehlung


class Glied(NamedTuple):
    """A subject with its article in the nominative, and whether its verb is plural."""

    text: str
    mehrzahl: bool


_ARTEN = {
    "kennzahlen": ("die Kennzahl", "die Kennzahlen"),
    "prognose": ("die Prognose für die Altersgruppe", "die Prognosen für die Altersgruppen"),
    "anteilsprognose": ("die Prognose", "die Prognosen"),
    "vorhanden": ("der Bestand an", "der Bestand an"),
    "keine": ("das Fehlen von", "das Fehlen von"),
    "sonst": ("die Angabe", "die Angaben"),
}
"""How evidence of a kind is named, once and several times, in the order of a sentence."""
_WOERTLICH = ("kennzahlen", "anteilsprognose", "sonst")
"""Names as the table prints them: in quotation marks, because they are not declined."""
_EIGENE = {
    "Experteninterviews": Glied("die Experteninterviews", mehrzahl=True),
    "Befragung der Bewohner:innen": Glied("die Befragung der Bewohner:innen", mehrzahl=False),
}


def satz(anfang: str, verb: tuple[str, str], subjekte: list[Glied]) -> str:
    """Write "Dafür spricht ..." with the verb its subjects need; nothing without any.

    Takes:   the word before the verb; the verb in singular and plural.
    """
    if not subjekte:
        return ""
    mehrzahl = len(subjekte) > 1 or subjekte[0].mehrzahl
    return f"{anfang} {verb[mehrzahl]} {_gereiht([glied.text for glied in subjekte])}."


def _gereiht(teile: list[str]) -> str:
    """Join subjects; "sowie" stands before the last where one of them holds an "und" itself."""
    if any(" und " in teil for teil in teile) and len(teile) > 1:
        return f"{', '.join(teile[:-1])} sowie {teile[-1]}"
    return aufzaehlung(teile)


def glieder(belege: pd.DataFrame) -> list[Glied]:
    """Name evidence kind by kind, each piece once.

    Takes:   rows of `ableitung.zeilen` of one Handlungsfeld and one reading.
    """
    je_art: dict[str, list[str]] = {art: [] for art in _ARTEN}
    fremde: list[Glied] = []
    for zeile in belege.drop_duplicates(["art", "beleg"]).to_dict("records"):
        if zeile["beleg"] in _EIGENE:
            fremde.append(_EIGENE[zeile["beleg"]])
        else:
            art = _art(zeile)
            je_art[art].append(_name(art, str(zeile["beleg"])))
    return [_glied(art, namen) for art, namen in je_art.items() if namen] + fremde


def _art(zeile: Mapping[Any, Any]) -> str:
    if zeile["art"] != "einrichtungen":
        return str(zeile["art"]) if zeile["art"] in _ARTEN else "sonst"
    if zeile["richtung"] == "unbekannt":
        return "sonst"
    return "keine" if zeile["hier"] == "keine" else "vorhanden"


def _name(art: str, beleg: str) -> str:
    name = beleg.removeprefix("Prognose: ")
    return f"„{name}“" if art in _WOERTLICH else name


def _glied(art: str, namen: list[str]) -> Glied:
    einzahl, mehrzahl = _ARTEN[art]
    viele = len(namen) > 1
    # a register can be incomplete: what it does not name may still be there
    wo = " im Verzeichnis" if art == "keine" else ""
    return Glied(f"{mehrzahl if viele else einzahl} {aufzaehlung(namen)}{wo}", viele and einzahl != mehrzahl)
