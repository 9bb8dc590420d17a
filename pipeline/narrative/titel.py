"""Titles that say the finding, and the column of a table that says the difference."""

import pandas as pd

from pipeline.narrative.orte import Ort, Orte
from pipeline.narrative.vergleich import Satz, geprueft, unterschied, vergleichbar

_GROESSEN = ("leicht", "deutlich")
HOEHE = ("niedriger", "höher")
HAEUFIGKEIT = ("seltener", "häufiger")
"""Words for below and above: of a rate, of a type."""


def titel(
    orte: Orte, zeilen: pd.DataFrame, thema: str, worte: tuple[str, str] = HOEHE, haupt: str = ""
) -> str:
    """Write the finding of a section as the title of its chart.

    Takes:   rows of a comparison with name; the subject; words for below and above; the Kennzahl that
             stands for the section, if one does.
    Returns: "durchweg" where every row differs significantly, in one direction and size; else what is true
             of `haupt`; else the largest significant difference; else that there is none; the bare subject
             without comparison.
    """
    saetze: list[Satz] = [
        satz for satz in zeilen.to_dict("records") if vergleichbar(satz) and pd.notna(satz["signifikant"])
    ]
    if not saetze:
        return f"{thema} {orte.hier.im}"
    if len(saetze) == len(zeilen) > 1 and _einheitlich(saetze):
        return f"{thema}: durchweg {_wie(saetze[0], worte, orte.dort)}"
    eigene: list[Satz] = [satz for satz in saetze if satz["kennzahl"] == haupt]
    sicher = [satz for satz in eigene or saetze if _sicher(satz)]
    if sicher:
        groesster = max(sicher, key=_abstand)
        name = "" if eigene else f"{str(groesster['name']).removeprefix('darunter ')} "
        return f"{thema}: {name}{_wie(groesster, worte, orte.dort)}"
    return f"{thema}: {_ohne_befund(eigene or saetze)} zu {orte.dort.name}"


def _ohne_befund(saetze: list[Satz]) -> str:
    gering = any(bool(satz["signifikant"]) for satz in saetze)
    return "nur geringer Unterschied" if gering else "kein signifikanter Unterschied"


def _einheitlich(saetze: list[Satz]) -> bool:
    """Whether all differences are certain and can be said in one word."""
    return all(map(_sicher, saetze)) and len({(satz["groesse"], satz["richtung"]) for satz in saetze}) == 1


def _sicher(satz: Satz) -> bool:
    return bool(satz["signifikant"]) and satz["groesse"] in _GROESSEN


def _abstand(satz: Satz) -> float:
    klein, gross = sorted((float(satz["wert"]), float(satz["wert_stadt"])))
    return gross / klein if klein > 0 else float("inf")


def _wie(satz: Satz, worte: tuple[str, str], dort: Ort) -> str:
    return f"{satz['groesse']} {worte[satz['richtung'] == 'ueber']} als {dort.im}"


def mit_unterschied(zeilen: pd.DataFrame) -> pd.DataFrame:
    """Add the comparison in words: unterschied, geprueft."""
    saetze = zeilen.to_dict("records")
    return zeilen.assign(unterschied=list(map(unterschied, saetze)), geprueft=list(map(geprueft, saetze)))
