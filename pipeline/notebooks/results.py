"""Puts executed notebooks and their reports into place, each whole, and traces of failures beside them."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from pipeline import errors
from pipeline.notebooks.execution import NOTEBOOKS, check, execute
from pipeline.notebooks.workshop import workshop

Export = Callable[[NotebookNode, Path], list[Path]]
"""Executed notebook, path without ending -> report files; `report.write` is one, and raises BerichtUngueltig."""

_VERMERK = "sozialraum"
"""Where an executed notebook keeps from what it was made (`stand`) and the checksums of its reports."""


def run(name: str, parameters: Mapping[str, Any], ziel: Path, daten: Path, quelle: Path = NOTEBOOKS) -> Path:
    """Execute a notebook and write it to `ziel`.

    Takes:   the notebook's name without ending; exactly its parameters; the data folder.
    Returns: `ziel`; same inputs, same bytes.
    Raises:  ParameterUngueltig before anything runs; NotebookFehlgeschlagen where a cell fails: then
             `ziel` is as it was and the executed copy lies beside it as `<name>.fehler.ipynb`.
    """
    check(name, parameters, quelle)
    with workshop(ziel.parent) as werkstatt:
        _place(_executed(name, parameters, ziel, daten, quelle, werkstatt), ziel, werkstatt)
    return ziel


def bericht(
    name: str,
    parameters: Mapping[str, Any],
    ordner: Path,
    daten: Path,
    export: Export,
    *,
    dateiname: str = "",
    stand: Callable[[], str] = str,
    quelle: Path = NOTEBOOKS,
) -> list[Path]:
    """Execute a notebook and export it: `<dateiname or name>.ipynb` and the files of its report in `ordner`.

    Takes:   what writes the files of the report, which are placed in their order; `stand`, which gives a word
             for all that the report is made from as it is then.
    Returns: paths of the exported files. The notebook is put into place last and notes their checksums and
             that word: where it lies with them, the report is whole (`fertig`). No word is noted where it
             was another one in the end: nobody can say from which of the two the report was made.
    Raises:  ParameterUngueltig, NotebookFehlgeschlagen, BerichtUngueltig; then all files are as they
             were, and what was executed lies beside them as `<name>.fehler.ipynb`.
    """
    ziel = ordner / f"{dateiname or name}.ipynb"
    check(name, parameters, quelle)
    with workshop(ordner) as werkstatt:
        beginn = stand()
        notebook = _executed(name, parameters, ziel, daten, quelle, werkstatt)
        try:
            neu = export(notebook, werkstatt / ziel.stem)
        except errors.BerichtUngueltig as fehler:
            _place(notebook, _trace(ziel), werkstatt)
            raise errors.BerichtUngueltig(f"Notebook {name}: {fehler}") from fehler
        notebook.metadata[_VERMERK] = {
            "stand": beginn if stand() == beginn else "",
            "dateien": {datei.name: _sha256(datei) for datei in neu},
        }
        fertig = [datei.replace(ordner / datei.name) for datei in neu]
        _place(notebook, ziel, werkstatt)
    return fertig


def fertig(ordner: Path, dateiname: str, stand: str) -> bool:
    """Whether a report made from `stand` lies in the folder, whole and as it was written."""
    try:
        notebook = json.loads((ordner / f"{dateiname}.ipynb").read_text(encoding="utf-8"))
        vermerk = notebook["metadata"][_VERMERK]
        return vermerk["stand"] == stand and all(
            _sha256(ordner / datei) == summe for datei, summe in vermerk["dateien"].items()
        )
    except (OSError, ValueError, KeyError):
        return False


def _executed(
    name: str, parameters: Mapping[str, Any], ziel: Path, daten: Path, quelle: Path, werkstatt: Path
) -> NotebookNode:
    lauf = execute(name, parameters, daten, quelle, werkstatt)
    if lauf.fehler:
        _place(lauf.notebook, _trace(ziel), werkstatt)
        raise errors.NotebookFehlgeschlagen(f"{lauf.fehler} (die ausgeführte Kopie liegt in {_trace(ziel)}).")
    _trace(ziel).unlink(missing_ok=True)
    return lauf.notebook


def _trace(ziel: Path) -> Path:
    return ziel.with_suffix(".fehler.ipynb")


def _place(notebook: NotebookNode, ziel: Path, werkstatt: Path) -> None:
    """Write in the workshop and rename, so that no reader ever sees half a file."""
    neu = werkstatt / ziel.name
    _write(notebook, neu)
    neu.replace(ziel)


def _write(notebook: NotebookNode, ziel: Path) -> None:
    nbformat.write(notebook, ziel)  # type: ignore[no-untyped-call]  # nbformat's


def _sha256(datei: Path) -> str:
    return hashlib.sha256(datei.read_bytes()).hexdigest()
