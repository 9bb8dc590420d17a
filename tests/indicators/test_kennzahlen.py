import numpy as np
import pandas as pd
import pytest

from pipeline import indicators, measures
from pipeline.indicators import NICHT_SINNVOLL
from tests.indicators import tabellen
from tests.indicators.tabellen import JAHR

RAEUME = ["P10", "HN"]


@pytest.fixture(scope="module")
def ergebnis() -> pd.DataFrame:
    return indicators.kennzahlen(tabellen.alle(), RAEUME, [2019, JAHR])


def _zeile(ergebnis: pd.DataFrame, kennzahl: str, raumeinheit: str = "P10", jahr: int = JAHR) -> pd.Series:
    schluessel = ergebnis["kennzahl"].eq(kennzahl) & ergebnis["raumeinheit"].eq(raumeinheit)
    return ergebnis[schluessel & ergebnis["jahr"].eq(jahr)].iloc[0]


@pytest.mark.parametrize(
    ("kennzahl", "wert"),
    [
        ("bev", 1000),
        ("bev_u18", 20.0),
        ("jugendquotient", 100 * 220 / 580),
        ("gesamtquotient", 100 * 420 / 580),
        ("durchschnittsalter", 43.5),
        ("ausl", 12.0),
        ("mig", 46.0),
        ("mig_deutsch", 34.0),
        ("hh_groesse", 990 / 480),
        ("hh_allein", 100 * 20 / 106),
        ("hh_alleinerziehend", 100 * 20 / 480),
        ("hh_3kind", 100 * 22 / 106),
        ("hh_4kind", 100 * 8 / 106),
        ("geburtenziffer", 1000 * 9 / 990),
        ("nat_saldo", 1000 * -3 / 990),
        ("wsaldo", 1000 * -14 / 990),
        ("wegzug_deutsch", 1000 * 104 / 880),
        ("zuzug_deutsch", 1000 * 90 / 880),
        ("al_anteil", 100 * 10 / 660),
        ("sgb2", 100 * 22 / 800),
        ("gs_u15", 100 * 9 / 140),
        ("hze_21", 1000 * 20 / 230),
        ("hze_31", 0.0),
        ("hze_stat", 1000 * 12 / 230),
        ("wahlbet", 100 * 180 / 820),
        ("bevvar", 100 * 20 / 980),
    ],
)
def test_values_by_hand(ergebnis: pd.DataFrame, kennzahl: str, wert: float) -> None:
    zeile = _zeile(ergebnis, kennzahl)
    assert zeile["status"] == "wert"
    assert zeile["wert"] == pytest.approx(wert)
    assert zeile["grund"] == ""


def test_one_row_per_area_year_and_kennzahl(ergebnis: pd.DataFrame) -> None:
    assert len(ergebnis) == 2 * 2 * len(indicators.katalog())
    assert not ergebnis.duplicated(["raumeinheit", "jahr", "kennzahl"]).any()
    assert list(ergebnis["kennzahl"].head(2)) == [k.id for k in indicators.katalog()][:2]


def test_a_secret_cell_makes_the_kennzahl_secret(ergebnis: pd.DataFrame) -> None:
    zeile = _zeile(ergebnis, "bev_80p")
    assert zeile["status"] == "geheim"
    assert np.isnan(zeile["wert"])
    assert np.isnan(zeile["obere"])
    assert "einwohner(altersgruppe=80+)" in zeile["grund"]


def test_a_missing_cell_makes_it_missing(ergebnis: pd.DataFrame) -> None:
    assert _zeile(ergebnis, "bev_u18", jahr=2019)["status"] == "fehlt"
    assert _zeile(ergebnis, "bevvar", jahr=2019)["status"] == "fehlt"


def test_a_table_that_was_not_delivered_is_named(ergebnis: pd.DataFrame) -> None:
    zeile = _zeile(ergebnis, "wohndauer5")
    assert zeile["status"] == "fehlt"
    assert zeile["grund"] == "Tabelle wohndauer nicht geliefert."
    ohne = indicators.kennzahlen({"einwohner": tabellen.einwohner()}, ["P10"], [JAHR])
    assert _zeile(ohne, "hh_kind")["grund"] == "Tabelle haushalte nicht geliefert."


