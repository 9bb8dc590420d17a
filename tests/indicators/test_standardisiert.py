"""Planted worlds: an old area at the rates of its city, and one that is really needier."""

import pandas as pd
import pytest

from pipeline import indicators

BAENDER = ("0-14", "15-64", "65+")
CITY_RATES = (0.10, 0.08, 0.20)
CITY, OLD = (15_000, 65_000, 20_000), (100, 400, 500)


def _welt(faktor: float, geheim: bool = False) -> dict[str, pd.DataFrame]:
    """P10 with this many times the rates of the city at every age."""
    zeilen = []
    for band, rate, alle, hier in zip(BAENDER, CITY_RATES, CITY, OLD, strict=True):
        for ort, personen, mal in (("HN", alle, 1.0), ("P10", hier, faktor)):
            verdeckt = geheim and ort == "P10" and band == "0-14"
            faelle = pd.NA if verdeckt else round(mal * rate * personen)
            zeilen.append((ort, band, personen, faelle, "geheim" if verdeckt else "wert"))
    breit = pd.DataFrame(zeilen, columns=["raumeinheit", "altersgruppe", "personen", "faelle", "status"])
    kopf = breit[["raumeinheit", "altersgruppe"]].assign(stichtag="2020-12-31")
    alle = "insgesamt"
    return {
        "einwohner": kopf.assign(
            geschlecht=alle,
            staatsangehoerigkeit=alle,
            anzahl=breit["personen"].astype("Int64"),
            status="wert",
        ),
        "grundsicherung": kopf.assign(
            leistung=alle, anzahl=breit["faelle"].astype("Int64"), status=breit["status"]
        ),
    }


def _mindestsicherung(welt: dict[str, pd.DataFrame]) -> "pd.Series[float]":
    got = indicators.standardisiert(welt, "P10", "HN", 2020)
    return got.set_index("name").loc["Mindestsicherung"]


def test_an_old_area_at_the_rates_of_its_city_is_not_needy() -> None:
    got = _mindestsicherung(_welt(1.0))
    # 10 + 32 + 100 cases among 1,000; the city has 1,500 + 5,200 + 4,000 among 100,000
    assert got["beobachtet"] == 142
    assert got["erwartet"] == pytest.approx(142)
    assert got["index"] == pytest.approx(100)
    assert got["untere"] < 100 < got["obere"]
    assert got["roh"] == pytest.approx(100 * 0.142 / 0.107)
    assert got["direkt"] == pytest.approx(10.7)
    assert got["direkt_stadt"] == pytest.approx(10.7)


def test_an_area_with_twice_the_rates_is_twice_as_needy_at_every_age() -> None:
    got = _mindestsicherung(_welt(2.0))
    assert got["index"] == pytest.approx(200)
    assert got["untere"] > 100
    assert got["direkt"] == pytest.approx(21.4)


def test_a_secret_age_group_leaves_no_number_and_says_why() -> None:
    got = _mindestsicherung(_welt(1.0, geheim=True))
    assert got["status"] == "geheim"
    assert got["grund"]
    assert pd.isna(got["index"])
    assert pd.isna(got["direkt"])


def test_what_is_not_released_by_age_is_named() -> None:
    got = indicators.standardisiert(_welt(1.0), "P10", "HN", 2020).set_index("name")
    assert got.loc["Sterbefälle", "status"] == "fehlt"
    assert "nach Alter sind nicht freigegeben" in got.loc["Sterbefälle", "grund"]
