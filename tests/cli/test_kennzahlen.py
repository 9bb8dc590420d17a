"""Values, targets and decisions on the terminal and in every format, from a small released zone."""

import csv
import hashlib
import json
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from pipeline import decisions, store
from pipeline.cli import arbeitsmappe
from pipeline.cli.protokoll import ohne_formel
from tests.conftest import sozialraum
from tests.indicators import tabellen
from tests.store.bausteine import beleg

ZIEL = [
    *("kennzahlen", "beschluss", "--kennzahl", "al_anteil", "--datum", "2021-03-18"),
    *("--ziel", "1,2", "--zieljahr", "2025", "--einvernehmen", "Träger"),
    *("--einvernehmen", "Quartiersmanagement", "--verantwortlich", "Quartiersmanagement"),
    *("--faellig", "2025-12-31"),
]
BEOBACHTEN = [
    *("kennzahlen", "beschluss", "--kennzahl", "bev_65p", "--datum", "2021-03-18"),
    *("--einvernehmen", "Träger"),
]


def zone(ordner: Path, demonstration: bool = True) -> Path:
    store.write_zone(
        "freigabe",
        tabellen.alle(),
        schritt="freigeben",
        lieferungen=[beleg(demonstration=demonstration)],
        daten=ordner,
    )
    return ordner


@pytest.fixture
def daten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOZIALRAUM_SCHLUESSEL_DATEI", str(tmp_path / "schluessel"))
    return zone(tmp_path / "data")


