import numpy as np
import pandas as pd
import pytest

from pipeline import comparison, measures


def _kennzahlen(*zeilen: tuple[str, str, float, float, str], **mehr: object) -> pd.DataFrame:
    """Rows (kennzahl, area, numerator, denominator, kind) in the form of the Kennzahlen table."""
    tabelle = pd.DataFrame(list(zeilen), columns=["kennzahl", "raumeinheit", "zaehler", "nenner", "art"])
    kopf = {
        "jahr": 2020,
        "untere": np.nan,
        "obere": np.nan,
        "status": "wert",
        "grund": "",
        "faktor": 100.0,
        "vergleichbar": True,
        "leicht": np.nan,
        "deutlich": np.nan,
        "teil_von": tabelle["raumeinheit"].map({"P10": "HN", "HN": "", "S": "", "P3": "S|HN"}),
    }
    wert = 100 * tabelle["zaehler"] / tabelle["nenner"]
    return tabelle.assign(wert=wert, **{**kopf, **mehr})


def _eine(a: float, n: float, b: float, m: float, art: str = "anteil", **mehr: object) -> pd.Series:
    tabelle = _kennzahlen(("k", "P10", a, n, art), ("k", "HN", b, m, art), **mehr)
    return comparison.vergleich(tabelle, "P10", "HN", 2020).iloc[0]


@pytest.mark.parametrize(
    ("wert", "stadt", "wort"),
    [
        (46, 55, "leicht"),
        (1.5, 4.1, "deutlich"),
        (20, 20, "vergleichbar"),
        (20, 21.9, "vergleichbar"),
        (20, 22, "leicht"),
        (20, 30, "deutlich"),
        (30, 20, "deutlich"),
        (0, 0, "vergleichbar"),
        (0, 1, "deutlich"),
        (-3, 2, None),
        (np.nan, 2, None),
    ],
)
def test_the_written_rule(wert: float, stadt: float, wort: str | None) -> None:
    assert comparison.groesse(wert, stadt).item() == wort


def test_a_kennzahl_may_have_its_own_rule() -> None:
    assert comparison.groesse(42.5, 44.9, 1.02, 1.05).item() == "deutlich"
    assert comparison.groesse([1.0, 1.0], [1.2, 1.2], [1.3, np.nan], [1.4, np.nan]).tolist() == [
        "vergleichbar",
        "leicht",
    ]


def test_the_direction() -> None:
    assert comparison.richtung([1, 2, 3, np.nan], [2, 2, 2, 2]).tolist() == ["unter", "gleich", "ueber", None]


def test_a_district_is_tested_against_the_rest_of_its_city() -> None:
    got = _eine(50, 100, 400, 1000)
    test = measures.part_of_whole_z(50, 100, 400, 1000)
    assert got["z"] == pytest.approx(test.z.item())
    assert got["verhaeltnis"] == pytest.approx(1.25)
    assert got["differenz"] == pytest.approx(10)
    assert got["groesse"] == "leicht"
    assert got["richtung"] == "ueber"
    assert got["signifikant"]


@pytest.mark.parametrize(
    ("art", "grenzen"), [("anteil", measures.wilson), ("quotient", measures.odds), ("rate", measures.rate)]
)
def test_the_difference_has_the_limits_of_its_kind(art: str, grenzen: measures.Grenzen) -> None:
    teil = _eine(50, 100, 400, 1000, art)
    erwartet = measures.difference_to_whole(50, 100, 400, 1000, grenzen)
    assert teil["differenz_untere"] == pytest.approx(100 * erwartet.untere.item())
    assert teil["differenz_obere"] == pytest.approx(100 * erwartet.obere.item())
    assert teil["differenz"] == pytest.approx(100 * erwartet.wert.item())
    tabelle = _kennzahlen(("k", "P10", 50, 100, art), ("k", "S", 400, 1000, art))
    fremd = comparison.vergleich(tabelle, "P10", "S", 2020).iloc[0]
    assert fremd["differenz_obere"] == pytest.approx(
        100 * measures.difference(50, 100, 400, 1000, grenzen).obere.item()
    )


