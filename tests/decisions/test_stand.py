"""What keeps a target from being judged, and which value it is judged by."""

from typing import Any

import pandas as pd
import pytest

from pipeline import decisions
from tests.decisions.bausteine import DREI, OHNE_ZIEL, beschluss, werte


def stand(tabelle: pd.DataFrame, jahr: int = 2023, seltene: tuple[str, ...] = (), **anders: Any) -> Any:
    gilt = decisions.geltende(decisions.tabelle((beschluss(**anders),)))
    (zeile,) = decisions.zielstand(gilt, tabelle, jahr, seltene).to_dict("records")
    return zeile


def test_the_latest_value_up_to_the_stichtag_is_judged() -> None:
    reihe = werte(al_anteil={2021: 1.4, 2022: 1.3, 2023: 9.9})
    zeile = stand(reihe, jahr=2022)
    assert (zeile["jahr"], zeile["wert"], zeile["urteil"]) == (2022, 1.3, "auf Kurs")
    assert zeile["soll"] == pytest.approx(1.35)
    assert stand(reihe)["urteil"] == "nicht auf Kurs"


def test_a_year_that_was_not_delivered_leaves_the_one_before() -> None:
    zeile = stand(werte(al_anteil={2021: 1.4, 2022: 1.3, 2023: "fehlt"}))
    assert (zeile["jahr"], zeile["urteil"]) == (2022, "auf Kurs")


@pytest.mark.parametrize(
    ("reihe", "anders", "grund"),
    [
        ({2021: 1.4, 2022: 1.3, 2023: "geheim"}, {}, "Der Wert von 2023 ist geheim."),
        ({2021: 1.4, 2023: "unsicher"}, {}, "Der Wert von 2023 ist nicht sicher genug."),
        ({2021: 1.4, 2023: "nicht_sinnvoll"}, {}, "Der Wert von 2023 ist nicht sinnvoll anzugeben."),
        ({2021: 1.4, 2022: "fehlt"}, {}, "Seit dem Ausgangsjahr 2021 liegt bis zum Stichtag kein neuer"),
        ({2021: "fehlt"}, {}, "Bis zum Stichtag liegt kein Wert vor."),
        ({2024: 1.4}, {}, "Bis zum Stichtag liegt kein Wert vor."),
        ({2021: 1.4, 2023: 1.3}, {"kennzahlen": ["alt"]}, "Die Kennzahl steht nicht mehr im Katalog."),
        ({2021: 1.4, 2023: 1.3}, {"raumeinheit": "P11"}, "Die Kennzahl steht nicht mehr im Katalog."),
    ],
)
def test_what_cannot_be_judged_says_why(reihe: Any, anders: dict[str, Any], grund: str) -> None:
    zeile = stand(werte(al_anteil=reihe), **anders)
    assert zeile["urteil"] == "nicht beurteilbar"
    assert zeile["grund"].startswith(grund)
    assert pd.isna(zeile["gesichert"])
    assert pd.isna(zeile["soll"])


def test_a_target_without_direction_is_not_judged() -> None:
    reihe = werte(bev={2021: 2500.0, 2023: 2600.0})
    zeile = stand(reihe, kennzahlen=["bev"], zielwert=2500, ausgangswert=2500)
    assert (zeile["urteil"], "keine Richtung" in zeile["grund"]) == ("nicht beurteilbar", True)


@pytest.mark.parametrize(("ausgangsjahr", "beurteilt"), [(2020, False), (2021, True), (2015, False)])
def test_a_break_in_the_series_since_the_baseline_is_not_bridged(ausgangsjahr: int, beurteilt: bool) -> None:
    reihe = werte(al_anteil={2020: 1.4, 2021: 1.4, 2023: 1.3})
    gebrochen = reihe.assign(gebietsstand=[0, 1, 1])
    zeile = stand(gebrochen, ausgangsjahr=ausgangsjahr)
    assert (zeile["urteil"] != "nicht beurteilbar") is beurteilt
    assert stand(reihe, ausgangsjahr=ausgangsjahr)["urteil"] == "auf Kurs"


def test_a_new_definition_since_the_baseline_is_a_break_too() -> None:
    reihe = werte(al_anteil={2021: 1.4, 2023: 1.3})
    zeile = stand(reihe.assign(fassung=[1, 2]))
    assert zeile["grund"].startswith("Die Definition der Kennzahl wurde seit dem Ausgangsjahr geändert")
    assert stand(reihe.assign(fassung=[2, 2]))["urteil"] == "auf Kurs"
    assert stand(reihe.assign(fassung=[2, 2]), ausgangsjahr=2019)["urteil"] == "nicht beurteilbar"


def test_an_election_that_was_carried_forward_is_no_new_value() -> None:
    ziel = {"kennzahlen": ["wahlbet"], "zielwert": 27, "ausgangswert": 21.8}
    getragen = werte(wahlbet={2021: 21.8, 2023: 21.8})
    zeile = stand(getragen, seltene=("wahlbet",), **ziel)
    assert zeile["grund"] == "Seit dem Ausgangsjahr 2021 gab es keine neue Erhebung."
    assert stand(getragen, **ziel)["urteil"] == "nicht auf Kurs"
    neu = werte(wahlbet={2021: 21.8, 2023: 25.0})
    assert stand(neu, seltene=("wahlbet",), **ziel)["urteil"] == "auf Kurs"


def test_what_is_only_watched_has_no_path_and_no_targets_are_an_empty_table() -> None:
    reihe = werte(al_anteil={2021: 1.4, 2023: 1.3}, wahlbet={2021: 20.0}, bev={2021: 1.0})
    gilt = decisions.geltende(decisions.tabelle(decisions.lesen(DREI.encode(), "b").beschluesse))
    voll = decisions.zielstand(gilt, reihe, 2023)
    assert list(voll["kennzahl"]) == ["al_anteil"]
    leer = decisions.zielstand(gilt[gilt["zielwert"].isna()], reihe, 2023)
    assert leer.empty
    assert list(leer.dtypes) == list(voll.dtypes)
    assert decisions.geltende(decisions.tabelle((beschluss(**OHNE_ZIEL),)))["zielwert"].isna().all()
