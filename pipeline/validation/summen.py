"""The parts of an area add up to it: districts to the city, cell by cell, where both are complete.

All tables are compared in one go: a cell is named by one text, its place, of table, measure, period and
dimensions.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.schemas.befunde import FEHLER, Befund
from pipeline.validation.pruefling import GRUPPE, Pruefling
from pipeline.validation.worte import zelle

WERTE = ("anzahl", "personen", "wahlberechtigte", "waehlende")
"""Measures that add up over areas."""
TRENNER = "\x1f"
ZUSAMMEN_AB = 20
"""So many differing cells of one table and period have one cause and are said once, by the first cell."""


def summe_der_raumeinheiten(pruefling: Pruefling) -> Iterator[Befund]:
    """Per table, period and cell: the areas that make up another one add up to its own row.

    Equal where every part has a value or is declared complete; where some are secret or not delivered, the
    others are at most the whole. Where the source rounds, each number may be off by half of that. Moves
    within the city do not cross its boundary, so of wanderungen only art = aussen is compared.
    Why: whoever adds up the areas of a map must find the city of the text.
    """
    teile = _teile(pruefling)
    if teile.empty or not pruefling.gezaehlt:
        return
    zahlen = _zahlen(pruefling)
    if zahlen.empty:  # every period has a broken row
        return
    beide = _ganze(zahlen, teile).merge(
        _summen(zahlen, teile), on=["ort", "ober"], how="outer", validate="one_to_one", indicator=True
    )
    beide = _mit_nullen(beide, pruefling, teile)
    falsch = beide[_widerspricht(beide, pruefling)]
    for _, stellen in falsch.groupby(["tabelle", "periode", "ober"], sort=False):
        einzeln = len(stellen) < ZUSAMMEN_AB
        for stelle in stellen.head(ZUSAMMEN_AB if einzeln else 1).to_dict("records"):
            yield _befund(stelle, 1 if einzeln else len(stellen))


def _widerspricht(beide: pd.DataFrame, pruefling: Pruefling) -> "pd.Series[bool]":
    """Whether a whole cannot be the sum of its parts, whatever the unknown ones are."""
    spiel = beide["tabelle"].map(pruefling.abweichung) * (beide["soll"] + 1)
    mehr = (beide["summe"] - beide["wert"]).astype("Float64")
    falsch = mehr.gt(spiel) | (beide["offen"].eq(0) & mehr.lt(-spiel))
    return (falsch & beide["wert"].notna()).fillna(False).astype(bool)


def _teile(pruefling: Pruefling) -> pd.DataFrame:
    """Parts by key: ganzes, `ober` (the whole and the level of its parts), soll (how many there are)."""
    form = ["raumeinheit", "uebergeordnet", "ebene"]
    if not {*form} <= {*pruefling.raumeinheiten.columns}:
        return pd.DataFrame()
    teile = pruefling.raumeinheiten[form].dropna().rename(columns={"uebergeordnet": "ganzes"})
    teile["ober"] = teile["ganzes"] + TRENNER + teile["ebene"]
    return teile.assign(soll=teile.groupby("ober")["raumeinheit"].transform("size"))


def _zahlen(pruefling: Pruefling) -> pd.DataFrame:
    """Every measure of every table: tabelle, raumeinheit, periode, ort, zeile, wert, erklaert."""
    teile = []
    for tabelle, zeilen in pruefling.gezaehlt.items():
        vergleichbar = zeilen[zeilen["art"].eq("aussen")] if tabelle == "wanderungen" else zeilen
        cell = vergleichbar["periode"]
        for dimension in names.TABELLEN[tabelle].schluessel[2:]:
            cell = cell + TRENNER + vergleichbar[dimension]
        for spalte in (spalte for spalte in WERTE if spalte in zeilen.columns):
            ort = tabelle + TRENNER + spalte + TRENNER + cell
            kern = vergleichbar[["raumeinheit", "periode", "zeile"]]
            teile.append(kern.assign(tabelle=tabelle, ort=ort, wert=vergleichbar[spalte]))
    zahlen = pd.concat(teile, ignore_index=True)
    erklaert = pruefling.vollstaendig[GRUPPE].assign(erklaert=1)
    zahlen = zahlen.merge(erklaert, on=GRUPPE, how="left", validate="many_to_one")
    return zahlen.assign(erklaert=zahlen["erklaert"].fillna(0))


def _summen(zahlen: pd.DataFrame, teile: pd.DataFrame) -> pd.DataFrame:
    """Sum of the parts by place, how many have a value, how many of those declared complete have a row."""
    zeilen = zahlen.merge(teile[["raumeinheit", "ober"]], on="raumeinheit", validate="many_to_one")
    zeilen["mit_wert"] = zeilen["wert"].notna().astype("int64")
    return zeilen.groupby(["ort", "ober"], as_index=False, sort=False).agg(
        summe=("wert", "sum"), mit_wert=("mit_wert", "sum"), mit_zeile=("erklaert", "sum")
    )


def _ganze(zahlen: pd.DataFrame, teile: pd.DataFrame) -> pd.DataFrame:
    """Own rows of the wholes, once for each level of their parts."""
    ober = teile[["ganzes", "ober"]].drop_duplicates().rename(columns={"ganzes": "raumeinheit"})
    ganze = zahlen[zahlen["raumeinheit"].isin(ober["raumeinheit"])]
    return ganze.merge(ober, on="raumeinheit", validate="many_to_many")[["ort", "ober", "zeile", "wert"]]


def _mit_nullen(beide: pd.DataFrame, pruefling: Pruefling, teile: pd.DataFrame) -> pd.DataFrame:
    """Count missing rows as zero where that is declared; `offen` is how many parts remain unknown."""
    ort = beide["ort"].str.split(TRENNER, n=3, expand=True)
    beide = beide.assign(
        tabelle=ort[0], periode=ort[2], raumeinheit=beide["ober"].str.split(TRENNER, n=1).str[0]
    )
    erklaert = pruefling.vollstaendig[GRUPPE].assign(null=1)
    je_ober = erklaert.merge(teile, on="raumeinheit", validate="many_to_one")
    stelle = ["tabelle", "periode", "ober"]
    alle = je_ober.groupby(stelle, as_index=False).agg(alle=("null", "sum"))
    beide = beide.merge(alle, on=stelle, how="left", validate="many_to_one")
    beide = beide.merge(erklaert, on=GRUPPE, how="left", validate="many_to_one")
    beide["soll"] = beide["ober"].map(teile.drop_duplicates("ober").set_index("ober")["soll"])
    zaehler = ["summe", "mit_wert", "mit_zeile", "alle"]
    beide[zaehler] = beide[zaehler].fillna(0)
    beide["offen"] = beide["soll"] - beide["mit_wert"] - (beide["alle"] - beide["mit_zeile"])
    fehlt = beide["_merge"].eq("right_only") & beide["null"].notna()
    return beide.assign(wert=beide["wert"].mask(fehlt, 0))


def _befund(stelle: Mapping[Any, Any], felder: int) -> Befund:
    tabelle, spalte, *werte = stelle["ort"].split(TRENNER)
    wo = zelle(tabelle, dict(zip(names.TABELLEN[tabelle].schluessel[1:], werte, strict=True)))
    ganzes, ebene = stelle["ober"].split(TRENNER)
    ohne = stelle["_merge"] == "right_only"
    mehr = f"; betroffen sind {felder} Felder" if felder > 1 else ""
    was = f"Für {ganzes} fehlt die Zeile" if ohne else f"Für {ganzes} ist {stelle['wert']} geliefert"
    offen = f" ohne {int(stelle['offen'])} unbekannte" if stelle["offen"] > 0 else ""
    grund = (
        f"{was}, die Raumeinheiten der Ebene {ebene} ergeben{offen} zusammen {stelle['summe']} ({wo}{mehr})."
    )
    abhilfe = f"Bitte {ganzes} oder die Raumeinheiten berichtigen; es ist dieselbe Zählung."
    zeile = None if ohne else int(stelle["zeile"])
    wert = "" if ohne else str(stelle["wert"])
    return Befund(FEHLER, f"{tabelle}.csv", zeile, spalte, wert, "summe", grund, abhilfe)
