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
        "Für den Planungsbezirk Herbert-Hoover-Siedlung gelten drei Ziele. Mit den Werten bis zum "
        "31.12.2020: ein Ziel erreicht "
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


def _stand(*urteile: str) -> pd.DataFrame:
    """Targets a, b, c, ... in these states."""
    zeile = {"einheit": "%", "stellen": 1, "zielwert": 1.2, "zieljahr": 2025, "jahr": 2023, "status": "wert"}
    zahlen = {"wert": 1.5, "soll": 1.4, "grund": "Der Grund."}
    return pd.DataFrame(
        [zeile | zahlen | {"name": name, "urteil": u} for name, u in zip("abcde", urteile, strict=False)]
    )


def test_the_first_page_names_what_is_off_course_first() -> None:
    saetze = narrative.zielsaetze(_stand("erreicht", "auf Kurs", "nicht auf Kurs"))
    assert [satz[0] for satz in saetze] == ["c", "b", "a"]
    assert saetze[0] == (
        "c: ✗ nicht auf Kurs. 1,5\N{NO-BREAK SPACE}% (2023), Weg 1,4\N{NO-BREAK SPACE}%, "
        "Ziel 1,2\N{NO-BREAK SPACE}% bis 2025. Der Grund."
    )


def test_with_many_targets_the_first_page_leaves_reasons_and_the_rest_to_the_table() -> None:
    saetze = narrative.zielsaetze(
        _stand("nicht beurteilbar", "auf Kurs", "auf Kurs", "nicht auf Kurs", "erreicht")
    )
    assert [satz[0] for satz in saetze[:-1]] == ["d", "b", "c"]
    assert not any("Grund" in satz for satz in saetze)
    assert saetze[-1] == "Zwei weitere Ziele stehen im nächsten Kapitel."


def _kacheln(**anders: object) -> list[str]:
    """Texts of the key figure of one decided Kennzahl."""
    satz = {
        "kennzahl": "k",
        "name": "Netzwerktreffen",
        "einheit": "Treffen",
        "stellen": 0,
        "wert": 6.0,
        "status": "wert",
        "wert_stadt": 17.0,
        "status_stadt": "wert",
        "vergleichbar": False,
        "ziel_text": "Ziel 8",
    }
    bewertet = pd.DataFrame([satz | anders])
    gilt = pd.DataFrame({"kennzahl": ["k"], "zielwert": [8.0]})
    blick = narrative.auf_einen_blick(ORTE, bewertet, gilt, pd.DataFrame(), "2020-12-31")
    (kachel,) = blick["kacheln"].to_dict("records")
    return [kachel[feld] for feld in ("wert", "label", "vergleich")]


def test_a_bare_count_has_no_city_beside_it_and_a_long_unit_stands_with_the_name() -> None:
    assert _kacheln() == ["6", "Netzwerktreffen", "Ziel 8"]
    assert _kacheln(name="Ehrenamtliche", einheit="Personen")[:2] == ["6", "Ehrenamtliche (Personen)"]


def test_a_share_keeps_its_unit_and_its_city() -> None:
    anteil = _kacheln(name="Anteil", einheit="%", stellen=1, wert=1.5, wert_stadt=4.1, vergleichbar=True)
    assert anteil == ["1,5\N{NO-BREAK SPACE}%", "Anteil", "Ziel 8. Heilbronn 4,1\N{NO-BREAK SPACE}%"]
