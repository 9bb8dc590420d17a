"""What a notebook is made from, read off its own text."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from pipeline.notebooks.execution import NOTEBOOKS

_GELESEN = re.compile(r'^gelesen \+?= "([^"]*)"', flags=re.MULTILINE)
"""The lines that list the tables; the Makefile finds them in the same way."""
_BESCHLUESSE = "store.beschluss_datei("


@dataclass(frozen=True)
class Quellen:
    """Released tables a notebook lists, whether it reads the decisions, checksum of its file."""

    tabellen: tuple[str, ...]
    beschluesse: bool
    pruefsumme: str


def quellen(name: str, ordner: Path = NOTEBOOKS) -> Quellen:
    """Read off a notebook what it reads."""
    datei = ordner / f"{name}.ipynb"
    cells = nbformat.read(datei, as_version=4).cells  # type: ignore[no-untyped-call]  # nbformat's
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    tabellen = [tabelle for liste in _GELESEN.findall(code) for tabelle in liste.split()]
    return Quellen(tuple(tabellen), _BESCHLUESSE in code, hashlib.sha256(datei.read_bytes()).hexdigest())
