"""Moves over the boundary of an area by Staatsangehörigkeit."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.indicators.reihen import reihe

GRUPPEN = (*names.STAATSANGEHOERIGKEITEN, names.INSGESAMT)


def wanderungen(tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, jahr: int) -> pd.DataFrame:
    """Set moves in and out side by side.

    Takes:   released tables (wanderungen, einwohner); area; year.
    Returns: one row per staatsangehoerigkeit (deutsch, nichtdeutsch, insgesamt): zuzuege, wegzuege,
             saldo (Int64, <NA> where not shown), wegzuege_je_1000 (of the mean population of the group),
             status of the moves out; status_zuzuege, status_saldo, status_rate of the others.
    Raises:  nothing; a missing cell is `fehlt`.
    Source:  rate: destatis.de, Begriffserläuterung Wanderungsrate.
    """
    zu, weg, saldo = (
        _zahlen(tabellen, raumeinheit, jahr, {g: _anzahl(art, g) for g in GRUPPEN}) for art in _ARTEN
    )
    raten = reihe(
        tabellen, [raumeinheit], jahr, {g: (g, _anzahl("weg", g), _mittel(g)) for g in GRUPPEN}, "rate"
    )
    return pd.DataFrame(
        {
            "staatsangehoerigkeit": GRUPPEN,
            "zuzuege": zu["wert"].round().astype("Int64"),
            "wegzuege": weg["wert"].round().astype("Int64"),
            "saldo": saldo["wert"].round().astype("Int64"),
            "wegzuege_je_1000": raten["wert"],
            "status": weg["status"],
            "status_zuzuege": zu["status"],
            "status_saldo": saldo["status"],
            "status_rate": raten["status"].to_numpy(),
        }
    )


def wanderungsbilanz(bewegung: pd.DataFrame) -> pd.DataFrame:
    """Set moves in, moves out and their balance of each group below each other, signed.

    Takes:   the result of `wanderungen`.
    Returns: komponente (zuzuege_, wegzuege_, saldo_ and the code of the group), wert (persons, what
             diminishes is negative; NaN where not shown), status, saldo (whether it is the balance);
             without the row of all groups.
    Raises:  nothing.
    Source:  own.
    """
    je_gruppe: dict[Any, dict[Any, Any]] = bewegung.set_index("staatsangehoerigkeit").to_dict("index")
    zeilen = [
        {
            "komponente": f"{spalte}_{gruppe}",
            "wert": vorzeichen * float(pd.to_numeric(je_gruppe[gruppe][spalte])),
            "status": str(je_gruppe[gruppe][status]),
            "saldo": spalte == "saldo",
        }
        for gruppe in names.STAATSANGEHOERIGKEITEN
        for spalte, status, vorzeichen in _SEITEN
    ]
    return pd.DataFrame(zeilen)


_SEITEN = (("zuzuege", "status_zuzuege", 1), ("wegzuege", "status", -1), ("saldo", "status_saldo", 1))
_ARTEN = ("zu", "weg", "saldo")


def _anzahl(art: str, gruppe: str) -> str:
    """Moves in, out or their balance as an expression."""
    if art == "saldo":
        return f"{_anzahl('zu', gruppe)} - {_anzahl('weg', gruppe)}"
    return f"wanderungen(richtung={art}zug, staatsangehoerigkeit={gruppe})"


def _mittel(gruppe: str) -> str:
    return f"mittel(einwohner(staatsangehoerigkeit={gruppe}))"


def _zahlen(
    tabellen: Mapping[str, pd.DataFrame], raumeinheit: str, jahr: int, zellen: Mapping[str, str]
) -> pd.DataFrame:
    """Counts in the order of the groups."""
    merkmale = {code: (code, zelle, "") for code, zelle in zellen.items()}
    return reihe(tabellen, [raumeinheit], jahr, merkmale, "wert").reset_index(drop=True)
