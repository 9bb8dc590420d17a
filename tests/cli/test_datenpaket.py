"""The description of the written tables, checked by the library of the standard where it is installed."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_kennzahlen import geschrieben, zone

frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")


@pytest.fixture(autouse=True)
def _feldgrenze() -> Iterator[None]:
    """The library raises the longest field that `csv` reads, for everybody in this process."""
    grenze = csv.field_size_limit()
    yield
    csv.field_size_limit(grenze)


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
