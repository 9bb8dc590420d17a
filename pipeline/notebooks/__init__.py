"""Runs the notebooks: parameters checked first, a clean kernel, results in place whole or not at all."""

from pipeline.notebooks.execution import NOTEBOOKS
from pipeline.notebooks.results import bericht, run

__all__ = ["NOTEBOOKS", "bericht", "run"]
