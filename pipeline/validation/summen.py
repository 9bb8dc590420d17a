"""The parts of an area add up to it: districts to the city, cell by cell, where both are complete."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.validation.pruefling import Pruefling
from pipeline.validation.worte import zelle

WERTE = ("anzahl", "personen", "wahlberechtigte", "waehlende")
"""Measures that add up over areas."""


def summe_der_raumeinheiten(pruefling: Pruefling) -> Iterator[Befund]:
    """Per table, period and cell: the areas that make up another one add up to its own row.

    Checked only where every part has a value or is declared complete, and so is the whole. Moves within
    the city do not cross its boundary, so of wanderungen only art = aussen is compared.
    """
    teile = _teile(pruefling)
    if teile.empty:
        return
    for tabelle, zeilen in pruefling.gezaehlt.items():
        vergleichbar = zeilen[zeilen["art"].eq("aussen")] if tabelle == "wanderungen" else zeilen
        for wert in (spalte for spalte in WERTE if spalte in zeilen.columns):
            falsch = _abweichend(pruefling, tabelle, vergleichbar, teile, wert)
            yield from (_befund(tabelle, wert, stelle) for stelle in falsch.to_dict("records"))


def _teile(pruefling: Pruefling) -> pd.DataFrame:
    """raumeinheit, ganzes, ebene, soll (how many parts the whole has on this level)."""
    form = ["raumeinheit", "uebergeordnet", "ebene"]
    if not {*form} <= {*pruefling.raumeinheiten.columns}:
        return pd.DataFrame()
    teile = pruefling.raumeinheiten[form].dropna().rename(columns={"uebergeordnet": "ganzes"})
    return teile.assign(soll=teile.groupby(["ganzes", "ebene"])["raumeinheit"].transform("size"))


def _abweichend(
    pruefling: Pruefling, tabelle: str, zeilen: pd.DataFrame, teile: pd.DataFrame, wert: str
) -> pd.DataFrame:
    """Cells of a whole that differ from the sum of its parts: the cell, summe, wert, zeile."""
    dimensionen = ["periode", *names.TABELLEN[tabelle].schluessel[2:]]
    erklaert = _erklaert(pruefling, tabelle)
    zahlen = zeilen[["raumeinheit", *dimensionen, "zeile"]].assign(wert=zeilen[wert])
    summen = _summen(zahlen, teile, erklaert, dimensionen)
    ganze = zahlen.rename(columns={"raumeinheit": "ganzes"})
    ganze = ganze[ganze["ganzes"].isin(teile["ganzes"])].merge(
        teile[["ganzes", "ebene", "soll"]].drop_duplicates(), on="ganzes", validate="many_to_many"
    )
    schluessel = ["ganzes", "ebene", "soll", *dimensionen]
    beide = ganze.merge(summen, on=schluessel, how="outer", validate="one_to_one", indicator=True)
    beide = _mit_nullen(beide, teile, erklaert)
    vollstaendig = beide["offen"].eq(0) & beide["wert"].notna()
    return beide[vollstaendig & beide["wert"].ne(beide["summe"]).fillna(False)]


def _erklaert(pruefling: Pruefling, tabelle: str) -> pd.DataFrame:
    eigene = pruefling.vollstaendig[pruefling.vollstaendig["tabelle"].eq(tabelle)]
    return eigene[["raumeinheit", "periode"]].assign(erklaert=1)


def _summen(
    zahlen: pd.DataFrame, teile: pd.DataFrame, erklaert: pd.DataFrame, dimensionen: list[str]
) -> pd.DataFrame:
    """Sum of the parts by cell, how many parts have a value, how many of those declared have a row."""
    zeilen = zahlen.merge(teile, on="raumeinheit", validate="many_to_one")
    zeilen = zeilen.merge(erklaert, on=["raumeinheit", "periode"], how="left", validate="many_to_one")
    zeilen["mit_wert"] = zeilen["wert"].notna().astype("int64")
    zeilen["erklaert"] = zeilen["erklaert"].fillna(0).astype("int64")
    return zeilen.groupby(["ganzes", "ebene", "soll", *dimensionen], as_index=False, sort=False).agg(
        summe=("wert", "sum"), mit_wert=("mit_wert", "sum"), zeilen=("wert", "size"), mit=("erklaert", "sum")
    )


def _mit_nullen(beide: pd.DataFrame, teile: pd.DataFrame, erklaert: pd.DataFrame) -> pd.DataFrame:
    """Count missing rows as zero where that is declared; `offen` is how many parts remain unknown."""
    je_ganzem = teile.merge(erklaert, on="raumeinheit", validate="one_to_many")
    alle = je_ganzem.groupby(["ganzes", "ebene", "periode"], as_index=False).agg(alle=("erklaert", "sum"))
    beide = beide.merge(alle, on=["ganzes", "ebene", "periode"], how="left", validate="many_to_one")
    zaehler = ["summe", "mit_wert", "zeilen", "mit", "alle"]
    beide[zaehler] = beide[zaehler].fillna(0)
    ohne_zeile = beide["alle"] - beide["mit"]
    beide["offen"] = beide["soll"] - beide["mit_wert"] - ohne_zeile
    ganzes = erklaert.rename(columns={"raumeinheit": "ganzes", "erklaert": "null"})
    beide = beide.merge(ganzes, on=["ganzes", "periode"], how="left", validate="many_to_one")
    fehlt = beide["_merge"].eq("right_only") & beide["null"].notna()
    return beide.assign(wert=beide["wert"].mask(fehlt, 0))


def _befund(tabelle: str, wert: str, stelle: dict[Any, Any]) -> Befund:
    zeit = names.zeitspalte(tabelle)
    wo = zelle(tabelle, {**stelle, zeit: stelle["periode"]})
    ist, summe, ganzes = stelle["wert"], stelle["summe"], stelle["ganzes"]
    ohne = stelle["_merge"] == "right_only"
    zeile = None if ohne else int(stelle["zeile"])
    was = f"Für {ganzes} fehlt die Zeile" if ohne else f"Für {ganzes} ist {ist} geliefert"
    grund = f"{was}, die Raumeinheiten der Ebene {stelle['ebene']} ergeben zusammen {summe} ({wo})."
    abhilfe = f"Bitte {ganzes} oder die Raumeinheiten berichtigen; es ist dieselbe Zählung."
    return Befund(FEHLER, f"{tabelle}.csv", zeile, wert, "" if ohne else str(ist), "summe", grund, abhilfe)
