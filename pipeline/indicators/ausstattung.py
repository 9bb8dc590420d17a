"""Facilities of an area by kind."""

from collections.abc import Mapping, Sequence

import pandas as pd


def einrichtungen(tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, stichtag: str) -> pd.DataFrame:
    """List the facilities that stood in the area.

    Takes:   released tables (einrichtungen); area; date.
    Returns: rows of the table at the last delivered Stichtag up to the date, by art and name, with
             nummer 1, 2, ...; empty where there is none or nothing was delivered.
    Raises:  nothing.
    Source:  own.
    """
    tabelle = tabellen.get("einrichtungen")
    if tabelle is None:
        return pd.DataFrame(columns=pd.Index(["nummer", "name", "art", "traeger", "strasse", "ost", "nord"]))
    bisher = tabelle[tabelle["stichtag"] <= stichtag]
    hier = bisher[(bisher["raumeinheit"] == raumeinheit) & (bisher["stichtag"] == bisher["stichtag"].max())]
    folge: pd.DataFrame = hier.sort_values(["art", "name"], ignore_index=True)
    folge.insert(0, "nummer", range(1, len(folge) + 1))
    return folge


def einrichtungen_nach_art(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, stichtag: str, arten: Sequence[str]
) -> pd.DataFrame:
    """Count the facilities of each kind asked for.

    Takes:   released tables (einrichtungen); area; date; kinds (codes of `art`).
    Returns: art, anzahl (Int64), status, namen (joined by comma, "keine" for none); a kind that the list
             of the area does not hold is a true zero; all `fehlt` where the area has no list at all.
    Raises:  nothing.
    Source:  own.
    """
    liste = einrichtungen(tabellen, raumeinheit, stichtag)
    if liste.empty:
        leer = {"art": list(arten), "anzahl": pd.NA, "status": "fehlt", "namen": ""}
        return pd.DataFrame(leer).astype({"anzahl": "Int64"})
    je_art = {art: list(liste.loc[liste["art"] == art, "name"]) for art in arten}
    zeilen = [(art, len(namen), "wert", ", ".join(namen) or "keine") for art, namen in je_art.items()]
    spalten = pd.Index(["art", "anzahl", "status", "namen"])
    return pd.DataFrame(zeilen, columns=spalten).astype({"anzahl": "Int64"})
