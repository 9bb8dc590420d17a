"""A text that a spreadsheet would run is refused in a delivery, and harmless in whatever is written of it."""

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import deliveries, names, store
from tests import lieferung_klein
from tests.conftest import sozialraum
from tests.deliveries.fremd import lesen, manifest

pytestmark = pytest.mark.long  # every case takes deliveries in, through the command line

FORMELN = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "\u00a0=1"]


@pytest.mark.parametrize("text", FORMELN)
def test_what_begins_like_a_formula(text):
    assert names.ist_formel(text)
    assert not names.ist_formel(names.ohne_formel(text))


@pytest.mark.parametrize("text", ["Böckingen", "Nord-West", "a=b", "", "5", "Straße + Weg", "'=1"])
def test_what_does_not(text):
    assert not names.ist_formel(text)
    assert names.ohne_formel(text) == text


@given(st.text(alphabet="=+-@;\t\r\n x'＝", max_size=12))
def test_no_cell_of_a_line_split_in_any_way_begins_like_a_formula(text):
    for zelle in names.ohne_formel(text).replace("\t", ";").replace("\n", ";").replace("\r", ";").split(";"):
        assert not zelle.strip().startswith(("=", "+", "-", "@", "＝"))


@pytest.mark.parametrize("text", FORMELN[:4])
def test_a_name_that_is_a_formula_is_refused_in_the_standard_layout(tmp_path: Path, text: str) -> None:
    tabellen = lieferung_klein.tabellen()
    raum = tabellen["raumeinheiten"]
    tabellen["raumeinheiten"] = raum.assign(name=raum["name"].mask(raum["raumeinheit"].eq("P01"), text))
    lieferung = lieferung_klein.schreiben(tmp_path / "raw" / "klein", tabellen)
    (tmp_path / "processed").mkdir()
    ziel = tmp_path / "protokoll.csv"
    assert sozialraum("einlesen", lieferung, "--daten", tmp_path) == 1
    assert store.tabellen("bestand", tmp_path) == []
    assert sozialraum("pruefen", lieferung, "--protokoll", ziel) == 1
    with ziel.open(encoding="utf-8-sig", newline="") as datei:
        zellen = [zelle for zeile in csv.reader(datei) for zelle in zeile]
    assert f"'{text}" in zellen
    assert not any(names.ist_formel(zelle) for zelle in zellen)


def test_a_name_that_is_a_formula_is_refused_in_a_foreign_file(tmp_path: Path) -> None:
    toml = manifest(ort='spalte = "Gebiet"\nname_spalte = "Name"')
    lesen(tmp_path / "x", {"daten.csv": "Gebiet;Name;Anzahl\nP01;=HYPERLINK(1);7\n"}, toml)
    ziel = tmp_path / "p.json"
    assert sozialraum("pruefen", tmp_path / "x", "--protokoll", ziel) == 1
    (befund,) = (b for b in json.loads(ziel.read_text(encoding="utf-8")) if b["regel"] == "formel")
    assert (befund["datei"], befund["zeile"], befund["wert"]) == ("daten.csv", 2, "=HYPERLINK(1)")


def test_a_formula_in_the_manifest_is_refused(tmp_path: Path) -> None:
    lieferung = lieferung_klein.schreiben(tmp_path / "klein", lieferant='"=1+1"')
    assert any("wie eine Formel" in b.grund for b in deliveries.read(lieferung).befunde)


def test_a_formula_in_the_middle_of_a_cell_is_harmless_where_semicolons_separate(tmp_path: Path) -> None:
    """A German spreadsheet splits at the semicolon, whatever the quotes say."""
    lesen(tmp_path / "x", {"daten.csv": 'Gebiet;Anzahl\nP01;"1;=1+1"\n'}, manifest())
    ziel = tmp_path / "p.csv"
    assert sozialraum("pruefen", tmp_path / "x", "--protokoll", ziel) == 1
    assert ";=" not in ziel.read_text(encoding="utf-8")
    assert ";'=1+1" in ziel.read_text(encoding="utf-8")


def test_links_and_paths_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    fremd = tmp_path / "geheim.csv"
    fremd.write_text("Gebiet;Anzahl\nP01;1\n", encoding="utf-8")
    ordner = tmp_path / "x"
    for name in ("../geheim.csv", str(fremd), "unter/geheim.csv"):
        lieferung = lesen(ordner, {"a.txt": "x"}, manifest(name))
        assert "einwohner" not in lieferung.tabellen
    (ordner / "daten.csv").symlink_to(fremd)
    (ordner / "unter").mkdir()
    (ordner / "unter" / "geheim.csv").write_text(fremd.read_text(encoding="utf-8"), encoding="utf-8")
    lieferung = lesen(ordner, {}, manifest("*"))
    assert {b.regel for b in lieferung.befunde if b.datei == "daten.csv"} == {"verknuepfung"}
    assert not lieferung.tabellen


def test_a_linked_manifest_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "fremd.toml").write_text(manifest(), encoding="utf-8")
    ordner = tmp_path / "x"
    ordner.mkdir()
    (ordner / "daten.csv").write_text("Gebiet;Anzahl\nP01;1\n", encoding="utf-8")
    (ordner / "lieferung.toml").symlink_to(tmp_path / "fremd.toml")
    lieferung = deliveries.read(ordner)
    assert not lieferung.tabellen
    assert ("lieferung.toml", "verknuepfung") in {(b.datei, b.regel) for b in lieferung.befunde}
