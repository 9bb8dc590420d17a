"""Population projection by a cohort-component model."""

from pipeline.projection.engine import Projection, Rates, age, december, project

__all__ = ["Projection", "Rates", "age", "december", "project"]
