"""What experts said of an area: institutions counted with open ends, and the sentences they set free."""

from collections.abc import Mapping

import pandas as pd

from pipeline import names
from pipeline.indicators.kennzahl import handlungsfelder
from pipeline.indicators.runde import runde
from pipeline.schemas.runden import Interviews

ALLE = "alle"
"""Target group of what concerns everybody; it comes first."""
_CODES = ("aussageart", "handlungsfeld", "zielgruppe", "thema")


def interviews(tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, stichtag: str) -> Interviews:
    """Choose the round of interviews that belongs to a Stichtag.

    Takes:   released tables (interviews, interviewte, interviewzitate); area; date.
    Returns: Interviews; needs first, Handlungsfelder in the order of the paper; empty where there is none.
    Raises:  nothing.
    Source:  own; the Handlungsfelder are those of the Eckpunktepapier, section 2.3.
    """
    tag = runde(tabellen.get("interviews"), raumeinheit, stichtag)
    drei = [
        _hier(tabellen.get(name), raumeinheit, tag)
        for name in ("interviewte", "interviews", "interviewzitate")
    ]
    return Interviews(tag, *drei)


def _hier(tabelle: pd.DataFrame | None, raumeinheit: str, tag: str) -> pd.DataFrame:
    if tabelle is None:
        return pd.DataFrame(columns=pd.Index([*_CODES, "institutionsart", "anzahl", "status", "zitate"]))
    hier = tabelle[tabelle["raumeinheit"].eq(raumeinheit) & tabelle["stichtag"].eq(tag)]
    spalten = [spalte for spalte in _CODES if spalte in hier]
    geordnet: pd.DataFrame = hier.sort_values(spalten, key=_rang, ignore_index=True) if spalten else hier
    return geordnet.drop(columns=["raumeinheit", "stichtag"]).reset_index(drop=True)


def _rang(spalte: "pd.Series[str]") -> "pd.Series[str]":
    """Key by which codes sort as a reader expects, the unknown ones by themselves behind."""
    folge = (*names.AUSSAGEARTEN, *handlungsfelder().values(), ALLE)
    rang = {code: f"{nummer:02}" for nummer, code in enumerate(folge)}
    return spalte.map(lambda code: rang.get(code, f"99 {code}")).astype("str")
