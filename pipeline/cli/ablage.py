"""Files at a place the user names: whole or not at all, and a sentence where they cannot be written."""

import os
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import SozialraumError


def verlange_ordner(ziel: Path) -> None:
    """Refuse a place that cannot be, before anything is computed.

    Raises: SozialraumError.
    """
    if not ziel.parent.is_dir() or ziel.is_dir():
        raise SozialraumError(f"{ziel} ist nicht zu schreiben. Gibt es den Ordner, und ist es eine Datei?")


def ablegen(dateien: Mapping[Path, bytes], vertraulich: bool = False) -> list[Path]:
    """Write each file whole, then move it into place; a confidential one only its owner may read.

    Returns: the files written.
    Raises:  SozialraumError where one cannot be written; what lay there before is unchanged.
    """
    for ziel, inhalt in dateien.items():
        neu = ziel.with_name(f".{ziel.name}.neu")
        try:
            neu.unlink(missing_ok=True)  # it would keep its rights
            with os.fdopen(
                os.open(neu, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _rechte(vertraulich)), "wb"
            ) as datei:
                datei.write(inhalt)
            neu.replace(ziel)
        except OSError as fehler:
            neu.unlink(missing_ok=True)
            raise SozialraumError(
                f"{ziel} ist nicht zu schreiben ({fehler.strerror}). Gibt es den Ordner, ist die Datei frei?"
            ) from fehler
    return list(dateien)


def _rechte(vertraulich: bool) -> int:
    return 0o600 if vertraulich else 0o666  # less what the user's mask takes away
