"""`freigeben` on the command line: what it keeps, and that releasing again is no news."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline import store
from pipeline.cli import freigabe
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


def test_a_run_replaces_its_own_rows_and_all_scenarios_of_its_base(tmp_path: Path) -> None:
    def zeilen(*szenarien: str, basis: str = "2020-12-31", wert: float = 1.0) -> pd.DataFrame:
        kopf = {"raumeinheit": "P10", "basis": basis, "jahr": 2021, "erwartet": wert}
        return pd.DataFrame([{**kopf, "szenario": name} for name in szenarien])

    alt = zeilen("basis", "eigenes")
    anderes = zeilen("basis", basis="2019-12-31")
    (tmp_path / "processed").mkdir()
    tabellen = {name: pd.concat([anderes, alt]) for name in ("prognose", "prognoseszenarien")}
    store.write_zone(store.FREIGABE, tabellen, schritt="prognose", daten=tmp_path)
    neu = {"basis": 2.0, "ohne_wanderung": 2.0}
    got = {name: freigabe._ergaenzt(name, zeilen(*neu, wert=2.0), tmp_path) for name in tabellen}
    werte = {
        name: dict(zip(zip(t["basis"].str[:4], t["szenario"], strict=True), t["erwartet"], strict=True))
        for name, t in got.items()
    }
    bleibt = {("2019", "basis"): 1.0, ("2020", "basis"): 2.0, ("2020", "ohne_wanderung"): 2.0}
    assert werte["prognoseszenarien"] == bleibt
    assert werte["prognose"] == {**bleibt, ("2020", "eigenes"): 1.0}
