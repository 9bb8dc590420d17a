"""Areas of a Nachlieferung beside those that stand: a mention says nothing, a drifted key is found."""

from pathlib import Path

import pytest

from pipeline import store
from tests import lieferung_klein
from tests.conftest import sozialraum
from tests.deliveries.fremd import lesen, manifest

pytestmark = pytest.mark.long  # every case takes deliveries in, through the command line

TOML = (
    manifest(
        zeit="fest = 2021-12-31",
        ort='spalte = "Gebiet"\nname_spalte = "Name"',
        datei_zeilen='nullen = "zeile_fehlt"',
    )
    .replace('id = "klein"', 'id = "neu"\ndemonstration = true')
    .replace("2021-01-31", "2022-03-31")
)  # fmt: skip


@pytest.fixture
def daten(tmp_path: Path) -> Path:
    """Data folder in which the small delivery stands."""
    (tmp_path / "processed").mkdir()
    lieferung_klein.schreiben(tmp_path / "raw" / "klein")
    assert sozialraum("einlesen", tmp_path / "raw" / "klein", "--daten", tmp_path) == 0
    return tmp_path


def raum(daten: Path) -> dict[str, dict[str, str]]:
    tabelle = store.read_bestand("raumeinheiten", daten)
    return {str(zeile["raumeinheit"]): zeile for zeile in tabelle.to_dict("records")}


def test_a_file_that_only_mentions_areas_leaves_them_as_they_stand(daten: Path, tmp_path: Path) -> None:
    vorher = raum(daten)
    lesen(tmp_path / "neu", {"daten.csv": "Gebiet;Name;Anzahl\nP01;;28\nP04;Bezirk P04;3\n"}, TOML)
    assert sozialraum("einlesen", tmp_path / "neu", "--bestaetigt", "--daten", daten) == 0
    nachher = raum(daten)
    assert {schluessel: nachher[schluessel] for schluessel in vorher} == vorher
    assert nachher["P04"]["name"] == "Bezirk P04"


def test_declared_zeros_are_only_those_of_the_areas_of_the_file(daten: Path, tmp_path: Path) -> None:
    lesen(tmp_path / "neu", {"daten.csv": "Gebiet;Name;Anzahl\nP01;;28\n"}, TOML)
    assert sozialraum("einlesen", tmp_path / "neu", "--bestaetigt", "--daten", daten) == 0
    erklaert = store.read_bestand("vollstaendigkeit", daten)
    assert set(erklaert["raumeinheit"][erklaert["periode"].eq("2021-12-31")]) == {"P01"}


def test_the_same_code_with_another_name_than_last_year_is_found(
    daten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Gebiet;Name;Anzahl\nP01;Bezirk P02;28\nP02;Bezirk P01;28\n"
    lesen(tmp_path / "neu", {"daten.csv": text}, TOML)
    assert sozialraum("einlesen", tmp_path / "neu", "--daten", daten) == 1
    ausgabe = capsys.readouterr()
    assert (
        'daten.csv, Zeile 2, Spalte name: P01 hieß bisher "Bezirk P01", und "Bezirk P02" war P02.'
        in ausgabe.out
    )
    assert "--bestaetigt" in ausgabe.err


def test_the_same_code_with_another_territory_than_last_year_is_found(
    daten: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tabellen = {name: t for name, t in lieferung_klein.tabellen().items() if name == "raumeinheiten"}
    neu = lieferung_klein.schreiben(tmp_path / "neu", tabellen)
    manifest_ = (neu / "lieferung.toml").read_text(encoding="utf-8").split("[[vollst")[0]
    (neu / "lieferung.toml").write_text(manifest_.replace('"klein"', '"neu"').replace("2021-03", "2022-03"))
    geometrie = (neu / "raumeinheiten.geojson").read_text(encoding="utf-8")
    ecken = geometrie.replace("516000.0", "515500.0")  # P01 gives half of itself to P02
    assert ecken != geometrie
    (neu / "raumeinheiten.geojson").write_text(ecken, encoding="utf-8")
    assert sozialraum("pruefen", neu, "--daten", daten) == 0
    ausgabe = capsys.readouterr().out
    assert "Zeile 3, Spalte raumeinheit: P01 deckt sich nur zu 50 % mit der bisherigen Fläche." in ausgabe
    assert "P02 deckt sich nur zu 67 %" in ausgabe


def test_a_new_begin_of_validity_explains_another_name(daten: Path, tmp_path: Path) -> None:
    raeume = lieferung_klein.tabellen()["raumeinheiten"]
    p01 = raeume["raumeinheit"].eq("P01")
    neu = raeume.assign(
        name=raeume["name"].mask(p01, "Neuer Bezirk"), gueltig_ab=raeume["gueltig_ab"].mask(p01, "2021-07-01")
    )
    ordner = lieferung_klein.schreiben(
        tmp_path / "neu", {"raumeinheiten": neu}, id='"neu"', datum="2022-03-31"
    )
    text = (ordner / "lieferung.toml").read_text(encoding="utf-8").split("[[vollst")[0]
    (ordner / "lieferung.toml").write_text(text, encoding="utf-8")
    assert sozialraum("einlesen", ordner, "--daten", daten) == 0
    assert raum(daten)["P01"]["name"] == "Neuer Bezirk"
