"""One notebook, one fresh kernel of this very interpreter; what comes back is the same every time."""

import importlib
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import matplotlib as mpl
import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from pipeline import errors, warmup
from pipeline.notebooks import kernels, parameters

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
"""The folder of the project's own notebooks."""

ABGESTUERZT = "der Python-Prozess endete unerwartet; vielleicht reichte der Arbeitsspeicher nicht"
"""What is said of a process that died."""


@dataclass(frozen=True)
class Lauf:
    """An executed notebook, free of times, paths and random ids; `fehler` says where and why it stopped."""

    notebook: NotebookNode
    fehler: str = ""


def check(name: str, parameter: Mapping[str, Any], quelle: Path) -> None:
    """Refuse what cannot be run, before anything does.

    Raises: ParameterUngueltig for an unknown notebook and for parameters that are not exactly its own.
    """
    vorlage = quelle / f"{name}.ipynb"
    if not vorlage.is_file():
        raise errors.ParameterUngueltig(f"Das Notebook {name} gibt es nicht in {quelle}.")
    parameters.check(name, nbformat.read(vorlage, as_version=4), parameter)  # type: ignore[no-untyped-call]  # nbformat's


def execute(name: str, parameter: Mapping[str, Any], daten: Path, quelle: Path, werkstatt: Path) -> Lauf:
    """Run the notebook `name` of the folder `quelle` with the data folder `daten`, both as `check` lets pass.

    Takes:   a folder of its own for what lies about meanwhile; who made it removes it.
    Returns: Lauf; a notebook that fails is returned, not raised: its outputs up to the error are worth
             keeping. Where the process itself died, there are none.
    """
    with tempfile.TemporaryDirectory(dir=werkstatt) as ordner:
        kopie = Path(shutil.copy(quelle / f"{name}.ipynb", ordner))
        ziel = Path(ordner) / "ausgefuehrt.ipynb"
        fehler = _papermill(kopie, ziel, parameter, _environment(daten, Path(ordner)))
        gelaufen = nbformat.read(ziel if ziel.exists() else kopie, as_version=4)  # type: ignore[no-untyped-call]  # nbformat's
    return Lauf(_timeless(gelaufen), f"Notebook {name}, {fehler}" if fehler else "")


def _papermill(kopie: Path, ziel: Path, parameter: Mapping[str, Any], umgebung: dict[str, str]) -> str:
    """Execute and return the place and cause of an error, or nothing."""
    try:
        papermill.execute_notebook(
            _literal(kopie),
            _literal(ziel),
            parameters=dict(parameter),
            kernel_name="python3",
            kernel_manager_class=kernels.kernel(umgebung, ziel.parent),
            shutdown_kernel="immediate",  # what it had to say was heard after each cell
            record_timing=False,
            request_save_on_cell_execute=False,
            progress_bar=False,
            cwd=str(kopie.parent),
        )
    except papermill.PapermillExecutionError as fehler:
        return f"Zelle [{fehler.exec_count}]: {_cause(fehler.ename, fehler.evalue)}"
    except DeadKernelError:
        return ABGESTUERZT
    return ""


def _literal(pfad: Path) -> str:
    """Path as papermill takes that of a notebook: it reads braces as placeholders."""
    return str(pfad).replace("{", "{{").replace("}", "}}")


def _cause(ename: str, evalue: str) -> str:
    """Return our own sentence where the error is ours, else type and first line."""
    klasse = getattr(errors, ename, None)
    if isinstance(klasse, type) and issubclass(klasse, errors.SozialraumError):
        return evalue.removesuffix(".")
    zeilen = evalue.strip().splitlines()
    return f"{ename}: {zeilen[0]}".removesuffix(".") if zeilen else ename


def _environment(daten: Path, werkstatt: Path) -> dict[str, str]:
    """Return what the kernel sees beside our own environment: no start-up files of the user, one thread."""
    # the font cache is built here and now: in the kernel matplotlib would report it as a warning
    importlib.import_module("matplotlib.font_manager")
    return warmup.UMGEBUNG | {
        "SOZIALRAUM_DATEN": str(daten.resolve()),
        "IPYTHONDIR": str(werkstatt / "ipython"),
        "MPLCONFIGDIR": mpl.get_cachedir(),
    }


def _timeless(notebook: NotebookNode) -> NotebookNode:
    """Keep of papermill's notes the parameters; number the cells instead of their random ids."""
    notizen = notebook.metadata.pop("papermill", {})
    notebook.metadata["papermill"] = {"parameters": notizen.get("parameters", {})}
    for nummer, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"zelle-{nummer}"
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
    return notebook
