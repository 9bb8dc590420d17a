"""Scenarios: between which numbers they lie, which leave the band, and that none is a forecast."""

import numpy as np
import pandas as pd
import pytest

from pipeline import charts, indicators, narrative
from tests.narrative.muster import ORTE

BASIS = "2020-12-31"
ENDEN = {"basis": 2315.0, "hoehere_zuwanderung": 2500.0, "ohne_wanderung": 2405.0}


def frei(enden: dict[str, float]) -> dict[str, pd.DataFrame]:
    zeilen = [(name, jahr, wert) for name, wert in enden.items() for jahr in (2034, 2035)]
    tabelle = pd.DataFrame(zeilen, columns=["szenario", "jahr", "erwartet"])
    tabelle["status"] = np.where(tabelle["erwartet"].notna(), "wert", "geheim")
    namen = {"bezeichnung": tabelle["szenario"].str.title(), "annahme": "Annahme"}
    return {"prognoseszenarien": tabelle.assign(raumeinheit="P10", basis=BASIS, **namen)}


def enden(werte: dict[str, float]) -> pd.DataFrame:
    return indicators.szenarienenden(indicators.szenarien(frei(werte), "P10", BASIS), 2035)


def veraenderung(unten: float = 2165.0, oben: float = 2470.0) -> pd.DataFrame:
    return pd.DataFrame([{"altersgruppe": "insgesamt", "unten": unten, "oben": oben, "status": "wert"}])


def test_the_base_stands_first_and_differences_are_of_printed_numbers() -> None:
    got = enden(ENDEN)
    assert got["szenario"].tolist() == ["basis", "hoehere_zuwanderung", "ohne_wanderung"]
    assert got["differenz"].tolist() == [0.0, 185.0, 90.0]


def test_the_sentence_names_both_ends_and_who_leaves_the_band() -> None:
    text = narrative.szenarien.szenarien(ORTE, enden(ENDEN), veraenderung(), 2035)
    assert "zwischen 2.315 („Basis“) und 2.500 („Hoehere_Zuwanderung“)" in text
    assert "Außerhalb des Bandes der Basis liegt „Hoehere_Zuwanderung“." in text
    assert "keine Prognose" in text
    weit = narrative.szenarien.szenarien(ORTE, enden(ENDEN), veraenderung(2000.0, 2600.0), 2035)
    assert "Alle liegen im Band der Basis." in weit
    ohne = narrative.szenarien.szenarien(ORTE, enden(ENDEN), veraenderung(np.nan, np.nan), 2035)
    assert "Bandes der Basis" not in ohne


@pytest.mark.parametrize("werte", [{}, {"basis": 2315.0}, {"basis": np.nan, "ohne_wanderung": np.nan}])
def test_without_another_scenario_nothing_is_said_or_drawn(werte: dict[str, float]) -> None:
    verlauf = indicators.szenarien(frei(werte), "P10", BASIS)
    assert narrative.szenarien.szenarien(ORTE, enden(werte), veraenderung(), 2035) == ""
    koepfe = narrative.szenarien.koepfe(enden(werte), BASIS, 2035, "Amt")
    leer = pd.DataFrame(columns=["jahr", "personen", "status", "art", "unten", "oben"])
    assert charts.szenarien(verlauf, leer, 2020, **koepfe["szenarien"]).buendel == {}
    assert indicators.szenarien({}, "P10", BASIS).empty


def test_the_chart_names_every_scenario_in_words() -> None:
    verlauf = indicators.szenarien(frei(ENDEN), "P10", BASIS)
    gesamt = pd.DataFrame(
        {
            "jahr": [2019, 2020, 2034, 2035],
            "personen": [2600.0, 2553.0, 2330.0, 2315.0],
            "status": "wert",
            "art": ["gezaehlt", "gezaehlt", "erwartet", "erwartet"],
            "unten": [np.nan, 2553.0, 2200.0, 2165.0],
            "oben": [np.nan, 2553.0, 2450.0, 2470.0],
        }
    )
    koepfe = narrative.szenarien.koepfe(enden(ENDEN), BASIS, 2035, "Amt")
    (inhalt, _) = charts.szenarien(verlauf, gesamt, 2020, **koepfe["szenarien"]).buendel.values()
    assert "Hoehere_Zuwanderung 2.500; Ohne_Wanderung 2.405; Basis 2.315" in inhalt["alt"]
    assert "reicht von 2.165 bis 2.470" in inhalt["alt"]
    assert inhalt["titel"] == "Je nach Annahme leben 2035 zwischen 2.315 und 2.500 Personen im Gebiet"
