"""Errors of past projections from the released Rückschau: all together, by horizon, by size of the areas."""

from collections.abc import Mapping

import pandas as pd

from pipeline import names

AUS_BESTAENDEN, MIT_BEWEGUNGEN = names.PROGNOSEVERFAHREN[:2]
KEINE_AENDERUNG = "Keine Änderung"


def rueckschau(tabellen: Mapping[str, pd.DataFrame], stadt: str) -> pd.DataFrame:
    """Errors of past projections over all areas, sizes and horizons, one row per method.

    Takes:   released tables (rueckschau); key of the city.
    Returns: rows of schemas.freigabe.Rueckschau, our method first; none where there is no such table.
    Raises:  nothing.
    Source:  own.
    """
    zeilen = _der_stadt(tabellen, stadt)
    if zeilen.empty:
        return zeilen
    return zeilen[zeilen["horizont"].eq(0) & zeilen["groesse"].eq(names.INSGESAMT)].reset_index(drop=True)


def rueckschau_nach(tabellen: Mapping[str, pd.DataFrame], stadt: str, nach: str) -> pd.DataFrame:
    """Errors by years ahead or by size class, all methods of each.

    Takes:   released tables (rueckschau); key of the city; `nach`: "horizont" or "groesse".
    Returns: rows of schemas.freigabe.Rueckschau with `gruppe` (text of the class), `gezeigt` (ours, the
             method of the smallest median error among the others, and no change), classes in their order;
             none where there is no such table or class. Ours is the calculation with moves where it was
             judged, and then not that from stocks.
    Raises:  nothing.
    Source:  own.
    """
    zeilen = _der_stadt(tabellen, stadt)
    if zeilen.empty:
        return zeilen
    geteilt = {
        "horizont": zeilen["horizont"].gt(0) & zeilen["groesse"].eq(names.INSGESAMT),
        "groesse": zeilen["horizont"].eq(0) & zeilen["groesse"].ne(names.INSGESAMT),
    }
    teil = zeilen[geteilt[nach]]
    if teil["verfahren"].eq(MIT_BEWEGUNGEN).any():
        teil = teil[teil["verfahren"].ne(AUS_BESTAENDEN)]
    ordnung = teil["horizont"] if nach == "horizont" else teil["groesse"].map(_rang)
    text = teil["horizont"].map(_voraus) if nach == "horizont" else teil["groesse"] + " Einwohner:innen"
    geordnet = teil.assign(gruppe=text, ordnung=ordnung).sort_values("ordnung", kind="stable")
    gezeigt = geordnet["verfahren"].isin([AUS_BESTAENDEN, MIT_BEWEGUNGEN, KEINE_AENDERUNG])
    return geordnet.assign(gezeigt=gezeigt | _bestes(geordnet[~gezeigt], geordnet.index)).reset_index(
        drop=True
    )


def _der_stadt(tabellen: Mapping[str, pd.DataFrame], stadt: str) -> pd.DataFrame:
    """Rows of a city, methods in their order."""
    tabelle = tabellen.get("rueckschau")
    if tabelle is None:
        return pd.DataFrame()
    rang = {name: n for n, name in enumerate(names.PROGNOSEVERFAHREN)}
    zeilen = tabelle[tabelle["raumeinheit"].eq(stadt)]
    return zeilen.sort_values(
        "verfahren", key=lambda namen: namen.map(rang), kind="stable", ignore_index=True
    )


def _bestes(andere: pd.DataFrame, index: "pd.Index[int]") -> "pd.Series[bool]":
    """Mark the other method of the smallest median error in each class."""
    beste = andere.groupby("gruppe")["medape"].idxmin()
    return pd.Series(index.isin(beste), index=index)


def _rang(groesse: str) -> int:
    """Order of size classes: below, between, from."""
    return {"unter": 0, "ab": 2}.get(groesse.split()[0], 1)


def _voraus(jahre: int) -> str:
    return f"{jahre} Jahr voraus" if jahre == 1 else f"{jahre} Jahre voraus"
