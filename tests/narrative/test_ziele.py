"""Sentences on targets: how many are where, what is due, what was achieved."""

import pandas as pd

from pipeline import narrative
from pipeline.narrative.orte import Ort, Orte

ORTE = Orte(Ort("P10", "Herbert-Hoover-Siedlung", "planungsbezirk"), Ort("HN", "Heilbronn", "stadt"))
STAND = pd.DataFrame(
    {
        "name": ["Arbeitslosenanteil", "Netzwerktreffen", "Ehrenamtliche"],
        "urteil": ["auf Kurs", "erreicht", "auf Kurs"],
        "faellig": ["2021-12-31", "2021-06-30", "2020-12-31"],
    }
)


def test_targets_are_counted_by_their_state() -> None:
    assert narrative.zielstand(ORTE, STAND, "2020-12-31") == (
        "Für Herbert-Hoover-Siedlung gelten drei Ziele. Mit den Werten bis zum 31.12.2020: ein Ziel erreicht "
        "und zwei Ziele auf Kurs."
    )
    assert "ist kein Ziel beschlossen" in narrative.zielstand(ORTE, STAND.head(0), "2020-12-31")


def test_what_is_reached_is_no_longer_due() -> None:
    assert narrative.faelliges(STAND, 2021) == (
        "2021 wird fällig: Arbeitslosenanteil. Überfällig und nicht erreicht: Ehrenamtliche."
    )
    assert narrative.faelliges(STAND, 2020) == "2020 wird fällig: Ehrenamtliche."
    assert narrative.faelliges(STAND.iloc[:1], 2020) == "2020 wird nichts fällig."


def test_achievements_are_named_or_said_to_be_none() -> None:
    assert narrative.erreichtes(STAND) == "Erreicht: Netzwerktreffen."
    assert narrative.erreichtes(STAND.iloc[:1]) == "Noch kein Ziel ist erreicht."


def test_kennzahlen_without_a_target_are_named_as_watched() -> None:
    gilt = pd.DataFrame({"kennzahl": ["bev", "mig", "al"], "zielwert": [None, None, 1.2]})
    katalog = {"bev": "Einwohner", "mig": "Zuwanderungsgeschichte", "al": "Arbeitslosenanteil"}
    assert narrative.beobachtet(gilt, katalog) == (
        "Ohne Ziel, aber jedes Jahr vorgelegt: Einwohner und Zuwanderungsgeschichte."
    )
    assert narrative.beobachtet(gilt.tail(1), katalog) == ""
