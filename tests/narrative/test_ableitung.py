"""Texts on the Handlungsfelder: what is there, what is not, and no recommendation."""

import re

import pandas as pd
import pytest

from pipeline import charts, comparison, indicators, narrative
from tests.indicators import tabellen as muster

FAMILIE = [indicators.nach_id(kennung) for kennung in narrative.KENNZAHLEN]
RUNDE = pd.DataFrame(
    {
        "handlungsfeld": ["Senioren", "Senioren", "Vernetzung", "Vernetzung", "insgesamt"],
        "thema": ["insgesamt", "Bedarfe von Senioren", "Aufsuchende Arbeit", "Verborgenes", "Irgendwas"],
        "aussageart": ["kein_bedarf", "kein_bedarf", "bedarf", "bedarf", "bedarf"],
        "mindestens": pd.array([pd.NA, pd.NA, 3, 0, 3], dtype="Int64"),
        "zitate": [1, 1, 0, 0, 0],
    }
)


@pytest.fixture(scope="module")
def belege():
    tabellen = {
        "raumeinheiten": muster.raumeinheiten(),
        "einwohner": muster.einwohner(),
        "zuwanderungsgeschichte": muster.zuwanderungsgeschichte(),
    }
    gemessen = indicators.belege(tabellen, "P10", "HN", "2020-12-31", 2035, FAMILIE)
    return comparison.ableitung(indicators.belegliste(), gemessen, "P10", "HN", 2020)


def test_absent_interviews_and_survey_are_said_once_per_field(belege):
    zeilen = narrative.ableitung.zeilen(belege)
    fehlt = zeilen[zeilen["hier"].eq("liegen nicht vor")]
    assert list(fehlt["nummer"]) == list(indicators.handlungsfelder())
    assert set(fehlt["richtung"]) == {"unbekannt"}
    einleitung = narrative.ableitung.einleitung(zeilen)
    assert einleitung.endswith("Experteninterviews und Befragung der Bewohner:innen liegen nicht vor.")


def test_interviews_and_survey_come_as_arguments(belege):
    interviews = narrative.rundenbelege.aus_interviews(RUNDE)
    assert narrative.rundenbelege.aus_interviews(RUNDE.iloc[:0]) is None
    assert "Verborgenes" not in " ".join(interviews["text"])
    assert "Irgendwas" not in " ".join(interviews["text"])
    zeilen = narrative.ableitung.zeilen(belege, interviews=interviews)
    eigene = zeilen[zeilen["beleg"].eq("Experteninterviews")].set_index("feld")
    assert eigene.loc["Senioren", "richtung"] == "spricht dagegen"
    assert eigene.loc["Vernetzung", ["hier", "lesart"]].tolist() == [
        "Bedarf: Aufsuchende Arbeit",
        "▲ spricht dafür",
    ]
    assert eigene.loc["Anlaufstelle Quartierszentrum", "hier"] == "nichts zu diesem Feld"
    assert zeilen.loc[zeilen["beleg"].eq("Befragung der Bewohner:innen"), "hier"].eq("liegt nicht vor").all()
    assert narrative.ableitung.einleitung(zeilen).endswith("Befragung der Bewohner:innen liegt nicht vor.")


def test_needs_of_a_survey_are_told_with_their_interval_and_weigh_nothing(belege):
    spalten = ["handlungsfeld", "antwort", "anteil_pct", "untere_pct", "obere_pct", "status"]
    werte = [
        ("Senioren", "Besuchsdienst", 31, 26, 37, "wert"),
        ("Senioren", "X", pd.NA, pd.NA, pd.NA, "geheim"),
    ]
    befragung = narrative.rundenbelege.aus_befragung(pd.DataFrame(werte, columns=spalten))
    zeilen = narrative.ableitung.zeilen(belege, befragung=befragung)
    eigene = zeilen[zeilen["beleg"].eq("Befragung der Bewohner:innen")].set_index("feld")
    assert eigene.loc["Senioren", "hier"] == "Besuchsdienst: 31\N{NO-BREAK SPACE}% (Intervall 26 bis 37)"
    assert eigene.loc["Senioren", "richtung"] == "Hintergrund"
    assert eigene.loc["Vernetzung", "hier"] == "nichts zu diesem Feld"
    assert narrative.rundenbelege.aus_befragung(pd.DataFrame(columns=spalten)) is None


