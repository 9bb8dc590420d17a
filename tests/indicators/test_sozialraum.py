import numpy as np
import pandas as pd
import pytest

from pipeline import indicators, measures, names
from tests.indicators import tabellen
from tests.indicators.tabellen import JAHR, STICHTAG

RAEUME = ["P10", "HN"]


@pytest.fixture(scope="module")
def frei() -> dict[str, pd.DataFrame]:
    return tabellen.alle()


def test_age_structure_and_what_is_missing(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.altersstruktur(frei, RAEUME, JAHR, ("0-17", "18-64", "45-64"))
    p10 = got[got["raumeinheit"] == "P10"].set_index("kennzahl")
    assert list(p10.index) == ["0-17", "18-64", "45-64"]
    assert p10.loc["0-17", "wert"] == pytest.approx(20)
    assert p10.loc["0-17", "name"] == "unter 18"
    assert p10.loc["45-64", "status"] == "fehlt"


def test_the_pyramid_has_every_band_of_both_sexes(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.pyramide(frei, "P10", "HN", JAHR)
    assert len(got) == 36
    maenner, frauen = got.iloc[0], got.iloc[1]
    assert (maenner["altersgruppe"], maenner["geschlecht"]) == ("0-4", "m")
    assert maenner["wert"] == pytest.approx(2.5)
    assert maenner["wert_stadt"] == pytest.approx(2.5)
    assert frauen["status"] == "geheim"
    assert np.isnan(frauen["wert"])


def test_the_sexes_against_the_rest_of_the_city(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.geschlechtertest(frei, "P10", "HN", JAHR)
    assert got == measures.structure_chi2([490, 510], [5000, 5000])
    assert got.p > 0.05
    assert np.isnan(indicators.alterstest(frei, "P10", "HN", JAHR).p)


def test_zuwanderungsgeschichte_in_three_parts(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.zuwanderungsgeschichte(frei, ["P10"], JAHR)
    assert list(got["wert"]) == pytest.approx([54, 34, 12])


def test_countries_rank_without_secret_zero_and_collective_entries(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.herkunftslaender(frei, "P10", JAHR)
    assert list(got["herkunftsland"]) == ["Türkei", "Kasachstan", "Italien", "Polen"]
    assert list(got["rang"]) == [1, 2, 3, 4]
    assert got["anteil_pct"].iloc[0] == pytest.approx(100 * 90 / 460)
    assert list(indicators.herkunftslaender(frei, "P10", JAHR, 2)["rang"]) == [1, 2]
    assert indicators.herkunftslaender({}, "P10", JAHR).empty
    assert indicators.herkunftslaender(frei, "HN", JAHR).empty


def test_why_there_is_no_country_is_known(frei: dict[str, pd.DataFrame]) -> None:
    geheim = frei["herkunft"].assign(status="geheim", anzahl=pd.NA)
    assert indicators.herkunftsstand(frei, "P10", JAHR) == "wert"
    assert indicators.herkunftsstand({"herkunft": geheim}, "P10", JAHR) == "geheim"
    assert indicators.herkunftsstand(frei, "HN", JAHR) == "fehlt"
    assert indicators.herkunftsstand({}, "P10", JAHR) == "fehlt"


def test_moves_by_nationality(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.wanderungen(frei, "P10", JAHR).set_index("staatsangehoerigkeit")
    assert got.loc["deutsch", "wegzuege"] == 104
    assert got.loc["nichtdeutsch", "wegzuege"] == 60
    assert got.loc["deutsch", "saldo"] == -14
    assert got.loc["nichtdeutsch", "zuzuege"] is pd.NA
    assert got.loc["nichtdeutsch", "saldo"] is pd.NA
    assert got.loc["nichtdeutsch", "wegzuege_je_1000"] == pytest.approx(1000 * 60 / 110)
    assert got.loc["insgesamt", "wegzuege"] == 164
    assert indicators.wanderungen({}, "P10", JAHR)["status"].eq("fehlt").all()


def test_the_balance_of_moves_is_signed_and_leaves_out_what_is_not_shown(
    frei: dict[str, pd.DataFrame],
) -> None:
    got = indicators.wanderungsbilanz(indicators.wanderungen(frei, "P10", JAHR)).set_index("komponente")
    assert got.loc["zuzuege_deutsch", "wert"] == 90
    assert got.loc["wegzuege_deutsch", "wert"] == -104
    assert got.loc["saldo_deutsch", "wert"] == -14
    for verdeckt in ("zuzuege_nichtdeutsch", "saldo_nichtdeutsch"):
        assert np.isnan(float(got.loc[verdeckt, "wert"]))
        assert got.loc[verdeckt, "status"] != "wert"
    leer = indicators.wanderungsbilanz(indicators.wanderungen({}, "P10", JAHR))
    assert leer["status"].eq("fehlt").all()


def test_households_by_type(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.haushaltstypen(frei, RAEUME, JAHR)
    p10 = got[got["raumeinheit"] == "P10"]
    assert p10["wert"].sum() == pytest.approx(100)
    assert list(p10["zaehler"]) == [197, 86, 20, 130, 47]


def test_benefits_by_age(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.grundsicherung_nach_alter(frei, ["P10"], JAHR)
    assert list(got["wert"]) == pytest.approx([100 * 9 / 140, 100 * 16 / 660, 2.5])


def test_unemployed_by_age(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.arbeitslosenanteil(frei, ["P10"], JAHR)
    assert list(got["status"]) == ["wert", "fehlt", "fehlt"]


def test_turnout_is_compared_on_one_basis(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.wahlbeteiligung(frei, RAEUME, STICHTAG)
    assert set(got["briefwahl"]) == {"nicht enthalten"}
    assert set(got["wahl"]) == {"Gemeinderatswahl 2019"}
    assert set(got["stichtag"]) == {"2019-05-26"}
    werte = got.set_index("raumeinheit")["wert"]
    assert werte["P10"] == pytest.approx(100 * 180 / 820)
    assert werte["HN"] == pytest.approx(36)
    allein = indicators.wahlbeteiligung(frei, ["HN"], STICHTAG)
    assert allein["briefwahl"].iloc[0] == "enthalten"


def test_no_election_no_rows(frei: dict[str, pd.DataFrame]) -> None:
    assert indicators.wahlbeteiligung(frei, RAEUME, "2013-01-01").empty
    assert indicators.wahlbeteiligung({}, RAEUME, STICHTAG).empty


def test_help_by_paragraph(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.hilfen(frei, "P10", JAHR).set_index("paragraph")
    assert got.loc["31", "inanspruchnahme"] == "nein"
    assert got.loc["30", "inanspruchnahme"] == "ja"
    assert got.loc["30", "verdeckt"]
    assert got.loc["33", "inanspruchnahme"] == "ja"
    assert not got.loc["33", "verdeckt"]
    assert got.loc["28", "inanspruchnahme"] == "fehlt"  # no area has a row of it
    assert got.loc["30", "anzahl"] is pd.NA
    assert got.loc["33", "anzahl"] == 12
    assert indicators.hilfen({}, "P10", JAHR)["status"].eq("fehlt").all()


def test_help_ends_with_the_sums_by_group_and_by_counting_rule(frei: dict[str, pd.DataFrame]) -> None:
    summen = indicators.hilfen(frei, "P10", JAHR).query("inanspruchnahme == 'summe'")
    assert list(summen["paragraph"]) == ["insgesamt", "stationaer", "insgesamt", "insgesamt"]
    assert list(summen["zaehlweise"]) == ["insgesamt", "insgesamt", "andauernd", "beendet"]
    assert list(summen["anzahl"]) == [20, 12, 12, 8]


def test_facilities_of_the_stichtag_and_what_there_is_not(frei: dict[str, pd.DataFrame]) -> None:
    arten = ["kindergarten", "grundschule", "religionsgemeinschaft"]
    got = indicators.einrichtungen_nach_art(frei, "P10", STICHTAG, arten).set_index("art")
    assert got.loc["kindergarten", "anzahl"] == 2
    assert got.loc["kindergarten", "namen"] == "Kindergarten A, Kindergarten B"
    assert got.loc["religionsgemeinschaft", "anzahl"] == 0
    assert got.loc["religionsgemeinschaft", "namen"] == "keine"
    assert list(indicators.einrichtungen(frei, "P10", STICHTAG)["nummer"]) == [1, 2, 3]


def test_no_list_of_facilities_is_not_no_facility(frei: dict[str, pd.DataFrame]) -> None:
    for tabelle in (frei, {}):
        got = indicators.einrichtungen_nach_art(tabelle, "P99", STICHTAG, ["pflege"])
        assert got["status"].iloc[0] == "fehlt"
        assert got["anzahl"].isna().all()


def test_change_until_the_horizon(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.veraenderung(frei, "P10", STICHTAG, 2035).set_index("altersgruppe")
    assert got.loc["65+", "differenz"] == 40
    assert got.loc["65+", "differenz_pct"] == pytest.approx(20)
    assert got.loc["insgesamt", "basis"] == 1000
    assert got.loc["0-2", "status"] == "fehlt"
    assert (got.loc["65+", "unten"], got.loc["65+", "oben"]) == (0, 290)
    verdeckt = indicators.veraenderung(frei, "P10", STICHTAG, 2035, baender=["80+"])
    assert verdeckt["status"].iloc[0] == "geheim"
    assert np.isnan(verdeckt["differenz"].iloc[0])
    assert indicators.veraenderung({}, "P10", STICHTAG, 2035)["status"].eq("fehlt").all()


def test_the_forecast_of_the_city_is_told_with_its_last_year_where_that_comes_before(
    frei: dict[str, pd.DataFrame],
) -> None:
    ohne = indicators.veraenderung(frei, "P10", STICHTAG, 2035)
    assert ohne[["eckwerte", "eckwerte_bis"]].isna().all(axis=None)
    prognose = frei["prognose"]
    stand = pd.Series("2019-12-31", index=prognose.index, dtype="str")
    kurz = {**frei, "prognose": prognose.assign(eckwerte=stand.where(prognose["jahr"] < 2035))}
    got = indicators.veraenderung(kurz, "P10", STICHTAG, 2035)
    assert set(got["eckwerte"]) == {"2019-12-31"}
    assert set(got["eckwerte_bis"]) == {2021}
    ganz = indicators.veraenderung(
        {**frei, "prognose": prognose.assign(eckwerte=stand)}, "P10", STICHTAG, 2035
    )
    assert set(ganz["eckwerte"]) == {"2019-12-31"}
    assert ganz["eckwerte_bis"].isna().all()


def test_past_base_and_expected_years_in_one_row(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.reihe_nach_alter(frei, "P10", STICHTAG, baender=["insgesamt"])
    assert list(got["jahr"]) == [2019, 2020, 2021, 2035]
    assert list(got["personen"]) == [980, 1000, 995, 900]
    assert list(got["art"]) == ["gezaehlt", "gezaehlt", "erwartet", "erwartet"]
    np.testing.assert_array_equal(got["oben"], [np.nan, 1000, 1045, 950])


def test_errors_of_the_city_come_with_our_method_first() -> None:
    zeile = {"raumeinheit": "HN", "horizont": 0, "groesse": "insgesamt"}
    verfahren = sorted(names.PROGNOSEVERFAHREN)
    tafel = pd.DataFrame([{**zeile, "verfahren": name} for name in verfahren])
    weitere = pd.concat([tafel, tafel.assign(horizont=1), tafel.assign(groesse="ab 10.000")])
    got = indicators.rueckschau({"rueckschau": weitere}, "HN")
    assert tuple(got["verfahren"]) == names.PROGNOSEVERFAHREN
    assert indicators.rueckschau({"rueckschau": weitere}, "K").empty
    assert indicators.rueckschau({}, "HN").empty


def test_what_came_after_the_base_beside_its_band(frei):
    spaeter = frei["einwohner"][frei["einwohner"]["stichtag"].eq(STICHTAG)].assign(stichtag="2021-12-31")
    tabellen = {**frei, "einwohner": pd.concat([frei["einwohner"], spaeter], ignore_index=True)}
    got = indicators.gekommen(tabellen, "P10", STICHTAG)
    assert got.to_dict("records") == [{"jahr": 2021, "gezaehlt": 1000.0, "unten": 0.0, "oben": 1045.0}]
    assert indicators.gekommen(frei, "P10", STICHTAG).empty
    assert indicators.gekommen({}, "P10", STICHTAG).empty


def test_the_expected_pyramid_beside_that_of_the_base(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.pyramide_der_prognose(frei, "P10", STICHTAG, 2035)
    assert len(got) == 36
    assert got.iloc[0]["erwartet"] == 20
    assert got.iloc[0]["basis"] == 25
    assert got.iloc[1]["status_basis"] == "geheim"
    assert np.isnan(got.iloc[1]["basis"])
    assert indicators.pyramide_der_prognose({}, "P10", STICHTAG, 2035)["status"].eq("fehlt").all()


def test_residents_year_by_year(frei: dict[str, pd.DataFrame]) -> None:
    got = indicators.entwicklung(frei, "P10", 2020)
    assert list(got["anzahl"]) == [980, 1000]
    assert indicators.entwicklung({}, "P10", 2020).empty


def test_an_area_beside_itself_is_there_once(frei: dict[str, pd.DataFrame]) -> None:
    einmal = indicators.kennzahlen(frei, ["HN"], [JAHR])
    pd.testing.assert_frame_equal(indicators.kennzahlen(frei, ["HN", "HN"], [JAHR]), einmal)


def _anteile(**anders: float | str) -> pd.DataFrame:
    satz = {"raumeinheit": "P10", "basis": STICHTAG, "szenario": "basis", "anteil": "nichtdeutsch"}
    werte = {"jahr": 2035, "erwartet": 20.0, "unten": 18.0, "oben": 22.0, "status": "wert"}
    return pd.DataFrame([{**satz, **werte, **anders}])


def test_the_share_ahead_continues_the_share_of_the_released_counts() -> None:
    zeilen = [
        ("2019-12-31", "nichtdeutsch", 90, "wert"),
        ("2019-12-31", "insgesamt", 900, "wert"),
        (STICHTAG, "nichtdeutsch", 110, "wert"),
        (STICHTAG, "insgesamt", 1000, "wert"),
        ("2018-12-31", "nichtdeutsch", pd.NA, "geheim"),
        ("2018-12-31", "insgesamt", 880, "wert"),
        ("2021-12-31", "nichtdeutsch", 130, "wert"),
        ("2021-12-31", "insgesamt", 1000, "wert"),
    ]
    einwohner = pd.DataFrame(zeilen, columns=["stichtag", "staatsangehoerigkeit", "anzahl", "status"])
    kopf = {"raumeinheit": "P10", "altersgruppe": "insgesamt", "geschlecht": "insgesamt"}
    einwohner = einwohner.assign(**kopf).astype({"anzahl": "Int64"})
    got = indicators.anteilsverlauf({"einwohner": einwohner, "prognoseanteile": _anteile()}, "P10", STICHTAG)
    assert got["jahr"].tolist() == [2018, 2019, 2020, 2035]
    assert got["wert"].tolist()[1:] == [10.0, 11.0, 20.0]
    assert got["status"].tolist() == ["geheim", "wert", "wert", "wert"]
    assert got["unten"].tolist()[2:] == [11.0, 18.0]
    assert got["unten"].isna().tolist() == [True, True, False, False]
    assert got["art"].tolist() == ["gezaehlt", "gezaehlt", "gezaehlt", "erwartet"]


def test_without_an_expected_share_there_is_no_course() -> None:
    assert indicators.anteilsverlauf({}, "P10", STICHTAG).empty
    assert indicators.anteilsverlauf({"prognoseanteile": _anteile()}, "P11", STICHTAG).empty
    allein = indicators.anteilsverlauf({"prognoseanteile": _anteile()}, "P10", STICHTAG)
    assert allein["wert"].tolist() == [20.0]
