"""A change of definition: every year keeps its own, the series shows a break."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from pipeline import charts, comparison, errors, indicators
from pipeline.charts.linien import Raster, _reihen
from pipeline.charts.zuege import zuege
from pipeline.indicators import NICHT_SINNVOLL
from pipeline.indicators import kennzahl as katalog
from pipeline.indicators.kennzahl import Kennzahl
from tests.indicators import tabellen

VORGABE = """
[handlungsfelder]
"2.3.1" = "Anlaufstelle"
[vorgabe]
gueltig_ab = "2018-12-31"
mindestfallzahl = 20
"""
ALT = """
[[kennzahl]]
id = "alte"
name = "Ältere"
definition = "65-Jährige und Ältere bezogen auf alle."
zaehler = "einwohner(altersgruppe=65+)"
nenner = "einwohner()"
faktor = 100
einheit = "%"
art = "anteil"
richtung = "neutral"
handlungsfeld = "2.3.1"
stellen = 1
quelle = "Q"
"""
NEU = ALT.replace("65", "80").replace('id = "alte"', 'id = "alte"\ngueltig_ab = "2020-12-31"')
NEU += 'vorgaenger = "2018-12-31"\nhinweis = "Bis 2019 ab 65 Jahren."\n'


def _einwohner() -> pd.DataFrame:
    zellen = {
        (f"{jahr}-12-31", band, "insgesamt", "insgesamt"): {"P10": zahl * (jahr - 2000), "HN": 10 * zahl}
        for jahr in range(2017, 2023)
        for band, zahl in (("insgesamt", 100), ("65+", 20), ("80+", 5))
    }
    return tabellen.tabelle("einwohner", zellen, "altersgruppe", "geschlecht", "staatsangehoerigkeit")


def _werte(text: str) -> pd.DataFrame:
    auswahl = katalog.lesen(text).kennzahlen
    return indicators.kennzahlen({"einwohner": _einwohner()}, ["P10", "HN"], range(2017, 2023), auswahl)


def test_every_year_keeps_the_definition_of_its_stichtag() -> None:
    werte = _werte(VORGABE + ALT + NEU).query("raumeinheit == 'P10'").set_index("jahr")
    assert werte["wert"].loc[2018:].tolist() == pytest.approx([20, 20, 5, 5, 5])
    assert werte["fassung"].tolist() == [1, 1, 1, 2, 2, 2]
    assert (werte["nenner"] - 100 * (werte.index - 2000)).loc[2018:].eq(0).all()
    # the interval is that of the version, too
    assert (werte["obere"].loc[2018:2019] > 20).all()
    assert (werte["obere"].loc[2020:] < 10).all()


def test_an_old_report_is_reproduced_to_the_last_digit() -> None:
    damals, heute = _werte(VORGABE + ALT), _werte(VORGABE + ALT + NEU)
    pd.testing.assert_frame_equal(heute.query("jahr < 2020"), damals.query("jahr < 2020"))


def test_the_order_of_the_entries_does_not_matter() -> None:
    pd.testing.assert_frame_equal(_werte(VORGABE + NEU + ALT), _werte(VORGABE + ALT + NEU))


def test_before_its_first_version_there_is_no_value_and_the_reader_is_told() -> None:
    zeile = _werte(VORGABE + ALT).iloc[0]
    assert zeile["jahr"] == 2017
    assert zeile["status"] == "fehlt"
    assert zeile["grund"] == "Diese Kennzahl gilt erst ab dem 31.12.2018."
    assert zeile[["zaehler", "nenner", "wert", "untere", "obere"]].isna().all()


def test_one_kennzahl_has_all_its_versions() -> None:
    (alte,) = katalog.lesen(VORGABE + ALT + NEU).kennzahlen
    assert alte.hinweis == "Bis 2019 ab 65 Jahren."
    assert [fassung.gueltig_ab for fassung in alte.fassungen] == ["2018-12-31", "2020-12-31"]
    assert alte.am("2019-12-31").definition.startswith("65")
    assert alte.am("2020-12-31").definition.startswith("80")
    assert alte.am("2000-12-31").definition.startswith("65")


def test_the_catalogue_of_an_old_stichtag_has_its_definitions() -> None:
    damals, heute = indicators.katalog("2020-12-31"), indicators.katalog()
    assert [k.id for k in damals] == [k.id for k in heute]
    assert all(k.am("2020-12-31") == alt for k, alt in zip(heute, damals, strict=True))


@pytest.mark.parametrize(
    ("alt", "neu", "wort"),
    [
        ('vorgaenger = "2018-12-31"\n', "", "zweimal"),
        ('vorgaenger = "2018-12-31"', 'vorgaenger = "2017-12-31"', '"2018-12-31"'),
        ('gueltig_ab = "2020-12-31"', 'gueltig_ab = "2018-12-31"', "späteres gueltig_ab"),
        ('hinweis = "Bis 2019 ab 65 Jahren."\n', "", "Hinweis"),
        ('einheit = "%"', 'einheit = "je 100"', "neue Kennzahl"),
        ('name = "Ältere"', 'name = "Hochbetagte"', "neue Kennzahl"),
    ],
)
def test_a_version_that_does_not_follow_is_refused(alt: str, neu: str, wort: str) -> None:
    assert alt in NEU
    with pytest.raises(errors.PlanUngueltig, match=wort):
        katalog.lesen(VORGABE + ALT + NEU.replace(alt, neu))


def test_no_stroke_joins_two_definitions_and_the_reader_is_told() -> None:
    werte = _werte(VORGABE + ALT + NEU).query("raumeinheit == 'P10' and jahr >= 2018")
    daten = werte.assign(ab_null=True, feld=werte["name"], reihe="hier")
    ax = Figure().add_subplot()
    _reihen(ax, zuege(daten, [daten["feld"].iloc[0]])[daten["feld"].iloc[0]], Raster())
    striche = [list(strich.get_xdata()) for strich in ax.lines if len(strich.get_xdata())]
    assert striche == [[2018, 2019], [2020, 2021, 2022]]
    for zeilen, erklaert in ((daten, True), (daten.query("jahr >= 2020"), False)):
        bild = charts.linien(zeilen, ("P10", ""), id="a", titel="t", quelle="q")
        assert ("geänderte Definition" in str(bild._repr_mimebundle_())) == erklaert


def test_area_and_city_are_compared_within_one_version() -> None:
    werte = _werte(VORGABE + ALT + NEU).assign(teil_von="")
    for jahr, stadt in ((2019, 20), (2020, 5)):
        assert comparison.vergleich(werte, "P10", "HN", jahr)["wert_stadt"].iloc[0] == pytest.approx(stadt)


def _eine(kennzahl: Kennzahl, zellen: dict[tuple[str, ...], dict[str, tabellen.Zahl]]) -> pd.Series:
    einwohner = tabellen.tabelle("einwohner", zellen, "altersgruppe", "geschlecht", "staatsangehoerigkeit")
    return indicators.kennzahlen({"einwohner": einwohner}, ["P10"], [2020], [kennzahl]).iloc[0]


@pytest.mark.parametrize(("nenner", "status"), [(20, "wert"), (19, NICHT_SINNVOLL), (0, NICHT_SINNVOLL)])
def test_a_share_of_too_few_is_not_given(nenner: int, status: str) -> None:
    stelle = ("2020-12-31", "insgesamt", "insgesamt", "insgesamt")
    zellen = {stelle: {"P10": nenner}, ("2020-12-31", "65+", *stelle[2:]): {"P10": 0}}
    zeile = _eine(indicators.nach_id("bev_65p"), zellen)
    assert zeile["status"] == status
    grund = {20: "", 19: "Der Nenner ist kleiner als 20.", 0: "Der Nenner ist null."}
    assert zeile["grund"] == grund[nenner]
    assert np.isnan(zeile["obere"]) == (status != "wert")


def _nach_alter(**zahlen: tabellen.Zahl) -> dict[tuple[str, ...], dict[str, tabellen.Zahl]]:
    baender = [
        dict(zelle.filter)["altersgruppe"] for zelle in indicators.nach_id("medianalter").zaehler.zellen
    ]
    alle = {band: zahlen.get("b" + band.replace("-", "_").replace("+", ""), 0) for band in baender}
    gesamt = sum(zahl for zahl in alle.values() if isinstance(zahl, int))
    return {
        ("2020-12-31", band, "insgesamt", "insgesamt"): {"P10": zahl}
        for band, zahl in (alle | {"insgesamt": gesamt}).items()
    }


def test_the_median_age_by_hand() -> None:
    # 100 persons: 30 below 40, then 40 from 40 to 44; the 50th is half way through: 42.5
    zeile = _eine(indicators.nach_id("medianalter"), _nach_alter(b0_4=30, b40_44=40, b85=30))
    assert zeile["status"] == "wert"
    assert zeile["wert"] == pytest.approx(42.5)


def test_a_median_nobody_knows_is_not_given() -> None:
    medianalter = indicators.nach_id("medianalter")
    offen = _eine(medianalter, _nach_alter(b0_4=30, b85=70))
    assert offen["status"] == NICHT_SINNVOLL
    assert "offenen obersten Altersgruppe" in offen["grund"]
    assert _eine(medianalter, _nach_alter(b0_4=30, b40_44="geheim"))["status"] == "geheim"


def test_the_appendix_says_from_when_a_definition_holds_and_with_how_many() -> None:
    gezeigt = pd.DataFrame({"kennzahl": ["bev_u18", "al_anteil", "qz_je_angebot"]})
    bild = charts.definitionen(gezeigt, indicators.katalog("2020-12-31"))
    inhalt = next(wert for wert in bild.buendel.values() if isinstance(wert, dict))
    texte = {zeile[0]["text"]: zeile[1]["text"] for zeile in inhalt["zeilen"]}
    assert "Gilt ab" not in texte["Anteil unter 18-Jährige"]
    assert "Gilt ab dem 31.12.2005." in texte["Arbeitslosenanteil"]
    assert "Im Nenner mindestens 1." in texte["Teilnahmen je Angebot"]
    assert "31.12.1990" in inhalt["fussnoten"][0]
    assert "weniger als 20" in inhalt["fussnoten"][0]
