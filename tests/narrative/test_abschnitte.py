import re

import pandas as pd
import pytest
from hypothesis import given, settings

from pipeline import indicators, names, narrative
from tests.narrative.muster import ORTE, irgendein_vergleich, satz, verglichen

SAETZE = {
    "altersaufbau": narrative.altersaufbau,
    "geschlecht": narrative.geschlecht,
    "zuwanderung": narrative.zuwanderung,
    "haushalte": narrative.haushalte,
    "kinderreich": narrative.kinderreich,
    "grundsicherung": narrative.grundsicherung,
    "arbeitslose": narrative.arbeitslose,
    "befunde": lambda orte, v: " ".join(narrative.befunde(orte, v)),
    "titel": lambda orte, v: " ".join(
        teil["titel"] for teil in narrative.abschnitte(orte, v, "2020-12-31", "Amt").values()
    ),
}


@pytest.mark.parametrize("name", SAETZE)
@settings(max_examples=15, deadline=None)
@given(daten=irgendein_vergleich())
def test_any_state_gives_whole_sentences_without_holes(name, daten):
    text = SAETZE[name](ORTE, daten)
    assert not re.search(r"\bnan\b|<NA>|None|  |\.\.", text)


@pytest.mark.parametrize("name", SAETZE)
@settings(max_examples=15, deadline=None)
@given(daten=irgendein_vergleich())
def test_significance_is_never_claimed_where_every_test_failed(name, daten):
    text = SAETZE[name](ORTE, daten.assign(signifikant=False))
    assert "signifikant" not in re.sub(r"nicht (überall )?signifikant|kein signifikanter", "", text)
    assert "durchweg" not in text


@pytest.mark.parametrize("name", SAETZE)
def test_nothing_delivered_is_one_line(name):
    leer = verglichen(*(satz(k, status="fehlt", status_stadt="fehlt") for k in narrative.KENNZAHLEN))
    text = SAETZE[name](ORTE, leer.assign(handlungsfeld="2.3.1"))
    assert text.count(".") <= 1 or name == "titel"


def test_thirds_of_the_paper():
    daten = verglichen(
        satz("bev_u18", 19.4, 16.9), satz("bev_18_64", 60.2, 63.0), satz("bev_65p", 20.4, 20.1)
    )
    text = narrative.altersaufbau(ORTE, daten)
    assert text.startswith("Knapp ein Fünftel der Bewohner:innen (19,4")
    assert "drei Fünftel (60,2" in text
    assert "und ein Fünftel (20,4" in text


@pytest.mark.parametrize(
    ("p", "satzteil"), [(True, "weicht signifikant"), (False, "weicht nicht signifikant")]
)
def test_sexes_differ_only_by_the_test(p, satzteil):
    assert satzteil in narrative.geschlecht(ORTE, verglichen(satz("frauen", 49.6, 49.7, signifikant=p)))


def test_sexes_without_a_test_say_nothing_of_difference():
    text = narrative.geschlecht(ORTE, verglichen(satz("frauen", 49.6, 49.7, signifikant=pd.NA)))
    assert "weicht" not in text


def test_all_age_groups_only_where_all_agree():
    gruppen = [satz("mindest", 3.8, 10.4), satz("gs_u15", 6.6, 17.6), satz("gs_15_64", 3.7, 10.3)]
    einig = narrative.grundsicherung(ORTE, verglichen(*gruppen, satz("gs_65p", 2.0, 5.8)))
    assert "in allen Altersgruppen deutlich niedriger" in einig
    uneinig = narrative.grundsicherung(ORTE, verglichen(*gruppen, satz("gs_65p", 6.0, 5.8)))
    assert "in allen Altersgruppen" not in uneinig
    verdeckt = satz("gs_65p", status="geheim", wert=1.0) | {"wert": float("nan")}
    assert "Geheimhaltung" in narrative.grundsicherung(ORTE, verglichen(*gruppen, verdeckt))


def test_findings_are_tested_large_enough_and_one_of_each_subject():
    daten = verglichen(
        satz("hh_4kind", 4.3, 1.0),
        satz("hh_3kind", 15.8, 6.6),
        satz("al_jung", 1.3, 3.0, signifikant=False),
        satz("bev_65p", 20.1, 19.9),
    )
    befunde = narrative.befunde(ORTE, daten.assign(handlungsfeld="2.3.1"))
    assert befunde == ["hh_4kind: deutlich höher (4,3\xa0%, in Heilbronn 1,0\xa0%)"]


