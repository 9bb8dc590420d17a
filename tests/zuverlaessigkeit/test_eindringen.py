"""What a delivery might try: paths and links that lead out of it, texts that a spreadsheet would run."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from pipeline import store
from pipeline.cli import protokoll
from pipeline.schemas.befunde import Befund
from tests import lieferung_klein
from tests.conftest import sozialraum

pytestmark = pytest.mark.long  # every case takes deliveries in, through the command line

FORMELN = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1")


@pytest.fixture
def daten(tmp_path: Path) -> Path:
    (tmp_path / "processed").mkdir()
    return tmp_path


def test_a_name_that_is_a_path_stays_inside(daten: Path) -> None:
    lieferung = lieferung_klein.schreiben(daten / "klein", id='"../../../ausserhalb"')
    vorher = {pfad for pfad in daten.parent.rglob("*") if not pfad.is_relative_to(daten / "processed")}
    assert sozialraum("einlesen", lieferung, "--daten", daten) == 0
    nachher = {pfad for pfad in daten.parent.rglob("*") if not pfad.is_relative_to(daten / "processed")}
    assert nachher == vorher


@pytest.mark.parametrize("datei", ["wahlen.csv", "lieferung.toml", "raumeinheiten.geojson"])
def test_a_link_is_refused_wherever_it_points(
    datei: str, daten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lieferung = lieferung_klein.schreiben(daten / "klein")
    (daten / "draussen").write_bytes((lieferung / datei).read_bytes())
    (lieferung / datei).unlink()
    (lieferung / datei).symlink_to(daten / "draussen")
    assert sozialraum("einlesen", lieferung, "--daten", daten) == 1
    assert "Verknüpfung" in capsys.readouterr().out
    assert store.tabellen("bestand", daten) == []


@pytest.mark.parametrize("formel", FORMELN)
@pytest.mark.parametrize("endung", ["csv", "html"])
def test_a_formula_is_neutral_in_every_file_that_is_written(
    formel: str, endung: str, daten: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tabellen = lieferung_klein.tabellen()
    wahlen = tabellen["wahlen"]
    tabellen["wahlen"] = wahlen.assign(briefwahl=wahlen["briefwahl"].where(wahlen.index > 0, formel))
    lieferung = lieferung_klein.schreiben(daten / "klein", tabellen)
    ziel = daten / f"protokoll.{endung}"
    assert sozialraum("pruefen", lieferung, "--protokoll", ziel) == 1
    text = ziel.read_bytes().decode()
    if endung == "csv":
        alle = felder(text)
        assert not [feld for feld in alle if feld.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert any(feld.startswith("'" + formel[0]) for feld in alle)
    else:
        assert "<script" not in text


def felder(text: str) -> list[str]:
    """Every field of a CSV as a spreadsheet reads it."""
    return [feld for zeile in csv.reader(io.StringIO(text, newline="")) for feld in zeile]


def test_a_line_break_does_not_bring_a_formula_to_the_start_of_a_line(tmp_path: Path) -> None:
    befund = Befund("Fehler", "wahlen.csv", 2, "wahl", "a\r=1+1", "code", "falsch", "richtig")
    protokoll.schreiben(pd.DataFrame([befund]), "klein", tmp_path / "protokoll.csv")
    assert "a\r'=1+1" in felder((tmp_path / "protokoll.csv").read_bytes().decode())
