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


def test_what_was_not_delivered_is_named() -> None:
    got = indicators.standardisiert(_welt(1.0), "P10", "HN", 2020).set_index("name")
    assert got.loc["Sterbefälle", "status"] == "fehlt"
    assert got.loc["Sterbefälle", "grund"] == "Tabelle sterbefaelle nicht geliefert."


STERBEALTER = ("0-64", "65-79", "80+")
STADT_STERBERATEN = (0.001, 0.02, 0.1)


def _sterbewelt(faktor: float) -> dict[str, pd.DataFrame]:
    """Deaths by age bands in a city of 100,000 and an old area of 1,000, the same number in both years."""
    bewohner = {  # 0-17, 18-64, 65+, 80+
        "HN": (16_000, 64_000, 20_000, 6_000),
        "P10": (100, 400, 500, 200),
    }
    baender = ("0-17", "18-64", "65+", "80+")
    einwohner = [
        (ort, f"{jahr}-12-31", band, anzahl)
        for ort, zahlen in bewohner.items()
        for jahr in (2019, 2020)
        for band, anzahl in zip(baender, zahlen, strict=True)
    ]
    tode = []
    for ort, (kinder, mittlere, alte, hochalte) in bewohner.items():
        personen = (kinder + mittlere, alte - hochalte, hochalte)
        mal = faktor if ort == "P10" else 1.0
        tode += [
            (ort, 2020, band, round(mal * rate * n))
            for band, rate, n in zip(STERBEALTER, STADT_STERBERATEN, personen, strict=True)
        ]
    spalten = ["raumeinheit", "stichtag", "altersgruppe", "anzahl"]
    alle = pd.DataFrame(einwohner, columns=spalten).assign(
        geschlecht="insgesamt", staatsangehoerigkeit="insgesamt", status="wert"
    )
    sterbefaelle = pd.DataFrame(tode, columns=["raumeinheit", "jahr", *spalten[2:]]).assign(status="wert")
    return {
        name: t.astype({"anzahl": "Int64"})
        for name, t in (("einwohner", alle), ("sterbefaelle", sterbefaelle))
    }


def _sterbefaelle(welt: dict[str, pd.DataFrame]) -> "pd.Series[float]":
    got = indicators.standardisiert(welt, "P10", "HN", 2020)
    return got.set_index("name").loc["Sterbefälle"]


def test_deaths_are_standardised_where_they_are_released_by_age() -> None:
    """80 + 280 + 600 deaths of 100,000; the old area has 0.5 + 6 + 20 of 1,000 at these rates."""
    got = _sterbefaelle(_sterbewelt(2.0))
    assert got["erwartet"] == pytest.approx(26.5)
    assert got["beobachtet"] == 1 + 12 + 40
    assert got["index"] == pytest.approx(200)
    assert got["roh"] == pytest.approx(100 * 0.053 / 0.0096)
    assert got["direkt_stadt"] == pytest.approx(9.6)
    # 1/500, 12/300 and 40/200 at 80, 14 and 6 per cent
    assert got["direkt"] == pytest.approx(1000 * (0.8 * 0.002 + 0.14 * 0.04 + 0.06 * 0.2))
    assert got["grund"] == ""


def test_deaths_without_ages_are_never_taken_for_those_of_an_age() -> None:
    welt = _sterbewelt(1.0)
    t = welt["sterbefaelle"]
    welt["sterbefaelle"] = t.groupby(["raumeinheit", "jahr", "status"], as_index=False)["anzahl"].sum()
    got = _sterbefaelle(welt)
    assert pd.isna(got["index"])
    assert got["status"] == "fehlt"
    assert got["grund"].startswith("Nach Alter nicht freigegeben")


def test_a_table_that_is_not_there_is_named() -> None:
    welt = _sterbewelt(1.0)
    del welt["sterbefaelle"]
    assert _sterbefaelle(welt)["grund"] == "Tabelle sterbefaelle nicht geliefert."
    ganz_ohne = indicators.standardisiert(welt, "P10", "HN", 2020).set_index("name")
    assert ganz_ohne.loc["Mindestsicherung", "grund"] == "Tabelle grundsicherung nicht geliefert."
