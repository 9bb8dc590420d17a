"""Released totals of the scenarios, and what they lead to at the horizon."""

from collections.abc import Mapping

import pandas as pd

from pipeline.measures import floats

BASIS = "basis"
SPALTEN = ["szenario", "bezeichnung", "annahme", "jahr", "personen", "status"]


def szenarien(tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, basis: str) -> pd.DataFrame:
    """List the expected totals of every scenario.

    Takes:   released tables (prognoseszenarien); area; base date.
    Returns: szenario, bezeichnung, annahme, jahr, personen, status; no rows where there is no such table.
    Raises:  nothing.
    Source:  own.
    """
    tabelle = tabellen.get("prognoseszenarien")
    if tabelle is None:
        return pd.DataFrame(columns=SPALTEN)
    zeilen = tabelle[tabelle["raumeinheit"].eq(raumeinheit) & tabelle["basis"].eq(basis)]
    return zeilen.assign(personen=floats(zeilen["erwartet"]))[SPALTEN].reset_index(drop=True)


def szenarienenden(verlauf: pd.DataFrame, jahr: int) -> pd.DataFrame:
    """Set the scenarios side by side in one year.

    Takes:   the result of `szenarien`; year.
    Returns: szenario, bezeichnung, annahme, erwartet, differenz (to the base, of the rounded numbers),
             status; the base first, then the largest.
    Raises:  nothing.
    Source:  own.
    """
    zeilen = verlauf[verlauf["jahr"].eq(jahr)].rename(columns={"personen": "erwartet"})
    ist_basis = zeilen["szenario"].eq(BASIS)
    grundwert = zeilen.loc[ist_basis, "erwartet"].max()
    geordnet = zeilen.assign(differenz=zeilen["erwartet"] - grundwert, andere=~ist_basis)
    geordnet = geordnet.sort_values(["andere", "erwartet", "szenario"], ascending=[True, False, True])
    spalten = ["szenario", "bezeichnung", "annahme", "erwartet", "differenz", "status"]
    return geordnet[spalten].reset_index(drop=True)
