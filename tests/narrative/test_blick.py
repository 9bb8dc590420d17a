"""Key figures at a glance: beside each the city, and the direction where it is certain."""

import pandas as pd
import pytest

from pipeline import narrative
from tests.narrative.muster import ORTE, satz, verglichen

ENTWICKLUNG = pd.DataFrame({"jahr": [2015, 2019, 2020], "anzahl": [2602, 2570, 2553], "status": "wert"})


def vergleiche(zeile, entwicklung=ENTWICKLUNG):
    kacheln = narrative.kacheln(ORTE, verglichen(zeile), entwicklung, "2020-12-31")
    texte = kacheln["vergleich"].str.replace("\N{NO-BREAK SPACE}", " ")
    return dict(zip(kacheln["label"], texte, strict=True))


@pytest.mark.parametrize(
    ("zeile", "text"),
    [
        (
            satz("mig", 46.0, 54.7),
            "Heilbronn: 54,7 %; hier leicht niedriger",
        ),
        (
            satz("mig", 80.0, 40.0),
            "Heilbronn: 40,0 %; hier deutlich höher",
        ),
        (satz("mig", 46.0, 54.7, signifikant=False), "Heilbronn: 54,7 %"),
        (satz("mig", 46.0, 54.7, signifikant=pd.NA), "Heilbronn: 54,7 %"),
        (satz("mig", 54.0, 54.7), "Heilbronn: 54,7 %"),
        (satz("mig", 46.0, 54.7, status_stadt="geheim"), ""),
    ],
)
def test_a_key_figure_says_its_direction_only_where_the_test_does(zeile, text):
    assert vergleiche(zeile)["mit Zuwanderungsgeschichte"] == text


def test_residents_stand_beside_those_of_five_years_before_where_they_are_shown():
    assert vergleiche(satz("mig"))["Bewohner:innen"] == "Ende 2015: 2.602"
    geheim = ENTWICKLUNG.assign(status=["geheim", "wert", "wert"])
    assert vergleiche(satz("mig"), geheim)["Bewohner:innen"] == ""
    assert "Bewohner:innen" not in vergleiche(satz("mig"), ENTWICKLUNG.iloc[:2])
