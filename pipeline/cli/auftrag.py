"""One report to be made: where, of what, from what; the same on this machine and on a worker of a cluster."""

import hashlib
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import notebooks, report, store
from pipeline.errors import SozialraumError


@dataclass(frozen=True)
class Auftrag:
    """A report: notebook, parameters, folders with absolute paths, name of its files."""

    name: str
    parameter: tuple[tuple[str, Any], ...]
    ordner: Path
    daten: Path
    dateiname: str

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
        return notebooks.fertig(self.ordner, self.dateiname, stand(self))


def machen(auftrag: Auftrag) -> list[Path]:
    """Make a report; returns its files.

    Raises: NotebookFehlgeschlagen, BerichtUngueltig; then the report is as it was.
    """
    return notebooks.bericht(
        auftrag.name,
        dict(auftrag.parameter),
        auftrag.ordner,
        auftrag.daten,
        report.write,
        dateiname=auftrag.dateiname,
        stand=partial(stand, auftrag),
    )


def fehler(auftrag: Auftrag) -> str:
    """Make a report; returns what stood against it in one sentence, or nothing."""
    try:
        machen(auftrag)
    except SozialraumError as satz:
        return str(satz)
    return ""


def stand(auftrag: Auftrag) -> str:
    """Checksum of all that a report is made from, as it is now and here: on whatever machine makes it.

    Returns: one that changes with what its notebook reads, its parameters, the code and the packages.
    """
    quellen = notebooks.quellen(auftrag.name)
    beschluesse = (
        store.beschluesse_lesen(store.beschluss_datei(auftrag.daten)) if quellen.beschluesse else b""
    )
    teile = {
        "freigabe": store.fassung_freigabe(
            quellen.tabellen or store.tabellen(store.FREIGABE, auftrag.daten), auftrag.daten
        ),
        "beschluesse": hashlib.sha256(beschluesse).hexdigest(),
        "notebook": quellen.pruefsumme,
        "parameter": auftrag.parameter,
        "code": store.code_fassung(),
        "pakete": store.paket_fassung(),
    }
    return hashlib.sha256(json.dumps(teile, sort_keys=True).encode()).hexdigest()
