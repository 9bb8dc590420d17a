"""Signs and words of an assessment, and the sentences of the first page."""

import pandas as pd
import pytest

from pipeline import narrative
from pipeline.narrative import bewertung as b
from pipeline.narrative.orte import Ort, Orte

ORTE = Orte(Ort("P10", "Herbert-Hoover-Siedlung", "planungsbezirk"), Ort("HN", "Heilbronn", "stadt"))
SATZ = {
    "wert": 1.5,
    "status": "wert",
    "wert_stadt": 4.1,
    "status_stadt": "wert",
    "groesse": "deutlich",
    "richtung": "unter",
    "signifikant": True,
    "richtung_gut": "niedrig_ist_gut",
}


@pytest.mark.parametrize(
    ("anders", "text"),
    [
        ({}, "▼ deutlich niedriger, günstig"),
        ({"richtung_gut": "hoch_ist_gut"}, "▼ deutlich niedriger, ungünstig"),
        ({"richtung_gut": "neutral"}, "▼ deutlich niedriger"),
        ({"richtung": "ueber"}, "▲ deutlich höher, ungünstig"),
        ({"signifikant": False}, "○ deutlich niedriger"),
        ({"signifikant": pd.NA}, "deutlich niedriger"),
        ({"groesse": "vergleichbar"}, "▼ vergleichbar"),
        ({"status_stadt": "geheim"}, "–"),
    ],
)
def test_the_assessment_in_a_sign_and_words(anders: dict[str, object], text: str) -> None:
    assert b.bewertung(SATZ | anders) == text


@pytest.mark.parametrize(
    ("trend", "guenstig", "text"),
    [
        ("steigt", pd.NA, "↗ steigt"),
        ("faellt", True, "↘ fällt, günstig"),
        ("steigt", False, "↗ steigt, ungünstig"),
        ("kein_trend", pd.NA, "→ kein Trend"),
        (None, pd.NA, "–"),
    ],
)
def test_the_trend_in_a_sign_and_words(trend: str | None, guenstig: object, text: str) -> None:
    assert b.trend({"trend": trend, "guenstig": guenstig}) == text


def test_the_target_with_its_verdict() -> None:
    ziel = {"zielwert": 1.2, "zieljahr": 2025, "stellen": 1, "urteil": "nicht auf Kurs"}
    assert b.ziel_text(ziel) == "Ziel 1,2 bis 2025: ✗ nicht auf Kurs"
    assert b.ziel_text(ziel | {"zielwert": float("nan")}) == ""


BEV = pd.DataFrame(
    {
        "raumeinheit": "P10",
        "kennzahl": "bev",
        "name": "Einwohner",
        "jahr": [2015, 2019, 2020],
        "wert": [2602.0, 2564.0, 2553.0],
        "status": "wert",
    }
)
VORJAHR = pd.DataFrame(
    {
        "kennzahl": ["al_anteil", "mig"],
        "name": ["Arbeitslosenanteil", "Anteil mit Zuwanderungsgeschichte"],
        "einheit": "%",
        "stellen": 1,
        "wert": [1.5, 46.0],
        "wert_davor": [1.3, 41.0],
        "gesichert": pd.array([False, True], dtype="boolean"),
    }
)
TRENDS = pd.DataFrame({"kennzahl": ["bev"], "trend": ["faellt"]})
GILT = pd.DataFrame({"kennzahl": ["al_anteil", "mig"]})


def test_what_changed_is_said_with_what_the_test_carries() -> None:
    saetze = narrative.veraenderungen(ORTE, BEV, VORJAHR, TRENDS, GILT)
    assert saetze[0] == (
        "2.553 Bewohner:innen Ende 2020: 11 weniger als 2019 (−0,4\N{NO-BREAK SPACE}%) und "
        "49 weniger als 2015 (−1,9\N{NO-BREAK SPACE}%)."
    )
    assert saetze[1].startswith("Anteil mit Zuwanderungsgeschichte 46,0\N{NO-BREAK SPACE}% (Vorjahr 41,0")
    assert saetze[1].endswith(", gesichert.")
    assert "ohne gesicherte Veränderung zum Vorjahr: Arbeitslosenanteil" in saetze[2]
    assert saetze[-1] == "Über fünf Jahre gesichert (eine Kennzahl geprüft): fällt: Einwohner."


def test_nothing_certain_is_said_to_be_nothing() -> None:
    ruhig = VORJAHR.assign(gesichert=pd.array([False, False], dtype="boolean"))
    ohne = TRENDS.assign(trend="kein_trend")
    saetze = narrative.veraenderungen(ORTE, BEV, ruhig, ohne, GILT)
    assert "keine der 2 geprüften Veränderungen statistisch gesichert" in saetze[-2]
    assert "keine von 1 geprüften Kennzahlen einen gesicherten Trend" in saetze[-1]
    leer = narrative.veraenderungen(ORTE, BEV, VORJAHR.head(0), TRENDS.assign(trend=None), GILT)
    assert leer[-1] == "Für Trends liegen noch keine fünf vergleichbaren Jahre vor."
