"""Ranks of the district among all areas, and the title of the maps."""

import pandas as pd
import pytest

from pipeline import narrative
from tests.narrative.muster import ORTE

QUELLE = {"stichtag": "2020-12-31", "quelle": "Amt"}


def werte(eigener, andere=range(10, 21), status="wert"):
    zeilen = [("P10", float(eigener), status), *((f"P{n}", float(n), "wert") for n in andere)]
    tabelle = pd.DataFrame(zeilen, columns=["raumeinheit", "wert", "status"])
    tabelle.loc[1:, "raumeinheit"] = [f"Q{n}" for n in andere]
    return tabelle.assign(kennzahl="mig", name="Anteil", einheit="%", stellen=1)


@pytest.mark.parametrize(("eigener", "platz"), [(99, 1), (20, 1), (19.96, 1), (19.9, 2), (15, 6), (1, 12)])
def test_places_are_counted_from_the_highest_and_shared_by_what_prints_the_same(eigener, platz):
    assert f"Anteil {platz} von 12 (" in narrative.raenge(ORTE, werte(eigener))


def test_a_hidden_value_has_no_place_and_the_reason_is_said():
    verdeckt = werte(float("nan"), status="geheim")
    eine = pd.concat([verdeckt, werte(15).assign(kennzahl="al", name="Quote")], ignore_index=True)
    text = narrative.raenge(ORTE, eine)
    assert "Anteil: aus Gründen der Geheimhaltung nicht ausgewiesen" in text
    assert "Quote 6 von 12" in text
    assert narrative.raenge(ORTE, verdeckt) == ""


def test_too_few_areas_have_no_ranks():
    assert narrative.raenge(ORTE, werte(15, andere=range(10, 15))) == ""


def titel(tabelle):
    return narrative.flaechenkarten_kopf(ORTE, tabelle, None, **QUELLE)["titel"]


def test_the_title_names_an_extreme_only_where_there_is_one():
    assert titel(werte(99)).endswith("mit dem höchsten Wert der 12 Planungsbezirke")
    assert titel(werte(1)).endswith("mit dem niedrigsten Wert der 12 Planungsbezirke")
    assert titel(werte(15)) == "Herbert-Hoover-Siedlung (P10) unter allen Planungsbezirken"


def test_equal_values_everywhere_are_no_extreme():
    gleich = werte(15).assign(wert=15.0)
    assert titel(gleich) == "Herbert-Hoover-Siedlung (P10) unter allen Planungsbezirken"
