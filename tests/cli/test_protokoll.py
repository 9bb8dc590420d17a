"""The Prüfprotokoll on the terminal, as a page, as a table: the same findings, grouped, worst first."""

import csv
import json
from html.parser import HTMLParser

import pandas as pd
import pytest

from pipeline.cli import ausgabe, protokoll
from pipeline.schemas.befunde import Befund
from pipeline.validation.pruefen import als_tabelle

WERT = "=cmd|' /C calc'!A0"
BEFUNDE = als_tabelle(
    [
        Befund("Hinweis", "lieferung.toml", None, "", "", "datum_fehlt", "Kein Datum.", "Bitte ergänzen."),
        *(
            Befund(
                "Fehler", "einwohner.csv", zeile, "anzahl", str(zeile), "summe", "Zu viel.", "Bitte prüfen."
            )
            for zeile in range(2, 10)
        ),
        Befund(
            "Warnung",
            "a<b>.csv",
            3,
            "name",
            WERT,
            "zeichenschaden",
            "<script>alert(1)</script>",
            "Nein & ja.",
        ),
    ]
)


class Seite(HTMLParser):
    def __init__(self):
        super().__init__()
        self.offen, self.elemente, self.texte = [], [], []

    def handle_starttag(self, tag, attrs):
        self.elemente.append((tag, dict(attrs)))
        if tag != "meta":
            self.offen.append(tag)

    def handle_endtag(self, tag):
        assert self.offen.pop() == tag

    def handle_data(self, data):
        self.texte.append((self.offen[-1] if self.offen else "", data))


@pytest.fixture
def seite(tmp_path):
    ziel = tmp_path / "protokoll.html"
    protokoll.schreiben(BEFUNDE, "klein", ziel)
    gelesen = Seite()
    gelesen.feed(ziel.read_text(encoding="utf-8"))
    assert gelesen.offen == []
    return gelesen


def _texte(seite, tag):
    return [text for offen, text in seite.texte if offen == tag]


def test_the_page_has_headings_by_grade_and_rule_worst_first(seite):
    assert _texte(seite, "h2") == ["Fehler (8)", "Warnungen (1)", "Hinweise (1)"]
    assert _texte(seite, "h3") == [
        "Raumeinheiten und Stadt (8)",
        "Zeichensatz (1)",
        "Datum der Lieferung (1)",
    ]
    assert "8 Fehler, 1 Warnung, 1 Hinweis. So kann die Lieferung nicht eingelesen werden." in _texte(
        seite, "p"
    )


def test_the_page_can_be_read_by_a_screen_reader(seite):
    attribute = dict(seite.elemente)
    assert attribute["html"]["lang"] == "de"
    koepfe = [attrs for tag, attrs in seite.elemente if tag == "th"]
    assert koepfe
    assert all(kopf["scope"] in ("col", "row") for kopf in koepfe)
    anker = {attrs["id"] for _, attrs in seite.elemente if "id" in attrs}
    assert {attrs["href"][1:] for tag, attrs in seite.elemente if tag == "a"} <= anker
    assert sum(tag == "caption" for tag, _ in seite.elemente) == sum(
        tag == "table" for tag, _ in seite.elemente
    )


def test_nothing_delivered_becomes_markup(seite):
    assert not any(tag == "script" for tag, _ in seite.elemente)
    assert "<script>alert(1)</script>" in _texte(seite, "td")


def test_a_page_without_findings_says_so(tmp_path):
    ziel = tmp_path / "protokoll.html"
    protokoll.schreiben(als_tabelle([]), "klein", ziel)
    assert "Keine Befunde. Die Lieferung kann eingelesen werden." in ziel.read_text(encoding="utf-8")


def test_the_terminal_says_a_rule_once_with_its_first_findings(capsys):
    ausgabe.befunde(BEFUNDE)
    zeilen = capsys.readouterr().out.splitlines()
    assert zeilen[0] == "Fehler: Raumeinheiten und Stadt, 8 Befunde:"
    assert zeilen[1] == "  einwohner.csv, Zeile 2, Spalte anzahl: Zu viel. Bitte prüfen."
    assert zeilen[6] == "  … und 3 weitere (alle mit --protokoll)."
    assert zeilen[-1] == "Hinweis: lieferung.toml: Kein Datum. Bitte ergänzen."


@pytest.mark.parametrize("anfang", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_no_cell_of_the_table_begins_like_a_formula(anfang, tmp_path):
    ziel = tmp_path / "protokoll.csv"
    befund = Befund("Fehler", "a.csv", 2, "anzahl", f"{anfang}1+1", "zahl", "Keine Zahl.", "Bitte prüfen.")
    protokoll.schreiben(als_tabelle([befund]), "klein", ziel)
    with ziel.open(encoding="utf-8-sig", newline="") as offen:
        zeilen = list(csv.DictReader(offen))
    assert zeilen[0]["wert"] == f"'{anfang}1+1"


def test_table_and_data_carry_every_finding(tmp_path):
    for endung in ("csv", "json"):
        protokoll.schreiben(BEFUNDE, "klein", tmp_path / f"protokoll.{endung}")
    daten = json.loads((tmp_path / "protokoll.json").read_text(encoding="utf-8"))
    assert [eintrag["grad"] for eintrag in daten] == ["Fehler"] * 8 + ["Warnung", "Hinweis"]
    assert len(pd.read_csv(tmp_path / "protokoll.csv")) == len(BEFUNDE)
