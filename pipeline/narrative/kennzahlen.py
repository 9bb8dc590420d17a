"""Sentences on the table of Kennzahlen."""

import pandas as pd

from pipeline.narrative.bevoelkerung import datum
from pipeline.narrative.orte import Orte
from pipeline.narrative.zahlen import gezaehlt, zahlwort


def kennzahlen(orte: Orte, verglichen: pd.DataFrame, stichtag: str) -> str:
    """Say how many Kennzahlen there are, how many differ by the test, and how many have no value.

    Takes:   a comparison with status and signifikant.
    """
    da = verglichen[verglichen["status"].ne("fehlt")]
    if da.empty:
        return f"Kennzahlen zum {datum(stichtag)} wurden nicht geliefert."
    geprueft = da["signifikant"].notna()
    anders = int(da["signifikant"].fillna(value=False).sum())
    saetze = [
        f"Zum {datum(stichtag)} liegen {gezaehlt(len(da), 'Kennzahl', 'Kennzahlen', 'w')} vor; "
        f"{gezaehlt(int(geprueft.sum()), 'wurde', 'wurden', 'w')} gegen {orte.dort.name} geprüft, "
        f"davon {'weicht' if anders == 1 else 'weichen'} {zahlwort(anders, 'w')} signifikant ab."
    ]
    fehlend = len(verglichen) - len(da)
    if fehlend:
        weitere = gezaehlt(fehlend, "weitere Kennzahl", "weitere Kennzahlen", "w")
        saetze.append(f"Für {weitere} des Katalogs fehlen die Tabellen.")
    return " ".join(saetze)
