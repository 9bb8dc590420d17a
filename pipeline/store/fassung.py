"""Which code made a zone."""

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

PAKET = Path(__file__).resolve().parents[1]
QUELLEN = (".py", ".toml", ".typ", ".html", ".css", ".ttf")
"""Endings of the files that decide what comes out."""


@cache
def code_fassung() -> dict[str, str]:
    """Version of the package and the first 12 hexadecimal digits of the sha256 over its sources."""
    summe = hashlib.sha256()
    for datei in sorted(pfad for pfad in PAKET.rglob("*") if pfad.suffix in QUELLEN):
        summe.update(datei.relative_to(PAKET).as_posix().encode() + b"\0")
        summe.update(datei.read_bytes() + b"\0")
    return {"version": metadata.version("sozialraumanalyse"), "quellen": summe.hexdigest()[:12]}


@cache
def paket_fassung() -> tuple[str, ...]:
    """Python and the installed packages with their versions."""
    return sys.version, *sorted({f"{paket.name} {paket.version}" for paket in metadata.distributions()})
