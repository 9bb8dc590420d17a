"""Derived columns of a file are recomputed from its counts, whether or not the manifest declares them."""

# ruff: noqa: E501 -- a sentence stands whole here, as an office gets to read it

import pandas as pd
import pytest

from pipeline import validation
from pipeline.deliveries.fremd.deutung import kommazahl
from pipeline.deliveries.fremd.deutung.zahl import Schreibweise
from pipeline.schemas.befunde import Befund, satz
from tests.conftest import sozialraum
from tests.deliveries.fremd import EIN_WERT, lesen, manifest

PAAR = '[[datei.werte]]\nmerkmal = "staatsangehoerigkeit"\nspalten = ["deutsch", "nichtdeutsch"]\n'


def gepruefte(ordner, text, rest, *, zeit='spalte = "Jahr"', datei_zeilen="", name="daten.csv", mehr=""):
    """Findings on derived values as (Grad, sentence)."""
    dateien = text if isinstance(text, dict) else {name: text}
    toml = manifest("daten*.csv", zeit=zeit, rest=rest, datei_zeilen=datei_zeilen) + mehr
    lieferung = lesen(ordner, dateien, toml)
    _, befunde = validation.pruefen(
        lieferung.tabellen,
        datum=lieferung.angaben.datum,
        befunde=lieferung.befunde,
        rundung=lieferung.angaben.rundung,
        abgeleitet=lieferung.abgeleitet,
    )
    sonst = befunde[befunde["grad"].eq("Fehler") & ~befunde["regel"].isin(["abgeleitet", "zahl", "luecke"])]
    assert list(sonst["grund"]) == []
    eigene = befunde[
        befunde["regel"].isin(["abgeleitet", "zahl"]) | befunde["grund"].str.contains(" ist die | durch ")
    ]
    felder = eigene.astype(object).where(eigene.notna(), None)
    return [(b.grad, satz(b)) for b in map(Befund._make, felder.itertuples(index=False, name=None))]


def abgeleitet(**angaben):
    """A declaration in the manifest."""
    return "[[datei.abgeleitet]]\n" + "".join(f"{name} = {wert}\n" for name, wert in angaben.items())


WACHSTUM = (
    "Gebiet;Jahr;Anzahl;Wachstum in %\nP01;2019;100;\nP01;2020;105;{}\nP02;2019;200;\nP02;2020;190;-5\n"
)


@pytest.mark.parametrize(
    ("gedruckt", "gut"), [("5", True), ("5,0", True), ("+5 %", True), ("179", False), ("-5", False)]
)
def test_growth_against_the_year_before(tmp_path, gedruckt, gut):
    rest = EIN_WERT + abgeleitet(spalte='"Wachstum in %"', art='"wachstum"', zaehler='"Anzahl"')
    gefunden = gepruefte(tmp_path, WACHSTUM.format(gedruckt), rest)
    assert (gefunden == []) is gut
    if gedruckt == "179":
        assert gefunden == [
            (
                "Fehler",
                "daten.csv, Zeile 3, Spalte Wachstum in %: Geliefert ist 179, nachgerechnet ergibt die Veränderung 5 (von 100 auf 105). Bitte den Wert oder die Zahlen berichtigen, aus denen er gebildet ist.",
            )
        ]


def test_growth_against_the_file_of_the_year_before(tmp_path):
    rest = EIN_WERT + abgeleitet(spalte='"Wachstum in %"', art='"wachstum"', zaehler='"Anzahl"')
    dateien = {
        "daten_2019.csv": "Gebiet;Anzahl;Wachstum in %\nP01;100;x\n",
        "daten_2020.csv": "Gebiet;Anzahl;Wachstum in %\nP02;50;1,0\nP01;105;179,0\n",
    }
    gefunden = gepruefte(
        tmp_path, dateien, rest, zeit="dateiname = '\\d{4}'", datei_zeilen='symbole = { "x" = "fehlt" }'
    )
    assert [s.split(":")[0] for _, s in gefunden] == ["daten_2020.csv, Zeile 3, Spalte Wachstum in %"]


def test_growth_is_not_taken_over_a_year_that_is_missing(tmp_path):
    """2018 to 2020 is no growth from year to year; the file has 2019 for the other area."""
    rest = EIN_WERT + abgeleitet(spalte='"Wachstum"', art='"wachstum"', zaehler='"Anzahl"')
    text = "Gebiet;Jahr;Anzahl;Wachstum\nP01;2018;100;\nP01;2020;150;10,0\nP02;2018;100;\nP02;2019;100;0,0\nP02;2020;100;0,0\n"
    assert gepruefte(tmp_path, text, rest) == []


