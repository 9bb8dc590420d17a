"""From the delivered survey to the section of the report: released, chosen, said, and set as tables."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline import charts, indicators, narrative
from pipeline.disclosure.befragungen import befragungen
from tests.disclosure.test_bedarfsanalyse import HIER, dabei, zeile
from tests.disclosure.test_interviews import aussage, befragt
from tests.narrative.muster import ORTE, satz, verglichen

BEISPIEL = Path(__file__).parents[1] / "data" / "raw" / "beispiel"
TABELLE = "application/vnd.sozialraum.tabelle+json"
VERGLICHEN = verglichen(satz("bev_u18", 19.3, 17.1), satz("mig", 46.0, 55.0, status_stadt="geheim"))


def abschnitt(bestand, stichtag):
    """Paragraphs, tables by id, caveat."""
    umfrage = indicators.befragung(befragungen(bestand), "P10", stichtag)
    bedarfe = narrative.befragung.bedarfe(ORTE, umfrage, VERGLICHEN)
    koepfe = narrative.befragung.koepfe(ORTE, umfrage, "Quelle")
    gezeigt = [a.buendel[TABELLE] for a in charts.befragung(umfrage, bedarfe, koepfe) if TABELLE in a.buendel]
    saetze = narrative.befragung.saetze(ORTE, umfrage, stichtag)
    return " ".join(saetze), {t["id"]: t for t in gezeigt}, narrative.befragung.grenzen(umfrage)


def klein(*zeilen):
    return {
        "bedarfsanalyse": pd.DataFrame(zeilen).astype({"anzahl": "Int64", "gewicht": "float64"}),
        "einwohner": HIER,
    }


def lies(name):
    tabelle = pd.read_csv(BEISPIEL / f"{name}.csv", dtype="str")
    zahlen = {"anzahl": "Int64", "gewicht": "float64"}
    return tabelle.astype({s: typ for s, typ in zahlen.items() if s in tabelle})


@pytest.fixture(scope="module")
def beispiel():
    bestand = {name: lies(name) for name in ("bedarfsanalyse", "einwohner", "interviews")}
    bestand["einwohner"] = bestand["einwohner"].query("raumeinheit == 'P10'")
    return bestand


def test_a_survey_after_the_stichtag_says_so_and_that_there_was_none_before(beispiel):
    text, _, grenzen = abschnitt(beispiel, "2020-12-31")
    assert "Die Befragung endete am 30.06.2023, also nach dem Stichtag dieses Berichts (31.12.2020)." in text
    assert "Eine Befragung bis zum Stichtag liegt nicht vor." in text
    assert "keine Gewichtung" in grenzen
    spaeter, _, _ = abschnitt(beispiel, "2023-12-31")
    assert "also vor dem Stichtag dieses Berichts (31.12.2023)." in spaeter
    assert "liegt nicht vor" not in spaeter


def test_response_and_weighting_are_those_of_the_delivery(beispiel):
    text, _, _ = abschnitt(beispiel, "2020-12-31")
    ruecklauf = beispiel["bedarfsanalyse"].query("frage == 'Rücklauf'").groupby("antwort")["anzahl"].sum()
    dabei_, gefragt = ruecklauf["teilgenommen"], ruecklauf["angeschrieben"]
    quote = f"{100 * dabei_ / gefragt:.1f}".replace(".", ",")
    assert f"Von {gefragt} angeschriebenen Personen im Alter ab 16 Jahren nahmen {dabei_} teil" in text
    assert f"(Rücklauf {quote}\N{NO-BREAK SPACE}%)" in text
    assert "vom 31.12.2022 gewichtet, rund 2.100 Personen" in text


def test_needs_stand_beside_interviews_and_kennzahlen(beispiel):
    _, tabellen, _ = abschnitt(beispiel, "2020-12-31")
    zeilen = {
        z[0]["text"]: [zelle["text"] for zelle in z[2:]] for z in tabellen["befragung-bedarfe"]["zeilen"]
    }
    assert zeilen["Angebote für junge Menschen"] == [
        "als Bedarf genannt",
        "Kinder und Jugendliche",
        "unter 18-Jährige: 19,3\N{NO-BREAK SPACE}%; Heilbronn 17,1\N{NO-BREAK SPACE}%",
    ]
    assert zeilen["Zentrale Stelle"] == ["genannt", "Anlaufstelle Quartierszentrum", "keine"]
    assert zeilen["Mehrsprachige Angebote"][2] == "mit Zuwanderungsgeschichte: 46,0\N{NO-BREAK SPACE}%"
    assert len(zeilen) == 7


def test_a_question_that_groups_would_give_away_is_shown_of_all_and_says_why(beispiel):
    _, tabellen, _ = abschnitt(beispiel, "2020-12-31")
    fehlt, gern = tabellen["befragung-1"], tabellen["befragung-2"]
    gruppen = [spalte["titel"].split(" (")[0] for spalte in fehlt["spalten"]]
    assert gruppen[:3] == ["Antwort", "alle", "Berufstätige"]
    assert len(gruppen) == 6
    assert len(gern["spalten"]) == 2
    assert gern["fussnoten"]
    assert not fehlt["fussnoten"]


def test_the_most_frequent_answer_and_what_cannot_be_told_from_it():
    zahlen = {"Bus": 60, "Laden": 55, "Bank": 20}
    text, tabellen, _ = abschnitt(
        klein(dabei(100), *(zeile("Was?", a, n) for a, n in zahlen.items())), "2023-12-31"
    )
    assert "Auf die Frage „Was?“ ist die häufigste Antwort „Bus“ (60\N{NO-BREAK SPACE}%, Intervall" in text
    assert "von ihr ist die Antwort „Laden“ statistisch" in text
    assert "Bank" not in text
    assert [z[0]["text"] for z in tabellen["befragung-1"]["zeilen"]] == ["Bus", "Laden", "Bank"]
    assert "befragung-bedarfe" not in tabellen  # nobody was interviewed
    assert "wie viele gefragt wurden, wurde nicht geliefert" in text


def test_numbers_of_institutions_stand_beside_the_survey():
    bestand = klein(dabei(100), zeile("Was?", "Treffpunkt", 60), zeile("Was?", "Bus", 70))
    bestand["interviews"] = pd.DataFrame([*befragt(8, *["Treffpunkt"] * 4), aussage("E1", "Bus")])
    _, tabellen, _ = abschnitt(bestand, "2022-12-31")
    (zeile_,) = tabellen["befragung-bedarfe"]["zeilen"]
    assert [zelle["text"] for zelle in zeile_][2:4] == ["4 Institutionen", "Vernetzung"]


def test_of_too_few_nothing_is_said_but_that():
    text, tabellen, _ = abschnitt(klein(dabei(20), zeile("Was?", "Bus", 9)), "2023-12-31")
    assert "so wenige" in text
    assert "20 " not in text.replace("2023", "")
    assert tabellen == {}


def test_without_a_survey_there_is_one_sentence():
    text, tabellen, grenzen = abschnitt({}, "2020-12-31")
    wo = "im Planungsbezirk Herbert-Hoover-Siedlung"
    assert text == f"Eine Befragung der Bewohner:innen {wo} wurde nicht geliefert."
    assert tabellen == {}
    assert grenzen == ""


def test_the_needs_are_drawn_with_their_intervals(beispiel):
    umfrage = indicators.befragung(befragungen(beispiel), "P10", "2020-12-31")
    koepfe = narrative.befragung.koepfe(ORTE, umfrage, "Quelle")
    bilder = [
        a.buendel.get("application/vnd.sozialraum.abbildung+json")
        for a in charts.befragung(umfrage, narrative.befragung.bedarfe(ORTE, umfrage, VERGLICHEN), koepfe)
    ]
    (bild,) = filter(None, bilder)
    assert bild["titel"].startswith("Vorn: „Mehrsprachige Angebote“; drei weitere Antworten sind davon")
    for zeile_ in umfrage.hauptfrage.to_dict("records"):
        teil = f"{zeile_['antwort']}: {zeile_['anteil_pct']} Prozent, Intervall {zeile_['untere_pct']} bis"
        assert teil in bild["alt"]
    assert set(umfrage.hauptfrage["frage"]) == {"Was fehlt Ihnen im Quartier? (mehrere Antworten möglich)"}
