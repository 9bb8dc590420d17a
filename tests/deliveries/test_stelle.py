"""Where several files feed one table, a finding names the file and the line in that file."""

import pandas as pd
import pytest

from pipeline import deliveries, validation
from pipeline.cli import ausgabe
from pipeline.deliveries.stelle import aufgeloest
from pipeline.schemas.befunde import Befund
from tests.conftest import sozialraum
from tests.deliveries.fremd import EIN_WERT, lesen, manifest

TOML = manifest("daten_*.csv", zeit="dateiname = '\\d{4}'")


def befunde(lieferung):
    """Sentences of all findings but those on what was detected."""
    _, gefunden = validation.pruefen(
        lieferung.tabellen, datum=lieferung.angaben.datum, befunde=lieferung.befunde
    )
    benannt = deliveries.benennen(gefunden, lieferung)
    assert list(benannt.dtypes) == list(gefunden.dtypes)
    return [ausgabe.satz(b) for b in ausgabe._befunde(benannt) if b.regel != "erkannt"]


def test_a_negative_number_is_named_in_its_own_file(tmp_path):
    dateien = {
        "daten_2019.csv": "Gebiet;Anzahl\nP01;5\nP02;6\n",
        "daten_2020.csv": "Gebiet;Anzahl\n\nP01;-5\nP02;6\n",
    }
    (satz,) = (s for s in befunde(lesen(tmp_path, dateien, TOML)) if "negativ" in s)
    assert satz.startswith("daten_2020.csv, Zeile 3, Spalte anzahl:")


def test_a_line_within_a_sentence_is_named_with_its_file(tmp_path):
    dateien = {
        "daten_2020.csv": "Gebiet;Anzahl\nP01;5\n",
        "daten_2020_b.csv": "Gebiet;Anzahl\nP02;6\nP01;5\n",
    }
    (satz,) = (s for s in befunde(lesen(tmp_path, dateien, TOML)) if "Schlüssel wie" in s)
    assert satz.startswith(
        "daten_2020_b.csv, Zeile 3: Diese Zeile hat denselben Schlüssel wie Zeile 2 von daten_2020.csv:"
    )


def test_the_same_key_twice_in_one_line_of_a_wide_file_is_found(tmp_path):
    """Both have one line; comparing lines would let the second pass."""
    rest = '[[datei.werte]]\nspalten = ["A"]\n[[datei.werte]]\nspalten = ["B"]\n'
    lieferung = lesen(tmp_path, {"daten.csv": "Gebiet;A;B\nP01;5;6\n"}, manifest(rest=rest))
    (satz,) = (s for s in befunde(lieferung) if "Schlüssel wie" in s)
    assert satz.startswith("daten.csv, Zeile 2: Diese Zeile hat denselben Schlüssel wie Zeile 2:")


def test_the_file_of_the_standard_layout_beside_a_foreign_one(tmp_path):
    kopf = "raumeinheit,stichtag,alter,geschlecht,staatsangehoerigkeit,anzahl,status\n"
    dateien = {
        "einwohner.csv": kopf + "P01,2019-12-31,insgesamt,insgesamt,insgesamt,-7,wert\n",
        "daten.csv": "Gebiet;Anzahl\nP01;-8\n",
    }
    saetze = [s for s in befunde(lesen(tmp_path, dateien, manifest())) if "negativ" in s]
    assert sorted(satz.split(":")[0] for satz in saetze) == [
        "daten.csv, Zeile 2, Spalte anzahl", "einwohner.csv, Zeile 2, Spalte anzahl",
    ]  # fmt: skip


def test_a_finding_on_a_whole_table_names_all_its_files(tmp_path):
    dateien = {f"daten_{jahr}.csv": "Gebiet;Anzahl\nP01;5\n" for jahr in (2017, 2019)}
    (satz,) = (s for s in befunde(lesen(tmp_path, dateien, TOML)) if "Jahr 2018 fehlt" in s)
    assert satz.startswith("daten_2017.csv, daten_2019.csv: ")


@pytest.mark.parametrize(
    ("satz", "soll"),
    [
        ("wie Zeile 0: x.", "wie eine Zeile im Bestand: x."),
        ("die Teile ab Zeile 0 ergeben 5.", "die Teile im Bestand ergeben 5."),
        ("wie Zeile 1000000007.", "wie Zeile 7 von b.csv."),
        ("wie Zeile 7.", "wie Zeile 7."),
    ],
)
def test_sentences(satz, soll):
    befund = Befund("Fehler", "einwohner.csv", 4, "", "", "summe", satz, "")
    assert aufgeloest(befund, ("a.csv", "b.csv")).grund == soll


def test_no_findings_stay_none():
    leer = validation.pruefen({}, datum="2020-01-01")[1].iloc[:0]
    assert deliveries.benennen(leer, deliveries.Lieferung(deliveries.Angaben("x"), None)).empty


@pytest.mark.parametrize("befehl", ["pruefen", "einlesen"])
def test_both_commands_name_the_file(tmp_path, capsys, befehl):
    dateien = {"daten_2019.csv": "Gebiet;Anzahl\nP01;5\n", "daten_2020.csv": "Gebiet;Anzahl\nP01;-5\n"}
    lesen(tmp_path / "raw" / "x", dateien, TOML)
    (tmp_path / "processed").mkdir()
    assert sozialraum(befehl, tmp_path / "raw" / "x", "--daten", tmp_path) == 1
    assert "daten_2020.csv, Zeile 2, Spalte anzahl:" in capsys.readouterr().out


def test_sheets_of_one_workbook_are_told_apart(tmp_path):
    import io

    import openpyxl

    mappe = openpyxl.Workbook()
    for jahr, zahl in ((2019, 5), (2020, "x")):
        blatt = mappe.create_sheet(str(jahr))
        blatt.append(["Gebiet", "Anzahl"])
        blatt.append(["P01", zahl])
    puffer = io.BytesIO()
    mappe.save(puffer)
    eins, zwei = (
        manifest("d.xlsx", datei_zeilen=f'blatt = "{jahr}"', zeit=f"fest = {jahr}", rest=EIN_WERT)
        for jahr in (2019, 2020)
    )
    lieferung = lesen(tmp_path, {"d.xlsx": puffer.getvalue()}, eins + zwei[zwei.index("[[datei]]") :])
    (befund,) = (b for b in lieferung.befunde if b.regel == "zahl")
    assert (befund.datei, befund.zeile) == ('d.xlsx (Blatt "2020")', 2)
    assert lieferung.stellen["einwohner"] == ('d.xlsx (Blatt "2019")', 'd.xlsx (Blatt "2020")')
    assert isinstance(lieferung.tabellen["einwohner"], pd.DataFrame)
