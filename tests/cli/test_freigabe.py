"""`freigeben` on the command line: what it keeps, and that releasing again is no news."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline import store
from tests import lieferung_klein
from tests.conftest import sozialraum


@pytest.mark.long
def test_everything_released_is_kept_and_released_again_it_stays_the_same(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "daten" / "processed").mkdir(parents=True)
    daten = tmp_path / "daten"
    lieferung_klein.schreiben(tmp_path / "klein")
    assert sozialraum("einlesen", tmp_path / "klein", "--daten", daten) == 0
    assert sozialraum("freigeben", "--daten", daten) == 0
    erstes = store.read("veroeffentlicht", daten)
    assert {"einwohner", "geburten"} <= set(erstes["tabelle"])
    einwohner = store.read("einwohner", daten)
    assert sozialraum("freigeben", "--daten", daten) == 0
    assert "geändert: 0 Dateien" in capsys.readouterr().out
    pd.testing.assert_frame_equal(store.read("veroeffentlicht", daten), erstes)
    pd.testing.assert_frame_equal(store.read("einwohner", daten), einwohner)
