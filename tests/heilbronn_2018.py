"""The authentic register export of Stadt Heilbronn (31.12.2018) with its manifest, as a delivery folder."""

import shutil
from pathlib import Path

QUELLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "heilbronn_2018"
DATEI = "Datenexport_CFH_122018.csv"
MANIFEST = Path(__file__).parent / "manifeste" / "heilbronn_2018.toml"
STICHTAG = "2018-12-31"
STADT = "HN"


def standardlieferung(quelle: Path, ziel: Path) -> Path:
    """Put the export and its manifest into the folder `ziel`; returns `ziel`."""
    ziel.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(quelle / DATEI, ziel / DATEI)
    shutil.copyfile(MANIFEST, ziel / "lieferung.toml")
    return ziel
