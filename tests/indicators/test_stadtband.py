"""Indicators of the city volume: change, what is missing and why, data that contradict themselves."""

import pandas as pd
import pytest

from pipeline import errors, indicators
from pipeline.indicators import stadtband

ALLE = "insgesamt"


def _einwohner(gesamt: int, kinder: int) -> list[tuple[str, int]]:
    return [(ALLE, gesamt), ("0-14", kinder), ("15-64", gesamt - kinder)]


def _welt(einwohner: int = 1000, kinder_2018: object = 30, davor: str = "wert") -> dict[str, pd.DataFrame]:
    """P01 in 2018 and 2020: 200 children, of whom 30 and then 50 on benefits."""
    leute = [
        ("P01", f"{jahr}-12-31", gruppe, ALLE, ALLE, zahl, "wert")
        for jahr in (2018, 2020)
        for gruppe, zahl in _einwohner(einwohner, 200)
    ]
    hilfe = [
        ("P01", "2018-12-31", ALLE, ALLE, 100, "wert"),
        ("P01", "2018-12-31", ALLE, "0-14", kinder_2018, davor),
        ("P01", "2020-12-31", ALLE, ALLE, 90, "wert"),
        ("P01", "2020-12-31", ALLE, "0-14", 50, "wert"),
    ]
    arbeit = [("P01", f"{jahr}-12-31", ALLE, ALLE, 40, "wert") for jahr in (2018, 2020)]
    kopf = ["raumeinheit", "stichtag"]
    spalten = {
        "einwohner": [*kopf, "altersgruppe", "geschlecht", "staatsangehoerigkeit"],
        "grundsicherung": [*kopf, "leistung", "altersgruppe"],
        "arbeitslose": [*kopf, "rechtskreis", "altersgruppe"],
    }
    zeilen = {"einwohner": leute, "grundsicherung": hilfe, "arbeitslose": arbeit}
    return {
        name: pd.DataFrame(zeilen[name], columns=[*spalten[name], "anzahl", "status"]).astype(
            {"anzahl": "Int64"}
        )
        for name in zeilen
    }


def _eine(welt: dict[str, pd.DataFrame], index: str, kennzahl: str = "gs_u15") -> pd.Series:
    zeilen = indicators.typmerkmale(welt, ["P01"], 2020)
    return zeilen[zeilen["index"].eq(index) & zeilen["kennzahl"].eq(kennzahl)].iloc[0]


def test_status_and_change_by_hand() -> None:
    assert _eine(_welt(), "status")["wert"] == pytest.approx(25)
    wandel = _eine(_welt(), "dynamik")
    assert wandel["wert"] == pytest.approx(25 - 15)  # points
    assert (wandel["zaehler_davor"], wandel["nenner_davor"]) == (30, 200)
    assert wandel["gewicht"] == -1  # a high share is unfavourable


def test_a_secret_number_of_the_earlier_year_leaves_the_status_and_hides_the_change() -> None:
    welt = _welt(kinder_2018=pd.NA, davor="geheim")
    assert _eine(welt, "status")["status"] == "wert"
    wandel = _eine(welt, "dynamik")
    assert wandel["status"] == "geheim"
    assert pd.isna(wandel["wert"])
    assert wandel["grund"] == "Mindestsicherungsquote unter 15-Jährige (2018): geheim"


def test_a_change_of_territory_is_no_change_of_people() -> None:
    brueche = pd.DataFrame({"raumeinheit": ["P01"], "ab": ["2019-06-30"]})
    wandel = _eine(_welt() | {"brueche": brueche}, "dynamik")
    assert wandel["status"] == indicators.NICHT_SINNVOLL
    assert wandel["grund"] == "Zuschnitt oder Definition seit 2018 geändert"
    assert pd.isna(wandel["wert"])


def test_an_area_of_few_residents_is_not_put_in_a_class() -> None:
    assert _eine(_welt(300), "status")["status"] == "wert"
    klein = _eine(_welt(299), "status")
    assert (klein["status"], klein["grund"]) == (indicators.NICHT_SINNVOLL, "weniger als 300 Einwohner:innen")
    assert pd.isna(klein["wert"])


def test_what_was_not_delivered_says_so() -> None:
    welt = _welt()
    del welt["arbeitslose"]
    assert _eine(welt, "status", "al_anteil")["grund"] == "Arbeitslosenanteil (2020): nicht geliefert"


def test_every_kennzahl_of_the_volume_is_a_share_with_a_reason() -> None:
    auswahl = indicators.stadtauswahl()
    assert 6 <= len(auswahl) <= 8
    assert auswahl["grund"].str.len().gt(10).all()
    assert {k.art for k in indicators.stadtkennzahlen()} == {"anteil"}


def test_the_rules_name_weights_with_their_direction_and_what_is_missing() -> None:
    regeln = indicators.typregeln()
    assert regeln["gewicht"].tolist()[:3] == [-1, -1, -1]
    assert regeln["gewicht"].isna().sum() == 1
    assert regeln["quelle"].str.contains("Monitoring Soziale Stadtentwicklung").all()


def test_an_indicator_without_direction_is_refused() -> None:
    with pytest.raises(errors.PlanUngueltig, match='Merkmal "mig"'):
        stadtband._gewicht(indicators.nach_id("mig"), 1.0)
    with pytest.raises(errors.PlanUngueltig, match="Gewicht über null"):
        stadtband._gewicht(indicators.nach_id("mindest"), 0.0)
