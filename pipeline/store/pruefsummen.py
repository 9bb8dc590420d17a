"""Checksums that prove an origin without giving a confidential file away.

A plain checksum of a small table can be guessed by trying all its contents; keyed with a secret that lies
outside the project it cannot. Demonstration data are public, so theirs are plain.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from pipeline.errors import SozialraumError

UMGEBUNG = "SOZIALRAUM_SCHLUESSEL_DATEI"
"""Environment variable that names another key file."""


def sha256(inhalt: bytes) -> str:
    """Plain checksum, hexadecimal."""
    return hashlib.sha256(inhalt).hexdigest()


def verschluesselt(pruefsumme: str) -> str:
    """Keyed checksum (HMAC-SHA256) of a plain one; the key is made on first use.

    Raises: SozialraumError where the key file cannot be read or written.
    """
    return hmac.new(_schluessel(), pruefsumme.encode(), hashlib.sha256).hexdigest()


def _schluessel() -> bytes:
    datei = _schluessel_datei()
    try:
        return datei.read_bytes() if datei.exists() else _neuer_schluessel(datei)
    except OSError as fehler:
        raise SozialraumError(
            f"Die Schlüsseldatei {datei} lässt sich nicht lesen oder anlegen ({fehler.strerror}). "
            f"Bitte die Rechte prüfen oder mit {UMGEBUNG} eine andere Datei nennen."
        ) from fehler


def _schluessel_datei() -> Path:
    if UMGEBUNG in os.environ:
        return Path(os.environ[UMGEBUNG])
    return Path.home() / ".config" / "sozialraum" / "schluessel"


def _neuer_schluessel(datei: Path) -> bytes:
    datei.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    schluessel = secrets.token_bytes(32)
    # exclusive: of two first runs at once only one may decide
    with os.fdopen(os.open(datei, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as ziel:
        ziel.write(schluessel)
    return schluessel
