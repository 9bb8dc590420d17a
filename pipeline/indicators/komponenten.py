"""What the projection says is born, dies, comes and goes up to a year, and the balances of both."""

from collections.abc import Mapping

import pandas as pd

from pipeline import names
from pipeline.indicators.zellen import auswahl
from pipeline.measures import floats

SALDEN = {"natuerlich": ("geburten", "sterbefaelle"), "wanderung": ("zuzuege", "wegzuege")}
SPALTEN = ["komponente", "wert", "status", "saldo"]


def komponenten(
    tabellen: Mapping[str, pd.DataFrame],
    raumeinheit: str,
    basis: str,
    jahr: int,
    szenario: str = "basis",
    staatsangehoerigkeit: str = names.INSGESAMT,
) -> pd.DataFrame:
    """List the components of change from the base to a year, with the balances of births and of moves.

    Takes:   released tables (prognosebilanz); area; base date; year; scenario; Staatsangehörigkeit.
    Returns: komponente, wert (persons, what diminishes is negative; a balance is the difference of the two
             released numbers), status, saldo (whether it is a balance); a balance behind its parts; no rows
             where there is no such table.
    Raises:  nothing.
    Source:  own.
    """
    tabelle = tabellen.get("prognosebilanz")
    if tabelle is None:
        return pd.DataFrame(columns=SPALTEN)
    rahmen = {"raumeinheit": raumeinheit, "basis": basis, "szenario": szenario, "jahr": jahr}
    gesucht = {"staatsangehoerigkeit": staatsangehoerigkeit, "komponente": list(names.KOMPONENTEN)}
    zeilen = tabelle[auswahl(tabelle, **rahmen, **gesucht)].set_index("komponente")
    if zeilen.empty:
        return pd.DataFrame(columns=SPALTEN)
    werte = floats(zeilen["erwartet"]) * zeilen.index.map(names.KOMPONENTEN)
    teile = zeilen.assign(wert=werte)[["wert", "status"]]
    saetze = [_satz(teile, name) for name in _ordnung(list(teile.index))]
    return pd.DataFrame(saetze, columns=SPALTEN)


def _ordnung(vorhanden: list[str]) -> list[str]:
    """Put each balance behind its two parts."""
    mit_salden = [name for saldo, paar in SALDEN.items() for name in (*paar, saldo)]
    return [name for name in [*mit_salden, "einbuergerungen"] if name in SALDEN or name in vorhanden]


def _satz(teile: pd.DataFrame, name: str) -> dict[str, object]:
    paar = teile.reindex(list(SALDEN.get(name, (name,))))
    schlechter = [status for status in paar["status"].fillna("fehlt") if status != "wert"]
    wert = paar["wert"].sum(skipna=False)
    status = schlechter[0] if schlechter else "wert"
    return {"komponente": name, "wert": float(wert), "status": status, "saldo": name in SALDEN}
