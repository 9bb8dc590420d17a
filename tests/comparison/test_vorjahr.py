"""A Kennzahl beside its own value of the year before."""

import numpy as np
import pandas as pd
import pytest

from pipeline import comparison, measures


def _jahre(*zeilen: tuple[str, int, float, float], **mehr: object) -> pd.DataFrame:
    tabelle = pd.DataFrame(list(zeilen), columns=["kennzahl", "jahr", "zaehler", "nenner"])
    kopf: dict[str, object] = {
        "raumeinheit": "P10",
        "name": "Anteil",
        "handlungsfeld": "2.3.1",
        "einheit": "%",
        "stellen": 1,
        "art": "anteil",
        "faktor": 100.0,
        "status": "wert",
        "leicht": np.nan,
        "deutlich": np.nan,
        "gebietsstand": 0,
        "fassung": 1,
    }
    return tabelle.assign(wert=100 * tabelle["zaehler"] / tabelle["nenner"], **{**kopf, **mehr})


def test_both_years_are_tested_as_two_counts() -> None:
    got = comparison.zum_vorjahr(_jahre(("k", 2019, 100, 1000), ("k", 2020, 150, 1000)), "P10", 2020).iloc[0]
    p = measures.two_proportions_z(150, 1000, 100, 1000).p.item()
    assert got["p_korrigiert"] == pytest.approx(p)
    assert got["gesichert"]
    assert (got["wert"], got["wert_davor"], got["differenz"]) == (15, 10, 5)


def test_chance_is_not_called_a_change() -> None:
    got = comparison.zum_vorjahr(_jahre(("k", 2019, 100, 1000), ("k", 2020, 105, 1000)), "P10", 2020)
    assert not got["gesichert"].iloc[0]


def test_what_was_not_counted_anew_is_no_comparison() -> None:
    got = comparison.zum_vorjahr(_jahre(("k", 2019, 100, 1000), ("k", 2020, 100, 1000)), "P10", 2020)
    assert got["gesichert"].isna().all()


@pytest.mark.parametrize("spalte", ["gebietsstand", "fassung"])
def test_another_territory_or_definition_is_no_comparison(spalte: str) -> None:
    zeilen = _jahre(("k", 2019, 100, 1000), ("k", 2020, 150, 1000), **{spalte: [1, 2]})
    assert comparison.zum_vorjahr(zeilen, "P10", 2020).empty


def test_a_year_without_value_is_no_comparison() -> None:
    zeilen = _jahre(("k", 2019, 100, 1000), ("k", 2020, 150, 1000), status=["geheim", "wert"])
    assert comparison.zum_vorjahr(zeilen, "P10", 2020).empty
    assert comparison.zum_vorjahr(zeilen, "P11", 2020).empty
