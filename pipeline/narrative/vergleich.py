"""What may be said about a district beside its city: direction, size and test, each from its column."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline import names
from pipeline.narrative.orte import Ort

Satz = Mapping[Any, Any]
"""One row of a table, by column."""

GEHEIM = "aus Gründen der Geheimhaltung nicht ausgewiesen"
FEHLT = "nicht geliefert"
OHNE_WERT = {"geheim": GEHEIM, "fehlt": FEHLT, "unsicher": "nicht sicher genug, um ausgewiesen zu werden"}

_RICHTUNG = {"unter": "unter", "ueber": "über"}


def gezeigt(satz: Satz, wert: str = "wert", status: str = "status") -> bool:
    """Whether there is a number to speak of."""
    return bool(satz[status] == "wert" and pd.notna(satz[wert]))


def vergleichbar(satz: Satz) -> bool:
    """Whether both areas have a number and the comparison made something of them."""
    beide = gezeigt(satz) and gezeigt(satz, "wert_stadt", "status_stadt")
    return beide and bool(pd.notna(satz["groesse"]))


def warum_nicht(satz: Satz, status: str = "status") -> str:
    """Why there is no number, as the end of a sentence."""
    return OHNE_WERT.get(str(satz[status]), "nicht sinnvoll anzugeben")


def lage(satz: Satz, dort: Ort) -> str:
    """Position against the city: "deutlich unter dem Wert von Heilbronn", "nahe am Wert von Heilbronn".

    Takes:   a row of a comparison: richtung (unter, ueber, gleich), groesse (vergleichbar, leicht, deutlich).
    """
    if satz["groesse"] == "vergleichbar" or satz["richtung"] not in _RICHTUNG:
        return f"nahe am Wert {dort.des}"
    return f"{satz['groesse']} {_RICHTUNG[satz['richtung']]} dem Wert {dort.des}"


def pruefung(satz: Satz) -> str:
    """Say the result of the test as a clause; empty where nothing was tested."""
    if pd.isna(satz["signifikant"]):
        return ""
    return (
        "der Unterschied ist signifikant" if satz["signifikant"] else "der Unterschied ist nicht signifikant"
    )


def im_vergleich(satz: Satz, dort: Ort, einheit: str = "%", stellen: int = 1) -> str:
    """Clause for a sentence on the district: position, the value of the city, and the test.

    Returns: "deutlich unter dem Wert von Heilbronn (4,1 %); der Unterschied ist signifikant", or why
             there is no comparison.
    """
    if not vergleichbar(satz):
        return ""
    teile = [f"{lage(satz, dort)} ({mit_einheit(satz['wert_stadt'], einheit, stellen)})", pruefung(satz)]
    return "; ".join(teil for teil in teile if teil)


def mit_einheit(wert: float, einheit: str = "%", stellen: int = 1) -> str:
    """Write a number with its unit and a no-break space between."""
    return f"{names.dezimal(float(wert), stellen)}\N{NO-BREAK SPACE}{einheit}".strip()


def unterschied(satz: Satz) -> str:
    """Write the difference for a table cell: "leicht niedriger", "vergleichbar"."""
    if not vergleichbar(satz):
        return names.NICHT_VERGLICHEN
    worte = {"unter": "niedriger", "ueber": "höher"}
    gleich = satz["groesse"] == "vergleichbar" or satz["richtung"] not in worte
    return "vergleichbar" if gleich else f"{satz['groesse']} {worte[satz['richtung']]}"


def geprueft(satz: Satz) -> str:
    """Write the result of the test for a table cell: "ja", "nein", the sign where nothing was tested."""
    if not vergleichbar(satz) or pd.isna(satz["signifikant"]):
        return names.NICHT_VERGLICHEN
    return "ja" if satz["signifikant"] else "nein"


def zeile(verglichen: pd.DataFrame, kennzahl: str) -> Satz:
    """Find the row of one Kennzahl; where it is not in the comparison, a row that says `fehlt`."""
    treffer = verglichen[verglichen["kennzahl"].eq(kennzahl)]
    if len(treffer):
        return {str(spalte): wert for spalte, wert in treffer.iloc[0].items()}
    leer = dict.fromkeys(map(str, verglichen.columns), pd.NA)
    return {**leer, "kennzahl": kennzahl, "name": kennzahl, "status": "fehlt", "status_stadt": "fehlt"}


def alles_geheim(verglichen: pd.DataFrame) -> bool:
    """Whether something was delivered of the district, and nothing of it may be shown."""
    return bool(verglichen["status"].eq("geheim").any() and not verglichen["status"].eq("wert").any())


def nichts_geliefert(verglichen: pd.DataFrame) -> bool:
    """Whether no row of a section was delivered: then the section is one line."""
    return bool(verglichen.empty or verglichen["status"].eq("fehlt").all())
