"""Released sums of several years, read as what they say of a single year."""

import pandas as pd


def hat_summen(tabelle: pd.DataFrame | None) -> bool:
    """Tell whether a released table adds up years.

    Takes:   a released table, or none.
    Returns: True or False.
    Raises:  nothing.
    Source:  own.
    """
    return tabelle is not None and "jahre" in tabelle and bool(tabelle["jahre"].gt(1).any())


def einzeljahre(tabelle: pd.DataFrame) -> pd.DataFrame:
    """Turn sums of years into rows of single years, so that no sum is taken for a year.

    Takes:   a released table; where it has a column `jahre`, `jahr` is the last of that many years.
    Returns: a table without that column, one row per year: a sum of zero is zero in each of them; of any
             other a single year is `geheim`. A table without the column is returned as it is.
    Raises:  nothing.
    Source:  own.
    """
    if "jahre" not in tabelle:
        return tabelle
    je_jahr = tabelle.loc[tabelle.index.repeat(tabelle["jahre"])]
    zurueck = je_jahr.groupby(level=0).cumcount().to_numpy()
    je_jahr = je_jahr.reset_index(drop=True)
    offen = je_jahr["jahre"].gt(1) & je_jahr["anzahl"].ne(0).fillna(True)
    return je_jahr.assign(
        jahr=je_jahr["jahr"] - zurueck,
        anzahl=je_jahr["anzahl"].mask(offen),
        status=je_jahr["status"].mask(offen & je_jahr["status"].ne("fehlt"), "geheim"),
    ).drop(columns="jahre")
