"""What residents answered, and how that stands beside what experts said."""

from collections.abc import Mapping

import pandas as pd

from pipeline import names
from pipeline.indicators.interviews import interviews
from pipeline.indicators.runde import runde
from pipeline.schemas.runden import Befragung


def befragung(tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, stichtag: str) -> Befragung:
    """Choose the survey that belongs to a Stichtag.

    Takes:   released tables (bedarfsanalyse, befragungen; interviews for the comparison); area; date.
    Returns: Befragung; answers of a question from the most to the least frequent; empty where there is none.
    Raises:  nothing.
    Source:  own; shares, weights and intervals are those of the release.
    """
    tag = runde(tabellen.get("befragungen"), raumeinheit, stichtag)
    if not tag:
        leer = pd.DataFrame(columns=pd.Index(["frage", "zielgruppe", "antwort", "status"]))
        return Befragung("", {}, leer, leer)
    rahmen = {str(k): wert for k, wert in _hier(tabellen["befragungen"], raumeinheit, tag).iloc[0].items()}
    gefragt, dabei = rahmen["angeschrieben"], rahmen["teilgenommen"]
    quote = 100 * dabei / gefragt if pd.notna(gefragt) and pd.notna(dabei) and gefragt else pd.NA
    anteile = _geordnet(_hier(tabellen["bedarfsanalyse"], raumeinheit, tag))
    genannt = interviews(tabellen, raumeinheit, stichtag).zahlen
    return Befragung(tag, {**rahmen, "ruecklauf_pct": quote}, anteile, _bedarfe(anteile, genannt))


def _hier(tabelle: pd.DataFrame, raumeinheit: str, tag: str) -> pd.DataFrame:
    hier: pd.DataFrame = tabelle[tabelle["raumeinheit"].eq(raumeinheit) & tabelle["stichtag"].eq(tag)]
    return hier.drop(columns=["raumeinheit", "stichtag"]).reset_index(drop=True)


def _geordnet(anteile: pd.DataFrame) -> pd.DataFrame:
    """Everybody before the groups; answers as everybody gave them, the most frequent first."""
    ganz = anteile[anteile["zielgruppe"].eq(names.INSGESAMT)].sort_values(
        ["frage", "anteil_pct", "antwort"], ascending=[True, False, True], na_position="last"
    )
    rang = {paar: n for n, paar in enumerate(zip(ganz["frage"], ganz["antwort"], strict=True))}
    stelle = [rang[paar] for paar in zip(anteile["frage"], anteile["antwort"], strict=True)]
    teil = anteile["zielgruppe"].ne(names.INSGESAMT)
    geordnet = anteile.assign(teil=teil, stelle=stelle).sort_values(["teil", "zielgruppe", "stelle"])
    return geordnet.drop(columns=["teil", "stelle"]).reset_index(drop=True)


def _bedarfe(anteile: pd.DataFrame, genannt: pd.DataFrame) -> pd.DataFrame:
    """Answers of everybody that are themes of the interviews too."""
    themen = genannt[genannt["thema"].ne(names.INSGESAMT)].drop_duplicates("thema")
    ganz = anteile[anteile["zielgruppe"].eq(names.INSGESAMT)]
    spalten = ["thema", "handlungsfeld", "aussageart", "mindestens", "hoechstens", "zitate"]
    return ganz.merge(
        themen.reindex(columns=spalten).rename(columns={"thema": "antwort"}),
        on="antwort",
        how="inner",
        validate="many_to_one",
    )
