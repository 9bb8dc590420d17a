"""Forecasts of the city on the way from deliveries to the released projection."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline import store
from tests import lieferung_klein
from tests.cli.test_nachlieferung import nachlieferung
from tests.conftest import sozialraum

pytestmark = pytest.mark.long  # takes deliveries in, through the command line

TABELLEN = ("einwohner", "wanderungen", "geburten", "sterbefaelle", "einbuergerungen")


def _gross() -> dict[str, pd.DataFrame]:
    """The small delivery, everybody twenty times."""
    tabellen = lieferung_klein.tabellen()
    viele = {
        name: t.assign(anzahl=(20 * t["anzahl"].astype(int)).astype(str))
        for name, t in tabellen.items()
        if name in TABELLEN
    }
    return {"raumeinheiten": tabellen["raumeinheiten"], **viele}


def _eckwerte(basis: str, **jahre: int) -> dict[str, pd.DataFrame]:
    zeilen = [
        {"raumeinheit": "HN", "basis": basis, "stichtag": f"{jahr[1:]}-12-31", "alter": "insgesamt",
         "geschlecht": "insgesamt", "anzahl": zahl, "status": "wert"}
        for jahr, zahl in jahre.items()
    ]  # fmt: skip
    return {"eckwerte": pd.DataFrame(zeilen)}


@pytest.fixture
def daten(tmp_path: Path) -> Path:
    (tmp_path / "processed").mkdir()
    ordner = lieferung_klein.schreiben(tmp_path / "raw" / "klein", _gross())
    manifest = ordner / "lieferung.toml"
    ohne = manifest.read_text(encoding="utf-8").replace(
        ', "zuwanderungsgeschichte", "haushalte", "grundsicherung", "arbeitslose"', ""
    )
    manifest.write_text(ohne, encoding="utf-8")
    assert sozialraum("einlesen", "--daten", tmp_path) == 0
    return tmp_path


def _stadt(daten: Path) -> pd.DataFrame:
    """Released totals of the city by year."""
    assert sozialraum("prognose", "--horizont", 2024, "--ziehungen", 0, "--daten", daten) == 0
    zeilen = store.read("prognose", daten).query("raumeinheit == 'HN' and altersgruppe == 'insgesamt'")
    gesamt = zeilen.query("geschlecht == 'insgesamt' and staatsangehoerigkeit == 'insgesamt'")
    return gesamt.set_index("jahr")


def test_a_delivered_forecast_is_taken_in_followed_and_named(daten: Path) -> None:
    ohne = _stadt(daten)
    assert "eckwerte" not in ohne
    nachlieferung(daten / "raw" / "erste", _eckwerte("2019-12-31", j2022=1700, j2023=1800))
    nachlieferung(daten / "raw" / "zweite", _eckwerte("2020-12-31", j2022=1600), "2022-02-01")
    nachlieferung(daten / "raw" / "spaete", _eckwerte("2021-12-31", j2022=1650), "2022-03-01")
    assert sozialraum("einlesen", "--daten", daten) == 0
    # one forecast does not replace another of the same days
    assert sorted(set(store.read_bestand("eckwerte", daten)["basis"])) == [
        "2019-12-31",
        "2020-12-31",
        "2021-12-31",
    ]
    mit = _stadt(daten)
    assert mit.loc[2022, "erwartet"] == 1600
    assert mit["eckwerte"].dropna().to_dict() == {2021: "2020-12-31", 2022: "2020-12-31"}
    assert "zweite" in set(store.herkunft(["prognose"], daten)["lieferung"])


def test_withdrawn_the_older_one_stands_again_and_then_none(daten: Path) -> None:
    ohne = _stadt(daten)
    nachlieferung(daten / "raw" / "erste", _eckwerte("2019-12-31", j2022=1700))
    nachlieferung(daten / "raw" / "zweite", _eckwerte("2020-12-31", j2022=1600), "2022-02-01")
    assert sozialraum("einlesen", "--daten", daten) == 0
    assert _stadt(daten).loc[2022, "erwartet"] == 1600
    assert sozialraum("einlesen", "--zurueckziehen", "zweite", "--daten", daten) == 0
    assert _stadt(daten).loc[2022, "erwartet"] == 1700
    assert sozialraum("einlesen", "--zurueckziehen", "erste", "--daten", daten) == 0
    wieder = _stadt(daten)
    pd.testing.assert_series_equal(wieder["erwartet"], ohne["erwartet"])
    assert wieder["eckwerte"].isna().all()
