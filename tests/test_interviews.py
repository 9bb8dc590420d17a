"""From coded statements to the section of the report: released, chosen, said, and set as tables."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline import charts, indicators, narrative
from pipeline.disclosure.interviews import interviews as freigegeben
from tests.disclosure.test_interviews import STICHTAG, aussage, befragt
from tests.narrative.muster import ORTE

BEISPIEL = Path(__file__).parents[1] / "data" / "raw" / "beispiel" / "interviews.csv"
TABELLE = "application/vnd.sozialraum.tabelle+json"


def abschnitt(zeilen, stichtag=STICHTAG):
    """Paragraphs, tables by id, caveat."""
    tabelle = pd.DataFrame(zeilen)
    runde = indicators.interviews(freigegeben({"interviews": tabelle}), "P10", stichtag)
    koepfe = narrative.interviews.koepfe(ORTE, runde, "Quelle")
    gezeigt = [a.buendel[TABELLE] for a in charts.interviews(runde, koepfe) if TABELLE in a.buendel]
    saetze = narrative.interviews.saetze(ORTE, runde, stichtag)
    return " ".join(saetze), {t["id"]: t for t in gezeigt}, narrative.interviews.grenzen(runde)


def zeilen(tabelle):
    return [[zelle["text"] for zelle in zeile] for zeile in tabelle["zeilen"]]


@pytest.fixture(scope="module")
def papier():
    return abschnitt(pd.read_csv(BEISPIEL, dtype="str"), "2020-12-31")


def test_of_the_paper_statements_are_counted_for_it_names_no_institution(papier):
    text, tabellen, grenzen = papier
    assert "15 freigegebene Aussagen" in text
    assert "nicht geliefert; gezählt sind deshalb Aussagen" in text
    assert (
        "geben den Stand wieder vom 31.12.2022, also nach dem Stichtag dieses Berichts (31.12.2020)." in text
    )
    assert set(tabellen) == {"interviewmatrix", "interviewzitate"}  # nobody knows what was named most
    assert "nicht ausgeschlossen" in grenzen


def test_the_matrix_of_the_paper(papier):
    matrix = papier[1]["interviewmatrix"]
    gruppen = [spalte["titel"] for spalte in matrix["spalten"]]
    jung = "Kinder, Jugendliche und junge Erwachsene"
    assert gruppen == ["Handlungsfeld", "alle", jung, "Familien", "Berufstätige und Senioren"]
    assert zeilen(matrix) == [
        ["Anlaufstelle Quartierszentrum", "2 (1)", "0", "0", "0"],
        ["Vernetzung", "3 (1)", "0", "0", "0"],
        ["Kinder und Jugendliche", "0", "3 (2)", "0", "0"],
        ["Familie und Berufstätige", "0", "0", "2 (1)", "0"],
        ["Senioren", "0", "0", "0", "1"],
        ["Zusammenleben unterschiedlicher sozialer und ethnischer Gruppen", "3 (1)", "0", "0", "0"],
        ["Quartierszentrum als Raumangebot", "1", "0", "0", "0"],
    ]
    assert matrix["spalten"][0]["kopf"]


def test_every_statement_of_the_paper_stands_there_word_by_word_and_nothing_else(papier):
    tabelle = papier[1]["interviewzitate"]
    assert sorted(z[2] for z in zeilen(tabelle)) == sorted(pd.read_csv(BEISPIEL)["aussage"])
    assert [g["titel"] for g in tabelle["gruppen"]] == ["Bedarfe", "Beobachtungen", "Kein besonderer Bedarf"]


def test_the_needs_of_the_paper_are_named_and_where_most_of_them_are(papier):
    text = papier[0]
    assert "Als Bedarf nennen sie: Transparenz über Angebote, Aufsuchende Arbeit" in text
    assert "Die meisten Bedarfe liegen im Handlungsfeld Kinder und Jugendliche (zwei)." in text
    assert "bei der Zielgruppe „Berufstätige und Senioren“ erkennbar" in text


def test_where_institutions_are_known_they_are_counted():
    jugend = {"handlungsfeld": "Kinder und Jugendliche", "zielgruppe": "Jugend"}
    gesagt = [aussage(f"E{n}", "Jugendarbeit", **jugend) for n in range(4)]
    gesagt += [aussage(f"E{n}", "Bolzplatz", **jugend) for n in (1, 2)]
    text, tabellen, _ = abschnitt([*befragt(8, *["Treffpunkt"] * 7), *gesagt])
    assert "Befragt wurden acht Institutionen (Schule: 8)." in text
    assert "als Bedarf: Treffpunkt (mindestens 6) und Jugendarbeit (4)." in text
    assert zeilen(tabellen["interviewbedarfe"]) == [
        ["Treffpunkt", "Vernetzung", "mindestens 6"],
        ["Jugendarbeit", "Kinder und Jugendliche", "4"],
    ]
    assert zeilen(tabellen["interviewmatrix"]) == [
        ["Vernetzung", "mindestens 6 (mindestens 6)", "0"],
        ["Kinder und Jugendliche", "0", "4 (4)"],
    ]
    assert "interviewzitate" not in tabellen  # none is free
    assert "Bolzplatz" not in str(tabellen) + text


def test_few_institutions_are_not_counted_and_the_text_says_why():
    text, tabellen, _ = abschnitt(befragt(4, *["Treffpunkt"] * 4))
    assert "bei so wenigen wird nicht gezählt" in text
    assert tabellen == {}
    text, tabellen, _ = abschnitt(befragt(2))
    assert "Befragt wurden weniger als drei Institutionen" in text
    assert tabellen == {}


def test_nothing_is_said_where_nobody_was_asked():
    text, tabellen, grenzen = abschnitt(befragt(8), "2030-12-31")
    assert (
        text
        == "Aussagen aus Experteninterviews im Planungsbezirk Herbert-Hoover-Siedlung wurden nicht geliefert."
    )
    assert tabellen == {}
    assert grenzen == ""


def bild(zeilen, stichtag=STICHTAG):
    """Title and alternative text of the dot matrix; nothing where there is none."""
    runde = indicators.interviews(freigegeben({"interviews": pd.DataFrame(zeilen)}), "P10", stichtag)
    koepfe = narrative.interviews.koepfe(ORTE, runde, "Quelle")
    inhalte = [
        a.buendel.get("application/vnd.sozialraum.abbildung+json") for a in charts.interviews(runde, koepfe)
    ]
    return next(((eines["titel"], eines["alt"]) for eines in inhalte if eines), None)


def test_the_dot_matrix_of_the_paper_tells_every_cell():
    titel, alt = bild(pd.read_csv(BEISPIEL, dtype="str"), "2020-12-31")
    assert titel == "Die meisten Bedarfe: Kinder und Jugendliche"
    jung = "Zielgruppe Kinder, Jugendliche und junge Erwachsene: 3, mit einem Bedarf 2"
    assert f"Kinder und Jugendliche, {jung}" in alt
    assert "Senioren, Zielgruppe Berufstätige und Senioren: 1, mit einem Bedarf 0" in alt
    assert alt.count("Zielgruppe") == 8  # seven cells, and the subtitle


def test_of_institutions_no_more_dots_are_drawn_than_are_told():
    _, alt = bild(befragt(8, *["Treffpunkt"] * 7))
    assert "Zielgruppe alle: mindestens 6, mit einem Bedarf mindestens 6" in alt
    assert bild(befragt(4, *["Treffpunkt"] * 4)) is None