def hilfen(**antworten):
    zeilen = [(p.removeprefix("p"), antwort, antwort == "ja") for p, antwort in antworten.items()]
    return pd.DataFrame(zeilen, columns=["paragraph", "inanspruchnahme", "verdeckt"])


def test_zero_help_is_said_and_hidden_help_is_use():
    text = narrative.hilfen(ORTE, hilfen(p27="ja", p31="nein"), 2020)
    assert "Inanspruchnahme von Jugendhilfe gibt es im Bereich Hilfe zur Erziehung" in text
    assert "Keine Inanspruchnahme" in text
    assert "größer als null" in text
    assert "nicht geliefert" in narrative.hilfen(ORTE, hilfen(p27="fehlt"), 2020)


def test_what_the_release_says_nothing_of_stays_open_and_its_step_is_named():
    text = narrative.hilfen(ORTE, hilfen(p27="ja", p28="geheim"), 2020)
    assert "ob es Hilfen gibt, bleibt offen bei: Erziehungsberatung" in text
    assert "größer als null" not in text
    assert "freigegeben „nach Hilfegruppe“" in narrative.hilfen_zaehlung("nach Hilfegruppe")
    assert "freigegeben" not in narrative.hilfen_zaehlung("")


@pytest.mark.parametrize(
    ("stufe", "anzahl", "titel"),
    [
        ("nach Hilfegruppe", pd.NA, "Hilfen nach Hilfegruppen"),
        (
            "nach Hilfegruppe",
            0,
            "Hilfen nach Hilfegruppen",
        ),  # what is said of a paragraph is that there was none
        ("nach Zählweise", pd.NA, "Hilfen nach Zählweise"),
        ("nur insgesamt", pd.NA, "Hilfen insgesamt"),
        ("nach Hilfegruppe", 7, "Hilfen nach Paragraphen"),  # as of the city
        ("", pd.NA, "Hilfen nach Paragraphen"),
        ("eine andere Stufe", pd.NA, "Hilfen"),
    ],
)
def test_the_title_of_the_table_says_by_what_its_numbers_are_counted(stufe, anzahl, titel):
    paragraph = hilfen(p28="ja").assign(anzahl=pd.array([anzahl], "Int64"), status="wert")
    if anzahl is pd.NA:
        paragraph = paragraph.assign(status="geheim")
    summe = paragraph.assign(inanspruchnahme="summe", status="wert", anzahl=pd.array([21], "Int64"))
    kopf = narrative.hilfen_kopf(pd.concat([paragraph, summe]), stufe, "Q")
    assert kopf["titel"] == titel
    assert ("freigegeben" in kopf["untertitel"]) == (titel != "Hilfen nach Paragraphen")


def test_absence_of_facilities_is_a_statement_only_about_a_delivered_list():
    liste = pd.DataFrame({"art": ["kindergarten", "kindergarten", "jugendtreff"]})
    text = narrative.einrichtungen(ORTE, liste, ["einrichtungen"])
    assert "gibt es zwei Kindergärten und einen Jugendtreff" in text
    assert "keine Religionsgemeinschaft" in text
    assert "keine Religionsgemeinschaft" not in narrative.einrichtungen(ORTE, liste.iloc[:0], [])
    mit = pd.DataFrame({"art": ["religionsgemeinschaft", "pflege"]})
    assert "Verzeichnis nennt" not in narrative.einrichtungen(ORTE, mit, ["einrichtungen"])


@pytest.mark.parametrize(
    ("differenz", "wort"), [(-188.0, "sinkt"), (40.0, "wächst"), (-3.0, "nahezu unverändert")]
)
def test_projection_never_contradicts_its_sign(differenz, wort):
    zeile = {
        "altersgruppe": "insgesamt",
        "basis": 2553.0,
        "erwartet": 2553.0 + differenz,
        "differenz": differenz,
    }
    daten = pd.DataFrame([zeile | {"differenz_pct": differenz / 25.53, "status": "wert"}])
    assert wort in narrative.prognose.gesamt(ORTE, daten, "2020-12-31", 2035)


