"""One report to be made: where, of what, from what; the same on this machine and on a worker of a cluster."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline import notebooks, report, store
from pipeline.errors import SozialraumError

EXPORTE = {".html": report.html, ".pdf": report.pdf}
"""Ending -> what writes it. The PDF comes last: it is the one the Makefile looks at."""


@dataclass(frozen=True)
class Auftrag:
    """A report: notebook, parameters, folders with absolute paths, name of its files, sum of its sources."""

    name: str
    parameter: tuple[tuple[str, Any], ...]
    ordner: Path
    daten: Path
    dateiname: str
    stand: str

    @property
    def raumeinheit(self) -> str:
        """Key of the area."""
        return str(dict(self.parameter)["raumeinheit"])

    @property
    def stichtag(self) -> str:
        """Date of the report."""
        return str(dict(self.parameter)["stichtag"])

    @property
    def fertig(self) -> bool:
        """Whether the report lies there, made from the same."""
        return notebooks.fertig(self.ordner, self.dateiname, self.stand)


def machen(auftrag: Auftrag) -> list[Path]:
    """Make a report; returns its files.

    Raises: NotebookFehlgeschlagen, BerichtUngueltig; then the report is as it was.
    """
    return notebooks.bericht(
        auftrag.name,
        dict(auftrag.parameter),
        auftrag.ordner,
        auftrag.daten,
        EXPORTE,
        dateiname=auftrag.dateiname,
        stand=auftrag.stand,
    )


def fehler(auftrag: Auftrag) -> str:
    """Make a report; returns what stood against it in one sentence, or nothing."""
    try:
        machen(auftrag)
    except SozialraumError as satz:
        return str(satz)
    return ""


def stand(name: str, parameter: dict[str, Any], freigabe: str) -> str:
    """Checksum of all a report is made from: what was released, notebook, parameters, code, packages."""
    vorlage = notebooks.NOTEBOOKS / f"{name}.ipynb"
    quellen = {
        "freigabe": freigabe,
        "notebook": hashlib.sha256(vorlage.read_bytes()).hexdigest(),
        "parameter": parameter,
        "code": store.code_fassung(),
        "pakete": _pakete(),
    }
    return hashlib.sha256(json.dumps(quellen, sort_keys=True).encode()).hexdigest()


@cache
def _pakete() -> list[str]:
    """Installed packages with their versions."""
    return sorted({f"{paket.name} {paket.version}" for paket in metadata.distributions()})
