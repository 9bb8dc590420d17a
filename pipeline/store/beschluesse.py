"""The file of decisions: read as it is, replaced whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import SozialraumError
from pipeline.store import umbau
from pipeline.store.ordner import daten_ordner

DATEI = "beschluesse.toml"


def beschluss_datei(daten: Path | None = None) -> Path:
    """Where the decisions lie: in the data folder beside `raw/` and `processed/`, under version control."""
    return daten_ordner(daten) / DATEI


def beschluesse_lesen(datei: Path) -> bytes:
    """Bytes of the file; nothing where no decision was taken yet.

    Raises: SozialraumError where there is something that cannot be read.
    """
    if datei.is_dir():
        raise SozialraumError(f"{datei} ist ein Ordner. Bitte die Datei der Beschlüsse nennen.")
    umbau.vollenden(datei.parent)
    return datei.read_bytes() if datei.exists() else b""


def beschluesse_fortschreiben(datei: Path, schritt: Callable[[bytes], bytes]) -> None:
    """Replace the file by what `schritt` makes of it, while nobody else can write it.

    Raises: SozialraumError where another run is writing, or the folder is missing; whatever `schritt`
            raises. The file is then as it was.
    """
    if not datei.parent.is_dir():
        raise SozialraumError(f"Den Ordner {datei.parent} gibt es nicht. Bitte zuerst anlegen.")
    with umbau.gesperrt(datei.parent):
        umbau.aufraeumen(datei.parent)
        neu = schritt(beschluesse_lesen(datei))
        umbau.ersetzen(datei.parent, {datei.name: neu}, [], vertraulich=False)