@pytest.mark.parametrize(
    ("differenz", "unten", "oben", "worte"),
    [
        (-188.0, 2100.0, 2500.0, "sinkt bis 2035"),
        (-188.0, 2165.0, 2560.0, "entwickelt, ist offen"),
        (40.0, 2555.0, 2700.0, "wächst bis 2035"),
        (400.0, 2500.0, 3300.0, "entwickelt, ist offen"),
        (0.0, 2500.0, 2600.0, "entwickelt, ist offen"),
    ],
)
def test_projection_says_a_direction_only_where_the_whole_band_does(differenz, unten, oben, worte):
    zeile = {"basis": 2553.0, "erwartet": 2553.0 + differenz, "differenz": differenz, "unten": unten}
    mehr = {"differenz_pct": differenz / 25.53, "status": "wert", "oben": oben}
    daten = pd.DataFrame([zeile | mehr | {"altersgruppe": gruppe} for gruppe in ("insgesamt", "70-84")])
    text = narrative.prognose.gesamt(ORTE, daten, "2020-12-31", 2035)
    assert worte in text
    assert "das Band reicht von" in text
    gruppen = narrative.prognose.altersgruppen(daten, ("70-84",))
    erwartet = "ist die Richtung offen" if "offen" in worte else "Einen leichten "
    assert erwartet in gruppen
    assert narrative.prognose.ohne_band(daten, 2035) == ""
    hilfe = " ".join(narrative.lesehilfe.antworten(daten, pd.DataFrame(), pd.DataFrame(), "2020-12-31", 2035))
    assert f"2035 also zwischen {names.ganzzahl(unten)} und {names.ganzzahl(oben)}" in hilfe
    erwartet = {"offen": "Richtung offen", "sinkt": "Rückgang", "wächst": "Zuwachs"}
    assert f"heißt es hier: {next(v for k, v in erwartet.items() if k in worte)}." in hilfe


def test_the_reading_guide_says_what_there_is_and_nothing_where_nothing_is_expected():
    zeile = {"altersgruppe": "insgesamt", "basis": 300.0, "erwartet": 290.0, "differenz": -10.0}
    daten = pd.DataFrame([{**zeile, "differenz_pct": -3.3, "status": "wert", "unten": None, "oben": None}])
    wann = ("2020-12-31", 2035)
    szenarien = pd.DataFrame({"szenario": ["basis", "ohne"]})
    rueckschau = pd.DataFrame([{"verfahren": "Sozialraum", "abdeckung_80": 63.9}])
    ohne_band = narrative.lesehilfe.antworten(daten, szenarien, rueckschau, *wann)
    assert narrative.lesehilfe.OHNE_BAND in ohne_band
    assert narrative.lesehilfe.SZENARIO in ohne_band
    assert not any("Fläche" in text for text in ohne_band)
    mit = narrative.lesehilfe.antworten(
        daten.assign(unten=250.0, oben=330.0), pd.DataFrame(), rueckschau, *wann
    )
    assert any("Von 100 Zahlen lagen 64 in der Fläche" in text for text in mit)
    assert narrative.lesehilfe.SZENARIO not in mit
    geheim = daten.assign(status="geheim")
    assert narrative.lesehilfe.antworten(geheim, szenarien, rueckschau, *wann) == []


def test_what_came_is_set_beside_its_band():
    seither = pd.DataFrame(
        {
            "jahr": [2021, 2022],
            "gezaehlt": [2530.0, 2601.0],
            "unten": [2505.0, 2475.0],
            "oben": [2575.0, 2590.0],
        }
    )
    text = narrative.rueckschau.gekommen(seither)
    assert "2.530 im Jahr 2021 (Band von 2.505 bis 2.575) und 2.601 im Jahr 2022" in text
    assert "in einem von zwei Jahren" in text
    assert "in diesem Jahr" in narrative.rueckschau.gekommen(seither.iloc[:1])
    assert "in keinem Jahr" in narrative.rueckschau.gekommen(seither.iloc[1:])
    drinnen = seither.assign(gezaehlt=seither["oben"])
    assert "in allen zwei Jahren" in narrative.rueckschau.gekommen(drinnen)
    assert narrative.rueckschau.gekommen(seither.iloc[:0]) == ""


def test_the_look_back_names_the_methods_that_were_better():
    reihe = {"basis_von": 2008, "basis_bis": 2011, "gebiete": 95, "abdeckung_80": 82.24}
    zeilen = [("Sozialraum", 0.92), ("Keine Änderung", 0.97), ("Linearer Trend", 1.08)]
    tafel = pd.DataFrame([{**reihe, "verfahren": name, "medape": wert} for name, wert in zeilen])
    text = narrative.rueckschau.rueckblick(tafel)
    assert "im Median um 0,9\N{NO-BREAK SPACE}% neben dem, was kam" in text
    assert "Kein einfaches Verfahren hatte einen kleineren Median." in text
    schlechter = tafel.assign(medape=[1.0, 0.97, 1.08])
    assert "Einen kleineren Median hatte: Keine Änderung." in narrative.rueckschau.rueckblick(schlechter)
    assert "liegt nicht vor" in narrative.rueckschau.rueckblick(tafel.iloc[:0])


