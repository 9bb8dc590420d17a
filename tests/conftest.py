"""The demonstration delivery taken through every stage once, for the tests that need all of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from filelock import FileLock
from hypothesis import settings

from pipeline import store
from pipeline.cli.befehl import ausfuehren
from pipeline.cli.befehle import anwendung
from tests import lieferung_klein

PROJEKT = Path(__file__).resolve().parents[1]
BEISPIEL = PROJEKT / "data" / "raw" / "beispiel"

settings.register_profile("ohne_uhr", deadline=None)  # how long an example takes says nothing of a rule
settings.load_profile("ohne_uhr")


def sozialraum(*worte: str | Path) -> int:
    """Run the command line in this process; returns its exit status."""
    return ausfuehren(anwendung(), [str(wort) for wort in worte])


def once(name: str, factory: pytest.TempPathFactory, worker_id: str, make: Callable[[Path], None]) -> Path:
    """A folder made once for the whole run, whichever of the parallel workers asks first."""
    base = factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / name
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            werkstatt = folder.with_name(f"{name}.neu")
            werkstatt.mkdir(exist_ok=True)
            make(werkstatt)
            werkstatt.rename(folder)
    return folder


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on the processed demonstration delivery take long, for it is made for them, and come first.

    One worker makes it while the other does the rest: they start at the two ends of the list, and in any
    other order both would wait for one release.
    """
    for item in items:
        demonstriert = "beispieldaten" in getattr(item, "fixturenames", ())
        if demonstriert and item.get_closest_marker("slow") is None:
            item.add_marker(pytest.mark.long)
    items.sort(key=lambda item: "beispieldaten" not in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def beispieldaten(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Data folder in which the demonstration delivery was taken in, released and projected."""

    def make(ordner: Path) -> None:
        (ordner / "processed").mkdir()
        shutil.copy(PROJEKT / "data" / store.beschluss_datei(ordner).name, ordner)
        for befehl in (
            ("einlesen", BEISPIEL),
            ("freigeben",),
            ("prognose", "--basis", "2020-12-31", "--ziehungen", "40"),
        ):
            assert sozialraum(*befehl, "--daten", ordner) == 0

    return once("daten", tmp_path_factory, worker_id, make)


@pytest.fixture(scope="session")
def kleine(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Data folder of the small delivery, released."""

    def make(ordner: Path) -> None:
        lieferung_klein.schreiben(ordner / "lieferung")
        (ordner / "daten" / "processed").mkdir(parents=True)
        for befehl in (("einlesen", ordner / "lieferung"), ("freigeben",)):
            assert sozialraum(*befehl, "--daten", ordner / "daten") == 0

    return once("kleine", tmp_path_factory, worker_id, make) / "daten"


@pytest.fixture(scope="session")
def freigegeben(beispieldaten: Path) -> dict[str, pd.DataFrame]:
    """Every released table of the demonstration delivery."""
    return {
        name: store.read(name, beispieldaten)
        for name in store.tabellen(store.FREIGABE, beispieldaten)
        if name != "gebiete"
    }


@pytest.fixture(scope="session")
def berichte(beispieldaten: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Folder of the three PDFs of P10 on 31.12.2020, made once for all tests that read them."""

    def make(ordner: Path) -> None:
        assert sozialraum("bericht", "P10", "--daten", beispieldaten, "--berichte", ordner) == 0

    return once("berichte", tmp_path_factory, worker_id, make) / "P10" / "2020"
