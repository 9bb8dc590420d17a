"""The usual route from notebooks to PDFs: papermill one after the other, then nbconvert with Chromium.

Every notebook is executed by the command `papermill` in an ordinary kernel that begins fresh, then printed by
`nbconvert --to webpdf`: two processes per report, as in the manuals of both.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import webpdf, werkstatt
from benchmarks.lauf import laufe

BERICHTE = ("sozialraumanalyse", "prognose", "kennzahlen")


def berichte(projekt: Path, bezirke: Sequence[str], ziel: Path) -> float:
    """Make the three PDFs of each district; returns seconds."""
    webpdf.chromium()
    beginn = time.monotonic()
    for bezirk in bezirke:
        for name in BERICHTE:
            _bericht(projekt, name, bezirk, ziel / bezirk)
    return time.monotonic() - beginn


def _bericht(projekt: Path, name: str, bezirk: str, ziel: Path) -> None:
    ziel.mkdir(parents=True, exist_ok=True)
    umgebung = werkstatt.umgebung(projekt)
    notebook = ziel / f"{name}.ipynb"
    angaben = ["-p", "raumeinheit", bezirk, "-p", "stichtag", werkstatt.STICHTAG]
    quelle = projekt / "notebooks" / f"{name}.ipynb"
    laufe([sys.executable, "-m", "papermill", quelle, notebook, *angaben], projekt, umgebung)
    druck = ["--to", "webpdf", "--WebPDFExporter.disable_sandbox=True", notebook]
    laufe([sys.executable, "-m", "benchmarks.webpdf", *druck], werkstatt.PROJEKT, umgebung)
    if not notebook.with_suffix(".pdf").is_file():
        sys.exit(f"nbconvert wrote no PDF of {name}, {bezirk}")
