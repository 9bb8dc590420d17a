"""The demonstration delivery taken through every stage once, for the tests that need all of it."""

from pathlib import Path

import pandas as pd
import pytest

from pipeline import store
from pipeline.cli.anwendung import app
from pipeline.cli.befehl import ausfuehren

PROJEKT = Path(__file__).resolve().parents[1]
BEISPIEL = PROJEKT / "data" / "raw" / "beispiel"


def sozialraum(*worte: str | Path) -> int:
    """Run the command line in this process; returns its exit status."""
    return ausfuehren(app, [str(wort) for wort in worte])


@pytest.fixture(scope="session")
def daten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder in which the demonstration delivery was taken in, released and projected."""
    ordner = tmp_path_factory.mktemp("daten")
    (ordner / "processed").mkdir()
    for befehl in (("einlesen", BEISPIEL), ("freigeben",), ("prognose", "--basis", "2020-12-31")):
        assert sozialraum(*befehl, "--daten", ordner) == 0
    return ordner


@pytest.fixture(scope="session")
def freigegeben(daten: Path) -> dict[str, pd.DataFrame]:
    """Every released table of the demonstration delivery."""
    return {
        name: store.read(name, daten) for name in store.tabellen(store.FREIGABE, daten) if name != "gebiete"
    }