def test_growth_between_two_columns(tmp_path):
    rest = '[[datei.werte]]\nmerkmal = "stichtag"\nspalten = ["2019", "2020"]\n' + abgeleitet(
        spalte='"Veränderung"', art='"wachstum"', zaehler='"2020"', nenner='"2019"'
    )
    text = "Gebiet;2019;2020;Veränderung\nP01;100;105;5,0\nP02;100;105;179,0\n"
    (eins,) = gepruefte(tmp_path, text, rest, datei_zeilen="kopfzeilen = 1", zeit='tag = "12-31"')
    assert "Zeile 3" in eins[1]


@pytest.mark.parametrize(
    ("anteil", "grad"), [("16,7", None), ("16,66", "Warnung"), ("0,167", "Fehler"), ("17,7", "Fehler")]
)
def test_share_of_a_sum_of_columns(tmp_path, anteil, grad):
    rest = PAAR + abgeleitet(
        spalte='"Ausländeranteil"',
        art='"anteil"',
        zaehler='["nichtdeutsch"]',
        nenner='["staatsangehoerigkeit"]',
    )
    text = f"Gebiet;Jahr;deutsch;nichtdeutsch;Ausländeranteil\nP01;2020;1.000;200;{anteil}\n"
    gefunden = gepruefte(tmp_path, text, rest, datei_zeilen='tausender = "."')
    assert [g for g, _ in gefunden] == ([grad] if grad else [])


@pytest.mark.parametrize(("summe", "gesamt"), [("", "P01;2020;Summe;200;100,0\n"), ("", "")])
def test_share_of_the_total_of_the_area(tmp_path, summe, gesamt):
    rest = (
        EIN_WERT
        + '[datei.dimension.alter]\nspalte = "Alter"\nsumme = ["Summe"]\n'
        + abgeleitet(spalte='"%"', art='"anteil"', zaehler='"Anzahl"', aus='"raumeinheit"')
    )
    text = f"Gebiet;Jahr;Alter;Anzahl;%\nP01;2020;0-17;50;25,0\nP01;2020;18+;150;70,0\n{gesamt}"
    (eins,) = gepruefte(tmp_path, text, rest)
    assert "Geliefert ist 70,0, nachgerechnet ergibt der Anteil 75,0 (150 von 200)" in eins[1]


def test_share_of_an_area_with_a_secret_part_goes_by_the_delivered_total(tmp_path):
    rest = (
        EIN_WERT
        + '[datei.dimension.alter]\nspalte = "Alter"\nsumme = ["Summe"]\n'
        + abgeleitet(spalte='"%"', art='"anteil"', zaehler='"Anzahl"', aus='"raumeinheit"')
    )
    text = "Gebiet;Jahr;Alter;Anzahl;%\nP01;2020;0-17;50;20,0\nP01;2020;18-64;.;.\nP01;2020;65+;150;75,0\nP01;2020;Summe;{};100,0\n"
    assert "25,0" not in gepruefte(tmp_path / "a", text.format(250), rest)[0][1]
    assert [s[:20] for _, s in gepruefte(tmp_path / "a", text.format(250), rest)] == ["daten.csv, Zeile 4, "]
    assert gepruefte(tmp_path / "b", text.format("."), rest) == []


def test_share_of_the_city(tmp_path):
    rest = EIN_WERT + abgeleitet(spalte='"Anteil"', art='"anteil"', zaehler='"Anzahl"', aus='"stadt"')
    text = "Gebiet;Jahr;Anzahl;Anteil\nP01;2020;25;25,0\nP02;2020;75;57,0\nGesamt;2020;100;100,0\n"
    (eins,) = gepruefte(tmp_path / "a", text, rest)
    assert "Zeile 3" in eins[1]
    ohne = text.replace("Gesamt;2020;100;100,0\n", "")
    assert gepruefte(tmp_path / "b", ohne, rest) == gepruefte(tmp_path / "c", text, rest)


@pytest.mark.parametrize(
    ("art", "spalte", "gut", "falsch"),
    [("rate", "Fälle je 1.000", "50,0", "5,0"), ("mittel", "Ø Größe", "0,05", "0,5")],
)
def test_rates_and_averages(tmp_path, art, spalte, gut, falsch):
    rest = PAAR + abgeleitet(
        spalte=f'"{spalte}"', art=f'"{art}"', zaehler='"nichtdeutsch"', nenner='"deutsch"'
    )
    text = f"Gebiet;Jahr;deutsch;nichtdeutsch;{spalte}\nP01;2020;2000;100;{{}}\n"
    zeilen = 'tausender = ""'
    assert gepruefte(tmp_path / "a", text.format(gut), rest, datei_zeilen=zeilen) == []
    assert gepruefte(tmp_path / "b", text.format(falsch), rest, datei_zeilen=zeilen)[0][0] == "Fehler"


