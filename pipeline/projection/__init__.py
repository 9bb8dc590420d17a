"""Population projection by a cohort-component model."""

from pipeline.projection.aussicht import ausblick
from pipeline.projection.engine import Projection, Rates, age, december, project
from pipeline.projection.freigabe import QUELLEN, ZIEHUNGEN, ZUSATZQUELLEN, prognosetabellen
from pipeline.projection.rueckblick import rueckschau
from pipeline.projection.scenarios import read as szenarien
from pipeline.projection.szenarienvergleich import szenarienvergleich

__all__ = [
    "QUELLEN",
    "ZIEHUNGEN",
    "ZUSATZQUELLEN",
    "Projection",
    "Rates",
    "age",
    "ausblick",
    "december",
    "prognosetabellen",
    "project",
    "rueckschau",
    "szenarien",
    "szenarienvergleich",
]
