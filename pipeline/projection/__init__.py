"""Population projection by a cohort-component model."""

from pipeline.projection.engine import Projection, Rates, age, december, project
from pipeline.projection.freigabe import QUELLEN, SZENARIEN, ZIEHUNGEN, prognose
from pipeline.projection.rueckblick import rueckschau

__all__ = [
    "QUELLEN",
    "SZENARIEN",
    "ZIEHUNGEN",
    "Projection",
    "Rates",
    "age",
    "december",
    "prognose",
    "project",
    "rueckschau",
]
