"""Runs the notebooks: parameters checked first, a clean kernel, results in place whole or not at all."""

from pipeline.notebooks.batch import processes, run_all
from pipeline.notebooks.execution import NOTEBOOKS
from pipeline.notebooks.results import bericht, fertig, run
from pipeline.notebooks.sources import quellen
from pipeline.notebooks.workshop import sweep

__all__ = ["NOTEBOOKS", "bericht", "fertig", "processes", "quellen", "run", "run_all", "sweep"]