def test_every_piece_of_evidence_is_named_under_its_reading(belege):
    zeilen = narrative.ableitung.zeilen(belege)
    texte = dict(
        zip(indicators.handlungsfelder().values(), narrative.ableitung.felder(zeilen, {}), strict=True)
    )
    migration = texte["Zusammenleben unterschiedlicher sozialer und ethnischer Gruppen"]
    richtungen = zeilen.set_index("beleg")["richtung"]
    assert richtungen["Anteil nichtdeutsche Bevölkerung"] == "spricht dagegen"
    assert "Anteil nichtdeutsche Bevölkerung" in re.search(r"Dagegen spr\w+ ([^.]*)\.", migration)[1]
    assert (
        "die Prognose „Anteil nichtdeutscher Bewohner:innen“"
        in re.search(r"Ohne Aussage bleib\w+ ([^.]*)\.", migration)[1]
    )
    assert "Das Papier nimmt an" not in migration


def test_the_assumption_stands_only_where_it_is_one_of_the_paper(belege):
    zeilen = narrative.ableitung.zeilen(belege)
    mit = narrative.ableitung.felder(zeilen, indicators.annahmen("P10", "HN"))
    assert all("Das Papier nimmt an: " in text for text in mit)


def test_nothing_is_recommended(belege):
    zeilen = narrative.ableitung.zeilen(belege)
    alles = " ".join([narrative.ableitung.einleitung(zeilen), *narrative.ableitung.felder(zeilen, {})])
    assert not re.search(r"empf|sollte|sollen|muss|müssen|notwendig|erforderlich", alles)


def test_without_evidence_there_is_one_sentence():
    gemessen = indicators.belege({}, "P10", "HN", "2020-12-31", 2035, FAMILIE)
    leer = comparison.ableitung(indicators.belegliste(), gemessen, "P10", "HN", 2020)
    zeilen = narrative.ableitung.zeilen(leer)
    assert narrative.ableitung.einleitung(zeilen) == (
        "Zu den Handlungsfeldern liegen für dieses Gebiet keine Belege vor."
    )
    assert narrative.ableitung.felder(zeilen, {}) == []


def test_the_title_counts_the_readings(belege):
    zeilen = narrative.ableitung.zeilen(belege)
    zahlen = zeilen["richtung"].value_counts()
    titel = narrative.ableitung.kopf(zeilen, "2020-12-31", 2035, "Amt")["titel"]
    dafuer, dagegen, offen = re.search(
        r": (\w+) sprich?\w* dafür, (\w+) dagegen, (\w+) bleib\w* offen", titel
    ).groups()
    worte = [
        {0: "keiner", 1: "einer"}.get(n, narrative.zahlwort(n))
        for n in (int(zahlen.get(lesart, 0)) for lesart in ("spricht dafür", "spricht dagegen", "offen"))
    ]
    assert [dafuer, dagegen, offen] == worte


def test_the_city_itself_has_no_such_section():
    gemessen = indicators.belege({}, "HN", "HN", "2020-12-31", 2035, FAMILIE)
    zeilen = narrative.ableitung.zeilen(
        comparison.ableitung(indicators.belegliste(), gemessen, "HN", "HN", 2020)
    )
    assert narrative.ableitung.einleitung(zeilen) == ""
    assert narrative.ableitung.felder(zeilen, {}) == []
    kopf = narrative.ableitung.kopf(zeilen, "2020-12-31", 2035, "Amt")
    assert charts.ableitung(zeilen, ("HN", "HN"), **kopf).buendel == {}