@pytest.fixture
def mit_ziel(daten: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert sozialraum(*ZIEL, "--daten", daten) == 0
    capsys.readouterr()
    return daten


def geschrieben(daten: Path, datei: str) -> Path:
    ziel = daten.parent / datei
    assert sozialraum("kennzahlen", "--daten", daten, "--nach", ziel) == 0
    return ziel


def mappe(daten: Path) -> dict[str, list[dict[str, object]]]:
    """Every sheet as rows by the heads of their columns."""
    sheets = {}
    for sheet in openpyxl.load_workbook(geschrieben(daten, "k.xlsx")):
        kopf, *zeilen = sheet.iter_rows(values_only=True)
        sheets[sheet.title] = [dict(zip(map(str, kopf), zeile, strict=True)) for zeile in zeilen]
    return sheets


def test_a_decision_is_printed_as_added_with_its_seal_and_stands_in_the_file(
    daten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sozialraum(*ZIEL, "--daten", daten) == 0
    ausgabe = capsys.readouterr().out
    (beschluss,) = decisions.lesen((daten / "beschluesse.toml").read_bytes(), "b").beschluesse
    assert decisions.eintrag(beschluss) in ausgabe
    assert f"Eingetragen als Beschluss 1 in {daten / 'beschluesse.toml'}." in ausgabe
    assert decisions.siegel(beschluss) in ausgabe
    # 10 of 660 residents aged 15 to under 65 are unemployed
    assert (beschluss.ausgangswert, beschluss.ausgangsjahr, beschluss.zielwert) == (1.5, 2020, 1.2)
    assert beschluss.demonstration is True


def test_a_decision_can_come_from_a_small_file(daten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    neu = daten.parent / "neu.toml"
    neu.write_text(
        'datum = 2021-03-18\nraumeinheit = "P10"\nart = "festlegen"\nkennzahlen = ["bev_u18", "bev_65p"]\n'
        'einvernehmen = ["Träger"]\n',
        encoding="utf-8",
    )
    befehl = ["kennzahlen", "beschluss", "--eintrag", neu, "--daten", daten]
    assert sozialraum(*befehl) == 0
    assert sozialraum(*befehl, "--kennzahl", "bev") == 1
    assert "--eintrag geht nur ohne die Optionen" in capsys.readouterr().err
    neu.write_text("datum = 18.3.2021", encoding="utf-8")
    assert sozialraum(*befehl) == 1
    assert f"{neu}, Zeile 1: Ab hier ist die Datei kein gültiges TOML." in capsys.readouterr().err
    assert sozialraum("kennzahlen", "beschluss", "--eintrag", daten / "x", "--daten", daten) == 1


@pytest.mark.parametrize(
    ("anders", "satz"),
    [
        (["--kennzahl", "al_antell"], 'Meinten Sie "al_anteil"?'),
        (["--zieljahr", "2020"], "liegt nicht nach dem Ausgangsjahr"),
        (["--ziel", "1,8"], "entgegen (niedrig ist gut)"),
        (["--ziel", "1.200,5"], '--ziel: "1.200,5" ist keine Zahl.'),
        (["--datum", "18.3.2021"], 'Feld datum: "18.3.2021" passt nicht'),
        (["--datum", "2999-01-01"], "liegt in der Zukunft"),
        (["--raumeinheit", "P1O"], 'raumeinheit: "P1O" ist nicht bekannt.'),
        (["--art", "fortschreiben"], "noch nicht festgelegt"),
        (["--ausgangswert", "1,6"], 'Zu "zielwert" fehlt "ausgangsjahr"'),
        (
            ["--ausgangswert", "1,6", "--ausgangsjahr", "2020"],
            "ist nicht der freigegebene Wert von 2020 (1,5)",
        ),
        (["--faellig", "2020-01-01"], "liegt vor dem Tag des Beschlusses"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_nothing_is_written(
    anders: list[str], satz: str, daten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stelle = ZIEL.index(anders[0]) if anders[0] in ZIEL else len(ZIEL)
    befehl = [*ZIEL[:stelle], *anders, *ZIEL[stelle + 2 :]]
    assert sozialraum(*befehl, "--daten", daten) == 1
    fehler = capsys.readouterr().err
    assert satz in fehler
    assert "Traceback" not in fehler
    assert not (daten / "beschluesse.toml").exists()


def test_wrong_usage_exits_2(daten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sozialraum("kennzahlen", "--jahr", "2020", "--daten", daten) == 2
    assert sozialraum("kennzahlen", "beschlus", "--daten", daten) == 2
    assert sozialraum("kennzahlen", "beschluss", "--zieljahr", "bald") == 2
    assert "Die Option --jahr gibt es nicht." in capsys.readouterr().err


def test_a_past_decision_that_was_changed_stops_everything_that_reads_the_file(
    mit_ziel: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datei = mit_ziel / "beschluesse.toml"
    datei.write_text(datei.read_text(encoding="utf-8").replace("1.2", "1.4"), encoding="utf-8")
    vorher = datei.read_bytes()
    for befehl in (["kennzahlen"], BEOBACHTEN):
        assert sozialraum(*befehl, "--daten", mit_ziel) == 1
        assert f"{datei}, Zeile 4: Beschluss 1 vom 2021-03-18 wurde" in capsys.readouterr().err
    assert datei.read_bytes() == vorher


def test_decisions_of_the_demonstration_do_not_stand_beside_real_data(
    mit_ziel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    echt = zone(tmp_path / "echt", demonstration=False)
    for befehl in (["kennzahlen"], BEOBACHTEN):
        fremd = ["--daten", echt, "--beschluesse", mit_ziel / "beschluesse.toml"]
        assert sozialraum(*befehl, *fremd) == 1
        assert "emonstration" in capsys.readouterr().err
    assert sozialraum(*BEOBACHTEN, "--daten", echt) == 0
    (beschluss,) = decisions.lesen((echt / "beschluesse.toml").read_bytes(), "b").beschluesse
    assert beschluss.demonstration is False


def test_the_terminal_shows_values_targets_and_why_there_is_no_value(
    mit_ziel: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sozialraum("kennzahlen", "--daten", mit_ziel) == 0
    zeilen = capsys.readouterr().out.splitlines()
    arbeitslos = next(zeile for zeile in zeilen if "│ al_anteil " in zeile)
    assert [teil.strip() for teil in arbeitslos.split("│")][3:7] == ["%", "1,5", "0,8 bis 2,8", "4,1"]
    assert "nicht beurteilbar" in arbeitslos
    hochbetagt = next(zeile for zeile in zeilen if "│ bev_80p " in zeile)
    assert "│ •" in hochbetagt
    assert "geheim: einwohner(altersgruppe=80+)." in hochbetagt
    dichte = next(zeile for zeile in zeilen if "│ dichte " in zeile)
    assert "Tabelle flaeche nicht geliefert." in dichte
    assert any("1,2 (2025)" in zeile and "kein neuer Wert" in zeile for zeile in zeilen)
    assert "Synthetische Daten" in zeilen


def test_json_for_a_machine_has_the_values_of_the_stichtag(
    mit_ziel: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sozialraum("kennzahlen", "--daten", mit_ziel, "--json") == 0
    zeilen = {zeile["kennzahl"]: zeile for zeile in json.loads(capsys.readouterr().out)}
    assert zeilen["al_anteil"]["wert"] == pytest.approx(100 * 10 / 660)
    assert zeilen["al_anteil"]["zielwert"] == 1.2
    assert zeilen["bev_80p"] | {"wert": None, "status": "geheim"} == zeilen["bev_80p"]


@pytest.mark.parametrize("ort", [["--nach", "k.pdf"], ["--nach", "datapackage.json"]])
def test_other_endings_and_the_name_of_the_description_are_refused(
    ort: list[str], daten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sozialraum("kennzahlen", "--daten", daten, *ort) == 1
    assert ort[1] in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said(daten: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for ziel in (daten / "fehlt" / "k.csv", daten / "k.xlsx"):
        (daten / "k.xlsx").mkdir(exist_ok=True)
        assert sozialraum("kennzahlen", "--daten", daten, "--nach", ziel) == 1
        assert "ist nicht zu schreiben" in capsys.readouterr().err


def test_the_workbook_has_typed_numbers_german_formats_frozen_heads_and_filters(mit_ziel: Path) -> None:
    buch = openpyxl.load_workbook(geschrieben(mit_ziel, "k.xlsx"))
    assert buch.sheetnames == ["Werte", "Zeitreihe", "Ziele", "Beschlüsse", "Definitionen", "Hinweise"]
    for blatt in buch:
        assert blatt.freeze_panes in ("A2", "C2")
        assert blatt.auto_filter.ref == blatt.dimensions
        assert all(zelle.font.bold for zelle in blatt[1])
    werte = buch["Werte"]
    spalte = [zelle.value for zelle in werte[1]].index("Wert") + 1
    zeile = next(z[0].row for z in werte.iter_rows(min_row=2) if z[0].value == "al_anteil")
    zelle = werte.cell(row=zeile, column=spalte)
    assert (zelle.data_type, zelle.number_format) == ("n", "[$-407]#,##0.0")
    assert zelle.value == pytest.approx(100 * 10 / 660)


def test_secret_values_stay_empty_in_the_workbook_and_say_so(daten: Path) -> None:
    sheets = mappe(daten)
    werte = {zeile["Kennung"]: zeile for zeile in sheets["Werte"]}
    geheim = werte["bev_80p"]
    assert (geheim["Wert"], geheim["Untere Grenze"], geheim["Status"]) == (None, None, "geheim")
    assert geheim["Wert Vergleich"] == pytest.approx(6.0)
    reihe = [zeile for zeile in sheets["Zeitreihe"] if zeile["Status"] != "wert"]
    assert reihe
    assert all(zeile[feld] is None for zeile in reihe for feld in ("Zähler", "Nenner", "Wert"))


def test_decisions_and_targets_have_sheets_of_their_own(mit_ziel: Path) -> None:
    sheets = mappe(mit_ziel)
    (ziel,) = sheets["Ziele"]
    assert (ziel["Kennung"], ziel["Ziel"], ziel["Urteil"]) == ("al_anteil", 1.2, "nicht beurteilbar")
    (beschluss,) = sheets["Beschlüsse"]
    assert pd.Timestamp(str(beschluss["Datum"])) == pd.Timestamp("2021-03-18")
    assert beschluss["Einvernehmen"] == "Träger; Quartiersmanagement"
    hinweise = {zeile["Angabe"]: zeile["Inhalt"] for zeile in sheets["Hinweise"]}
    gelesen = decisions.lesen((mit_ziel / "beschluesse.toml").read_bytes(), "b")
    assert hinweise["Siegel der Beschlüsse"] == decisions.siegel(gelesen.beschluesse[0])
    assert {zeile["Kennung"] for zeile in sheets["Definitionen"]} >= {"al_anteil", "bev"}


def test_every_table_says_that_the_numbers_are_made_up(mit_ziel: Path) -> None:
    sheets = mappe(mit_ziel)
    for titel in ("Werte", "Zeitreihe", "Ziele", "Beschlüsse"):
        assert {zeile["Datenart"] for zeile in sheets[titel]} == {"synthetisch (Demonstration)"}


@pytest.mark.long
def test_the_same_input_gives_the_same_bytes_without_any_time(mit_ziel: Path) -> None:
    for endung in ("xlsx", "parquet"):
        erste = geschrieben(mit_ziel, f"k.{endung}").read_bytes()
        assert geschrieben(mit_ziel, f"k.{endung}").read_bytes() == erste
    with zipfile.ZipFile(mit_ziel.parent / "k.xlsx") as archiv:
        assert b"dcterms" not in archiv.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")
        assert {teil.date_time for teil in archiv.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_csv_is_what_a_german_spreadsheet_opens_and_the_description_says_how(daten: Path) -> None:
    ziel = geschrieben(daten, "k.csv")
    paket = json.loads((ziel.parent / "datapackage.json").read_text(encoding="utf-8"))
    (tabelle,) = paket["resources"]
    assert tabelle["hash"] == f"sha256:{hashlib.sha256(ziel.read_bytes()).hexdigest()}"
    assert tabelle["bytes"] == ziel.stat().st_size
    with ziel.open(encoding="utf-8-sig", newline="") as offen:
        zeilen = list(csv.DictReader(offen, delimiter=tabelle["dialect"]["delimiter"]))
    felder = {feld["name"]: feld for feld in tabelle["schema"]["fields"]}
    assert list(zeilen[0]) == list(felder)
    assert felder["wert"] | {"type": "number", "decimalChar": ","} == felder["wert"]
    eine = next(
        z for z in zeilen if (z["kennzahl"], z["raumeinheit"], z["jahr"]) == ("al_anteil", "P10", "2020")
    )
    assert float(eine["wert"].replace(",", ".")) == pytest.approx(100 * 10 / 660)
    schluessel = [tuple(zeile[name] for name in tabelle["schema"]["primaryKey"]) for zeile in zeilen]
    assert len(set(schluessel)) == len(schluessel)
    assert all((zeile["wert"] == "") == (zeile["status"] != "wert") for zeile in zeilen)


def test_all_tables_carry_the_same_numbers(daten: Path) -> None:
    parquet = pd.read_parquet(geschrieben(daten, "k.parquet"))
    komma = pd.read_csv(geschrieben(daten, "k.csv"), sep=";", decimal=",")
    plain = pd.DataFrame(json.loads(geschrieben(daten, "k.json").read_text(encoding="utf-8")))
    for andere in (komma, plain):
        assert list(andere.columns) == list(parquet.columns)
        pd.testing.assert_series_equal(andere["wert"].astype("float64"), parquet["wert"])
        assert list(andere["jahr"]) == list(parquet["jahr"])
    paket = json.loads((daten.parent / "datapackage.json").read_text(encoding="utf-8"))
    assert [teil["path"] for teil in paket["resources"]] == ["k.csv", "k.json", "k.parquet"]


def test_a_description_of_other_data_is_not_overwritten(
    daten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for inhalt in ('{"name": "fremd"}', "kein JSON"):
        (daten.parent / "datapackage.json").write_text(inhalt, encoding="utf-8")
        assert sozialraum("kennzahlen", "--daten", daten, "--nach", daten.parent / "k.csv") == 1
        assert "gehört zu anderen Daten" in capsys.readouterr().err
    assert not (daten.parent / "k.csv").exists()


def test_no_text_of_the_workbook_runs_as_a_formula(daten: Path) -> None:
    texte = {"Bemerkung": "=HYPERLINK(1)", "Verantwortlich": "+1", "Einvernehmen": "-1; @A1"}
    worte = ["--bemerkung==HYPERLINK(1)", "--verantwortlich=+1", "--einvernehmen=-1", "--einvernehmen=@A1"]
    assert sozialraum(*BEOBACHTEN[:-2], *worte, "--daten", daten) == 0
    (beschluss,) = mappe(daten)["Beschlüsse"]
    for titel, text in texte.items():
        assert beschluss[titel] == ohne_formel(text)
        assert beschluss[titel].startswith("'" + text[0])
    with zipfile.ZipFile(daten.parent / "k.xlsx") as archiv:
        assert not any(b"<f>" in archiv.read(name) for name in archiv.namelist())


def test_number_formats_have_as_many_decimals_as_the_kennzahl() -> None:
    assert [arbeitsmappe.zahlenformat(n) for n in (0, 2)] == ["[$-407]#,##0", "[$-407]#,##0.00"]
