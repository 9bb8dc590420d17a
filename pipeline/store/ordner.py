"""Where the zones lie, and who may read them."""

import os
from pathlib import Path

from pipeline.errors import SozialraumError

UMGEBUNG = "SOZIALRAUM_DATEN"
"""Environment variable that names the data folder for kernels and scripts."""

BESTAND = "bestand"
FREIGABE = "freigabe"
ZONEN = (BESTAND, FREIGABE)
"""The exact, confidential zone; and the released one, the only zone notebooks read."""


def daten_ordner(ordner: Path | None = None) -> Path:
    """Find the folder that holds `raw/` and `processed/`.

    Takes:   an explicit folder, or None for the environment, else the nearest parent with data.
    Raises:  SozialraumError where nothing is found.
    """
    if ordner is not None:
        return Path(ordner)
    if UMGEBUNG in os.environ:
        return Path(os.environ[UMGEBUNG])
    hier = Path.cwd()
    for kandidat in (hier, *hier.parents):
        if (kandidat / "data" / "processed").is_dir():
            return kandidat / "data"
    raise SozialraumError(
        "Es ist kein Datenordner zu finden. Bitte aus dem Projektordner starten, "
        f"--daten ORDNER angeben oder die Umgebungsvariable {UMGEBUNG} setzen."
    )


def zone_ordner(zone: str, daten: Path | None = None) -> Path:
    """Folder of a zone, `bestand` or `freigabe`; it need not exist yet."""
    if zone not in ZONEN:
        raise ValueError(zone)
    return daten_ordner(daten) / "processed" / zone


def tabellen_datei(zone: str, tabelle: str, daten: Path | None = None) -> Path:
    """Path of a table in a zone; the name is a plain word, never a path."""
    if not tabelle.isidentifier():
        raise ValueError(tabelle)
    return zone_ordner(zone, daten) / f"{tabelle}.parquet"


def ordner_anlegen(ordner: Path, vertraulich: bool) -> None:
    """Create a folder; a confidential one is closed to everybody else, also where it existed before."""
    ordner.mkdir(parents=True, exist_ok=True, mode=0o700 if vertraulich else 0o777)
    if vertraulich:
        ordner.chmod(0o700)