def test_the_difference_by_hand_and_none_where_nothing_is_tested() -> None:
    # 1.5 of 100 against 4.1: the interval of the difference lies below zero and holds the difference
    got = _eine(24, 1623, 3300, 80500)
    assert got["differenz_untere"] < got["differenz"] < got["differenz_obere"] < 0
    assert np.isnan(_eine(50, 100, 400, 1000, "wert")["differenz_untere"])
    assert np.isnan(_eine(np.nan, 100, 400, 1000)["differenz_obere"])
    assert np.isnan(_eine(50, 100, 400, 1000, vergleichbar=False)["differenz_obere"])


def test_an_area_that_is_no_part_is_tested_as_another_area() -> None:
    tabelle = _kennzahlen(("k", "P10", 50, 100, "anteil"), ("k", "S", 400, 1000, "anteil"))
    got = comparison.vergleich(tabelle, "P10", "S", 2020).iloc[0]
    assert got["z"] == pytest.approx(measures.two_proportions_z(50, 100, 400, 1000).z.item())


def test_a_part_of_a_part_is_a_part() -> None:
    tabelle = _kennzahlen(("k", "P3", 50, 100, "anteil"), ("k", "HN", 400, 1000, "anteil"))
    got = comparison.vergleich(tabelle, "P3", "HN", 2020).iloc[0]
    assert got["z"] == pytest.approx(measures.part_of_whole_z(50, 100, 400, 1000).z.item())


def test_rates_and_quotients_have_their_tests() -> None:
    assert _eine(7, 100, 40, 1000, "rate")["z"] == pytest.approx(
        measures.part_of_whole_rate_z(7, 100, 40, 1000).z.item()
    )
    assert _eine(30, 60, 300, 900, "quotient")["z"] == pytest.approx(
        measures.part_of_whole_z(30, 90, 300, 1200).z.item()
    )


def test_values_without_a_test_are_not_called_significant() -> None:
    got = _eine(30, 60, 300, 900, "wert")
    assert got["signifikant"] is pd.NA
    assert np.isnan(got["p"])
    assert got["groesse"] == "deutlich"


def test_balances_differ_but_have_no_ratio() -> None:
    got = _eine(30, 60, 300, 900, "saldo")
    assert got["richtung"] == "ueber"
    assert got["differenz"] == pytest.approx(50 - 100 / 3)
    assert pd.isna(got["groesse"])
    assert np.isnan(got["verhaeltnis"])


def test_many_comparisons_are_corrected_together() -> None:
    zeilen = [
        (f"k{i}", area, x, n, "anteil")
        for i in range(20)
        for area, x, n in (("P10", 50, 100), ("HN", 505, 1200))
    ]
    einzeln = _eine(50, 100, 505, 1200)
    zusammen = comparison.vergleich(
        _kennzahlen(*zeilen, ("u", "P10", 4, 10, "anteil"), ("u", "HN", 40, 100, "anteil")), "P10", "HN", 2020
    )
    assert zusammen["p_korrigiert"].iloc[0] > einzeln["p_korrigiert"]
    np.testing.assert_allclose(zusammen["p_korrigiert"], measures.benjamini_hochberg(zusammen["p"]))


def test_what_may_not_be_compared_has_no_judgement() -> None:
    got = _eine(50, 100, 400, 1000, vergleichbar=False)
    assert pd.isna(got["groesse"])
    assert got["signifikant"] is pd.NA
    assert got["wert_stadt"] == pytest.approx(40)


def test_a_secret_value_has_no_judgement() -> None:
    tabelle = _kennzahlen(("k", "P10", 50, 100, "anteil"), ("k", "HN", 400, 1000, "anteil"))
    tabelle.loc[0, ["wert", "status"]] = [np.nan, "geheim"]
    got = comparison.vergleich(tabelle, "P10", "HN", 2020).iloc[0]
    assert got["status"] == "geheim"
    assert np.isnan(got["p"])
    assert pd.isna(got["groesse"])


def test_a_city_without_the_kennzahl_is_missing() -> None:
    got = comparison.vergleich(_kennzahlen(("k", "P10", 50, 100, "anteil")), "P10", "HN", 2020).iloc[0]
    assert got["status_stadt"] == "fehlt"
    assert got["signifikant"] is pd.NA


def test_other_years_stay_out() -> None:
    tabelle = _kennzahlen(("k", "P10", 50, 100, "anteil"), ("k", "HN", 400, 1000, "anteil"))
    assert comparison.vergleich(tabelle, "P10", "HN", 2019).empty
    assert len(comparison.vergleich(pd.concat([tabelle, tabelle.assign(jahr=2019)]), "P10", "HN", 2020)) == 1
