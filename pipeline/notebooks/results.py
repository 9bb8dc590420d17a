"""Puts executed notebooks and their reports into place, each whole, and the trace of a failure beside them."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from pipeline import errors
from pipeline.notebooks.execution import NOTEBOOKS, execute

Export = Callable[[Path, Path], None]
"""Executed notebook -> report file; `report.pdf` and `report.html` are such, and raise BerichtUngueltig."""


def run(name: str, parameters: Mapping[str, Any], ziel: Path, daten: Path, quelle: Path = NOTEBOOKS) -> Path:
    """Execute a notebook and write it to `ziel`.

    Takes:   the notebook's name without ending; exactly its parameters; the data folder.
    Returns: `ziel`; same inputs, same bytes.
    Raises:  ParameterUngueltig before anything runs; NotebookFehlgeschlagen where a cell fails: then
             `ziel` is as it was and the executed copy lies beside it as `<name>.fehler.ipynb`.
    """
    notebook = _executed(name, parameters, ziel, daten, quelle)
    _write(notebook, ziel)
    return ziel


def bericht(
    name: str,
    parameters: Mapping[str, Any],
    ordner: Path,
    daten: Path,
    exporte: Mapping[str, Export],
    *,
    dateiname: str = "",
    quelle: Path = NOTEBOOKS,
) -> list[Path]:
    """Execute a notebook and export it: `<dateiname or name>.ipynb` in `ordner`, and a file of each ending.

    Takes:   `exporte`: ending of the file -> what writes it; they come into place in this order, all or none.
    Returns: the paths of the exported files.
    Raises:  ParameterUngueltig, NotebookFehlgeschlagen, BerichtUngueltig; then all files are as they
             were, and what was executed lies beside them as `<name>.fehler.ipynb`.
    """
    ordner.mkdir(parents=True, exist_ok=True)
    ziel = ordner / f"{dateiname or name}.ipynb"
    notebook = _executed(name, parameters, ziel, daten, quelle)
    with tempfile.TemporaryDirectory(dir=ordner, prefix=".") as werkstatt:
        neu = Path(werkstatt) / ziel.name
        _write(notebook, neu)
        try:
            for endung, export in exporte.items():
                export(neu, neu.with_suffix(endung))
        except errors.BerichtUngueltig as fehler:
            _write(notebook, _trace(ziel))
            raise errors.BerichtUngueltig(f"Notebook {name}: {fehler}") from fehler
        for endung in (*exporte, neu.suffix):
            neu.with_suffix(endung).replace(ziel.with_suffix(endung))
    return [ziel.with_suffix(endung) for endung in exporte]


def _executed(
    name: str, parameters: Mapping[str, Any], ziel: Path, daten: Path, quelle: Path
) -> NotebookNode:
    lauf = execute(name, parameters, daten, quelle)
    if lauf.fehler:
        _write(lauf.notebook, _trace(ziel))
        raise errors.NotebookFehlgeschlagen(f"{lauf.fehler} (die ausgeführte Kopie liegt in {_trace(ziel)}).")
    _trace(ziel).unlink(missing_ok=True)
    return lauf.notebook


def _trace(ziel: Path) -> Path:
    return ziel.with_suffix(".fehler.ipynb")


def _write(notebook: NotebookNode, ziel: Path) -> None:
    """Write beside the target and rename, so that no reader ever sees half a file."""
    ziel.parent.mkdir(parents=True, exist_ok=True)
    neu = ziel.with_name(f".{ziel.name}.neu")
    nbformat.write(notebook, neu)  # type: ignore[no-untyped-call]  # nbformat's
    neu.replace(ziel)
