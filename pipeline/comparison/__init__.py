"""A district beside its city: tests against the rest of the city, and the rule behind the words."""

from pipeline.comparison.groesse import DEUTLICH, LEICHT, groesse, richtung
from pipeline.comparison.stadt import NIVEAU, beurteilen, vergleich

__all__ = ["DEUTLICH", "LEICHT", "NIVEAU", "beurteilen", "groesse", "richtung", "vergleich"]
