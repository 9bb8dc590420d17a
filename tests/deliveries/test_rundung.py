"""A source that rounds says so, and its sums are checked with that margin, no wider; one that suppresses, too."""

# ruff: noqa: E501 -- a sentence stands whole here, as an office gets to read it

import pytest

from pipeline import deliveries, validation
from pipeline.schemas.befunde import satz
from tests.conftest import sozialraum
from tests.deliveries.fremd import fehler, hinweise, lesen, manifest

RUNDUNG = '[[rundung]]\ntabellen = ["einwohner"]\nauf = 5\ngrund = "Geheimhaltung"\nquelle = "Bundesagentur für Arbeit"\n'
REST = (
    '[[datei.werte]]\nmerkmal = "geschlecht"\nspalten = ["m", "w"]\n'
    '[datei.dimension.alter]\nspalte = "Alter"\nsumme = ["Summe"]\n'
    '[[datei.pruefspalte]]\nspalte = "Gesamt"\nvon = ["geschlecht"]\n'
)
TEXT = "Gebiet;Alter;m;w;Gesamt\nP01;0-17;15;25;{}\nP01;18+;15;15;30\nP01;Summe;{};40;70\n"


def gelesen(ordner, gesamt="45", summe="35", rundung=RUNDUNG):
    """Both totals are five more than their parts, as rounding to five may make them."""
    return lesen(ordner, {"daten.csv": TEXT.format(gesamt, summe)}, manifest(rest=REST) + rundung)


def test_totals_within_the_margin_pass_only_if_it_is_declared(tmp_path):
    assert fehler(gelesen(tmp_path / "mit")) == []
    assert len(fehler(gelesen(tmp_path / "ohne", rundung=""))) == 3


@pytest.mark.parametrize(("gesamt", "summe"), [("50", "35"), ("45", "40"), ("30", "35"), ("45", "20")])
def test_totals_beyond_the_margin_are_errors(tmp_path, gesamt, summe):
    falsch = 1 if gesamt != "45" else 2  # a total of the column m is a part of the row's total
    assert len(fehler(gelesen(tmp_path, gesamt, summe))) == falsch


def test_the_protocol_says_what_was_declared(tmp_path):
    assert (
        "lieferung.toml, Zeile 27: einwohner: Die Quelle rundet auf ein Vielfaches von 5 (Geheimhaltung; Bundesagentur für Arbeit); Summen dürfen um die Hälfte davon je Zahl abweichen. Nichts zu tun."
        in hinweise(gelesen(tmp_path))
    )


def stadt_und_bezirke(ordner, stadt, rundung=RUNDUNG, p02="15"):
    text = f"Gebiet;Anzahl\nGesamt;{stadt}\nP01;15\nP02;{p02}\n"
    lieferung = lesen(ordner, {"daten.csv": text}, manifest() + rundung)
    _, befunde = validation.pruefen(
        lieferung.tabellen,
        datum=lieferung.angaben.datum,
        vollstaendig=lieferung.angaben.vollstaendig,
        rundung=lieferung.angaben.rundung,
        befunde=lieferung.befunde,
    )
    return befunde


@pytest.mark.parametrize(
    ("stadt", "rundung", "gut"), [(35, RUNDUNG, True), (40, RUNDUNG, False), (35, "", False)]
)
def test_areas_against_the_city(tmp_path, stadt, rundung, gut):
    assert validation.hat_fehler(stadt_und_bezirke(tmp_path, stadt, rundung)) is not gut


@pytest.mark.parametrize(("stadt", "gut"), [(14, False), (15, True), (400, True)])
def test_areas_with_a_secret_one_are_at_most_the_city(tmp_path, stadt, gut):
    assert validation.hat_fehler(stadt_und_bezirke(tmp_path, stadt, "", p02=".")) is not gut


@pytest.mark.parametrize(("summe", "gut"), [(5, False), (6, True), (7, True)])
def test_a_total_over_a_secret_part_is_at_least_the_known_parts(tmp_path, summe, gut):
    text = f"Gebiet;Alter;m;w;Gesamt\nP01;0;6;1;7\nP01;1;.;1;1\nP01;Summe;{summe};2;{summe + 2}\n"
    assert (fehler(lesen(tmp_path, {"daten.csv": text}, manifest(rest=REST))) == []) is gut


def test_a_table_that_is_not_rounded_is_told(tmp_path):
    befunde = stadt_und_bezirke(tmp_path, 32)
    (befund,) = befunde[befunde["regel"].eq("rundung") & befunde["grad"].eq("Warnung")].to_dict("records")
    assert "32 ist kein Vielfaches von 5" in befund["grund"]


@pytest.mark.parametrize(
    ("text", "satz_"),
    [
        ('[[rundung]]\ntabellen = ["einwohner"]\n', 'In einem Abschnitt [[rundung]] fehlt "auf".'),
        ('[[rundung]]\ntabellen = ["x"]\nauf = 5\n', 'Der Wert von "tabellen" hat nicht die richtige Form.'),
        ('[[rundung]]\ntabellen = ["einwohner"]\nauf = 1\n', 'Der Wert von "auf" hat nicht die richtige Form.'),
        ('[rundung]\nauf = 5\n', "Das ist kein Abschnitt der richtigen Form."),
    ],
)  # fmt: skip
def test_a_wrong_declaration_is_refused(tmp_path, text, satz_):
    assert any(satz_ in gefunden for gefunden in fehler(gelesen(tmp_path, rundung=text)))


def test_what_was_rounded_is_on_record_for_deliveries_that_come_on_top(tmp_path, capsys):
    """P01 comes anew; the city and P02 stand, rounded, and the sum of both deliveries is off by five."""
    (tmp_path / "processed").mkdir()
    toml = manifest() + RUNDUNG
    lieferung = lesen(tmp_path / "a", {"daten.csv": "Gebiet;Anzahl\nGesamt;30\nP01;15\nP02;15\n"}, toml)
    assert deliveries.beleg(lieferung)["rundung"] == [{"tabellen": ["einwohner"], "auf": 5}]
    assert sozialraum("einlesen", tmp_path / "a", "--daten", tmp_path) == 0
    neu = toml.replace('id = "klein"', 'id = "neu"').replace("2021-01-31", "2021-02-28").replace(RUNDUNG, "")
    lesen(tmp_path / "b", {"daten.csv": "Gebiet;Anzahl\nP01;10\n"}, neu)
    assert sozialraum("einlesen", tmp_path / "b", "--daten", tmp_path) == 0
    lesen(tmp_path / "c", {"daten.csv": "Gebiet;Anzahl\nP01;5\n"}, neu)
    assert sozialraum("einlesen", tmp_path / "c", "--daten", tmp_path) == 1
    assert "zusammen 20" in capsys.readouterr().out


def test_the_sentence_of_a_finding_is_whole(tmp_path):
    (befund,) = (b for b in gelesen(tmp_path).befunde if b.regel == "rundung")
    assert satz(befund).endswith("Nichts zu tun.")
