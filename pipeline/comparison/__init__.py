"""A district beside its city and beside its own past: tests, and the rule behind the words."""

from pipeline.comparison.entwicklung import TRENDS, entwicklung
from pipeline.comparison.groesse import DEUTLICH, LEICHT, groesse, richtung
from pipeline.comparison.stadt import NIVEAU, beurteilen, vergleich

__all__ = [
    "DEUTLICH",
    "LEICHT",
    "NIVEAU",
    "TRENDS",
    "beurteilen",
    "entwicklung",
    "groesse",
    "richtung",
    "vergleich",
]
