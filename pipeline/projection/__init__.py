"""Population projection by a cohort-component model."""

from pipeline.projection.engine import Projection, Rates, age, december, project
from pipeline.projection.freigabe import SZENARIEN, prognose

__all__ = ["SZENARIEN", "Projection", "Rates", "age", "december", "prognose", "project"]