@pytest.mark.parametrize(("gedruckt", "gut"), [("-5", True), ("5", False), ("-4,8", False)])
def test_differences(tmp_path, gedruckt, gut):
    rest = EIN_WERT + abgeleitet(spalte='"Veränderung"', art='"differenz"', zaehler='"Anzahl"')
    text = f"Gebiet;Jahr;Anzahl;Veränderung\nP01;2018;0;\nP01;2019;105;105\nP01;2020;100;{gedruckt}\n"
    assert (gepruefte(tmp_path, text, rest) == []) is gut


def test_counts_that_the_source_rounds_move_the_share(tmp_path):
    """20 of 100 may be 18 to 22 of 98 to 102: 17.6 to 22.4 per cent."""
    rest = PAAR + abgeleitet(spalte='"Anteil"', art='"anteil"', zaehler='"nichtdeutsch"', nenner='"deutsch"')
    text = "Gebiet;Jahr;deutsch;nichtdeutsch;Anteil\nP01;2020;100;20;{}\n"
    rundung = '[[rundung]]\ntabellen = ["einwohner"]\nauf = 5\n'
    assert gepruefte(tmp_path / "a", text.format("22,3"), rest, mehr=rundung) == []
    assert len(gepruefte(tmp_path / "b", text.format("22,9"), rest, mehr=rundung)) == 1
    assert len(gepruefte(tmp_path / "c", text.format("22,3"), rest)) == 1


def test_a_declared_column_that_holds_no_number_is_an_error(tmp_path):
    rest = PAAR + abgeleitet(spalte='"Anteil"', art='"anteil"', zaehler='"nichtdeutsch"', nenner='"deutsch"')
    text = "Gebiet;Jahr;deutsch;nichtdeutsch;Anteil\nP01;2020;100;20;zwanzig\nP02;2020;100;.;.\n"
    (eins,) = gepruefte(tmp_path, text, rest)
    assert eins[1].startswith('daten.csv, Zeile 2, Spalte Anteil: "zwanzig" ist hier keine Zahl.')


def test_a_share_of_nothing_declared_is_refused(tmp_path):
    rest = PAAR + abgeleitet(spalte='"Anteil"', art='"anteil"', zaehler='"nichtdeutsch"')
    lieferung = lesen(
        tmp_path, {"daten.csv": "Gebiet;deutsch;nichtdeutsch;Anteil\nP01;1;1;1\n"}, manifest(rest=rest)
    )
    assert any("fehlt, woraus sie gebildet ist" in b.grund for b in lieferung.befunde)


# --- columns that nobody declared

QUOTEN = [(400, 100, "20,0"), (1400, 700, "33,3"), (900, 300, "25,0"), (600, 120, "16,7"), (450, 50, "10,0")]


def quoten(spalte="Ausländeranteil in %", falsch=None):
    zeilen = [
        f"P{i:02};2020;{d};{n};{falsch if i == 4 and falsch else q}" for i, (d, n, q) in enumerate(QUOTEN)
    ]
    return f"Gebiet;Jahr;deutsch;nichtdeutsch;{spalte}\n" + "\n".join(zeilen) + "\n"


def test_an_undeclared_share_is_recognised_and_said(tmp_path):
    gefunden = gepruefte(tmp_path, quoten(), PAAR)
    assert gefunden == [
        (
            "Hinweis",
            'daten.csv: Erkannt: "Ausländeranteil in %" ist "nichtdeutsch" durch "staatsangehoerigkeit" mal 100. Bitte bestätigen: abgeleitet = [{ spalte = "Ausländeranteil in %", art = "anteil", zaehler = "nichtdeutsch", nenner = "staatsangehoerigkeit" }] in lieferung.toml unter [[datei]].',
        )
    ]


@pytest.mark.parametrize("falsch", ["100,0", "1,0", "10,1", "-10,0", "179"])
def test_the_rows_that_contradict_a_recognised_share_are_errors(tmp_path, falsch):
    gefunden = gepruefte(tmp_path, quoten(falsch=falsch), PAAR)
    assert [(g, s.split(":")[0]) for g, s in gefunden if g != "Hinweis"] == [
        ("Warnung" if falsch == "10,1" else "Fehler", "daten.csv, Zeile 6, Spalte Ausländeranteil in %")
    ]