@pytest.mark.parametrize(
    ("getroffen", "satz"),
    [
        (64.1, "weniger, als es verspricht"),
        (74.4, "weniger, als es verspricht"),
        (74.6, ""),
        (85.4, ""),
        (85.6, "breiter als nötig"),
    ],
)
def test_the_look_back_says_whether_the_band_kept_its_promise(getroffen, satz):
    reihe = {"basis_von": 2008, "basis_bis": 2011, "gebiete": 95, "abdeckung_80": getroffen}
    text = narrative.rueckschau.rueckblick(
        pd.DataFrame([{**reihe, "verfahren": "Sozialraum", "medape": 0.92}])
    )
    assert satz in text
    assert ("verspricht" in text or "nötig" in text) == bool(satz)


def test_moves_compare_rates_not_counts():
    bewegung = pd.DataFrame(
        {
            "staatsangehoerigkeit": ["deutsch", "nichtdeutsch", "insgesamt"],
            "zuzuege": [77, 77, 154],
            "wegzuege": [104, 60, 164],
            "saldo": [-27, 17, -10],
            "wegzuege_je_1000": [48.5, 144.6, 64.1],
            "status": "wert",
        }
    )
    text = narrative.wanderungen(ORTE, bewegung, 2020)
    assert "104 deutsche und 60 nichtdeutsche" in text
    assert "Nichtdeutsche häufiger fort als Deutsche" in text
    verdeckt = bewegung.assign(wegzuege=pd.array([pd.NA, 60, pd.NA], dtype="Int64"), status="geheim")
    assert "Geheimhaltung" in narrative.wanderungen(ORTE, verdeckt, 2020)
    kopf = narrative.wanderungskopf(bewegung, 2020, "Amt")
    assert kopf["titel"] == "Zu- und Wegzüge im Jahr 2020: 27 Deutsche weniger, 17 Nichtdeutsche mehr"
    ohne = bewegung.assign(saldo=pd.array([0, pd.NA, pd.NA], dtype="Int64"))
    assert narrative.wanderungskopf(ohne, 2020, "Amt")["titel"] == "Zu- und Wegzüge im Jahr 2020"
    gleich = narrative.wanderungskopf(bewegung.assign(saldo=[0, 0, 0]), 2020, "Amt")["titel"]
    assert gleich.endswith("so viele Deutsche wie zuvor, so viele Nichtdeutsche wie zuvor")
    assert set(kopf["texte"]) == set(indicators.wanderungsbilanz(_mit_status(bewegung))["komponente"])


def _mit_status(bewegung):
    return bewegung.assign(status_zuzuege="wert", status_saldo="wert", status_rate="wert")


def test_countries_take_their_article_in_a_sentence():
    laender = pd.DataFrame(
        {"herkunftsland": ["Türkei", "Polen", "Irak"], "anzahl": [240, 52, 9], "status": "wert"}
    )
    assert "die Türkei (240), Polen (52) und der Irak (9)" in narrative.herkunftslaender(laender, "wert")
    assert narrative.herkunftslaender(laender.head(1), "wert").endswith("Herkunftsland ist die Türkei.")


def test_without_a_country_the_true_reason_is_said():
    keines = pd.DataFrame(columns=["herkunftsland", "anzahl", "status"])
    assert narrative.herkunftslaender(keines, "fehlt").endswith("wurden nicht geliefert.")
    assert "Geheimhaltung" in narrative.herkunftslaender(keines, "geheim")
    assert "geliefert" not in narrative.herkunftslaender(keines, "geheim")


@pytest.mark.parametrize(
    ("sicher", "schluss"),
    [
        ((True, True, True), "niedriger als in Heilbronn, überall signifikant."),
        ((True, False, True), "niedriger als in Heilbronn, aber nicht überall signifikant."),
        ((False, False, False), "niedriger als in Heilbronn, aber in keiner signifikant."),
    ],
)
def test_ages_on_benefits_are_said_to_differ_as_far_as_the_tests_carry(sicher, schluss):
    namen = ("gs_u15", "gs_15_64", "gs_65p")
    zeilen = [satz(n, 2.0, 4.0, signifikant=s) for n, s in zip(namen, sicher, strict=True)]
    assert narrative.grundsicherung(ORTE, verglichen(satz("mindest", 2.0, 4.0), *zeilen)).endswith(schluss)


def test_one_kind_of_help_is_one_bereich():
    text = narrative.hilfen(ORTE, hilfen(p34="ja", p27="nein"), 2020)
    assert "gibt es im Bereich Heimerziehung" in text
    assert "im Bereich Hilfe zur Erziehung" in text
    assert "Bereichen" not in text
