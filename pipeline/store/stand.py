"""Several deliveries in one `bestand`: per table, area and period the newest one stands."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline import names

LIEFERSTAND = "lieferstand"
VOLLSTAENDIGKEIT = "vollstaendigkeit"
GRUPPE = ["tabelle", "raumeinheit", "periode"]


def zusammenfuehren(
    alt: Mapping[str, pd.DataFrame], neu: Mapping[str, pd.DataFrame], lieferung: str, datum: str
) -> dict[str, pd.DataFrame]:
    """Put a delivery on top of what stands.

    Takes:   tables of `bestand` (empty for a first delivery); tables of the new delivery, its name, its
             ISO date. What it says nothing about stays; what it says replaces older statements only;
             a delivery of the same name is replaced by its newer self.
    Returns: all tables, with `lieferstand`: which delivery stands for each table, area and period.
    """
    stand = _stand(alt.get(LIEFERSTAND), _gruppen(neu).assign(lieferung=lieferung, datum=datum))
    bleibt = stand[stand["lieferung"] != lieferung]
    gilt = stand[stand["lieferung"] == lieferung]
    namen = list(dict.fromkeys([*alt, *neu]))
    tabellen = {
        name: _verbinden([_auswahl(name, alt.get(name), bleibt), _auswahl(name, neu.get(name), gilt)])
        for name in namen
        if name != LIEFERSTAND
    }
    return {name: tabelle for name, tabelle in tabellen.items() if len(tabelle)} | {LIEFERSTAND: stand}


def stehende(lieferungen: Sequence[Mapping[str, Any]], stand: pd.DataFrame) -> list[Mapping[str, Any]]:
    """Select the deliveries that still stand somewhere; of two records of one name the first counts."""
    namen = set(stand["lieferung"])
    nach_name = {eintrag["lieferung"]: eintrag for eintrag in reversed(lieferungen)}
    return [nach_name[name] for name in sorted(nach_name) if name in namen]


def _stand(alt: pd.DataFrame | None, neu: pd.DataFrame) -> pd.DataFrame:
    teile = [neu] if alt is None else [alt[~alt["lieferung"].isin(neu["lieferung"])], neu]
    alle = pd.concat(teile, ignore_index=True).sort_values("datum", kind="stable")
    return alle.drop_duplicates(GRUPPE, keep="last").sort_values(GRUPPE, ignore_index=True)


def _gruppen(tabellen: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every group a delivery says something about, be it only that it is complete and empty."""
    teile = [_schluessel(name, tabelle).drop_duplicates() for name, tabelle in tabellen.items()]
    return pd.concat(teile, ignore_index=True).drop_duplicates(ignore_index=True)


def _schluessel(name: str, tabelle: pd.DataFrame) -> pd.DataFrame:
    """Group of each row; a statement on completeness belongs to the table it is about."""
    if name == VOLLSTAENDIGKEIT:
        return pd.DataFrame(tabelle[GRUPPE])
    zeit = names.zeitspalte(name) if name in names.TABELLEN else ""
    periode = tabelle[zeit].astype("str") if zeit else ""
    schluessel = pd.DataFrame({"raumeinheit": tabelle["raumeinheit"], "periode": periode})
    return schluessel.assign(tabelle=name)[GRUPPE]


def _auswahl(name: str, tabelle: pd.DataFrame | None, gruppen: pd.DataFrame) -> pd.DataFrame:
    """Rows of a table whose group is among those given."""
    if tabelle is None:
        return pd.DataFrame()
    steht = _schluessel(name, tabelle).merge(
        gruppen[GRUPPE].assign(steht=True), how="left", on=GRUPPE, validate="many_to_one"
    )
    return tabelle[steht["steht"].notna().to_numpy()]


def _verbinden(teile: list[pd.DataFrame]) -> pd.DataFrame:
    gefuellt = [teil for teil in teile if len(teil)]
    return pd.concat(gefuellt, ignore_index=True) if gefuellt else pd.DataFrame()