def test_a_denominator_of_zero_is_not_meaningful() -> None:
    zellen = {("2020-12-31", "insgesamt", "insgesamt"): {"P10": 0}}
    haushalte = tabellen.tabelle("haushalte", zellen, "haushaltstyp", "kinder").assign(personen=0)
    got = indicators.kennzahlen({"haushalte": haushalte}, ["P10"], [JAHR])
    zeile = _zeile(got, "hh_groesse")
    assert zeile["status"] == NICHT_SINNVOLL
    assert np.isnan(zeile["wert"])


def test_a_row_that_the_release_leaves_out_of_an_area_is_secret_and_not_missing() -> None:
    zellen = {
        ("2020", "27", "insgesamt"): {"P10": "geheim", "HN": 200},
        ("2020", "insgesamt", "insgesamt"): {"P10": 20, "HN": 300},
        ("2020", "28", "insgesamt"): {"HN": 100},
    }
    frei = {
        **tabellen.alle(),
        "hilfen_sgb8": tabellen.tabelle("hilfen_sgb8", zellen, "paragraph", "zaehlweise"),
    }
    got = indicators.kennzahlen(frei, RAEUME, [2019, JAHR])
    assert _zeile(got, "hze_28")["status"] == "geheim"
    assert _zeile(got, "hze_28", "HN")["status"] == "wert"
    assert _zeile(got, "hze_28", jahr=2019)["status"] == "fehlt"


def test_missing_wins_over_secret() -> None:
    zellen = {("2020-12-31", "80+", "insgesamt", "insgesamt"): {"P10": "geheim"}}
    nur_80 = tabellen.tabelle("einwohner", zellen, "altersgruppe", "geschlecht", "staatsangehoerigkeit")
    got = indicators.kennzahlen({"einwohner": nur_80}, ["P10"], [JAHR])
    assert _zeile(got, "bev_80p")["status"] == "fehlt"


def test_intervals_follow_the_kind(ergebnis: pd.DataFrame) -> None:
    anteil, rate = _zeile(ergebnis, "ausl"), _zeile(ergebnis, "geburtenziffer")
    assert anteil["untere"] == pytest.approx(100 * measures.wilson(120, 1000).untere)
    assert rate["obere"] == pytest.approx(measures.rate(9, 990, 1000).obere)
    quotient = _zeile(ergebnis, "jugendquotient")
    assert quotient["untere"] < quotient["wert"] < quotient["obere"]
    assert np.isnan(_zeile(ergebnis, "durchschnittsalter")["untere"])


def test_the_last_election_up_to_the_year_counts(ergebnis: pd.DataFrame) -> None:
    assert _zeile(ergebnis, "wahlbet", "HN")["wert"] == pytest.approx(36.0)
    frueher = indicators.kennzahlen(tabellen.alle(), RAEUME, [2013, 2015])
    assert _zeile(frueher, "wahlbet", jahr=2015)["wert"] == pytest.approx(27.5)
    assert _zeile(frueher, "wahlbet", jahr=2013)["status"] == "fehlt"


def test_years_come_from_einwohner_where_none_are_asked() -> None:
    got = indicators.kennzahlen(tabellen.alle(), ["P10"])
    assert sorted(got["jahr"].unique()) == [2019, 2020]


def test_areas_know_what_they_are_part_of(ergebnis: pd.DataFrame) -> None:
    assert _zeile(ergebnis, "bev")["teil_von"] == "HN"
    assert _zeile(ergebnis, "bev", "HN")["teil_von"] == ""


def test_shuffled_rows_give_the_same(ergebnis: pd.DataFrame) -> None:
    gemischt = {name: t.sample(frac=1, random_state=3) for name, t in tabellen.alle().items()}
    pd.testing.assert_frame_equal(indicators.kennzahlen(gemischt, RAEUME, [2019, JAHR]), ergebnis)


def test_one_cell() -> None:
    einwohner = tabellen.einwohner()
    gesucht = {"raumeinheit": "P10", "stichtag": tabellen.STICHTAG}
    assert indicators.zelle(einwohner, **gesucht, altersgruppe="65+") == {"anzahl": 200, "status": "wert"}
    assert indicators.zelle(einwohner, **gesucht, altersgruppe="80+") == {"anzahl": None, "status": "geheim"}
    assert indicators.zelle(einwohner, **gesucht, altersgruppe="50+") == {"anzahl": None, "status": "fehlt"}
