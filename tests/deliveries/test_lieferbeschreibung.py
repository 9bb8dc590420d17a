"""The delivery specification says of every table and column what the schemas say."""

from pathlib import Path

import pytest

from pipeline import names
from pipeline.deliveries.manifest import LIEFERUNG, VOLLSTAENDIG
from pipeline.deliveries.ordner import GEOMETRIEN, MANIFEST
from pipeline.schemas import MODELLE

TEXT = (Path(__file__).resolve().parents[2] / "data" / "raw" / "README.md").read_text(encoding="utf-8")


def _abschnitt(tabelle):
    return TEXT.split(f"### `{tabelle}.csv`\n")[1].split("\n### ")[0]


@pytest.mark.parametrize("tabelle", names.TABELLEN)
def test_every_column_is_described_in_the_words_of_the_schema(tabelle):
    spalten = MODELLE[tabelle].to_schema().columns
    zeilen = [zeile for zeile in _abschnitt(tabelle).splitlines() if zeile.startswith("| `")]
    assert [zeile.split("`")[1] for zeile in zeilen] == list(names.TABELLEN[tabelle].spalten)
    for zeile, spalte in zip(zeilen, names.TABELLEN[tabelle].spalten, strict=True):
        assert f"| {spalten[spalte].description} |" in zeile


@pytest.mark.parametrize("tabelle", names.TABELLEN)
def test_every_code_is_named(tabelle):
    for spalte in MODELLE[tabelle].to_schema().columns.values():
        for pruefung in (p for p in spalte.checks if p.name == "isin"):
            assert all(f"`{code}`" in _abschnitt(tabelle) for code in pruefung.statistics["allowed_values"])


@pytest.mark.parametrize("tabelle", names.TABELLEN)
def test_every_table_has_an_example_with_its_header(tabelle):
    beispiel = _abschnitt(tabelle).split("```csv\n")[1].splitlines()
    assert beispiel[0] == ",".join(names.TABELLEN[tabelle].spalten)
    assert len(beispiel) > 2


def test_manifest_and_geometry_are_described():
    for wort in (*LIEFERUNG, *VOLLSTAENDIG, *GEOMETRIEN, MANIFEST, "EPSG:25832", "sozialraum pruefen"):
        assert wort in TEXT
