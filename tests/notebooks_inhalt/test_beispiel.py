"""What the three reports on P10 say, made from the demonstration delivery."""

import re

import pytest

from pipeline import indicators, names
from tests.notebooks_inhalt.zellen import NAMEN, STADTBAND, ausfuehren, inhalte, prosa

P10 = {"raumeinheit": "P10", "vergleich": "HN", "stichtag": "2020-12-31", "horizont": 2035}


@pytest.fixture(scope="module")
def berichte(beispieldaten):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOZIALRAUM_DATEN", str(beispieldaten))
        stadt = P10 | {"raumeinheit": "HN"}
        return {name: ausfuehren(name, **(stadt if name == STADTBAND else P10)) for name in NAMEN}


OHNE_ANHANG = {"kurzfassung", "stadtband"}


@pytest.mark.parametrize("name", NAMEN)
def test_head_first_after_the_colophon_the_appendix_and_unique_ids(berichte, name):
    gezeigt = berichte[name]
    assert "application/vnd.sozialraum.bericht+json" in gezeigt[0].buendel
    [kolophon] = [
        n for n, eine in enumerate(gezeigt) if "application/vnd.sozialraum.kolophon+json" in eine.buendel
    ]
    anhang = gezeigt[kolophon + 1 :]
    tabellen = ["application/vnd.sozialraum.tabelle+json" in eine.buendel for eine in anhang]
    assert bool(anhang) == (name not in OHNE_ANHANG)
    assert 2 * sum(tabellen) >= len(tabellen)  # what is no table says how to read one
    assert all(tabellen[-1:])
    kennungen = [i["id"] for art in ("abbildung", "tabelle", "blick") for i in inhalte(gezeigt, art)]
    assert len(kennungen) == len(set(kennungen))


@pytest.mark.parametrize("name", NAMEN)
def test_alt_texts_say_more_than_titles(berichte, name):
    for bild in inhalte(berichte[name], "abbildung"):
        assert len(bild["alt"]) > len(bild["titel"])
        assert not re.search(r"\bnan\b|<NA>|None", bild["alt"])


@pytest.mark.parametrize("name", NAMEN)
def test_no_sentence_shows_a_number_a_reader_cannot_read(berichte, name):
    text = prosa(berichte[name])
    assert not re.search(r"\bnan\b|<NA>|None|\d\.\d\b", text)
    assert "{" not in text


def test_the_sections_of_the_paper_are_there(berichte):
    text = prosa(berichte["sozialraumanalyse"])
    for satz in (
        "2.553 Bewohner:innen",
        "weicht nicht signifikant von der in Heilbronn ab",
        "46,0\N{NO-BREAK SPACE}% der Bewohner:innen haben eine Zuwanderungsgeschichte",
        "Türkei",
        "104 deutsche und 60 nichtdeutsche",
        "1.201 Haushalte",
        "1,35-mal so hoch",
        "in allen Altersgruppen deutlich niedriger",
        "beträgt 1,5\N{NO-BREAK SPACE}% und liegt deutlich unter dem Wert von Heilbronn (4,1",
        "Keine Inanspruchnahme",
        "zwei Kindergärten, eine Grundschule, eine weiterführende Schule, eine Sporthalle",
        "keine Religionsgemeinschaft und keine Einrichtung für Betreuung, Pflege oder Betreutes Wohnen",
    ):
        assert satz in text, satz


def test_the_statements_of_the_paper_are_judged(berichte):
    text = prosa(berichte["sozialraumanalyse"])
    (tafel,) = (t for t in inhalte(berichte["sozialraumanalyse"], "tabelle") if t["id"] == "abgleich")
    urteile = [zeile[3]["text"].split(" ", 1)[1] for zeile in tafel["zeilen"]]
    assert len(urteile) == 36
    assert set(urteile) <= {"bestätigt", "bestätigt mit Einschränkung"}  # the data are drawn so
    zahlen = [urteile.count(urteil) for urteil in ("bestätigt", "bestätigt mit Einschränkung")]
    assert "Davon sind {} bestätigt und {} bestätigt mit Einschränkung.".format(*zahlen) in text
    assert "nicht, dass die Aussagen zutreffen" in text
    ohne_zahl = [zeile for zeile in tafel["zeilen"] if zeile[2]["text"].startswith("•")]
    assert all(zeile[3]["text"] != "✓ bestätigt" for zeile in ohne_zahl)


