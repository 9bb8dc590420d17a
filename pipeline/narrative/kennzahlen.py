"""Sentences on the table of Kennzahlen."""

import pandas as pd

from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.blick import befunde_einleitung
from pipeline.narrative.orte import Orte
from pipeline.narrative.vergleich import GEHEIM, alles_geheim
from pipeline.narrative.zahlen import gezaehlt, zahlwort


def kennzahlen(orte: Orte, verglichen: pd.DataFrame, stichtag: str) -> str:
    """Say how many Kennzahlen have a value, how many differ by the test, and how many have none, and why.

    Takes:   a comparison with status and signifikant.
    Returns: the sentences; nothing on a status no Kennzahl has.
    """
    da = verglichen[verglichen["status"].eq("wert")]
    if alles_geheim(verglichen):
        return f"Alle Kennzahlen {orte.hier.des} zum {datum(stichtag)} werden {GEHEIM}."
    if da.empty:
        return f"Kennzahlen zum {datum(stichtag)} wurden nicht geliefert."
    geprueft = da["signifikant"].notna()
    anders = int(da["signifikant"].fillna(value=False).sum())
    saetze = [
        f"Zum {datum(stichtag)} liegen {gezaehlt(len(da), 'Kennzahl', 'Kennzahlen', 'w')} vor; "
        f"{gezaehlt(int(geprueft.sum()), 'wurde', 'wurden', 'w')} gegen {orte.dort.name} geprüft, "
        f"davon {'weicht' if anders < 2 else 'weichen'} {zahlwort(anders, 'w')} signifikant ab.",
        *(_ohne_wert(verglichen, status, warum) for status, warum in _WARUM.items()),
    ]
    return " ".join(filter(None, saetze))


def kurz(orte: Orte, verglichen: pd.DataFrame) -> str:
    """Say how many differ by the test, and introduce the list of `befunde`, for the first page."""
    geprueft = verglichen["signifikant"].notna()
    anders = int(verglichen["signifikant"].fillna(value=False).sum())
    weichen = "weicht" if anders < 2 else "weichen"
    zahl = f"Von {int(geprueft.sum())} geprüften Kennzahlen {weichen} {zahlwort(anders, 'w')} signifikant ab."
    return " ".join(filter(None, (zahl if geprueft.any() else "", befunde_einleitung(orte, verglichen))))


_WARUM = {
    "geheim": "ist der Wert geheim gehalten",
    "nicht_sinnvoll": "ergibt sich kein sinnvoller Wert, weil zu wenige im Nenner stehen",
    "fehlt": "wurden zu diesem Stichtag keine Angaben geliefert",
}


def _ohne_wert(verglichen: pd.DataFrame, status: str, warum: str) -> str:
    anzahl = int(verglichen["status"].eq(status).sum())
    weitere = gezaehlt(anzahl, "weitere Kennzahl", "weitere Kennzahlen", "w")
    return f"Für {weitere} des Katalogs {warum}." if anzahl else ""
