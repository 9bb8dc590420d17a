"""All areas of a city by one Kennzahl: which can be told apart, and which places each may have."""

import numpy as np
import pandas as pd

from pipeline import measures
from pipeline.comparison.stadt import NIVEAU


def raenge(verglichen: pd.DataFrame) -> pd.DataFrame:
    """Order the areas of each Kennzahl, and say how far their places are certain.

    Takes:   the result of `stadtvergleich`.
    Returns: its rows, by Kennzahl in the order of the input and from the highest value down, areas without
             a value last by their key, and: rang_von, rang_bis (1 is the highest value), ununterscheidbar
             (how many of the others cannot be told apart), andere (how many others have a value),
             wie_naechster (boolean: whether the area in the next row cannot be told apart; <NA> in the last
             one). All missing without a value or for a kind without a test. Two areas are told apart where
             the test of the pair, corrected by Holm for all pairs of the Kennzahl, is below `NIVEAU` and
             their intervals do not overlap.
    Raises:  nothing.
    Source:  see `measures.pairs_apart` and `measures.rank_ranges`.
    """
    teile = [_rangliste(gruppe) for _, gruppe in verglichen.groupby("kennzahl", sort=False)]
    return pd.concat(teile, ignore_index=True) if teile else verglichen


def _rangliste(gruppe: pd.DataFrame) -> pd.DataFrame:
    """One Kennzahl."""
    sortiert = gruppe.sort_values(["wert", "raumeinheit"], ascending=[False, True], na_position="last")
    zeilen = sortiert.reset_index(drop=True)
    da = (zeilen["status"].eq("wert") & zeilen["art"].isin(["anteil", "quotient", "rate"])).to_numpy(bool)
    gezeigt = zeilen[da]
    hoeher = measures.pairs_apart(_paare(gezeigt), gezeigt["untere"], gezeigt["obere"], NIVEAU)
    spannen = measures.rank_ranges(hoeher)
    gleich = ~np.diagonal(hoeher, offset=1)
    neu = pd.DataFrame(
        {
            "rang_von": spannen.von,
            "rang_bis": spannen.bis,
            "ununterscheidbar": spannen.ununterscheidbar,
            "andere": len(gezeigt) - 1,
            "wie_naechster": pd.array([*gleich, pd.NA][: len(gezeigt)], dtype="boolean"),
        },
        index=gezeigt.index,
    )
    ganz = neu.reindex(zeilen.index).astype(dict.fromkeys(neu.columns.drop("wie_naechster"), "Int64"))
    return zeilen.join(ganz)


def _paare(zeilen: pd.DataFrame) -> measures.Pruefung:
    """Test of every two areas."""
    x, n = measures.floats(zeilen["zaehler"]), measures.floats(zeilen["nenner"])
    art = set(zeilen["art"])
    aus = x + n if art == {"quotient"} else n
    test = measures.two_rates_z if art == {"rate"} else measures.two_proportions_z
    eine, andere = measures.pairs(len(zeilen))
    return test(x[eine], aus[eine], x[andere], aus[andere])