def test_every_handlungsfeld_has_its_evidence(berichte):
    (tafel,) = (t for t in inhalte(berichte["sozialraumanalyse"], "tabelle") if t["id"] == "ableitung")
    assert [gruppe["titel"] for gruppe in tafel["gruppen"]] == list(indicators.handlungsfelder().values())
    for zeile in tafel["zeilen"]:
        if zeile[1]["text"] in ("•", "liegt nicht vor", "liegen nicht vor"):
            assert zeile[4]["text"] == "? unbekannt"


def test_the_maps_and_their_values_agree(berichte):
    gezeigt = berichte["sozialraumanalyse"]
    (karten,) = (b for b in inhalte(gezeigt, "abbildung") if b["id"] == "flaechenkarten")
    (werte,) = (t for t in inhalte(gezeigt, "tabelle") if t["id"] == "kartenwerte")
    assert len(werte["zeilen"]) == 59
    for spalte in range(2, 6):
        zahlen = [zeile[spalte]["wert"] for zeile in werte["zeilen"] if zeile[spalte]["wert"] is not None]
        enden = f"von {names.dezimal(min(zahlen))}", f"bis {names.dezimal(max(zahlen))}"
        assert all(ende in karten["alt"] for ende in enden)


def test_the_projection_says_a_direction_only_where_its_band_does(berichte):
    text = prosa(berichte["prognose"])
    (werte,) = (t for t in inhalte(berichte["prognose"], "tabelle") if t["id"] == "werte")
    assert len(werte["zeilen"]) == 14
    assert {"Band von", "Band bis"} <= {spalte["titel"] for spalte in werte["spalten"]}
    assert re.search(r"sinkt bis 2035|Wohin sich die Bevölkerung .* entwickelt, ist offen", text)
    assert re.search(r"Zuwachs zeigt die Prognose bei den [^.]*70- bis 84-Jährigen", text)
    assert "das Band reicht von" in text
    assert "In acht von zehn Fällen" in text
    assert "ohne Unsicherheitsband" not in text


def test_the_projection_shows_share_components_and_scenarios(berichte):
    text = prosa(berichte["prognose"])
    bilder = {inhalt["id"]: inhalt for inhalt in inhalte(berichte["prognose"], "abbildung")}
    assert {"komponenten", "szenarien", "anteil-nichtdeutsch"} <= set(bilder)
    richtung = (
        r"Der Anteil nichtdeutscher [^;]* (zu|ab); das Band|Ob der Anteil nichtdeutscher [^;]* ist offen"
    )
    assert re.search(richtung, text)
    assert "rund" in text.split("Von 2021 bis 2035 werden")[1][:80]
    assert "Ein Szenario ist keine Prognose" in text
    (werte,) = (t for t in inhalte(berichte["prognose"], "tabelle") if t["id"] == "szenarien-werte")
    zahlen = [zeile[2]["wert"] for zeile in werte["zeilen"]]
    assert len(zahlen) == 4
    assert all(zahl % 5 == 0 for zahl in zahlen)
    assert "Bauvorhaben" not in {zeile[0]["text"] for zeile in werte["zeilen"]}


def test_at_least_twenty_kennzahlen_with_definitions(berichte):
    tabellen = {i["id"]: i for i in inhalte(berichte["kennzahlen"], "tabelle")}
    je_feld = [len(tabelle["zeilen"]) for name, tabelle in tabellen.items() if name.startswith("feld-")]
    assert len(je_feld) >= 5
    assert sum(je_feld) >= 20
    assert len(tabellen["definitionen"]["zeilen"]) == sum(je_feld)
    assert len(tabellen["jahre"]["zeilen"]) >= 2 * sum(je_feld)
