"""The description of the written tables, checked by the library of the standard where it is installed."""

from pathlib import Path

import pytest

from tests.cli.test_kennzahlen import geschrieben, zone

frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")


@pytest.mark.filterwarnings("default")  # those of a library of others
@pytest.mark.parametrize("endung", ["csv", "json", "parquet"])
def test_the_library_of_the_standard_finds_nothing_wrong(
    tmp_path: Path, endung: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ziel = geschrieben(zone(tmp_path / "data"), f"k.{endung}")
    monkeypatch.chdir(ziel.parent)
    bericht = frictionless.validate("datapackage.json")
    assert bericht.valid, bericht.flatten(["rowNumber", "fieldName", "type", "message"])[:5]
    assert bericht.stats["tasks"] == 1