def test_what_was_recognised_can_be_copied_into_the_manifest(tmp_path):
    zeile = (
        gepruefte(tmp_path / "a", quoten(), PAAR)[0][1]
        .split("Bitte bestätigen: ")[1]
        .split(" in lieferung.toml")[0]
    )
    assert gepruefte(tmp_path / "b", quoten(), PAAR, datei_zeilen=zeile) == []
    assert len(gepruefte(tmp_path / "c", quoten(falsch="100,0"), PAAR, datei_zeilen=zeile)) == 1


JAHRE = [(2016, 100, ""), (2017, 102, "2,0"), (2018, 101, "-1,0"), (2019, 110, "8,9")]


@pytest.mark.parametrize("spalte", ["Veränderung in %", "Wachstum", "Zuwachs (Prozent)"])
def test_undeclared_growth_is_recognised(tmp_path, spalte):
    zeilen = "".join(f"P01;{j};{n};{v}\n" for j, n, v in JAHRE)
    text = f"Gebiet;Jahr;Anzahl;{spalte}\n{zeilen}P01;2020;115;{{}}\n"
    assert [g for g, _ in gepruefte(tmp_path / "a", text.format("4,5"), EIN_WERT)] == ["Hinweis"]
    gefunden = gepruefte(tmp_path / "b", text.format("179,0"), EIN_WERT)
    assert [g for g, _ in gefunden] == ["Fehler", "Hinweis"]
    assert "Geliefert ist 179,0, nachgerechnet ergibt die Veränderung 4,5 (von 110 auf 115)" in gefunden[0][1]


def test_growth_of_5_per_cent_printed_as_179_per_cent_does_not_pass_in_the_smallest_file(tmp_path, capsys):
    """One row alone proves no form, but the label leaves only one: a person must confirm it."""
    (eins,) = gepruefte(
        tmp_path / "raw" / "x",
        "Gebiet;Jahr;Anzahl;Wachstum in %\nP01;2019;100;\nP01;2020;105;179\n",
        EIN_WERT,
    )
    assert eins == (
        "Warnung",
        'daten.csv, Zeile 3, Spalte Wachstum in %: "Wachstum in %" ist wohl die Veränderung von "Anzahl" zuvor auf "Anzahl" mal 100; das ergibt hier 5, geliefert ist 179 (so in 1 von 1 Zeilen). Bitte prüfen und unter [[datei.abgeleitet]] sagen, woraus die Spalte gebildet ist.',
    )
    (tmp_path / "processed").mkdir()
    assert sozialraum("einlesen", tmp_path / "raw" / "x", "--daten", tmp_path) == 1
    assert "--bestaetigt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("gedruckt", "grad"), [("179,0", "Warnung"), ("5,0", "Hinweis"), ("10,0", "Hinweis")]
)
def test_growth_that_no_column_of_the_file_explains_must_be_confirmed(tmp_path, gedruckt, grad):
    """Which of three columns grew, one row cannot say; that none of them did so much, it can."""
    rest = '[[datei.werte]]\nmerkmal = "geschlecht"\nspalten = ["m", "w"]\n[[datei.werte]]\nspalten = ["Gesamt"]\n'
    text = f"Gebiet;Jahr;m;w;Gesamt;Veränderung in %\nP01;2019;50;50;100;\nP01;2020;50;55;105;{gedruckt}\n"
    assert [g for g, _ in gepruefte(tmp_path, text, rest)] == [grad]


def test_growth_between_columns_that_no_row_explains_must_be_confirmed(tmp_path):
    rest = '[[datei.werte]]\nmerkmal = "stichtag"\nspalten = ["2019", "2020"]\n'
    text = "Gebiet;2019;2020;Veränderung in %\nP01;100;105;179,0\n"
    (eins,) = gepruefte(tmp_path, text, rest, datei_zeilen="kopfzeilen = 1", zeit='tag = "12-31"')
    assert eins[0] == "Warnung"
    assert "das ergibt hier 5,0, geliefert ist 179,0" in eins[1]


@pytest.mark.parametrize(("falsch", "grade"), [("5,0", ["Hinweis"]), ("179,0", ["Fehler", "Hinweis"])])
def test_undeclared_growth_over_one_file_per_year(tmp_path, falsch, grade):
    kopf = "Gebiet;Anzahl;Veränderung in %\n"
    dateien = {
        "daten_2019.csv": kopf + "P01;1000;\nP02;2000;\nP03;500;\nP04;800;\n",
        "daten_2020.csv": kopf + f"P01;1050;{falsch}\nP02;2200;10,0\nP03;490;-2,0\nP04;816;2,0\n",
    }
    gefunden = gepruefte(tmp_path, dateien, EIN_WERT, zeit="dateiname = '\\d{4}'")
    assert [g for g, _ in gefunden] == grade


