"""The map of the district: neighbours by name, facilities by sign."""

import re

import pandas as pd
import pytest

from pipeline import charts
from pipeline.charts.karte import _beschriftung
from tests.charts import muster

ABBILDUNG = "application/vnd.sozialraum.abbildung+json"


def texte(einrichtungen):
    anzeige = charts.karte(muster.gebiete(), "P10", einrichtungen, muster.raumeinheiten(), **muster.KOPF)
    return re.findall(r"<text[^>]*>([^<]*)</text>", anzeige.buendel[ABBILDUNG]["svg"])


def test_neighbours_are_named_beside_their_key():
    gezeigt = texte(muster.einrichtungen())
    assert {"P10 Herbert-Hoover-Siedlung", "P11", "John-F.-", "Siedlung"} <= set(gezeigt)


@pytest.mark.parametrize(
    ("schluessel", "name", "text"),
    [
        ("P12", "Südviertel", "P12\nSüdviertel"),
        ("P44", "Planungsbezirk 44 (Beispiel)", "P44"),  # says no more than the key
        ("003", "003", "003"),
        ("Nord", "Altstadt", "Nord\nAltstadt"),
    ],
)
def test_a_name_that_only_repeats_the_key_is_left_out(schluessel, name, text):
    assert _beschriftung(schluessel, name) == text


def test_the_key_of_the_signs_counts_what_is_drawn_and_names_what_is_asked_for():
    arten = ["kindergarten", "grundschule", "spielplatz"]
    orte = pd.DataFrame({"nummer": [1, 2, 3], "art": arten, "ost": [200.0, 500.0, 800.0], "nord": 500.0})
    gezeigt = texte(orte)
    assert {"Bildung (2)", "Spiel und Sport (1)", "Pflege und Betreuung: keine"} <= set(gezeigt)
    assert not [text for text in gezeigt if text.startswith("Versorgung")]


def test_without_facilities_there_is_no_key():
    assert not [text for text in texte(muster.einrichtungen().iloc[:0]) if "Pflege" in text]
