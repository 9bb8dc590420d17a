"""A copy of the project in a folder of its own, which a benchmark fills and nobody else sees."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.lauf import laufe

PROJEKT = Path(__file__).resolve().parents[1]
DATEIEN = ("Makefile", "pyproject.toml", "requirements.lock", "data/beschluesse.toml")
ORDNER = ("pipeline", "notebooks", "data/raw/beispiel")
BEISPIEL = PROJEKT / "data" / "raw" / "beispiel"
STICHTAG, HORIZONT = "2020-12-31", 2035
PROGNOSE = f"data/processed/freigabe/.prognose-{STICHTAG}-{HORIZONT}"
"""What the Makefile touches when everything a report reads is released."""


def wahl(klein: str) -> argparse.Namespace:
    """Read the options of a benchmark that works in a copy; `klein` says what a small run is."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--klein", action="store_true", help=f"{klein}, no row in the table")
    parser.add_argument(
        "--fertig", type=Path, help="a folder processed/ built from the demonstration delivery"
    )
    return parser.parse_args()


@contextmanager
def projekt(fertig: Path | None = None) -> Iterator[Path]:
    """Copy the project with the demonstration delivery, and remove the copy in the end.

    Takes: a folder `processed` that was built from the same delivery, to be taken over; by default the
           tables are taken in, released and projected anew, which takes minutes.
    """
    with tempfile.TemporaryDirectory(prefix="sozialraum-") as name:
        ordner = Path(name)
        for teil in ORDNER:
            shutil.copytree(PROJEKT / teil, ordner / teil, ignore=shutil.ignore_patterns("__pycache__"))
        for datei in DATEIEN:
            shutil.copy2(PROJEKT / datei, ordner / datei)
        (ordner / "reports").mkdir()
        (ordner / "data" / "processed").mkdir()
        if fertig is not None:
            _uebernommen(fertig, ordner / "data" / "processed")
        laufe(
            [
                *make(),
                "data/processed/bestand/manifest.json",
                "data/processed/freigabe/manifest.json",
                PROGNOSE,
            ],
            ordner,
            umgebung(ordner),
        )
        yield ordner


def make() -> list[str]:
    """The command for make with the environment of this interpreter, whatever the times of its marks."""
    programm = shutil.which("make") or sys.exit("make is not installed: apt-get install make")
    venv = Path(sys.prefix)
    return [programm, f"VENV={venv}", f"--assume-old={venv / '.ready'}"]


def umgebung(ordner: Path) -> dict[str, str]:
    """Environment in which Python takes the code of the copy and finds its data."""
    return {**os.environ, "PYTHONPATH": str(ordner), "SOZIALRAUM_DATEN": str(ordner / "data")}


def _uebernommen(fertig: Path, ziel: Path) -> None:
    """Copy tables that were built elsewhere, in the order in which Make expects their times."""
    for zone in ("bestand", "freigabe"):
        shutil.copytree(fertig / zone, ziel / zone, copy_function=shutil.copyfile)
    for letzte in (ziel / "bestand" / "manifest.json", ziel / "freigabe" / "manifest.json"):
        letzte.touch()
    for tabelle in (ziel / "freigabe").glob("*.parquet"):
        tabelle.touch()
    (ziel.parents[1] / PROGNOSE).touch()
