import pandas as pd
from matplotlib.figure import Figure

from pipeline import charts, indicators
from pipeline.charts.linien import Raster, _reihen
from pipeline.charts.zuege import zuege


def _tabellen(*brueche: tuple[str, str, str]) -> dict[str, pd.DataFrame]:
    zeilen = [(ort, f"{jahr}-12-31", 10) for ort in ("P01", "P02") for jahr in range(2017, 2021)]
    einwohner = pd.DataFrame(zeilen, columns=["raumeinheit", "stichtag", "anzahl"]).assign(
        altersgruppe="insgesamt", geschlecht="insgesamt", staatsangehoerigkeit="insgesamt", status="wert"
    )
    return {
        "einwohner": einwohner.astype({"anzahl": "Int64"}),
        "brueche": pd.DataFrame(list(brueche), columns=["raumeinheit", "ab", "art"], dtype="str"),
    }


def _werte(*brueche: tuple[str, str, str]) -> pd.DataFrame:
    return indicators.kennzahlen(_tabellen(*brueche), ["P01", "P02"], None, [indicators.katalog()[0]])


def test_every_year_says_of_which_territory_it_is() -> None:
    werte = _werte(("P01", "2019-01-01", "neuer Gebietsstand"), ("P01", "2020-12-31", "neuer Gebietsstand"))
    assert list(werte.loc[werte["raumeinheit"].eq("P01"), "gebietsstand"]) == [0, 0, 1, 2]
    assert list(werte.loc[werte["raumeinheit"].eq("P02"), "gebietsstand"]) == [0, 0, 0, 0]
    assert list(_werte()["gebietsstand"].unique()) == [0]


def _daten(staende: list[int]) -> pd.DataFrame:
    return pd.DataFrame(
        {"ab_null": True, "jahr": range(2017, 2021), "wert": [1.0, 2.0, 3.0, 4.0], "gebietsstand": staende}
    ).assign(feld="Anteil", einheit="%", stellen=1, reihe="hier", status="wert")


def test_no_stroke_joins_two_territories() -> None:
    ax = Figure().add_subplot()
    _reihen(ax, zuege(_daten([0, 0, 1, 1]), ["Anteil"])["Anteil"], Raster())
    assert [list(strich.get_xdata()) for strich in ax.lines if len(strich.get_xdata())] == [
        [2017, 2018],
        [2019, 2020],
    ]


def test_a_broken_line_is_explained_and_an_unbroken_one_is_not() -> None:
    for staende, erklaert in (([0, 0, 1, 1], True), ([0, 0, 0, 0], False)):
        bild = charts.linien(_daten(staende), ("P01", ""), id="a", titel="t", quelle="q")
        assert ("geänderter Gebietszuschnitt" in str(bild._repr_mimebundle_())) == erklaert
