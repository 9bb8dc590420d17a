"""Several deliveries in one `bestand`: per table, area and period the newest one stands."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline import names
from pipeline.measures.codes import codes, decoded, first_of, numbered

LIEFERSTAND = "lieferstand"
ERSETZT = "ersetzt"
VOLLSTAENDIGKEIT = "vollstaendigkeit"
GRUPPE = ["tabelle", "raumeinheit", "periode"]


def gruppen(tabellen: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every group a delivery says something about, be it only that it is complete and empty.

    Returns: tabelle, raumeinheit, periode (empty for a table without time), sorted, each once.
    """
    teile = [_schluessel(name, _einmal(tabelle[_spalten(name)])) for name, tabelle in tabellen.items()]
    return pd.concat(teile).drop_duplicates().sort_values(GRUPPE, ignore_index=True)


def stand(lieferungen: Sequence[tuple[str, str, pd.DataFrame]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Decide which delivery stands for each group.

    Takes:   name, ISO date and groups of each delivery, in the order in which they replace each other.
    Returns: `lieferstand`: each group with the delivery that stands for it; `ersetzt`: each group that was
             replaced, with the delivery it came in and the next one that replaced it (`durch`).
    """
    leer = pd.DataFrame(columns=[*GRUPPE, "lieferung", "datum"], dtype="str")
    teile = [sagt.assign(lieferung=name, datum=datum) for name, datum, sagt in lieferungen]
    alle = pd.concat([leer, *teile], ignore_index=True).astype("str")
    alle["durch"] = alle.groupby(GRUPPE, sort=False)["lieferung"].shift(-1).astype("str")
    steht = alle["durch"].isna()
    gilt = alle[steht].drop(columns="durch").sort_values(GRUPPE, ignore_index=True)
    return gilt, alle[~steht].sort_values(GRUPPE, kind="stable", ignore_index=True)


def auswahl(name: str, tabelle: pd.DataFrame, gewaehlt: pd.DataFrame, ausser: bool = False) -> pd.DataFrame:
    """Rows of a table whose group is among those given, or, with `ausser`, all the others."""
    spalten = _spalten(name)
    einmal = tabelle[spalten].drop_duplicates(ignore_index=True)
    marke = gewaehlt[GRUPPE].assign(steht=True)
    steht = _schluessel(name, einmal).merge(marke, how="left", on=GRUPPE, validate="many_to_one")
    je_zeile = tabelle[spalten].merge(
        einmal.assign(steht=steht["steht"].notna() ^ ausser), how="left", on=spalten, validate="many_to_one"
    )
    return tabelle[je_zeile["steht"].to_numpy(dtype=bool)]


def unberuehrt(alt: Mapping[str, pd.DataFrame], neu: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Rows a delivery says nothing about, whatever its date, by table; tables without any are left out."""
    sagt = gruppen(neu)
    bleibt = {name: auswahl(name, tabelle, sagt, ausser=True) for name, tabelle in alt.items()}
    return {name: tabelle for name, tabelle in bleibt.items() if len(tabelle)}


def zusammen(alt: Mapping[str, pd.DataFrame], neu: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Put a delivery on top of what stands."""
    rest = unberuehrt(alt, neu)
    return {
        name: pd.concat([decoded(t[name]) for t in (rest, neu) if name in t], ignore_index=True)
        for name in dict.fromkeys([*rest, *neu])
    }


def _einmal(eigene: pd.DataFrame) -> pd.DataFrame:
    """Each combination once, as texts: long tables repeat few."""
    nummer, verschieden = numbered([codes(eigene[s]) for s in eigene.columns], len(eigene))
    return decoded(eigene.iloc[first_of(nummer, len(verschieden))])


def _spalten(name: str) -> list[str]:
    """Columns that say to which group a row belongs."""
    if name == VOLLSTAENDIGKEIT:
        return GRUPPE
    zeit = names.zeitspalte(name) if name in names.TABELLEN else ""
    return ["raumeinheit", zeit] if zeit else ["raumeinheit"]


def _schluessel(name: str, eigene: pd.DataFrame) -> pd.DataFrame:
    """Group of each row; a statement on completeness belongs to the table it is about."""
    if name == VOLLSTAENDIGKEIT:
        return pd.DataFrame(eigene)
    raumeinheit, *zeit = eigene.columns
    periode = eigene[zeit[0]].astype("str") if zeit else ""
    schluessel = pd.DataFrame({"raumeinheit": eigene[raumeinheit], "periode": periode})
    return schluessel.assign(tabelle=name)[GRUPPE].astype("str")
