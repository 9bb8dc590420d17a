"""Two released tables side by side: where everybody of an age group is in the other table too."""

from collections.abc import Iterator, Mapping

import pandas as pd

from pipeline import names

MERKMALSTABELLEN = ("grundsicherung", "arbeitslose")
"""Tables of residents of whom something is said that not everybody has."""
_ORT = ["raumeinheit", "stichtag", "altersgruppe"]


def volle_gruppen(tabellen: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Name the groups of which the printed numbers say that what a table counts holds of all.

    Takes: released tables.
    """
    if "altersgruppe" not in tabellen.get("einwohner", ()):
        return
    alle = _gezeigt(tabellen["einwohner"])
    weitere = alle.columns.intersection(["geschlecht", "staatsangehoerigkeit"])
    alle = alle[(alle[weitere] == names.INSGESAMT).all(axis=1)]
    for name in MERKMALSTABELLEN:
        if "altersgruppe" in tabellen.get(name, ()):
            beide = _gezeigt(tabellen[name]).merge(
                alle[[*_ORT, "anzahl"]], on=_ORT, suffixes=("", "_alle"), validate="many_to_one"
            )
            for zeile in beide[beide["anzahl"] >= beide["anzahl_alle"]].itertuples(index=False):
                yield f"{name} (Altersgruppe {zeile.altersgruppe}), {zeile.raumeinheit}, {zeile.stichtag}"


def _gezeigt(tabelle: pd.DataFrame) -> pd.DataFrame:
    """Rows of a released table that show a number of at least one."""
    return tabelle[tabelle["status"].eq("wert") & tabelle["anzahl"].gt(0).fillna(False)]
