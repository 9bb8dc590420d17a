"""Components of change: balances of what is printed, and which of them makes the change."""

import numpy as np
import pandas as pd
import pytest

from pipeline import charts, indicators, narrative
from tests.narrative.muster import ORTE

BASIS = "2020-12-31"
FALLZAHLEN = {"geburten": 320.0, "sterbefaelle": 560.0, "zuzuege": 2100.0, "wegzuege": 2095.0}


def frei(geheim: str = "", **anders: float) -> dict[str, pd.DataFrame]:
    zahlen = {**FALLZAHLEN, **anders}
    zeilen = pd.DataFrame({"komponente": list(zahlen), "erwartet": list(zahlen.values())})
    zeilen["status"] = np.where(zeilen["komponente"].eq(geheim), "geheim", "wert")
    zeilen["erwartet"] = zeilen["erwartet"].where(zeilen["status"].eq("wert"))
    kopf = {"raumeinheit": "P10", "basis": BASIS, "szenario": "basis", "jahr": 2035}
    return {"prognosebilanz": zeilen.assign(**kopf, staatsangehoerigkeit="insgesamt")}


def komponenten(geheim: str = "", **anders: float) -> pd.DataFrame:
    return indicators.komponenten(frei(geheim, **anders), "P10", BASIS, 2035)


def test_a_balance_is_the_difference_of_the_printed_numbers() -> None:
    got = komponenten()
    assert got["komponente"].tolist() == [
        *("geburten", "sterbefaelle", "natuerlich"),
        *("zuzuege", "wegzuege", "wanderung"),
    ]
    assert got["wert"].tolist() == [320.0, -560.0, -240.0, 2100.0, -2095.0, 5.0]


def test_a_secret_part_hides_its_balance_and_nothing_says_what_carries() -> None:
    got = komponenten("geburten").set_index("komponente")
    assert got.loc["natuerlich", "status"] == "geheim"
    assert np.isnan(got.loc["natuerlich", "wert"])
    text = narrative.komponenten.komponenten(ORTE, got.reset_index(), BASIS, 2035)
    assert "Sterbefälle" not in text
    assert "2.100 Zuzüge und 2.095 Wegzüge (Saldo +5)" in text
    assert "entsteht" not in text


@pytest.mark.parametrize(
    ("geburten", "zuzuege", "worte"),
    [
        (320.0, 2100.0, "vor allem aus Geburten und Sterbefällen"),
        (555.0, 2500.0, "vor allem aus Zuzügen und Wegzügen"),
        (460.0, 2005.0, "tragen Geburten und Sterbefälle ebenso bei"),
        (460.0, 2195.0, "heben sich weitgehend auf"),
        (555.0, 2095.0, "Beide Salden sind klein"),
        (460.0, 2285.0, "vor allem aus Zuzügen und Wegzügen"),
    ],
)
def test_what_makes_the_change_is_said_by_rule(geburten: float, zuzuege: float, worte: str) -> None:
    zeilen = komponenten(geburten=geburten, zuzuege=zuzuege)
    text = narrative.komponenten.komponenten(ORTE, zeilen, BASIS, 2035)
    assert worte in text
    assert "Von 2021 bis 2035" in text


def test_without_the_table_there_is_neither_sentence_nor_chart() -> None:
    leer = indicators.komponenten({}, "P10", BASIS, 2035)
    assert narrative.komponenten.komponenten(ORTE, leer, BASIS, 2035) == ""
    assert narrative.komponenten.nichtdeutsche(leer, BASIS, 2035) == ""
    kopf = narrative.komponenten.kopf(leer, BASIS, 2035, "Amt")
    assert charts.komponenten(leer, narrative.komponenten.TEXTE, **kopf).buendel == {}


def test_the_chart_says_every_component_in_words() -> None:
    zeilen = komponenten("geburten")
    kopf = narrative.komponenten.kopf(zeilen, BASIS, 2035, "Amt")
    (inhalt, _) = charts.komponenten(zeilen, narrative.komponenten.TEXTE, **kopf).buendel.values()
    assert "Sterbefälle: −560" in inhalt["alt"]
    assert "Wanderungssaldo: +5" in inhalt["alt"]
    assert "Geburten: aus Gründen der Geheimhaltung" in inhalt["alt"]
    assert "−240" not in inhalt["alt"]
