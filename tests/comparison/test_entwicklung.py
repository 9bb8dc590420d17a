from typing import Any

import pandas as pd
import pytest

from pipeline import comparison, measures

JAHRE = range(2016, 2021)


def _reihe(kennung: str, zaehler: list[Any], nenner: float = 1000.0, **weiteres: Any) -> pd.DataFrame:
    """Five years of one Kennzahl in P10; None is secret."""
    zeilen = pd.DataFrame({"jahr": list(JAHRE), "zaehler": zaehler}).astype({"zaehler": float})
    # nobody's denominator stays the same for years
    zeilen["nenner"] = [nenner + k / 1000 for k in range(5)]
    zeilen["status"] = zeilen["zaehler"].notna().map({True: "wert", False: "geheim"})
    rest = {"art": "anteil", "richtung_gut": "neutral", "fassung": 1, "gebietsstand": 0} | weiteres
    return zeilen.assign(raumeinheit="P10", kennzahl=kennung, **rest)


def _eine(*args: Any, **weiteres: Any) -> pd.Series:
    return comparison.entwicklung(_reihe("k", *args, **weiteres), "P10", 2020).iloc[0]


STEIGT, FAELLT = [100, 120, 140, 160, 180], [180, 160, 140, 120, 100]


def test_a_trend_is_that_of_the_measures() -> None:
    zeile = _eine(STEIGT)
    assert zeile["trend"] == "steigt"
    assert zeile["chi2"] == pytest.approx(measures.trend(STEIGT, 1000).chi2, rel=1e-4)
    assert zeile["trend_grund"] == ""
    assert _eine([100, 101, 99, 102, 100])["trend"] == "kein_trend"


@pytest.mark.parametrize(
    ("zaehler", "gut", "guenstig"),
    [
        (STEIGT, "hoch_ist_gut", True),
        (STEIGT, "niedrig_ist_gut", False),
        (FAELLT, "niedrig_ist_gut", True),
        (FAELLT, "neutral", pd.NA),
        ([100, 101, 99, 102, 100], "hoch_ist_gut", pd.NA),
    ],
)
def test_good_is_what_the_catalogue_calls_good(zaehler: list[int], gut: str, guenstig: Any) -> None:
    got = _eine(zaehler, richtung_gut=gut)["guenstig"]
    assert (got is pd.NA) if guenstig is pd.NA else got == guenstig


def test_a_quotient_is_tested_as_the_share_it_is() -> None:
    got = _eine(STEIGT, art="quotient")
    nenner = [x + 1000 for x in STEIGT]
    assert got["chi2"] == pytest.approx(measures.trend(STEIGT, nenner).chi2, rel=1e-4)
    rate = _eine(STEIGT, art="rate")
    assert rate["chi2"] == pytest.approx(measures.trend(STEIGT, 1000, art="rate").chi2, rel=1e-4)


@pytest.mark.parametrize(
    ("reihe", "wort"),
    [
        (_reihe("k", STEIGT, art="saldo"), "keinen Trendtest"),
        (_reihe("k", STEIGT, art="median"), "keinen Trendtest"),
        (_reihe("k", [100, None, 140, 160, 180]), "allen 5 Jahren"),
        (_reihe("k", STEIGT).query("jahr > 2016"), "allen 5 Jahren"),
        (_reihe("k", STEIGT, fassung=[1, 1, 1, 2, 2]), "Definition"),
        (_reihe("k", STEIGT, gebietsstand=[0, 0, 1, 1, 1]), "Zuschnitt"),
        (_reihe("k", [0, 0, 0, 0, 0]), "nichts zu prüfen"),
        (_reihe("k", [300, 300, 300, 360, 360]).assign(nenner=1000.0), "neu gezählt"),
    ],
)
def test_what_cannot_be_judged_says_why(reihe: pd.DataFrame, wort: str) -> None:
    zeile = comparison.entwicklung(reihe, "P10", 2020).iloc[0]
    assert pd.isna(zeile["trend"])
    assert pd.isna(zeile["chi2"])
    assert zeile["guenstig"] is pd.NA
    assert wort in zeile["trend_grund"]


def test_other_areas_and_later_years_do_not_count() -> None:
    mehr = pd.concat(
        [
            _reihe("k", STEIGT),
            _reihe("j", FAELLT),
            _reihe("k", FAELLT).assign(raumeinheit="HN"),
            _reihe("k", [0, 0, 0, 0, 0]).assign(jahr=range(2021, 2026)),
        ]
    )
    got = comparison.entwicklung(mehr, "P10", 2020)
    assert got["kennzahl"].tolist() == ["k", "j"]
    assert got["trend"].tolist() == ["steigt", "faellt"]
    assert comparison.entwicklung(mehr, "P99", 2020).empty


def test_a_year_may_not_come_twice() -> None:
    with pytest.raises(ValueError, match="non-unique"):
        comparison.entwicklung(pd.concat([_reihe("k", STEIGT)] * 2), "P10", 2020)
