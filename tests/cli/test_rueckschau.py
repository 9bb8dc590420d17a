"""`rueckschau` on the command line."""

import shutil
from pathlib import Path

import pytest

from pipeline import store
from pipeline.schemas import freigabe
from tests import lieferung_klein
from tests.conftest import sozialraum
from tests.projection.koeln import KOELN, MANIFEST


def _eingelesen(ordner: Path) -> Path:
    daten = ordner / "daten"
    (daten / "processed").mkdir(parents=True)
    assert sozialraum("einlesen", ordner / "lieferung", "--daten", daten) == 0
    return daten


def test_a_past_that_is_too_short_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lieferung_klein.schreiben(tmp_path / "lieferung")
    daten = _eingelesen(tmp_path)
    assert sozialraum("rueckschau", "--daten", daten) == 1
    assert "an fünf aufeinander folgenden Jahresenden" in capsys.readouterr().err
    assert not store.vorhanden("rueckschau", daten)
    assert sozialraum("rueckschau", "--falls-moeglich", "--daten", daten) == 0
    assert freigabe.MODELLE["rueckschau"].validate(store.read("rueckschau", daten)).empty


@pytest.mark.long
def test_the_errors_of_koeln_are_printed_and_released(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not KOELN.is_file():
        pytest.skip("the authentic file lies beside the checkout, not in it")
    (tmp_path / "lieferung").mkdir()
    shutil.copyfile(KOELN, tmp_path / "lieferung" / KOELN.name)
    shutil.copyfile(MANIFEST, tmp_path / "lieferung" / "lieferung.toml")
    daten = _eingelesen(tmp_path)
    assert sozialraum("rueckschau", "--daten", daten) == 0
    assert "Einwohner:innen unter 10.000" in capsys.readouterr().out
    freigabe.MODELLE["rueckschau"].validate(store.read("rueckschau", daten))