def test_a_column_that_nothing_explains_is_said_not_to_be_recomputed(tmp_path):
    zeilen = "".join(f"P{i:02};2020;{100 + i};{q}\n" for i, q in enumerate(["3,1", "7,7", "9,2", "4,4"]))
    gefunden = gepruefte(tmp_path, f"Gebiet;Jahr;Anzahl;Quote\n{zeilen}", EIN_WERT)
    assert gefunden == [
        (
            "Hinweis",
            'daten.csv, Spalte Quote: Die Spalte "Quote" ist nicht nachgerechnet: keine einfache Rechnung aus den Zahlen daneben passt. Bitte unter [[datei.abgeleitet]] sagen, woraus sie gebildet ist, oder sie unter ignorieren nennen.',
        )
    ]


def test_an_ignored_column_is_left_alone(tmp_path):
    zeilen = 'ignorieren = ["Ausländeranteil in %"]'
    assert gepruefte(tmp_path, quoten(falsch="179"), PAAR, datei_zeilen=zeilen) == []


def test_a_column_of_texts_is_no_derived_column(tmp_path):
    lieferung = lesen(tmp_path, {"daten.csv": "Gebiet;Quote;Anzahl\nP01;hoch;3\nP02;tief;4\n"}, manifest())
    assert [b.regel for b in lieferung.befunde if b.regel != "erkannt"] == ["spalte_ungelesen"]


def test_a_long_file_is_tried_on_whole_areas_and_checked_in_every_row(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.deliveries.fremd.ableitung.quoten.ZEILEN_HOECHSTENS", 10)
    zeilen = [
        f"P{i:02};{j};{n + i};{v and f'{((n + i) / (m + i) - 1) * 100:.3f}'.replace('.', ',')}"
        for i in range(9)
        for (j, n, v), (_, m, _) in zip(JAHRE, [JAHRE[0], *JAHRE], strict=False)
    ]
    zeilen[-1] = zeilen[-1].rsplit(";", 1)[0] + ";179,0"
    text = "Gebiet;Jahr;Anzahl;Veränderung in %\n" + "\n".join(zeilen) + "\n"
    assert [g for g, _ in gepruefte(tmp_path, text, EIN_WERT)] == ["Fehler", "Hinweis"]


@pytest.mark.parametrize(
    ("text", "dezimal", "tausender", "soll"),
    [
        ("26,3", ",", None, ("26.3", 1)), ("26.25 %", ".", None, ("26.25", 2)), ("−5,0", ",", None, ("-5.0", 1)),
        ("+5", ",", None, ("5", 0)), ("±0,0", ",", None, ("0.0", 1)), ("1.234,5", ",", ".", ("1234.5", 1)),
        ("- 5,0 v.H.", ",", None, ("-5.0", 1)), ("0.12500000000000003", ".", None, ("0.1250000000", 10)),
        ("12.5", ",", None, None), ("1.234", "", None, None), ("k. A.", ",", None, None), ("5", "", None, ("5", 0)),
    ],
)  # fmt: skip
def test_numbers_with_decimals(text, dezimal, tausender, soll):
    gelesen = kommazahl.lesen(text, dezimal, tausender)
    assert (None if gelesen is None else tuple(gelesen)) == soll


@pytest.mark.parametrize(
    ("texte", "schreibweise", "soll"),
    [
        (["26,3", "5"], Schreibweise(), ","), (["26.3"], Schreibweise(), "."), (["1.234"], Schreibweise(), ""),
        (["1.234,5"], Schreibweise(), ","), (["0,123"], Schreibweise(), ","), (["1234,567"], Schreibweise(), ","),
        (["26,3", "26.3"], Schreibweise(), ""), (["5"], Schreibweise("."), ","), (["26,3"], Schreibweise(None, "."), "."),
    ],
)  # fmt: skip
def test_the_decimal_sign_is_that_of_the_file(texte, schreibweise, soll):
    assert kommazahl.dezimalzeichen(texte, schreibweise) == soll


def test_nothing_derived_is_an_empty_table(tmp_path):
    lieferung = lesen(tmp_path, {"daten.csv": "Gebiet;Anzahl\nP01;3\n"}, manifest())
    assert isinstance(lieferung.abgeleitet, pd.DataFrame)
    assert lieferung.abgeleitet.empty
